"""Odd rows: totals, notes, repeated headers and blank rows, which are not records."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from pledgegraph.errors import Problem, Where, shortened
from pledgegraph.ontology.spelling import fold
from pledgegraph.wording import worded, worded_count

from .coded_cells import CodedCells, Numbers, coded, different
from .fields import NAMING
from .layout_files import Layout
from .sheets import Sheet

MOST_PROBLEMS = 50
"""Rows of one kind that are reported one by one; the last problem says how many more there are."""
MOST_WORDS = 60
"""Characters of a cell that a problem quotes."""
FEW_CELLS = 3
"""A row with more cells than that, and with all that names it, is not looked at twice."""
MOST_OTHERS = 4
"""Of a header that is there again, one name in five may be written otherwise."""
LISTS = ("platforms", "multistakeholder-pledges", "situations")
"""Kinds of source that list names: a row may have nothing else."""
TOTALS, HEADERS = "totals and notes", "repeated headers"

_TOTAL = re.compile(
    r"(grand |sub[- ]?|overall )?totals?( general| global| partiel)?\b[^a-z]{0,40}"
    r"|(grand )?total\b.{0,40}|sous-total.{0,40}|suma\b.{0,20}|somme\b.{0,20}|sum|ensemble"
    r"|итого.{0,40}|всего.{0,40}|合计|总计|المجموع|الاجمالي"
)
_NOTE = re.compile(
    r"[*†‡§].*|[¹²³].*|\([0-9*a-z]\)\s.+"
    r"|(source|sources|note|notes|nota|notas|fuente|fuentes|remarque|remarques|n\.?b\.?|disclaimer"
    r"|footnotes?|legend|legende|leyenda|key)\s*[:：.].*"
    r"|(last updated|updated|generated|exported|extracted|downloaded|prepared|retrieved|as of"
    r"|data as of|figures as of)\b.*"
)
_NUMBER = re.compile(r" \[\d+\]$")
"""Behind the name of a column that another one has too."""
_FIGURE = re.compile(r"[-+]?[\d\s.,\u00a0\u202f]+%?")


@dataclass
class OddRows:
    """The rows of a sheet that are not records, by reason, and the findings about them."""

    rows: dict[str, list[int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def all(self) -> set[int]:
        """Every one of them."""
        found: set[int] = set()
        return found.union(*self.rows.values())

    def counts(self) -> Mapping[str, int]:
        """How many there are, by reason."""
        return {reason: len(rows) for reason, rows in self.rows.items()}


def odd_rows(sheet: Sheet, layout: Layout) -> OddRows:
    """The rows of a sheet that are a header again, a total or a note; R002 for each, and one for
    all blank rows.
    """
    found = OddRows()
    _note_blank(sheet, found)
    # Sheets that were put one below the other have their headers in between
    headers = _repeated_headers(sheet, layout)
    if headers:
        found.rows[HEADERS] = headers
        again = worded("the row is the header again")
        _report(
            sheet,
            headers,
            [again] * len(headers),
            worded("Remove the row."),
            found,
        )
    naming = []
    for field_name in NAMING[layout.kind]:
        column = layout.columns.get(field_name)
        if column in sheet.header:
            naming.append(column)
    texts = []
    notes = []
    columns = list(map(coded, sheet.columns))
    for row in _doubtful(sheet, columns, naming, layout.kind in LISTS):
        said = _as_note(sheet, layout, naming, row)
        if said and row not in headers:
            notes.append(row)
            texts.append(said)
    if notes:
        found.rows[TOTALS] = notes
        hint = worded("If it is a record, write what names it; else remove the row.")
        _report(sheet, notes, texts, hint, found)
    return found


def _note_blank(sheet: Sheet, found: OddRows) -> None:
    # several sheets together have no blank rows of their own
    for part in sheet.parts or [sheet]:
        if not part.blank:
            continue
        more = len(part.blank) - 1
        said = worded("the row is blank")
        if more:
            said += worded(" (with {more} more between other rows)", more=more)
        where = Where(part.file, part.name, part.blank[0])
        hint = worded("It is passed over; remove it.")
        found.problems.append(Problem("R002", "finding", where, said, hint))


def _repeated_headers(sheet: Sheet, layout: Layout) -> list[int]:
    """The rows whose cells are the names of their columns."""
    first = next((name for name in layout.fingerprint if name in sheet.header), None)
    if first is None:
        return []
    wanted = fold(first)
    cells = sheet.column(first)
    alike = set()
    for cell in different(cells):
        # Most cells differ in length: they need not be folded
        if len(cell.strip()) == len(first) and fold(cell) == wanted:
            alike.add(cell)
    if not alike:
        return []
    rows = []
    for row, cell in enumerate(cells):
        if cell in alike and _is_header(sheet, row):
            rows.append(row)
    return rows


def _is_header(sheet: Sheet, row: int) -> bool:
    """Whether the cells of a row are the names of their columns, most of them as they are above."""
    alike = 0
    others = 0
    for name, cells in zip(sheet.header, sheet.columns, strict=True):
        cell = " ".join(cells[row].split())
        # What was taken out of the header's own cell is still in this one
        if not cell or name in sheet.taken_out:
            continue
        bare = _NUMBER.sub("", name)
        if fold(cell) in (fold(name), fold(bare)):
            alike += 1
        else:
            others += 1
    # A block that was put below may have a unit or a star in some of its names
    return others * MOST_OTHERS <= alike


def _doubtful(
    sheet: Sheet,
    columns: Sequence[CodedCells],
    naming: Sequence[str],
    is_list: bool,
) -> list[int]:
    """The rows with few cells, or without one of those that name a record, that may be a note."""
    filled = np.zeros(len(sheet.lines), dtype=np.int64)
    is_doubtful = np.zeros(len(sheet.lines), dtype=bool)
    for name, cells in zip(sheet.header, columns, strict=True):
        # Most columns have no empty cell
        if "" not in cells:
            filled += 1
            continue
        has_text = cells.where(bool)
        filled += has_text
        if name in naming:
            # Only rows with few cells are read closely: a total or a note has few
            is_doubtful |= ~has_text
    rows = np.flatnonzero(is_doubtful | (filled <= FEW_CELLS))
    return _candidates(sheet, columns, naming, rows, is_list)


def _candidates(
    sheet: Sheet,
    columns: Sequence[CodedCells],
    naming: Sequence[str],
    rows: Numbers,
    is_list: bool,
) -> list[int]:
    """The rows that ``_as_note`` may take for one that is not a record: those with one cell, with
    labels only in place of names, or with one cell that is not a figure.
    """
    if not len(rows):
        return []
    cells_of_row = np.zeros(len(rows), dtype=np.int64)
    words = np.zeros(len(rows), dtype=np.int64)
    has_label = np.zeros(len(rows), dtype=bool)
    has_name = np.zeros(len(rows), dtype=bool)
    for name, column in zip(sheet.header, columns, strict=True):
        own = column.only(rows)
        cells_of_row += own.where(str.strip)
        # More than one is as good as many
        if (words < 2).any():
            words += own.where(_is_word)
        if name in naming:
            is_label = own.where(_is_stripped_label)
            has_label |= is_label
            has_name |= own.where(str.strip) & ~is_label
    is_note = has_label & ~has_name
    if not is_list:
        is_note |= (cells_of_row == 1) | (words == 1)
    found: list[int] = rows[is_note].tolist()
    return found


_LETTER = re.compile("[A-Za-z]")


def _is_word(cell: str) -> bool:
    """Whether a cell has a text that is not a figure."""
    if _LETTER.search(cell):
        return True
    text = cell.strip()
    return bool(text) and not _is_figure(text)


def _is_stripped_label(cell: str) -> bool:
    text = cell.strip()
    return bool(text) and _is_label(text)


def _as_note(
    sheet: Sheet,
    layout: Layout,
    naming: Sequence[str],
    row: int,
) -> str:
    """What a row looks like that is not a record; nothing for a record."""
    cells = []
    names = []
    for name, column in zip(sheet.header, sheet.columns, strict=True):
        text = column[row].strip()
        # a cell that we emptied had an address: the row is what it was
        if row in sheet.emptied.get(name, ()):
            return ""
        if text:
            cells.append(text)
        if text and name in naming:
            names.append(text)
    if not cells:
        return ""
    is_list = layout.kind in LISTS
    shown = repr(shortened(cells[0], MOST_WORDS))
    # A list of names may have rows with nothing else
    if len(cells) == 1 and not is_list:
        return worded("the row has one cell only, {shown}, as a total or a note has", shown=shown)
    if names and all(map(_is_label, names)):
        return worded("the row looks like a total or a note, not a record: {shown}", shown=shown)
    if is_list:
        return ""
    # In a column that is not loaded, such as the name next to a code
    totals = [text for text in cells if _TOTAL.fullmatch(fold(text))]
    if totals and all(map(_is_figure, names)):
        shown = repr(shortened(totals[0], MOST_WORDS))
        return worded("the row looks like a total or a note, not a record: {shown}", shown=shown)
    words = [text for text in cells if not _is_figure(text)]
    if len(words) == 1 and not _is_figure(cells[0]):
        return worded("the row has only figures behind {shown}, as a total has", shown=shown)
    return ""


def _is_label(text: str) -> bool:
    folded = fold(text)
    if _TOTAL.fullmatch(folded):
        return True
    return _NOTE.fullmatch(folded) is not None


def _is_figure(text: str) -> bool:
    return _FIGURE.fullmatch(text) is not None


def _report(
    sheet: Sheet,
    rows: Sequence[int],
    texts: Sequence[str],
    hint: str,
    found: OddRows,
) -> None:
    for row, said in zip(rows[:MOST_PROBLEMS], texts, strict=False):
        where = sheet.where(row)
        found.problems.append(Problem("R002", "finding", where, said, hint))
    more = len(rows) - MOST_PROBLEMS
    if more > 0:
        said = worded_count(
            "{number} more row is a total, a note or a header",
            "{number} more rows are totals, notes or headers",
            more,
        )
        where = Where(sheet.file, sheet.name)
        found.problems.append(Problem("R002", "finding", where, said, hint))
