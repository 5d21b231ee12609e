"""Promised: what the pledges of an answer promise, read for those that it lists."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from .asked import Asked
from .catalogue import PROMISED, Question
from .grouping import values_in
from .result import ResultRows
from .selecting import Found, add_values, cells

_END = re.compile(r"\n\s*\n|[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？।॥]|[۔؟](?=\s)")
"""Where a sentence may end: at a paragraph, or after a sign of any script that ends one."""
_LETTERS = r"[^\W\d_](?:\.[^\W\d_])*"
_SHORT = re.compile(
    rf"[(\[\"“«]?(?:{_LETTERS}|approx|art|cf|ca|dr|env|etc|ex|excl|incl|inc|ltd|max|min|mio|mme|mr"
    r"|mrs|ms|no|nos|para|pp|prof|sr|st|vol|vs)",
    re.IGNORECASE,
)
"""A word that a full stop only shortens: ``U.S``, ``No``."""
_NUMBER = re.compile(r"\s*\d{1,3}")
"""The number of an item in a list, when nothing is before it."""


def with_promises(
    rows: ResultRows,
    table: Question,
    asked: Asked,
) -> ResultRows:
    """The rows of a table with the columns that say what their pledges promise; the same rows
    where they are not pledges.
    """
    if not table.promised:
        return rows
    ids = values_in(rows, table.pledges)
    promised = _promises(ids, table, asked)
    found = []
    for row in rows:
        pledge = row[table.pledges]
        found.append({**row, **promised[pledge]})
    return found


def _promises(
    ids: set[str],
    table: Question,
    asked: Asked,
) -> Mapping[str, Mapping[str, Any]]:
    """Pledge → its cells in the columns of the table that it has by being one."""
    # What a card has itself is not read again: its own cells may say more
    columns = [column for column in table.columns if column.name in table.promised]
    lists = {column.name for column in columns if column.kind == "list"}
    by_pledge: dict[str, Found] = {}
    # A row for each of its links with each of its targets
    for row in asked.rows(PROMISED, ids):
        one = by_pledge.setdefault(row["id"], {})
        add_values(one, row, lists)
    found = {}
    for pledge, values in by_pledge.items():
        # A whole text would be longer than all other cells of its row
        text = values["text"]
        values["text"] = first_sentence(text) if text else None
        found[pledge] = cells(values, columns)
    return found


def first_sentence(text: str) -> str:
    """A text up to the end of its first sentence, as it is written; all of it without an end.

    A full stop as in ``U.S.`` or ``No. 5`` does not end a sentence, nor one that small letters
    follow.
    """
    text = text.strip()
    for end in _END.finditer(text):
        before = text[: end.start()]
        after = text[end.end() :].lstrip()
        if not end[0].startswith(".") or _is_stop(before, after):
            return text[: end.end()].rstrip()
    return text


def _is_stop(before: str, after: str) -> bool:
    """Whether a full stop between two texts ends a sentence."""
    # "1. Schools" is an item of a list, and so short a sentence says nothing
    words = before.split()
    if not words or _NUMBER.fullmatch(before):
        return False
    return not (after[:1].islower() or _SHORT.fullmatch(words[-1]))
