"""JSON sheets: the records of a JSON file as a sheet, whose columns are their keys."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from pledgegraph.errors import Problem, SourceProblems, Where
from pledgegraph.wording import worded, worded_count

from .headers import header_of, repeated_names, taken_out_by_name, used_names
from .json_records import Records, records_in
from .sheets import Check, Sheet
from .shown_columns import is_plain
from .text_files import check_text, stop
from .text_sheets import MOST_COLUMNS


def json_sheet(
    text: str,
    shown: str,
    encoding: str,
    wanted: str = "",
    check: Check | None = None,
    ignored: Collection[str] = (),
) -> Sheet:
    """The sheet that a JSON text holds. A key that a record lacks is an empty cell.

    Args:
        wanted: the key of the list of records.

    Raises:
        SourceProblems: see ``read_sheets``; F017 where the JSON is broken.
    """
    text = text.removeprefix("\ufeff")
    if not text.strip():
        check_text(text, shown)
    records, counted = records_in(text, shown, wanted)
    # Of all records, in the order in which they come: a record leaves out what it does not know
    keys = list(dict.fromkeys(key for row in records.rows for key in row))
    _check_keys(keys, shown)
    header = header_of(keys)
    used = used_names(header, ignored)
    problems = repeated_names(used, Where(shown))
    if problems:
        raise SourceProblems(problems)
    kept = [place for place, name in enumerate(used) if name]
    named = [header[place] for place in kept]
    if check is not None:
        no_cells: list[list[str]] = [[] for _ in named]
        # By the header alone, before columns are made of a file that is another one
        refused = check(Sheet(shown, "", named, no_cells, [], 0))
        if any(problem.severity == "error" for problem in refused):
            raise SourceProblems(list(refused))
    # A record without a value is a blank row
    filled = [place for place, row in enumerate(records.rows) if any(row.values())]
    columns = []
    for place in kept:
        key = keys[place]
        columns.append([records.rows[row].get(key, "") for row in filled])
    names = dict(zip(keys, header, strict=True))
    return Sheet(
        file=shown,
        name="",
        header=named,
        columns=columns,
        lines=[records.numbers[row] for row in filled],
        header_line=0,
        encoding=encoding,
        taken_out=taken_out_by_name(keys, header),
        blank=_blank(records, filled),
        counted=counted,
        findings=_nested(records, names, shown, counted),
    )


def _blank(
    records: Records,
    filled: Collection[int],
) -> list[int]:
    """The numbers of records without a value."""
    has_value = set(filled)
    return [number for row, number in enumerate(records.numbers) if row not in has_value]


def _check_keys(keys: Sequence[str], shown: str) -> None:
    """Refuse records without keys, and those with more than a spreadsheet has columns."""
    if not keys:
        hint = worded("Export the file again.")
        raise stop("F003", Where(shown), worded("no record has a key"), hint)
    if len(keys) > MOST_COLUMNS:
        found = worded(
            "the records have {keys} keys; a spreadsheet has at most {most_columns}",
            keys=len(keys),
            most_columns=MOST_COLUMNS,
        )
        raise stop("F013", Where(shown), found, worded("Is this the right file?"))


def _nested(
    records: Records,
    names: dict[str, str],
    shown: str,
    counted: str,
) -> list[Problem]:
    """F018 for each key whose values are not loaded: never what they say."""
    found = []
    for key, numbers in records.nested.items():
        name = names[key]
        place = f"{counted} {numbers[0]}"
        where = Where(shown, "", numbers[0], "", place)
        # A key may be the name of a person
        if is_plain(name):
            where = replace(where, column=name, cell=f'{place}, "{name}"')
        said = worded("the value is made of values itself, and is not loaded")
        if len(numbers) > 1:
            said += worded_count(
                " (and in {number} more record)",
                " (and in {number} more records)",
                len(numbers) - 1,
            )
        hint = worded("Write it as a text, a number or a list of texts, if it matters.")
        found.append(
            Problem(
                "F018",
                "finding",
                where,
                said,
                hint,
            )
        )
    return found
