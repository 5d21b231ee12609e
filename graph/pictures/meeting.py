"""Meeting: what all sheets for a meeting have, the finding as their title, the legend, and what is
said at their foot.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .captions import Captions
from .level_signs import LEVELS, RECORDED
from .measures import width, wrapped
from .sheets import MARGIN, PAPERS, Rule, Sheet, Sign

Pledged = Mapping[str, Any]
"""A row of the table of promises: a pledge in words."""


@dataclass(frozen=True)
class Facts:
    """What a sheet says around its rows: the subject's name, the sentence of coverage, and the
    lines at its foot.
    """

    subject: str
    coverage: str
    foot: Sequence[str]


class Layout:
    """A sheet in the making: the head and the foot that all have, and a body."""

    heading_lines = 1
    """How many lines the headings of columns may take."""

    def __init__(
        self,
        rows: Sequence[Pledged],
        facts: Facts,
        captions: Captions,
        paper: str,
        columns: Sequence[str],
    ) -> None:
        self._rows = rows
        self._facts = facts
        self._captions = captions
        self._paper = PAPERS[paper]
        self._levels = Counter(row["level"] for row in rows)
        self._inside = self._paper.width - 2 * MARGIN
        headings = {name: captions.say(f"column {name}") for name in columns}
        self._sheet = Sheet(
            self._paper,
            captions.language.code,
            self._finding(),
            self._description(),
            headings,
            rows,
        )

    def _finding(self) -> str:
        recorded = sum(self._levels[level] for level in RECORDED)
        return self._captions.count(
            "support recorded for",
            len(self._rows),
            subject=self._facts.subject,
            recorded=self._captions.language.number(recorded),
        )

    def _description(self) -> str:
        """The counts in words."""
        counts = []
        for level in LEVELS:
            label = self._captions.language.label("support-levels", level)
            counts.append(f"{label}: {self._levels[level]}")
        parts = [self._facts.coverage, "; ".join(counts) + "."]
        return " ".join(parts)

    def _head(self) -> float:
        """Put the title and the sentence of coverage; where the body begins."""
        letters = self._paper.letters
        sheet = self._sheet
        lines = sheet.write(
            sheet.title,
            MARGIN,
            56,
            room=self._inside,
            size=letters * 2,
            most=2,
            bold=True,
        )
        y = 56 + (lines - 1) * letters * 2.5 + letters * 2
        lines = sheet.write(
            self._facts.coverage,
            MARGIN,
            y,
            room=self._inside,
            size=letters * 1.1,
            most=2,
            style="soft",
        )
        y += lines * letters * 1.4 + letters * 1.2
        headings = self._headings()
        starts = [start for _, start in headings]
        ends = [*starts[1:], MARGIN + self._inside + 8]
        for (heading, start), end in zip(headings, ends, strict=True):
            sheet.write(
                heading,
                start,
                y,
                room=end - start - 8,
                size=letters * 1.1,
                most=self.heading_lines,
                bold=True,
            )
        y += letters * (0.6 + 1.4 * (self.heading_lines - 1))
        sheet.marks.append(Rule(MARGIN, y, MARGIN + self._inside, y, "plain"))
        return y + letters * 0.7

    def _headings(self) -> list[tuple[str, float]]:
        """The headings of the columns, and where they begin."""
        raise NotImplementedError

    def _legend(self) -> dict[str, str]:
        """The signs of the legend, each with its caption."""
        # All levels, also those that are nowhere here: a reader sees what could be
        return {level: f"legend {level}" for level in LEVELS}

    def _foot(self) -> float:
        """Put the legend, what is left out and the sources; where the body ends."""
        letters = self._paper.letters
        lines: list[str] = []
        # Over several lines and not cut: a reader must see all of what limits the picture
        for text in self._facts.foot:
            lines += wrapped(text, letters, self._inside, 3)
        y = self._paper.height - 22 - (len(lines) - 1) * letters * 1.35
        for number, text in enumerate(lines):
            self._sheet.write(
                text,
                MARGIN,
                y + number * letters * 1.35,
                room=self._inside,
                style="soft",
            )
        y -= letters * 1.9
        x = float(MARGIN)
        for level, caption in self._legend().items():
            label = self._captions.say(caption)
            self._sheet.marks.append(Sign(x + 10, y - letters * 0.35, level))
            room = width(label, letters) + 2
            self._sheet.write(label, x + 26, y, room=room)
            x += room + 48
        return y - letters * 1.8
