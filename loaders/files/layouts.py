"""Layouts: which column of a sheet holds which field, as one TOML file a layout says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from pledgegraph.errors import Problem, Where, suggest
from pledgegraph.wording import worded, worded_count

from .layout_files import Layout, read_layout
from .sheets import Sheet
from .shown_columns import MAY_NAME, is_plain, plain_names, position

LAYOUTS = Path(__file__).parents[1] / "layouts"
MOST_UNMAPPED = 50
"""Columns that are not loaded which are reported one by one, and searched for a similar name."""

KINDS = {
    "pledges": "pledges, one per row",
    "support": "support recorded for pledges, from elsewhere",
    "platforms": "support platforms",
    "platform-members": "members of support platforms and the countries they cover",
    "multistakeholder-pledges": "multi-stakeholder pledges and who leads them",
    "situations": "refugee situations",
    "population": "UNHCR population figures",
    "national-arrangements": "national arrangements: secretariats, plans, committees, networks",
}
"""The kinds of source and what they hold."""


@cache
def layouts() -> Mapping[str, Layout]:
    """Every layout that pledgegraph knows, by name."""
    return {path.stem: read_layout(path) for path in sorted(LAYOUTS.glob("*.toml"))}


def recognise(
    header: Iterable[str],
    known: Mapping[str, Layout] | None = None,
) -> Layout | None:
    """The layout whose columns a header has; where several fit, the one that knows most of its
    columns, and of these the last: a workspace's own come behind the package's.

    Args:
        known: the layouts to choose from, by name; else the package's.
    """
    names = set(header)

    def known_columns(layout: Layout) -> int:
        columns = layout.fitted(names).columns.values()
        return len(names.intersection(columns))

    among = layouts() if known is None else known
    fitting = [layout for layout in among.values() if layout.fits(names)]
    # of equal ones max() takes the first
    fitting.reverse()
    return max(fitting, key=known_columns, default=None)


def check_header(
    sheet: Sheet,
    layout: Layout,
    ignore: Iterable[str],
) -> list[Problem]:
    """What is wrong with a sheet's columns: needed ones that are missing, ones that nobody
    reads.
    """
    layout = layout.fitted(sheet.header)
    known = {
        *layout.columns.values(),
        *layout.ignore,
        *ignore,
    }
    unmapped = []
    for column in sheet.header:
        # A column may be ignored by its position too, so that no file need have its name
        if column not in known and position(sheet, column) not in known:
            unmapped.append(column)
    missing = _missing(sheet, layout, plain_names(unmapped[:MOST_UNMAPPED]))
    return missing + _not_mapped(sheet, layout, unmapped)


def _not_mapped(
    sheet: Sheet,
    layout: Layout,
    unmapped: Sequence[str],
) -> list[Problem]:
    """C003 for each column that is not loaded."""
    # Columns of the layout that the sheet lacks: one of them may have been renamed
    free = set(layout.columns.values()).difference(sheet.header)
    top = _top(sheet)
    problems = list[Problem]()
    for column in unmapped[:MOST_UNMAPPED]:
        if is_plain(column):
            problems.append(_unmapped(replace(top, column=column), column, free))
        else:
            problems.append(_unnamed(sheet, column, free))
    more = len(unmapped) - MOST_UNMAPPED
    if more > 0:
        found = worded_count(
            "{number} more column is not mapped, so it is not loaded",
            "{number} more columns are not mapped, so they are not loaded",
            more,
        )
        hint = worded("If that is right, list them under ignore in pledgegraph.toml.")
        problems.append(Problem("C003", "finding", top, found, hint))
    return problems


def _unmapped(
    where: Where,
    column: str,
    free: Collection[str],
) -> Problem:
    """C003 for a column whose name may be shown."""
    found = worded('column "{column}" is not mapped, so it is not loaded', column=column)
    ignored = worded(
        'If that is right, add ignore = ["{column}"] to the source in pledgegraph.toml.',
        column=column,
    )
    hint = suggest(column, free) or ignored
    return Problem("C003", "finding", where, found, hint)


def _unnamed(
    sheet: Sheet,
    column: str,
    free: Collection[str],
) -> Problem:
    """C003 for a column whose name may be a person's: by its position."""
    called = position(sheet, column)
    top = _top(sheet)
    if sheet.letters:
        letter = sheet.letters[sheet.header.index(column)]
        top = replace(top, cell=f"{letter}{sheet.header_line}")
    found = worded(
        "{called}, {may_name}, is not mapped, so it is not loaded", called=called, may_name=MAY_NAME
    )
    ignored = worded(
        'If that is right, add ignore = ["{called}"] to the source in pledgegraph.toml.',
        called=called,
    )
    hint = suggest(column, free) or ignored
    return Problem("C003", "finding", top, found, hint)


def _top(sheet: Sheet) -> Where:
    return Where(sheet.file, sheet.name, sheet.header_line)


def _missing(
    sheet: Sheet,
    layout: Layout,
    unmapped: Collection[str],
) -> list[Problem]:
    """C001 for columns that are missing: one by one where the sheet may have it under a similar
    name, else together.
    """
    problems = list[Problem]()
    needed = list[str]()
    others = list[str]()
    for name in layout.columns.values():
        if name in sheet.header or name in layout.optional:
            continue
        # A renamed column is in the sheet under a similar name: the hint names it
        meant = suggest(name, unmapped)
        if meant:
            problems.append(_missing_columns(sheet, layout, [name], meant))
        elif name in layout.required:
            needed.append(name)
        else:
            others.append(name)
    hint = worded(
        "Add what is missing, empty where nothing is known; the layout {name} reads it.",
        name=layout.name,
    )
    for names in filter(None, (needed, others)):
        problems.append(_missing_columns(sheet, layout, names, hint))
    return problems


def _missing_columns(
    sheet: Sheet,
    layout: Layout,
    names: Sequence[str],
    hint: str,
) -> Problem:
    """C001 for columns that are all required, or all not."""
    quoted = ", ".join(f'"{name}"' for name in names)
    found = worded("columns {quoted} are missing", quoted=quoted)
    if len(names) == 1:
        found = worded("column {quoted} is missing", quoted=quoted)
    if names[0] in layout.required:
        return Problem(
            "C001",
            "error",
            _top(sheet),
            found,
            hint,
        )
    return Problem(
        "C001",
        "finding",
        _top(sheet),
        worded("{found}; the values are unknown", found=found),
        hint,
    )
