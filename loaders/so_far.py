"""So far: what the sources that have been read say, with which a later one is read."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.loaders.kinds.called_pledges import CalledPledges
from pledgegraph.loaders.kinds.match_cells import MatchCells
from pledgegraph.loaders.kinds.register import Register
from pledgegraph.loaders.names.arrangement_names import ArrangementNames
from pledgegraph.loaders.names.spellings import Spellings
from pledgegraph.ontology.gathering import Gathering

from .decisions import Decisions


@dataclass(frozen=True)
class ReadSource:
    """A source that has been read, for its account.

    Attributes:
        sheet: its rows without those that are left aside or report again.
        further: how many of the others say more of a pledge of an earlier row, by what they become.
        odd: how many of them are left aside, by reason.
    """

    source: str
    layout: Layout
    sheet: Sheet
    aside: Mapping[str, Sequence[int]]
    further: Mapping[str, int] = field(default_factory=dict)
    odd: Mapping[str, int] = field(default_factory=dict)


@dataclass
class SoFar:
    """What the sources that have been read say; a later one is read with it.

    Attributes:
        days: up to when each source goes, as a day number.
        replaced: identifiers of the sources that another one replaces.
        published: what the pledges of sites are called.
    """

    days: Mapping[str, int]
    replaced: Collection[str]
    decisions: Decisions
    gathering: Gathering = field(default_factory=Gathering)
    arrangement_names: ArrangementNames = field(default_factory=ArrangementNames)
    spellings: Spellings = field(init=False)
    published: Sequence[CalledPledges] = ()
    registers: list[Register] = field(default_factory=list)
    match_cells: list[MatchCells] = field(default_factory=list)
    read: list[ReadSource] = field(default_factory=list)
    cells: dict[str, pa.Table] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Names are counted by whom they name, which may have been decided."""
        self.spellings = Spellings(self.decisions.actors)
