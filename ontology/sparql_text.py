"""Texts of SPARQL queries: which may run, and how parameters get into them."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from pledgegraph.errors import QueryProblem, suggest

from .iris import iri

Parameter = str | int | bool | Sequence[str]

_FORMS = ("ASK", "CONSTRUCT", "DESCRIBE", "SELECT")
# What is no keyword, in the order in which a SPARQL scanner looks. It hides less rather than more:
# a keyword that is overlooked reaches the network, a word that is wrongly refused can be written in
# another way. A word is looked at from its start only, so that a long one takes no long time.
_TOKEN = re.compile(
    r"""
    (?P<hidden>
        \"{3} (?: [^"\\] | \\. | "(?!"") )* \"{3} | '{3} (?: [^'\\] | \\. | '(?!'') )* '{3}
      | " (?: [^"\\\n\r] | \\. )* "               | ' (?: [^'\\\n\r] | \\. )* '
      | < (?: [^\x00-\x20<>"{}|^`\\] | \\u[0-9A-Fa-f]{4} | \\U[0-9A-Fa-f]{8} )* >
      | \# [^\n\r]*
    )
    | (?P<variable> [?$] (?P<name> \w+ ) )
    | (?P<prefixed> (?<![\w-]) [\w-]*+ : [\w-]*+ )
    | \\.
    """,
    re.VERBOSE | re.DOTALL,
)
_ASCII_ESCAPE = re.compile(r"\\(?:u00[0-7]|U000000[0-7])[0-9A-Fa-f]")
_ESCAPES = {
    "\\": "\\\\",
    '"': '\\"',
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
    "\b": "\\b",
    "\f": "\\f",
}


def check_query(text: str) -> None:
    """``QueryProblem`` for a text that would write, reach the network or ask for other graphs.

    The words are looked for outside of texts, comments, IRIs, variables and prefixed names.
    """
    if _ASCII_ESCAPE.search(text):
        raise QueryProblem(
            "the query escapes a plain character by its number", "Write the character itself"
        )
    # What cannot be a keyword goes first: a title may well have the word SERVICE in it
    plain = _TOKEN.sub(" ", text)
    words = [word.upper() for word in re.findall("[A-Za-z]+", plain)]
    forms = [word for word in words if word not in ("PREFIX", "BASE")]
    form = forms[0] if forms else ""
    if form not in _FORMS:
        found = f"a query cannot begin with {form}" if form else "the query is empty"
        raise QueryProblem(
            found, "Only SELECT, ASK, CONSTRUCT and DESCRIBE are answered; nothing can be changed"
        )
    # In any word: what is wrongly refused can be written in another way
    if any("SERVICE" in word for word in words):
        raise QueryProblem("SERVICE is not allowed", "A query is answered from this graph alone")
    if "FROM" in words:
        raise QueryProblem(
            "FROM is not allowed", "Every query is asked of the whole graph; leave FROM out"
        )


def unknown_terms(
    text: str,
    namespace: str,
    known: Collection[str],
) -> list[str]:
    """What to say of each ``pg:`` term of a query that the ontology does not declare: nothing can
    match it.
    """
    said = []
    for name in sorted(_terms(text, namespace)):
        if name not in known:
            found = f"pg:{name} is not a term of the ontology, so nothing matches it."
            said.append(f"{found} {suggest(name, known)}".rstrip())
    return said


def _terms(text: str, namespace: str) -> set[str]:
    """The local names of the ``pg:`` terms of a query."""
    declared = re.search(r"\bPREFIX\s+pg:\s*<([^<>]*)>", text, re.IGNORECASE)
    starts = [f"<{namespace}"]
    # A query that declares no such prefix has ours: the store knows it
    if not declared or declared[1] == namespace:
        starts.append("pg:")
    tokens = [found.group() for found in _TOKEN.finditer(text)]
    names = set()
    for token in tokens:
        for start in starts:
            if token.startswith(start):
                names.add(token.removeprefix(start).removesuffix(">"))
    return names - {""}


def compared_dates(
    text: str,
    namespace: str,
    first_days: Mapping[str, str],
) -> list[str]:
    """Advice for each date of a query that is compared with a typed day, month or year.

    Args:
        text: the query.
        namespace: that of ``pg:``.
        first_days: the local name of each date and that of its first day.
    """
    if not re.search(r"\^\^\s*(?:xsd:|<[^<>]*#)(?:date|gYear|gYearMonth)\b", text):
        return []
    named = _terms(text, namespace)
    advice = []
    for date in sorted(named & first_days.keys()):
        # A query that names the first day too knows what it does
        if first_days[date] not in named:
            advice.append(
                f"pg:{date} is a day, a month or a year, and these do not compare with each other:"
                f" rows may be left out. Compare pg:{first_days[date]}."
            )
    return advice


class Iri(str):
    """A parameter's value that is the IRI of a node, not a text."""

    __slots__ = ()


IDENTIFIERS = ("ids", "named", "pledge", "actor", "exclude")
"""The parameters of our texts that are identifiers of nodes."""


def with_iris(
    parameters: Mapping[str, Any],
    base: str,
) -> dict[str, Parameter]:
    """Parameters as SPARQL takes them: identifiers of nodes are IRIs."""
    found: dict[str, Parameter] = dict(parameters)
    for name in IDENTIFIERS:
        value = parameters.get(name)
        if value:
            named = [value] if isinstance(value, str) else value
            found[name] = [Iri(iri(each, base)) for each in named]
    return found


def bind(
    text: str,
    parameters: Mapping[str, Parameter],
) -> str:
    """The text with each ``$name`` replaced by its value, written as a SPARQL literal or, for
    ``Iri``, as an IRI.

    A list becomes literals separated by commas, for ``IN ($country)``, or by spaces in braces, for
    ``VALUES ?iso3 { $country }``; ``$country_any`` is true if it is empty.
    ``QueryProblem`` names a ``$name`` without a value. Texts, comments and IRIs stay as they are.
    """
    known = dict(parameters)
    for name, given in parameters.items():
        if not isinstance(given, str | int):
            known[f"{name}_any"] = not given

    def replaced(found: re.Match[str]) -> str:
        token = found.group()
        name = found.group("name")
        if not name or token.startswith("?"):
            return token
        if name not in known:
            raise QueryProblem(
                f"the parameter {token} has no value",
                f"known: {', '.join(sorted(known)) or 'none'}",
            )
        value = known[name]
        if isinstance(value, str | int):
            return _spelled(value)
        in_braces = text[: found.start()].rstrip().endswith("{")
        return (" " if in_braces else ", ").join(map(_spelled, value))

    return _TOKEN.sub(replaced, text)


def _spelled(value: str | int) -> str:
    if isinstance(value, Iri):
        return f"<{value}>"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value)
    escaped = "".join(_ESCAPES.get(char, char) for char in value)
    return f'"{escaped}"'
