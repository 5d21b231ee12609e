"""Resolving: what a person decides of open pairs, as decisions in the files of a workspace."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from pledgegraph.errors import Problem, SourceProblems, Where, suggest_of
from pledgegraph.loaders.decision_files import (
    ACTORS,
    DIFFERENT,
    FOLDER,
    PLEDGES,
    SAME,
    Decision,
    decisions_text,
    path_of,
    read_decisions,
)
from pledgegraph.loaders.files.reading import read_sheets
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.ontology.languages import Language
from pledgegraph.wording import said, worded
from pledgegraph.writing.signs import visible
from pledgegraph.writing.whole import write_file, write_text

from .open_pairs import OpenPair

FIRST, SECOND, APART = "same: first", "same: second", "different"
WORDS = (FIRST, SECOND, APART)
"""What may be decided of a pair: they are one and called as the first or the second, or two."""
COLUMNS = ("kind", "first", "second", "decision", "why", "because", "about first", "about second")
_WIDTHS = (9, 40, 40, 14, 30, 50, 60, 60)
OTHER_WIDTH = 40
_NEEDED = ("kind", "first", "second", "decision")
_NO_WORDS = ""
_NOTHING = worded(_NO_WORDS)
_NO_TIME = datetime(
    2000,
    1,
    1,
)
"""When each was made: the same pairs give the same bytes."""


def decided(
    pair: OpenPair,
    word: str,
    who: str,
    when: str,
    why: str = "",
) -> Decision:
    """What a word decides of a pair; ``when`` is an ISO date."""
    if word == APART:
        return Decision(
            pair.first,
            DIFFERENT,
            pair.second,
            who,
            when,
            why,
        )
    # The name that goes is the one that is decided on
    if word == FIRST:
        return Decision(
            pair.second,
            SAME,
            pair.first,
            who,
            when,
            why,
        )
    return Decision(
        pair.first,
        SAME,
        pair.second,
        who,
        when,
        why,
    )


def add_decisions(
    workspace: Path,
    kind: str,
    new: Sequence[Decision],
) -> None:
    """Add decisions to a file, unless they contradict each other or those that it has.

    Raises:
        SourceProblems: D002 for contradictions, with the lines that the file would have; or a file
            that cannot be used. Nothing is written then.
    """
    problems: list[Problem] = []
    known = read_decisions(
        workspace,
        kind,
        problems,
    )
    if problems:
        raise SourceProblems(problems)
    # As a whole: the new ones must fit those that are there
    text = decisions_text(kind, [*known, *new])
    _check(
        workspace,
        kind,
        text,
    )
    (workspace / FOLDER).mkdir(exist_ok=True)
    write_text(path_of(workspace, kind), text)


def _check(
    workspace: Path,
    kind: str,
    text: str,
) -> None:
    """Refuse a file with contradictions, as loading would find them."""
    import shutil
    import tempfile

    from pledgegraph.loaders.decisions import decisions_of

    # In a folder of their own, so that all of them are read by the reader of a build
    with tempfile.TemporaryDirectory(prefix="pledgegraph-") as folder:
        aside = Path(folder)
        (aside / FOLDER).mkdir()
        for other in (workspace / FOLDER).glob("*.csv"):
            shutil.copyfile(other, aside / FOLDER / other.name)
        path_of(aside, kind).write_text(
            text,
            "utf-8",
            newline="\n",
        )
        wrong = [each for each in decisions_of(aside).problems if each.severity == "error"]
    if wrong:
        raise SourceProblems(wrong)


def pair_rows(
    pairs: Sequence[OpenPair],
    language: str = "en",
) -> list[dict[str, str]]:
    """The pairs as a sheet to fill in has them: ``decision`` and ``why`` are empty."""
    speech = Language(language)
    rows = []
    for pair in pairs:
        reasons = [said(reason, speech) for reason in pair.because]
        cells = (
            pair.kind,
            pair.first,
            pair.second,
            "",
            "",
            "; ".join(map(str, reasons)),
            str(said(pair.first_about, speech)),
            str(said(pair.second_about, speech)),
        )
        rows.append(
            dict(
                zip(
                    COLUMNS,
                    cells,
                    strict=True,
                )
            )
        )
    return rows


def write_pairs(
    path: Path,
    rows: Sequence[Mapping[str, str]],
) -> None:
    """The sheet as a workbook, with a drop-down for the decision."""
    import xlsxwriter

    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        book.set_properties({"created": _NO_TIME})
        sheet = book.add_worksheet("pairs")
        _write_rows(
            book,
            sheet,
            rows,
        )
    write_file(path, lambda new: new.write_bytes(made.getvalue()))


def _write_rows(
    book: Any,
    sheet: Any,
    rows: Sequence[Mapping[str, str]],
) -> None:
    bold = book.add_format({"bold": True})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.freeze_panes(1, 0)
    names = list(rows[0]) if rows else list(COLUMNS)
    widths = dict(zip(COLUMNS, _WIDTHS, strict=True))
    for place, name in enumerate(names):
        width = widths.get(name, OTHER_WIDTH)
        sheet.set_column(place, place, width, wrapped)
        sheet.write_string(0, place, name, bold)
        for line, row in enumerate(rows, 1):
            if row[name]:
                sheet.write_string(line, place, visible(row[name]))
    # Proposals have nothing to be filled in
    if "decision" in names:
        place = names.index("decision")
        # Excel offers the words at each cell
        choice = {"validate": "list", "source": list(WORDS)}
        last = max(len(rows), 1)
        sheet.data_validation(
            1,
            place,
            last,
            place,
            choice,
        )


def read_pairs(
    path: Path,
    who: str,
    when: str,
) -> dict[str, list[Decision]]:
    """The decisions in a sheet that somebody has filled in, by kind. A pair without one stays open.

    Raises:
        SourceProblems: the file cannot be read, has other columns, or a word that decides nothing.
    """
    sheet = read_sheets(
        path,
        path.name,
        check=_check_columns,
    )[0]
    problems: list[Problem] = []
    found: dict[str, list[Decision]] = {}
    why = sheet.column("why") if "why" in sheet.header else [""] * len(sheet.lines)
    cells = [sheet.column(name) for name in _NEEDED]
    for row, texts in enumerate(zip(*cells, strict=True)):
        kind, first, second, word = map(str.strip, texts)
        # Whoever has not made up their mind leaves the cell empty
        if not word:
            continue
        wrong = _wrong_word(kind, word)
        if wrong is not None:
            column, found_there, hint = wrong
            where = sheet.where(row, column)
            problems.append(
                Problem(
                    "D001",
                    "error",
                    where,
                    found_there,
                    hint,
                )
            )
            continue
        pair = OpenPair(
            kind,
            first,
            second,
            _NOTHING,
            _NOTHING,
            (),
        )
        decision = decided(
            pair,
            word.casefold(),
            who,
            when,
            why[row].strip(),
        )
        found.setdefault(kind, []).append(decision)
    if problems:
        raise SourceProblems(problems)
    return found


def _wrong_word(kind: str, word: str) -> tuple[str, str, str] | None:
    """The column, what is wrong with a line of a sheet, and how to fix it."""
    for column, text, known in (
        ("kind", kind, (ACTORS, PLEDGES)),
        ("decision", word.casefold(), WORDS),
    ):
        if text not in known:
            return (
                column,
                worded("{text} is not known here", text=repr(text)),
                suggest_of(text, known),
            )
    return None


def _check_columns(sheet: Sheet) -> list[Problem]:
    missing = [name for name in _NEEDED if name not in sheet.header]
    if not missing:
        return []
    where = Where(
        sheet.file,
        sheet.name,
        sheet.header_line,
    )
    found = worded("the columns {names} are missing", names=", ".join(missing))
    hint = worded("Write such a sheet with `pledgegraph resolve -o pairs.xlsx`.")
    return [
        Problem(
            "D001",
            "error",
            where,
            found,
            hint,
        )
    ]
