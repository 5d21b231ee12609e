"""The columns of a table that is drawn: where the fields of each line are, in units of the page."""

from __future__ import annotations

from dataclasses import dataclass

from .sheets import MARGIN, Place

FIELDS_FROM = 0.19
"""Where the fields begin, of the width inside the margins; the names of lines come before them."""
GAP = 6
"""Between a field and the next one."""
MOST_COUNTRIES = 11
"""More countries cannot be read on a slide; those with most people are shown."""


@dataclass(frozen=True)
class FieldColumns:
    """Columns of one width. ``inside``: the width between the margins; ``count``: how many."""

    inside: float
    count: int

    def place(
        self,
        number: int,
        y: float,
        height: float,
    ) -> Place:
        """The field of a column, counted from 0, in the line at ``y``."""
        whole = (1 - FIELDS_FROM) * self.inside / self.count
        x = MARGIN + FIELDS_FROM * self.inside + number * whole
        return Place(
            x,
            y,
            whole - GAP,
            height,
        )
