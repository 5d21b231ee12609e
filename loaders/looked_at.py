"""Looked at: an unknown file, read so that a first layout can be written for it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from os.path import commonprefix
from pathlib import Path

from pledgegraph.errors import Problem, SourceProblems, Where, shortened
from pledgegraph.loaders.files.addresses import without_personal_data
from pledgegraph.loaders.files.cell_parts import SEPARATOR, split
from pledgegraph.loaders.files.dates import may_be_two_dates, order_shown
from pledgegraph.loaders.files.fields import FIELDS
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.numbers import decimal_mark
from pledgegraph.loaders.files.reading import read_sheets
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.loaders.files.shown_columns import shown_column
from pledgegraph.loaders.kinds.register import OFFICIAL
from pledgegraph.ontology.vocabularies import Vocabulary

from .matched_columns import SURE, Matched, matched

MOST_SAMPLES = 3
MOST_WORDS = 20
"""Words that a first layout leaves to be explained."""
LONGEST_SAMPLE = 40
NESTED = "records within the record, not loaded"
SHORTEST_START = 2
"""Letters with which the names of sheets begin that are read together."""
FREE_TEXTS = (
    "description",
    "note",
    "stage_note",
    "challenge",
    "amount_note",
    "asks_words",
    "remark",
)
"""Fields whose cells may say anything, of anybody."""
NUMBERS = ("amount", "target_value", "baseline", "covered")
_IN_DOUBT = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


class _EveryName(Collection[str]):
    """All names, as those of a sheet that may be there several times."""

    def __contains__(
        self,
        name: object,
    ) -> bool:
        return True

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 1


@dataclass(frozen=True)
class Looked:
    """A sheet and what its columns may hold.

    Attributes:
        several: whether the workbook has several sheets with columns.
        alike: the sheets whose columns are matched as well, in the workbook's order.
        above: whether there are rows above the header.
        nested: keys of JSON records whose values are records themselves.
    """

    sheet: Sheet
    matched: Matched
    several: bool = False
    alike: tuple[str, ...] = ()
    above: bool = False
    nested: frozenset[str] = frozenset()

    def sheet_pattern(self) -> str:
        """The name of the sheet or, where others are like it, a pattern for all of them."""
        start = commonprefix(self.alike)
        if len(self.alike) > 1 and len(start) >= SHORTEST_START:
            return f"{start}*"
        return self.sheet.name

    def called(self, column: str) -> str:
        """A column by its name, or by its position where the name may be a person's."""
        return shown_column(self.sheet, column)

    def samples(
        self,
        field: str,
    ) -> str:
        """Some cells of a field's column, or what they are like, without personal data."""
        column = self.matched.fields[field]
        cells = _different(self._cleaned.column(column))
        sure = self.matched.by[field] == SURE
        if column in self.nested:
            return self.kind_of_cells(column)
        # What may hold a name is described, not shown: a layout has no personal data
        if not sure or field in FREE_TEXTS:
            return described(cells)
        shown = [shortened(cell, LONGEST_SAMPLE) for cell in cells[:MOST_SAMPLES]]
        return " · ".join(" ".join(text.split()) for text in shown)

    def kind_of_cells(
        self,
        column: str,
    ) -> str:
        """What the cells of a column that is not matched are like: never what they say."""
        cells = _different(self.sheet.column(column))
        if column not in self.nested:
            return described(cells)
        return f"{described(cells)}; {NESTED}" if cells else NESTED

    def dates_in_doubt(
        self,
        field: str,
    ) -> bool:
        """Whether a field has dates of which nothing shows what is the day and what the month."""
        cells = _different(self.sheet.column(self.matched.fields[field]))
        return any(map(may_be_two_dates, cells)) and not order_shown(cells)

    def rows_alike(self, fields: Sequence[str]) -> int:
        """How many rows are like an earlier one in all of these fields, of those that have a
        column.
        """
        columns = [self.matched.fields[field] for field in fields if field in self.matched.fields]
        cells = [self.sheet.column(column) for column in columns]
        rows = list(zip(*cells, strict=True))
        return len(rows) - len(set(rows))

    def numbers_in_doubt(
        self,
        field: str,
    ) -> bool:
        """Whether a field has numbers of which nothing shows what is the decimal mark."""
        cells = _different(self.sheet.column(self.matched.fields[field]))
        is_number = field in NUMBERS and not decimal_mark(cells)
        return is_number and any(map(_IN_DOUBT.fullmatch, cells))

    def words_not_in(self, field: str, vocabulary: Vocabulary) -> list[str]:
        """The words of a field that a vocabulary does not have, the first ones; none where the
        column was matched by a similar name, as it may hold something else.
        """
        if self.matched.by[field] != SURE:
            return []
        found: dict[str, None] = {}
        for cell in _different(self._cleaned.column(self.matched.fields[field])):
            for part in split(cell.replace("|", SEPARATOR)):
                if len(part) <= LONGEST_SAMPLE and vocabulary.find(part) is None:
                    found[" ".join(part.split())] = None
        return list(found)[:MOST_WORDS]

    @property
    def _cleaned(self) -> Sheet:
        layout = Layout(
            name="",
            kind=self.matched.kind,
            title="",
            authority="",
            fingerprint=(),
            required=(),
            optional=(),
            separator=";",
            columns=self.matched.fields,
            ignore={},
        )
        sheet, _ = without_personal_data(
            self.sheet,
            layout,
            FIELDS[self.matched.kind],
        )
        return sheet


