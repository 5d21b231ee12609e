"""Results: what a question finds, before it is said in a language."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .reasons import Behind, Reason, Worded

ResultRows = Sequence[Mapping[str, Any]]


def _nothing() -> Behind:
    return {}


@dataclass(frozen=True, slots=True)
class Result:
    """Rows in no order, whose cells may be reasons; the coverage that opens the answer, the notices
    that close it; the rows of its further tables by their names.

    ``behind`` lists what the numbers of the coverage count, for those who ask for it: it reads the
    pledges one by one.
    """

    rows: ResultRows
    coverage: Reason | Worded
    notices: Sequence[Reason | Worded] = ()
    tables: Mapping[str, ResultRows] = field(default_factory=dict)
    behind: Callable[[], Behind] = _nothing
