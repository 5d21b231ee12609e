"""Supporters: the actors that a match cell names, and what the remark behind each says of the
match.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from itertools import chain

from pledgegraph.loaders.files.cell_parts import split
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
