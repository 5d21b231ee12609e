"""Lists: the things of one kind, those with a text in a name, and the names nearest to one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.engine import Engine, Row
from pledgegraph.queries import lists
from pledgegraph.queries.names import names_in
from pledgegraph.queries.parameters import option_of
from pledgegraph.wording import worded

from .given_names import aliases, identified
from .pictures import scope_of


def listed(
    engine: Engine,
    manifest: Mapping[str, Any],
    what: str,
    text: str,
    language: str,
    given: Mapping[str, Any] | None = None,
) -> list[dict[str, Any]]:
    """The things of a list, with a text only those that have it in a name or are meant by it; with
    parameters of questions only the pledges that their sentence of coverage counts.

    Raises:
        UsageProblem: there is no such list, or a value of a parameter is not known.
    """
    rows = engine.ask(lists.list_text(what), {}, f"list {what}")
    if given:
        rows = _in_scope(
            rows,
            engine,
            manifest,
            what,
            given,
            language,
        )
    # Without a text nothing has to be resolved, and no names are read
    if not text:
        return lists.listed(rows, language=language)
    name = identified(text, manifest)
    meant = names_in(engine, aliases(manifest)).meant(lists.KINDS[what], name)
    return lists.listed(rows, name, language, meant)


def _in_scope(
    rows: Sequence[Row],
    engine: Engine,
    manifest: Mapping[str, Any],
    what: str,
    given: Mapping[str, Any],
    language: str,
) -> list[Row]:
    """The pledges in scope of parameters; ``UsageProblem`` for a list of other things."""
    # The same scope as of a picture and of the sentence above an answer: three that agree
    if what != "pledges":
        raise UsageProblem(
            worded("Only a list of pledges takes {options}", options=_options(given)),
            worded("Use `pledgegraph list pledges`."),
        )
    scope = scope_of(engine, manifest, given, language)
    known = set(scope.ids)
    return [row for row in rows if row["identifier"] in known]


def _options(given: Mapping[str, Any]) -> str:
    return ", ".join(map(option_of, given))


def nearest(
    engine: Engine,
    what: str,
    text: str,
    language: str,
) -> list[str]:
    """The names of a list that are spelled most like a text; none for a list that there is not."""
    kind = lists.KINDS.get(what)
    return names_in(engine, language=language).nearest([kind], text) if kind else []
