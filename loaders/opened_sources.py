"""Opened sources: a source whose columns are those of its layout, its rows sorted by what they
are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pledgegraph.errors import Problem
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.odd_rows import odd_rows
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.loaders.kinds.follow_ups import REPEATED, FollowUps, follow_ups, with_spread_values
from pledgegraph.loaders.kinds.merged_rows import decided_in_rows, further_names, merged_rows
from pledgegraph.loaders.kinds.register import Register

from .source_files import SourceFile


@dataclass(frozen=True)
class Opened:
    """A source whose columns are those of its layout.

    Attributes:
        sheet: the rows that are a record each.
        records: the rows that are records, or report again on one.
        again: the rows of a register that report again on an earlier row.
        odd: how many rows are left aside, by reason.
    """

    file: SourceFile
    sheet: Sheet
    layout: Layout
    records: Sheet
    again: FollowUps
    odd: Mapping[str, int]


def opened_source(
    source: SourceFile,
    sheet: Sheet,
    layout: Layout,
    problems: list[Problem],
) -> Opened:
    """A source with its rows sorted by what they are."""
    odd = odd_rows(sheet, layout)
    problems += odd.problems
    counts = dict(odd.counts())
    records = sheet.without(odd.all())
    again = FollowUps()
    if layout.kind == "pledges":
        decided = source.decisions.of_registers()
        merged = merged_rows(records, layout, decided)
        again = follow_ups(records, layout, source.nulls, merged)
        problems += again.problems
    if again.repeated:
        counts[REPEATED] = len(again.repeated)
    if layout.row == "update":
        # every row is an update, whichever pledge it names first
        again = FollowUps(repeated=again.repeated)
    whole = with_spread_values(records, again, layout)
    own = whole.without(again.rows())
    return Opened(
        source,
        own,
        layout,
        records,
        again,
        counts,
    )


def names_of_merged(opened: Opened, register: Register) -> Mapping[str, str]:
    """What pledges of a register were called that are others by decision → their identifiers."""
    decided = opened.file.decisions.of_registers()
    if not decided.pledges:
        return {}
    return further_names(
        register,
        opened.records,
        opened.layout,
        opened.again.merged,
        decided,
    )


def decided_in(opened: Opened) -> frozenset[str]:
    """The identifiers of rows of a register that are another pledge by decision."""
    decided = opened.file.decisions.of_registers()
    if not decided.pledges:
        return frozenset()
    return decided_in_rows(
        opened.records,
        opened.layout,
        decided,
    )
