"""Layouts: which column of a sheet holds which field, as one TOML file a layout says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from pledgegraph.errors import Problem, Where, suggest

from .layout_files import Layout, read_layout
from .sheets import Sheet

LAYOUTS = Path(__file__).parents[1] / "layouts"
MOST_UNMAPPED = 50
"""Columns that nobody reads which are told one by one, and looked through for a like name."""

KINDS = {
    "pledges": "pledges, one a row",
    "support": "support recorded for pledges, from elsewhere",
    "platforms": "support platforms",
    "platform-members": "members of support platforms and the countries they cover",
    "multistakeholder-pledges": "multi-stakeholder pledges and who leads them",
    "situations": "refugee situations",
    "population": "UNHCR population figures",
}
"""The kinds of source and what they hold."""


@cache
def layouts() -> Mapping[str, Layout]:
    """Every layout that pledgegraph knows, by name."""
    return {path.stem: read_layout(path) for path in sorted(LAYOUTS.glob("*.toml"))}


def recognise(header: Iterable[str]) -> Layout | None:
    """The layout whose columns a header has; where several fit, the one that knows most of its
    columns.
    """
    names = set(header)
    fitting = [layout for layout in layouts().values() if layout.fits(names)]
    return max(
        fitting,
        key=lambda layout: (len(names & set(layout.columns.values())), layout.name),
        default=None,
    )


def check_header(sheet: Sheet, layout: Layout, ignore: Iterable[str]) -> list[Problem]:
    """What is wrong with a sheet's columns: needed ones that are not there, ones that nobody
    reads.
    """
    known = {*layout.columns.values(), *layout.ignore, *ignore}
    problems = _missing(sheet, layout, known)
    unmapped = [column for column in sheet.header if column not in known]
    free = set(layout.columns.values()).difference(sheet.header)
    top = Where(sheet.file, sheet.name, sheet.header_line)
    for column in unmapped[:MOST_UNMAPPED]:
        found = f'column "{column}" is not mapped, so it is not loaded'
        ignored = f'If that is right, add ignore = ["{column}"] to the source in pledgegraph.toml.'
        where = replace(top, column=column)
        problems.append(Problem("C003", "finding", where, found, suggest(column, free) or ignored))
    more = len(unmapped) - MOST_UNMAPPED
    if more > 0:
        hint = "If that is right, list them under ignore in pledgegraph.toml."
        problems.append(
            Problem(
                "C003", "finding", top, f"{more:,} more columns are not mapped, nor loaded", hint
            )
        )
    return problems


def _missing(sheet: Sheet, layout: Layout, known: Collection[str]) -> list[Problem]:
    """Columns that are not there: one by one where the sheet may have it under a like name, else
    together.
    """
    missing = [
        name
        for name in layout.columns.values()
        if name not in sheet.header and name not in layout.optional
    ]
    unmapped = [name for name in sheet.header if name not in known][:MOST_UNMAPPED]
    meant = {name: suggest(name, unmapped) for name in missing}
    together = [name for name in missing if not meant[name]]
    needed = [name for name in together if name in layout.required]
    groups = [[name] for name in missing if meant[name]] + [
        needed,
        [name for name in together if name not in needed],
    ]
    return [
        Problem(
            "C001",
            "error" if group[0] in layout.required else "finding",
            Where(sheet.file, sheet.name, sheet.header_line),
            _told_missing(group)
            + ("" if group[0] in layout.required else "; the values are unknown"),
            meant[group[0]]
            or "Add what is missing, empty where nothing is known;"
            f" the layout {layout.name} reads it.",
        )
        for group in groups
        if group
    ]


def _told_missing(names: Sequence[str]) -> str:
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"column {quoted} is missing" if len(names) == 1 else f"columns {quoted} are missing"