def look_at(
    path: Path,
    shown: str,
    kind: str = "",
) -> Looked:
    """The sheet of a file whose columns are matched best.

    Raises:
        SourceProblems: the file cannot be read, or has no columns.
    """
    every = _EveryName()
    seen = dict[tuple[str, int], tuple[int, int]]()

    def note(sheet: Sheet) -> list[Problem]:
        found = matched(sheet.header, kind)
        place = (sheet.name, sheet.header_line)
        seen[place] = (len(found.fields), len(sheet.header))
        # refused, so that the next sheet or row is looked at too
        where = Where(shown, sheet.name, sheet.header_line)
        return [Problem("F008", "error", where, "looked at", "")]

    try:
        sheet = read_sheets(path, shown, check=note, numbered=every)[0]
    except SourceProblems:
        if not seen:
            raise
        # max() takes the first of equal ones, which is the highest row
        name, line = max(seen, key=lambda place: seen[place])
        sheet = read_sheets(path, shown, wanted=name, header_line=line, numbered=every)[0]
    found = matched(sheet.header, kind)
    _note_official_numbers(sheet, found)
    sheets = {name for name, _ in seen}
    best = (len(found.fields), len(sheet.header))
    alike = [name for (name, _), columns in seen.items() if columns == best]
    first = min((line for name, line in seen if name == sheet.name), default=1)
    is_below = sheet.header_line > max(first, 1)
    nested = {each.where.column for each in sheet.findings if each.code == "F018"}
    return Looked(
        replace(sheet, findings=()),
        found,
        len(sheets) > 1,
        tuple(dict.fromkeys(alike)),
        is_below,
        frozenset(nested),
    )


def _note_official_numbers(sheet: Sheet, found: Matched) -> None:
    """Identifiers of a register that are official numbers are both: a pledge has that number in
    every source.
    """
    local = found.fields.get("local_identifier")
    if found.kind != "pledges" or local is None or "official_identifier" in found.fields:
        return
    cells = _different(sheet.column(local))
    if cells and all(map(OFFICIAL.fullmatch, cells)):
        found.fields["official_identifier"] = local
        found.by["official_identifier"] = "its cells"


def described(cells: Collection[str]) -> str:
    """What different cells are like, never what they say."""
    if not cells:
        return "empty"
    longest = max(map(len, cells))
    if all(_is_number(cell) for cell in cells):
        return f"{len(cells):,} different numbers"
    one = len(cells) == 1
    return f"{len(cells):,} different {'text' if one else 'texts'} of up to {longest:,} characters"


def _is_number(cell: str) -> bool:
    return cell.strip("-+ ").replace(",", "").replace(".", "").replace(" ", "").isdigit()


def _different(cells: Collection[str]) -> list[str]:
    stripped = map(str.strip, cells)
    return list(dict.fromkeys(filter(None, stripped)))
