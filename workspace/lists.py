"""Lists: the things of one kind, those with a text in a name, and the names nearest to one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pledgegraph.graph.engine import Engine
from pledgegraph.queries import lists
from pledgegraph.queries.names import names_in

from .given_names import aliases, identified


def listed(
    engine: Engine,
    manifest: Mapping[str, Any],
    what: str,
    text: str,
    language: str,
) -> list[dict[str, Any]]:
    """The things of a list, with a text only those that have it in a name or are meant by it.

    Raises:
        UsageProblem: there is no such list.
    """
    rows = engine.ask(lists.list_text(what), {}, f"list {what}")
    # Without a text nothing has to be resolved, and no names are read
    if not text:
        return lists.listed(rows, language=language)
    name = identified(text, manifest)
    meant = names_in(engine, aliases(manifest)).meant(lists.KINDS[what], name)
    return lists.listed(rows, name, language, meant)


def nearest(
    engine: Engine,
    what: str,
    text: str,
    language: str,
) -> list[str]:
    """The names of a list that are spelled most like a text; none for a list that there is not."""
    kind = lists.KINDS.get(what)
    return names_in(engine, language=language).nearest([kind], text) if kind else []
