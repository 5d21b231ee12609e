"""Joined sheets: several sheets of the same columns as one, which knows where each row is from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from pledgegraph.personal.addresses import Cleaned

from .sheets import Sheet


def joined(
    sheets: Sequence[Sheet],
    names: Sequence[str],
    header: Sequence[str],
) -> Sheet:
    """Sheets one below the other, with some of their columns, in whatever order each has them.

    Args:
        names: what the sheets are called, one each.
        header: the columns; one that a sheet lacks is empty there.
    """
    columns = []
    for name in header:
        cells = chain.from_iterable(_cells(sheet, name) for sheet in sheets)
        columns.append(list(cells))
    origins = []
    of_rows = []
    for part, (sheet, name) in enumerate(
        zip(
            sheets,
            names,
            strict=True,
        )
    ):
        count = len(sheet.lines)
        origins += [(part, row) for row in range(count)]
        of_rows += [name] * count
    taken_out = dict[str, Cleaned]()
    for sheet in sheets:
        taken_out.update(sheet.taken_out)
    return replace(
        sheets[0],
        name="",
        header=list(header),
        columns=columns,
        lines=list(chain.from_iterable(sheet.lines for sheet in sheets)),
        taken_out=taken_out,
        blank=(),
        letters=(),
        counted="",
        names=of_rows,
        findings=list(chain.from_iterable(sheet.findings for sheet in sheets)),
        parts=tuple(sheets),
        origins=origins,
    )


def _cells(
    sheet: Sheet,
    name: str,
) -> Sequence[str]:
    if name in sheet.header:
        return sheet.column(name)
    return [""] * len(sheet.lines)
