"""Reasons: what an answer says of a pledge, as kinds with values. ``phrases`` makes sentences of
them, last of all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Behind = Mapping[str, Sequence[str]]
"""Number of a sentence → the identifiers of what it counts."""


def _nothing() -> Behind:
    return {}


@dataclass(frozen=True, slots=True)
class Reason:
    """A kind of ``sentences.SENTENCES`` with the values that it names.

    ``behind`` lists what its numbers count, for those who ask for it.
    """

    kind: str
    values: Mapping[str, Any] = field(default_factory=dict)
    behind: Callable[[], Behind] = field(default=_nothing, compare=False)


@dataclass(frozen=True, slots=True)
class Worded:
    """A sentence of a card, in its own English words, with the values that it names; ``singular``
    is its form for a ``number`` of one; ``behind`` as of a reason.
    """

    sentence: str
    values: Mapping[str, Any]
    singular: str = ""
    behind: Callable[[], Behind] = field(default=_nothing, compare=False)


def because(kind: str, **values: Any) -> Reason:
    """A reason."""
    return Reason(kind, values)


def counting(
    kind: str,
    identifiers: Iterable[str],
    **values: Any,
) -> Reason:
    """A reason whose ``number`` is how many things these are."""
    counted = sorted(identifiers)
    return Reason(
        kind,
        {**values, "number": len(counted)},
        lambda: {"number": counted},
    )


def first_names(
    names: Sequence[Any],
    most: int,
    identifiers: Sequence[str] = (),
) -> Reason:
    """Names in running text: the first ones, and how many more there are. ``identifiers``, in the
    same order, list those.
    """
    first = list(names[:most])
    more = len(names) - len(first)
    if not more:
        return because("list", names=first)
    if not identifiers:
        return because("and more", names=first, number=more)
    return counting("and more", identifiers[most:], names=first)


def behind_numbers(reason: Reason | Worded) -> Behind:
    """The identifiers behind the numbers of a sentence; behind those of a part of it by the name of
    the part.
    """
    found: dict[str, Sequence[str]] = dict(reason.behind())
    for name, value in reason.values.items():
        parts = value if isinstance(value, list | tuple) else [value]
        for part in parts:
            if isinstance(part, Reason | Worded):
                for ids in behind_numbers(part).values():
                    found[name] = ids
    return found


@dataclass(frozen=True, slots=True)
class Supporting:
    """A pledge that brings support, as a sentence says it.

    ``actors`` are the submitters to be named. ``amount`` is (whole number, currency code);
    ``part_of`` names those whose part it is where others are partners. ``contributions`` are codes.
    """

    pledge: str
    actors: Sequence[str]
    contributions: frozenset[str]
    amount: tuple[int, str] | None = None
    part_of: Sequence[str] = ()
    has_ended: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """A match, as a sentence says it: who brings what by which pledges; ``status`` and ``extent``
    are codes.
    """

    actors: Sequence[str]
    contributions: frozenset[str]
    pledges: Sequence[str]
    extent: str
    status: str
    covered: int | None
    unit: str
    matched_on: str


@dataclass(frozen=True, slots=True)
class Contact:
    """An actor of a related pledge; one that is a named partner only has no contribution of its own
    on record.
    """

    actor_id: str
    actor: str
    pledge: str
    contributions: frozenset[str]
    arrangement: str | Place | Situation = ""
    is_partner: bool = False
    has_ended: bool = False


@dataclass(frozen=True, slots=True)
class Coded:
    """A code of a vocabulary; ``in_text`` as a sentence calls it, else by its published label."""

    scheme: str
    code: str
    in_text: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """A country or a region by its name, in English and where it is known in French."""

    name: str
    french: str = ""


@dataclass(frozen=True, slots=True)
class Topic:
    """A theme or an area of focus, by its published English label."""

    name: str


@dataclass(frozen=True, slots=True)
class Published:
    """A concept of a vocabulary by its published English label; one that it has not keeps its
    name.
    """

    scheme: str
    name: str


@dataclass(frozen=True, slots=True)
class Situation:
    """A refugee situation by its name, and its French one where a source has it."""

    name: str
    french: str = ""


@dataclass(frozen=True, slots=True)
class Contributions:
    """Contribution types, by their codes."""

    codes: frozenset[str]


def one_by_one(codes: Iterable[str]) -> list[Contributions]:
    """Contribution types as values of a list."""
    return [Contributions(frozenset({code})) for code in codes]
