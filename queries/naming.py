"""Naming: how actors are called and ordered in lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from pledgegraph.ontology.spelling import name_order
from pledgegraph.wording import worded


def short(name: str) -> str:
    """``Government of the United States`` → ``United States``: how a State is named and sorted in a
    list.
    """
    # In a list all governments would be under G
    country = name.removeprefix("Government of ")
    return country.removeprefix("the ")


def by_short_name(names: Iterable[str]) -> list[str]:
    """Names in the order of lists."""
    return sorted(names, key=_place)


def by_name(actors: Mapping[str, str]) -> list[tuple[str, str]]:
    """Actors (identifier → name) in the order of lists."""
    return sorted(actors.items(), key=_place_of_actor)


def _place_of_actor(actor: tuple[str, str]) -> tuple[str, str, str]:
    return _place(actor[1])


def _place(name: str) -> tuple[str, str, str]:
    # The whole name last: two that read alike without it keep one order
    folded, exact = name_order(short(name))
    return folded, exact, name


def listed(names: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    if len(names) < 2:
        return "".join(names)
    first = ", ".join(names[:-1])
    return worded(
        "{first} and {last}",
        first=first,
        last=names[-1],
    )
