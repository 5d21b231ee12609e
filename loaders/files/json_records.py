"""JSON records: the records of a JSON or JSON Lines text, each value as the text of a cell."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pledgegraph.errors import SourceProblems, Where, suggest
from pledgegraph.wording import worded

from .text_files import stop

ENDINGS = (".json", ".jsonl", ".ndjson")
LINES = (".jsonl", ".ndjson")
_START = re.compile(r'\s*(?:\[\s*)?\{\s*"')
VALUES = "; "
"""Between the values of a list; a layout separates them by its first sign."""


@dataclass
class Records:
    """The records of a file.

    Attributes:
        rows: key → text, record by record.
        numbers: of each record: its place in the list, or the line where it is.
        nested: key → the records whose value is made of values itself, and is not loaded.
    """

    rows: list[Mapping[str, str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    nested: dict[str, list[int]] = field(default_factory=dict)

    def add(
        self,
        record: Mapping[str, Any],
        number: int,
    ) -> None:
        """Take one record."""
        row = {}
        for key, value in record.items():
            text = _text(value)
            if text is None:
                self.nested.setdefault(key, []).append(number)
                text = ""
            row[key] = text
        self.rows.append(row)
        self.numbers.append(number)


class _Repeated(Exception):
    """A record has a key twice: one of the values would be lost."""


def is_json(
    name: str,
    text: str,
) -> bool:
    """Whether a text is JSON, by the name of its file or by how it begins."""
    plain = name.lower().removesuffix(".gz")
    return plain.endswith(ENDINGS) or _START.match(text) is not None


def records_in(
    text: str,
    shown: str,
    wanted: str = "",
) -> tuple[Records, str]:
    """The records of a text, and what they are counted by: ``record`` or ``line``.

    Args:
        wanted: the key of the list of records, where the text has several lists.

    Raises:
        SourceProblems: it is not valid JSON (F017), or has no list of records (F008, F014).
    """
    name = shown.lower().removesuffix(".gz")
    if name.endswith(LINES):
        return _from_lines(text, shown), "line"
    try:
        data = _parsed(text)
    except json.JSONDecodeError as problem:
        lines = _lines_or_none(
            text,
            shown,
            problem,
        )
        if lines is not None:
            return lines, "line"
        raise _broken(
            shown,
            problem.lineno,
            worded("at column {colno}", colno=problem.colno),
        ) from None
    except RecursionError:
        raise _broken(
            shown,
            0,
            worded("its values are nested too deeply"),
        ) from None
    except _Repeated as problem:
        raise _twice(
            shown,
            0,
            str(problem),
        ) from None
    found = Records()
    for number, record in enumerate(
        _list_in(
            data,
            shown,
            wanted,
        ),
        1,
    ):
        if not isinstance(record, dict):
            raise _no_record(shown, worded("record {number}", number=str(number)))
        found.add(record, number)
    return found, "record"


def _parsed(text: str) -> Any:
    """JSON with numbers as they are written."""
    return json.loads(
        text,
        object_pairs_hook=_unique,
        parse_int=str,
        parse_float=str,
        parse_constant=str,
    )


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    # Python keeps the last of two values of a key, and says nothing
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _Repeated(next(key for key in keys if keys.count(key) > 1))
    return found


def _from_lines(
    text: str,
    shown: str,
) -> Records:
    found = Records()
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = _parsed(line)
        except json.JSONDecodeError as problem:
            raise _broken(
                shown,
                number,
                worded("at column {colno}", colno=problem.colno),
            ) from None
        except RecursionError:
            raise _broken(
                shown,
                number,
                worded("its values are nested too deeply"),
            ) from None
        except _Repeated as problem:
            raise _twice(
                shown,
                number,
                str(problem),
            ) from None
        if not isinstance(record, dict):
            raise _no_record(shown, worded("line {number}", number=str(number)))
        found.add(record, number)
    return found


def _lines_or_none(
    text: str,
    shown: str,
    problem: json.JSONDecodeError,
) -> Records | None:
    """The records of a text that is one record a line, whatever its file is called."""
    # what follows the first line is too much for JSON, and a line of JSON Lines
    if problem.msg != "Extra data" or not text.lstrip().startswith("{"):
        return None
    return _from_lines(text, shown)


def _list_in(
    data: Any,
    shown: str,
    wanted: str,
) -> list[Any]:
    """The list of records: the whole text, or the one of its keys that has a list of them."""
    if isinstance(data, list):
        return data
    # Interfaces wrap their records: {"count": 98, "results": [...]}
    lists = dict(_lists_of(data))
    if wanted and wanted in lists:
        return lists[wanted]
    listed = ", ".join(f'"{key}"' for key in lists)
    if wanted:
        found = worded('there is no list of records "{wanted}"', wanted=wanted)
        hint = suggest(wanted, lists) or worded("Lists are: {listed}.", listed=listed)
        raise stop(
            "F014",
            Where(shown),
            found,
            hint,
        )
    if len(lists) == 1:
        return next(iter(lists.values()))
    if lists:
        found = worded("several keys have records: {listed}", listed=listed)
        hint = worded(
            'Write sheet = "{lists}" for the source in pledgegraph.toml.', lists=next(iter(lists))
        )
        raise stop(
            "F014",
            Where(shown),
            found,
            hint,
        )
    found = worded("the file has no list of records")
    raise stop(
        "F008",
        Where(shown),
        found,
        worded('Write [{{"key": "value"}}, ...], or a record a line.'),
    )


def _lists_of(data: Any) -> Iterator[tuple[str, list[Any]]]:
    if isinstance(data, dict):
        for key, value in data.items():
            if isinstance(value, list) and any(isinstance(each, dict) for each in value):
                yield key, value


def _text(value: Any) -> str | None:
    """A value as the text of a cell; None for one that is made of values itself."""
    if isinstance(value, list):
        parts = [_text(each) for each in value]
        if any(part is None for part in parts) or any(isinstance(each, list) for each in value):
            return None
        return VALUES.join(filter(None, parts))
    if isinstance(value, dict):
        return None
    if value is None:
        return ""
    # As the file has it, not as Python spells it
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value).replace("\r\n", "\n").replace("\r", "\n")


def _broken(
    shown: str,
    line: int,
    why: str,
) -> SourceProblems:
    found = worded("this is not valid JSON: {why}", why=why)
    return stop(
        "F017",
        Where(shown, line=line),
        found,
        worded("Export the file again."),
    )


def _twice(
    shown: str,
    line: int,
    key: str,
) -> SourceProblems:
    found = worded('a record has the key "{key}" twice', key=key)
    return stop(
        "C002",
        Where(shown, line=line),
        found,
        worded("Give each value a key of its own."),
    )


def _no_record(
    shown: str,
    place: str,
) -> SourceProblems:
    found = worded('{place} is not a record, {{"key": "value"}}', place=place)
    return stop(
        "F017",
        Where(shown),
        found,
        worded("Export the file again, as a list of records."),
    )
