"""What a question's function hands back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .answers import Row


@dataclass(frozen=True, slots=True)
class Findings:
    """Rows in no order, the sentence of coverage that opens the answer, the notices that close it."""

    rows: Sequence[Row]
    coverage: str
    notices: Sequence[str]
