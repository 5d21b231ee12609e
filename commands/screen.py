"""Screen: rows laid out for a width in columns of a terminal: a table where they fit, else a block
of a few lines for each row.

An identifier is never split, and a text that does not fit its lines ends in ``…``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

from pledgegraph.writing.signs import visible_line

NARROW = 110
"""Below this width a row is a block: in so narrow columns a text is a word a line."""
SHORT = 18
"""What a column keeps for itself: identifiers, dates, names of forums."""
NARROWEST = 22
"""The width of a column of texts below which a block is easier to read."""
GAP = "  "
CUT = "…"
_RULER = Console(width=10_000, file=None, force_terminal=False)
"""Rich wraps a text for a console, which it does not write to."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The lines above the rows, and those of each row; ``is_cut``: a text does not end there."""

    above: Sequence[str]
    rows: Sequence[Sequence[str]]
    is_cut: bool = False


def lay_out(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    width: int,
    most: int | None,
    labelled: str = "{label}: {value}",
) -> Layout:
    """Rows for a width, each of at most ``most`` lines; without it as long as it takes. In blocks a
    heading and a value are ``labelled``, as their language has it.
    """
    shown = [list(map(_on_one_line, row)) for row in rows]
    widths = _widths(
        headings,
        shown,
        width,
        most,
    )
    if widths is not None:
        return _table(headings, shown, widths)
    blocks = []
    is_cut = False
    for row in shown:
        block = _block(
            _pieces(headings, row, labelled),
            width,
            most,
        )
        blocks.append(block)
        is_cut = is_cut or any(line.endswith(CUT) for line in block)
    return Layout((), blocks, is_cut)


def _on_one_line(cell: str) -> str:
    return visible_line(cell).replace("\n", " ")


def count_lines(texts: Iterable[str], width: int) -> int:
    """How many lines of a terminal texts take that it wraps itself."""
    count = 0
    for text in texts:
        full_lines, rest = divmod(cell_len(text), width)
        # An empty text is a line too
        count += full_lines + bool(rest or not full_lines)
    return count


def _widths(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    width: int,
    most: int | None,
) -> list[int] | None:
    """The widths of the columns of a table, or None where it does not fit."""
    if width < NARROW:
        return None
    natural = []
    for heading, *column in zip(headings, *rows, strict=True):
        natural.append(_natural(heading, column))
    gaps = len(GAP) * (len(natural) - 1)
    room = width - gaps
    if sum(natural) <= room:
        return natural
    # Short columns keep their width, those of texts share what is left
    texts = [each for each in natural if each > SHORT]
    if not texts:
        return None
    room -= sum(natural) - sum(texts)
    share = _share(texts, room)
    if share < NARROWEST:
        return None
    widths = [_shared(each, share) for each in natural]
    if most is not None and _highest(rows, widths) > most:
        return None
    return widths


def _share(texts: Sequence[int], room: int) -> int:
    """The width for each of the longer texts, when those that need less have what they need."""
    left = len(texts)
    for width in sorted(texts):
        share = room // left
        if width >= share:
            return share
        room -= width
        left -= 1
    return max(texts)


def _highest(rows: Sequence[Sequence[str]], widths: Sequence[int]) -> int:
    """The lines of the row that takes most."""
    most = 0
    for row in rows:
        for cell, width in zip(row, widths, strict=True):
            lines = wrapped(cell, width)
            most = max(most, len(lines))
    return most


def _natural(heading: str, column: Sequence[str]) -> int:
    """What a column takes whose heading may break at blanks, and whose values do not."""
    words = heading.split()
    lengths = map(cell_len, [*words, *column])
    return max(lengths, default=1)


def _shared(natural: int, share: int) -> int:
    return natural if natural <= SHORT else min(natural, share)


def _table(
    headings: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
) -> Layout:
    rule = GAP.join("─" * width for width in widths)
    above = _side_by_side(headings, widths)
    above.append(rule)
    lines = [_side_by_side(row, widths) for row in rows]
    return Layout(above, lines)


