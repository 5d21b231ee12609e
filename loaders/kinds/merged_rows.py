"""Merged rows: rows of one register that people have decided to be one pledge."""

from __future__ import annotations

from collections.abc import Mapping

import pyarrow as pa

from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.sheets import Sheet

from .decided import Decided
from .register import Register, columns_read, official_identifier, row_names


def further_names(
    register: Register,
    sheet: Sheet,
    layout: Layout,
    merged: Mapping[int, int],
    decided: Decided,
) -> dict[str, str]:
    """What pledges were called that are others by decision → the identifier of each.

    Args:
        sheet: with all its rows.
        merged: those of them that are in the register with the pledge that they are.
    """
    own = set(register.ids.to_pylist())
    found = {name: meant for name, meant in decided.pledges.items() if meant in own}
    if not merged:
        return found
    texts = columns_read(
        sheet,
        layout,
        [],
        (),
    )
    ids = dict(
        zip(
            register.sheet.lines,
            register.ids.to_pylist(),
            strict=True,
        )
    )
    for row, kept in merged.items():
        for name in ("official_identifier", "local_identifier"):
            text = texts[name].text(row)
            identifier = ids.get(sheet.lines[kept])
            if text and identifier:
                found[text] = identifier
    return found


def decided_in_rows(
    sheet: Sheet,
    layout: Layout,
    decided: Decided,
) -> frozenset[str]:
    """The identifiers of rows that are another pledge by decision. Other decisions may be about
    pledges of a source that not everybody may see, and an output has none of their identifiers.
    """
    found = set()
    for name in _own_names(sheet, layout):
        if name in decided.pledges:
            found.add(name)
    return frozenset(found)


def _own_names(sheet: Sheet, layout: Layout) -> list[str]:
    """The identifier of each row before any decision."""
    columns = columns_read(
        sheet,
        layout,
        [],
        (),
    )
    official = columns["official_identifier"].scalar(official_identifier, pa.string())
    local = columns["local_identifier"].plain()
    names = row_names(
        columns,
        official,
        local,
        layout,
    )
    return [f"pledge/{name}" for name in names]


def merged_rows(
    sheet: Sheet,
    layout: Layout,
    decided: Decided,
) -> Mapping[int, int]:
    """Row of a pledge that is another one by decision → the row of that one, where the register has
    it, else the first of those that are the same.
    """
    if not decided.pledges:
        return {}
    rows: dict[str, int] = {}
    others = []
    for row, own in enumerate(_own_names(sheet, layout)):
        meant = decided.pledges.get(own)
        if meant is None:
            rows.setdefault(own, row)
        else:
            others.append((row, meant))
    found = {}
    for row, meant in others:
        # Where the other pledge is in another source, the first of these rows stands for it
        kept = rows.setdefault(meant, row)
        if kept != row:
            found[row] = kept
    return found
