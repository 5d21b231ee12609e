"""SPARQL by its grammar: a text of somebody's own is parsed, and refused for what would write or
leave this graph.

Importing rdflib takes 0.3 s, so the catalogue's own texts do not come here.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator

from pledgegraph.errors import QueryProblem

from .sparql_text import check_query

_REFUSED = {
    "ServiceGraphPattern": ("SERVICE is not allowed", "A query is answered from this graph alone"),
    "DatasetClause": (
        "FROM is not allowed",
        "Every query is asked of the whole graph; leave FROM out",
    ),
}
_UPDATES = (
    "InsertData",
    "DeleteData",
    "DeleteWhere",
    "Modify",
    "Load",
    "Clear",
    "Drop",
    "Create",
    "Add",
    "Move",
    "Copy",
)


class Unreadable(QueryProblem):
    """A text that rdflib cannot read. If Oxigraph cannot read it either, it gives a better
    position.
    """


def check_by_grammar(text: str) -> None:
    """``QueryProblem`` for a text that the grammar of SPARQL 1.1 cannot read, or that holds what
    ``_REFUSED`` names.

    The words are looked for as well, as ``check_query`` does: each of the two sees what the other
    reads in another way.
    """
    check_query(text)
    for name in _names(_parsed(text)):
        if name in _REFUSED:
            raise QueryProblem(*_REFUSED[name])
        if name in _UPDATES:
            raise QueryProblem("the query would change the graph", "Only questions are answered")


def _parsed(text: str) -> object:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of the parser that rdflib uses
        from rdflib.plugins.sparql.parser import parseQuery

        try:
            # Oxigraph ends a remark at either line end, rdflib at \n alone
            return parseQuery(re.sub("\r\n?", "\n", text))
        except RecursionError:
            raise QueryProblem(
                "the query has too many brackets inside one another", "Write it flatter"
            ) from None
        # Of the parser, which is another library's, or of rdflib's own
        except Exception as problem:
            line = getattr(problem, "lineno", None)
            column = getattr(problem, "column", None)
            place = f"error at {line}:{column}"
            if not line:
                place = " ".join(str(problem).split())[:200]
            found = f"the query cannot be read: {place}"
            raise Unreadable(found, "It must be a query of SPARQL 1.1") from None


def _names(parsed: object) -> Iterator[str]:
    """The name of every node of the grammar in a parsed text, at any depth."""
    waiting = [parsed]
    seen = set()
    while waiting:
        node = waiting.pop()
        is_plain = isinstance(node, str | int | float | bool | None)
        # By identity: parts of a parsed text have no hash, and may hold one another
        if is_plain or id(node) in seen:
            continue
        seen.add(id(node))
        yield str(getattr(node, "name", ""))
        if isinstance(node, dict):
            waiting.extend(node.values())
        elif hasattr(node, "__iter__"):
            waiting.extend(node)
