"""Results: what a question finds, before it is said in a language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .reasons import Reason


@dataclass(frozen=True, slots=True)
class Result:
    """Rows in no order, whose cells may be reasons; the coverage that opens the answer, the notices
    that close it.
    """

    rows: Sequence[Mapping[str, Any]]
    coverage: Reason
    notices: Sequence[Reason] = ()
