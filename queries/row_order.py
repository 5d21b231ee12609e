"""The order of rows: by the columns that a card names, what is unknown last."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pledgegraph.graph.engine import Value


def sort_key(
    row: Mapping[str, Value],
    order: Sequence[str],
) -> tuple[Any, ...]:
    """The place of a row: by the card's columns, what is unknown last; of one with ``!`` a yes
    comes last.
    """
    return tuple(_sort_part(row, column) for column in order)


def _sort_part(
    row: Mapping[str, Value],
    column: str,
) -> tuple[int, int, str]:
    value = row.get(column.lstrip("-!"))
    is_yes_last = column.startswith("!")
    is_descending = column.startswith("-")
    if is_yes_last:
        return 0, int(bool(value)), ""
    # No and unknown are alike: only a yes comes first
    if isinstance(value, bool):
        value = 1 if value else None
    if value is None:
        return 1, 0, ""
    if isinstance(value, int):
        number = -value if is_descending else value
        return 0, number, ""
    text = "; ".join(value) if isinstance(value, list) else str(value)
    if is_descending:
        return 0, 0, _backwards(text)
    return 0, 0, text


def _backwards(text: str) -> str:
    """A text that is sorted where this one is from the end: the newest date comes first."""
    return "".join(chr(0x10FFFF - ord(sign)) for sign in text)
