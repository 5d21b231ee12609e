"""Rows as texts: CSV and Markdown, for answers, lists and exports alike."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet runs."""


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula: it gets a quote mark. A negative number stays one."""
    return f"'{text}" if text.startswith(FORMULA) and not text.lstrip("-").isdigit() else text


def csv_text(names: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    """CSV with a header; without names nothing at all."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows([names] if names else [])
    writer.writerows([harmless(cell) for cell in row] for row in rows)
    return out.getvalue()


def markdown_table(names: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    """A Markdown table; a bar in a cell is escaped, a line end is a blank. Without names nothing at all."""
    if not names:
        return ""
    lines = [f"| {' | '.join(names)} |", "|" + "---|" * len(names)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |" for row in rows]
    return "".join(f"{line}\n" for line in lines)
