"""Supporters: the actors that a match cell names, and what the remark behind each says of the
match.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from pledgegraph.loaders.files.cells import split
from pledgegraph.ontology.vocabularies import vocabulary

from .contributions import listed_parts


@dataclass(frozen=True, slots=True)
class Remark:
    """The remark in brackets behind a supporter: ``financial, offered`` → contribution, status,
    extent, the rest.
    """

    contributions: tuple[str, ...] = ()
    status: str = ""
    extent: str = ""
    rest: str = ""

    @property
    def is_half_read(self) -> bool:
        """Whether a part was not understood although it names a type of contribution."""
        if self.contributions:
            return False
        words = self.rest.split()
        return any(map(vocabulary("contribution-types").find, words))

    def joined(self, other: Remark) -> Remark:
        """Two remarks on one actor as one."""
        # Keys of a dict: each once, in the order in which the cell says them
        contributions = dict.fromkeys((*self.contributions, *other.contributions))
        rests = filter(None, (self.rest, other.rest))
        rest = dict.fromkeys(rests)
        return replace(
            self,
            contributions=tuple(contributions),
            rest=", ".join(rest),
        )


def _is_known(text: str) -> bool:
    for name in ("contribution-types", "match-statuses", "match-extents"):
        if vocabulary(name).find(text) is not None:
            return True
    return False


def _parts(text: str) -> list[str]:
    """The parts of a remark. Where none of them is known, it stays whole."""
    pieces = listed_parts(text, _is_known)
    if any(map(_is_known, pieces)):
        return pieces
    return [text]


@cache
def read_remark(text: str) -> Remark:
    """The parts of a remark that a vocabulary knows, and the rest as written."""
    contributions: list[str] = []
    rest: list[str] = []
    status = ""
    extent = ""
    parts = map(_parts, split(text))
    for part in chain.from_iterable(parts):
        as_contribution = vocabulary("contribution-types").find(part)
        as_status = vocabulary("match-statuses").find(part)
        as_extent = vocabulary("match-extents").find(part)
        if as_contribution is not None:
            contributions.append(as_contribution.id)
        elif as_status is not None:
            status = as_status.notation
        elif as_extent is not None:
            extent = as_extent.notation
        else:
            rest.append(part)
    return Remark(
        tuple(contributions),
        status,
        extent,
        ", ".join(rest),
    )


@dataclass(frozen=True, slots=True)
class NamedSupporter:
    """An actor that a match cell names: the row of the cell, the actor and the remark.

    ``nth`` counts the supports by one actor that one row reports.
    """

    row: int
    actor: str
    remark: Remark
    nth: int = 0


def supporters_of(named: Iterable[tuple[int, str, Remark]]) -> list[NamedSupporter]:
    """An actor that a cell names twice brings both: one supporter where status and extent agree,
    else two.
    """
    found: dict[tuple[int, str], dict[object, Remark]] = {}
    for row, actor, remark in named:
        remarks = found.setdefault((row, actor), {})
        # A remark without a type is not part of one with a type
        states_type = bool(remark.contributions)
        alike = (remark.status, remark.extent, states_type)
        first = remarks.get(alike)
        remarks[alike] = remark if first is None else first.joined(remark)
    supporters = []
    for (row, actor), remarks in found.items():
        for nth, remark in enumerate(remarks.values()):
            supporters.append(NamedSupporter(row, actor, remark, nth))
    return supporters
