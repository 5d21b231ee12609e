"""Text blocks: parts of a text below each other in a place of a sheet, as far as it has room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .measures import width, wrapped
from .sheets import Place, Sheet


@dataclass(frozen=True)
class Part:
    """A text in a card, in at most so many lines. ``short`` is what is left of it where there is no
    room for all; of a part with such a text a reader must not miss anything that is in it.
    """

    text: str
    most: int = 1
    style: str = "ink"
    bold: bool = False
    short: str = ""


def put_block(
    sheet: Sheet,
    parts: Sequence[Part],
    place: Place,
    size: float,
) -> bool:
    """Put parts below each other into the middle of a place; where there is one line, the first two
    into it. Whether all that must not be missed is there.
    """
    shown = [part for part in parts if part.text]
    line = size * 1.25
    most = max(1, int((place.height + size * 0.1) / line))
    if most == 1:
        # Of what fits a further line only the first two are worth a place in one
        together = _in_one_line(shown, place.width, size)
        sheet.write(
            together,
            place.x,
            place.baseline(size),
            room=place.width,
            size=size,
            bold=len(shown) == 1 and shown[0].bold,
        )
        said = wrapped(together, size, place.width, 1)
        return all(_is_said(part, said) for part in shown)
    fitted = _fitted(shown, place.width, size, most)
    count = sum(lines for _, _, lines in fitted)
    y = place.baseline(size, count)
    if count != 1:
        y = place.middle - count * line / 2 + size * 0.95
    for part, text, lines in fitted:
        sheet.write(
            text,
            place.x,
            y,
            room=place.width,
            size=size,
            most=lines,
            style=part.style,
            bold=part.bold,
        )
        y += lines * line
    # As it is drawn, so that what has no room is known and not guessed
    said = []
    for part, text, lines in fitted:
        said += wrapped(
            text,
            size,
            place.width,
            lines,
            bold=part.bold,
        )
    return all(_is_said(part, said) for part in shown)


def _is_said(part: Part, lines: Sequence[str]) -> bool:
    """Whether all that must not be missed of a part is in some lines."""
    if not part.short:
        return True
    said = _squeezed("".join(lines))
    return _squeezed(part.text) in said or _squeezed(part.short) in said


def _squeezed(text: str) -> str:
    """A text without blanks: where lines end there is none."""
    # A blank that does not break counts as one too
    return "".join(text.split())


def _in_one_line(
    parts: Sequence[Part],
    room: float,
    size: float,
) -> str:
    """The first two texts in one line; where they have no room, the first is cut so that what must
    not be missed of the second is whole.
    """
    together = " – ".join(part.text for part in parts[:2])
    if len(parts) < 2 or width(together, size) <= room:
        return together
    first, second, *_ = parts
    # Without a short text what it begins with: it names the pledge
    kept = _shortened(second) or second.text.partition(" · ")[0]
    end = f" – {kept}"
    left = room - width(end, size)
    # A long end has no room next to anything
    if left < size * 4:
        return together
    (beginning,) = wrapped(first.text, size, left, 1)
    return beginning + end


def _shortened(part: Part) -> str:
    """The short text of a part, with a sign that it is not all."""
    if not part.short or part.short == part.text:
        return part.short
    return f"{part.short}\u00a0…"


def _fitted(
    parts: Sequence[Part],
    room: float,
    size: float,
    most: int,
) -> list[tuple[Part, str, int]]:
    """The parts that fit into some lines, each with its text or short text and how many lines it
    takes.
    """
    found = []
    left = most
    for number, part in enumerate(parts):
        if not left:
            break
        # A line is kept for what follows, so that a long title does not hide the facts
        has_more = number + 1 < len(parts) and left > 1
        allowed = min(part.most, left - has_more)
        text = part.text
        if not _is_said(part, wrapped(text, size, room, allowed)):
            text = _shortened(part)
        lines = wrapped(
            text,
            size,
            room,
            allowed,
            bold=part.bold,
        )
        found.append((part, text, len(lines)))
        left -= len(lines)
    return found
