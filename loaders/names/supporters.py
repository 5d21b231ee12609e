"""Supporters: the actors that a match cell names, and what the remark behind each says of the
match.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

from pledgegraph.loaders.files.cells import split
from pledgegraph.ontology.vocabularies import vocabulary

from .contributions import told_apart


@dataclass(frozen=True, slots=True)
class Remark:
    """What stands in brackets behind a supporter: ``financial, offered`` → contribution, status,
    extent, the rest.
    """

    contributions: tuple[str, ...] = ()
    status: str = ""
    extent: str = ""
    rest: str = ""

    @property
    def is_half_read(self) -> bool:
        """Whether a word that would tell what is brought stands in what was not understood."""
        return not self.contributions and any(
            vocabulary("contribution-types").find(w) for w in self.rest.split()
        )

    def joined(self, other: Remark) -> Remark:
        """Two remarks on one actor as one."""
        contributions = tuple(dict.fromkeys((*self.contributions, *other.contributions)))
        rest = ", ".join(dict.fromkeys(text for text in (self.rest, other.rest) if text))
        return replace(self, contributions=contributions, rest=rest)


def _is_known(text: str) -> bool:
    return any(
        vocabulary(name).find(text)
        for name in ("contribution-types", "match-statuses", "match-extents")
    )


def _parts(told: str) -> list[str]:
    """What is understood in none of its parts stays as written."""
    pieces = told_apart(told, _is_known)
    return pieces if any(map(_is_known, pieces)) else [told]


@cache
def read_remark(text: str) -> Remark:
    """The parts of a remark that a vocabulary knows, and the rest as written."""
    contributions, rest, status, extent = [], [], "", ""
    for part in [piece for told in split(text) for piece in _parts(told)]:
        kind = vocabulary("contribution-types").find(part)
        told_status, told_extent = (
            vocabulary("match-statuses").find(part),
            vocabulary("match-extents").find(part),
        )
        if kind is not None:
            contributions.append(kind.id)
        elif told_status is not None:
            status = told_status.notation
        elif told_extent is not None:
            extent = told_extent.notation
        else:
            rest.append(part)
    return Remark(tuple(contributions), status, extent, ", ".join(rest))


@dataclass(frozen=True, slots=True)
class NamedSupporter:
    """An actor named in a match cell: the row that says it, whom it names; ``nth`` where the row
    tells it apart.
    """

    row: int
    actor: str
    remark: Remark
    nth: int = 0


def supporters_of(named: Iterable[tuple[int, str, Remark]]) -> list[NamedSupporter]:
    """An actor that a cell names twice brings both: one supporter where status and extent agree,
    else two told apart.
    """
    found: dict[tuple[int, str], dict[tuple[str, str, bool], Remark]] = {}
    for row, actor, remark in named:
        told, alike = (
            found.setdefault((row, actor), {}),
            (remark.status, remark.extent, bool(remark.contributions)),
        )
        told[alike] = told[alike].joined(remark) if alike in told else remark
    return [
        NamedSupporter(row, actor, remark, nth)
        for (row, actor), told in found.items()
        for nth, remark in enumerate(told.values())
    ]
