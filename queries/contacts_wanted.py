"""Contacts wanted: those that are asked for by name or kind, and nobody who is left out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from .asked import Asked
from .grouping import Sets, sets_by
from .reasons import Coded, Reason, because


def wanted(asked: Asked, actors: Collection[str]) -> set[str]:
    """Those of some actors that the question wants as contacts."""
    given = asked.parameters
    found = set(actors) - set(given["exclude"])
    # A question on actors that nobody knows yet does not take them by name
    named = given.get("actor")
    if named:
        found &= set(named)
    types = set(given["actor_type"])
    if not types:
        return found
    # Who has no kind on record is of none that is asked for
    by_actor = kinds_of(asked, found)
    return {actor for actor, kinds in by_actor.items() if kinds & types}


def only_notices(asked: Asked) -> Iterator[Reason]:
    """Which contacts alone are listed, where they are asked for."""
    called = asked.names("Actor", asked.parameters.get("actor", ()))
    yield from _only(asked, sorted(called.values()))


def type_notices(asked: Asked) -> Iterator[Reason]:
    """That contacts of some types alone are listed, where they are asked for."""
    yield from _only(asked, [])


def _only(asked: Asked, names: Sequence[Any]) -> Iterator[Reason]:
    types = [Coded("entity-types", code) for code in asked.parameters["actor_type"]]
    if names or types:
        yield because("only these contacts", names=because("list", names=[*names, *types]))
    if types:
        yield because("type not stated")


def kinds_of(asked: Asked, actors: Collection[str]) -> Sets:
    """Actor → the codes of its kinds; a government is a State by its name."""
    links = asked.links(
        "ACTOR_TYPE",
        "Actor",
        "Concept",
        actors,
        "notation",
    )
    found = sets_by(links, "id", "notation")
    states = asked.links(
        "STATE_OF",
        "Actor",
        "Country",
        actors,
    )
    for row in states:
        kinds = found.setdefault(row["id"], set())
        kinds.add("state")
    return found