def _side_by_side(cells: Sequence[str], widths: Sequence[int]) -> list[str]:
    """The lines of a row of cells, each within its width."""
    columns = []
    for cell, width in zip(cells, widths, strict=True):
        padded = [set_cell_size(line, width) for line in wrapped(cell, width)]
        columns.append(padded)
    blanks = [" " * width for width in widths]
    lines = []
    for number in range(max(map(len, columns))):
        parts = []
        for column, blank in zip(columns, blanks, strict=True):
            is_there = number < len(column)
            parts.append(column[number] if is_there else blank)
        line = GAP.join(parts)
        lines.append(line.rstrip())
    return lines


def _pieces(
    headings: Sequence[str],
    row: Sequence[str],
    labelled: str,
) -> list[str]:
    """The first value without its label, and the others that are not empty with theirs."""
    pieces = [row[0]]
    for heading, value in zip(headings[1:], row[1:], strict=True):
        if value:
            piece = labelled.format(label=heading, value=value)
            pieces.append(piece)
    return pieces


def _block(
    pieces: Sequence[str],
    width: int,
    most: int | None,
) -> list[str]:
    """A row as lines of labels and values: what is short side by side, each text on its own."""
    short = [pieces[0]]
    texts: list[str] = []
    for piece in pieces[1:]:
        if cell_len(piece) <= width * 2 // 3:
            short.append(piece)
        else:
            texts.append(piece)
    lines = _joined(short, width)
    inside = width - len(GAP)
    if most is None:
        for text in texts:
            lines += _indented(wrapped(text, inside))
        return lines
    room = max(1, most - len(lines))
    if len(texts) > room:
        # The last line has all that there is no line for: its end may be cut
        last = " · ".join(texts[room - 1 :])
        texts = [*texts[: room - 1], last]
    fitted = _fitted(texts, inside, room)
    lines += _indented(fitted)
    return _cut(lines, most, width)


def _joined(pieces: Sequence[str], width: int) -> list[str]:
    """Pieces one after the other, on as few lines as they need."""
    lines = [pieces[0]]
    for piece in pieces[1:]:
        longer = f"{lines[-1]} · {piece}"
        if cell_len(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(GAP + piece)
    return lines


def _fitted(
    texts: Sequence[str],
    width: int,
    room: int,
) -> list[str]:
    """Texts in a number of lines: each gets one, the first that need it what is left."""
    spare = room - len(texts)
    lines = []
    for text in texts:
        whole = wrapped(text, width)
        kept = whole[: 1 + spare]
        spare -= len(kept) - 1
        lines += _cut(whole, len(kept), width)
    return lines


def _cut(
    lines: Sequence[str],
    most: int,
    width: int,
) -> list[str]:
    """The first lines; the last one shows that there were more."""
    if len(lines) <= most:
        return list(lines)
    kept = list(lines[:most])
    last = kept[-1]
    if cell_len(last) >= width:
        last = set_cell_size(last, width - 1)
    kept[-1] = last.rstrip(" .,;:·") + CUT
    return kept


_FRENCH_SIGN = re.compile(r" (?=[:;?!»](?:\s|$))|(?<=«) ")
"""The blank that French has before some signs, where no line may end."""
_GLUE = "\ue000"
"""In place of such a blank while lines are made; no text has it, and Rich breaks at blanks of every
kind.
"""


def _indented(lines: Iterable[str]) -> list[str]:
    return [GAP + line for line in lines]


def wrapped(text: str, width: int) -> list[str]:
    """The lines of a text; a word is split only if no line can hold it."""
    # Most cells fit, and Rich takes its time
    if cell_len(text) <= width:
        return [text]
    together = _FRENCH_SIGN.sub(_GLUE, text)
    lines = Text(together).wrap(
        _RULER,
        width,
        overflow="fold",
    )
    return [line.plain.replace(_GLUE, " ").rstrip() for line in lines]
