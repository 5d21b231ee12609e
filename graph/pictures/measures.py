"""Measures: how wide a text is in the font of the meeting pictures, and its lines by that.

The font is Liberation Sans: its letters are as wide as those of Arial, so that an SVG keeps its
lines on a machine that has either of them.
"""

from __future__ import annotations

import re
import struct
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
REGULAR = FONTS / "LiberationSans-Regular.ttf"
BOLD = FONTS / "LiberationSans-Bold.ttf"
_HYPHEN = re.compile(r"(?<=[^\W\d_]-)(?=[^\W\d_])")
"""Where a word such as responsibility-sharing may go on in the next line; not within GRF-00515."""


@cache
def _advances(path: Path) -> dict[str, float]:
    """Letter → its width, in ems."""
    data = path.read_bytes()
    tables = _tables(data)
    (units,) = struct.unpack_from(">H", data, tables["head"] + 18)
    (measured,) = struct.unpack_from(">H", data, tables["hhea"] + 34)
    start = tables["hmtx"]
    found = {}
    for code, glyph in _glyphs(data, tables["cmap"]):
        # The letters after the last that is measured are as wide as that one
        place = min(glyph, measured - 1)
        (advance,) = struct.unpack_from(">H", data, start + 4 * place)
        found[chr(code)] = advance / units
    return found


def _tables(data: bytes) -> dict[str, int]:
    """The tables of a TrueType font: name → offset."""
    (count,) = struct.unpack_from(">H", data, 4)
    found = {}
    # After a header of 12 bytes, 16 bytes for each table
    for number in range(count):
        name, _, offset, _ = struct.unpack_from(">4sLLL", data, 12 + 16 * number)
        found[name.decode("ascii")] = offset
    return found


def _glyphs(data: bytes, cmap: int) -> list[tuple[int, int]]:
    """The code points of the basic plane, each with its glyph (a subtable of format 4)."""
    (count,) = struct.unpack_from(">H", data, cmap + 2)
    start = 0
    for number in range(count):
        platform, encoding, offset = struct.unpack_from(">HHL", data, cmap + 4 + 8 * number)
        # Of the subtables the one that every such font has: Windows, basic plane
        if (platform, encoding) == (3, 1):
            start = cmap + offset
    (doubled,) = struct.unpack_from(">H", data, start + 6)
    segments = doubled // 2
    form = f">{segments}H"
    ends = struct.unpack_from(form, data, start + 14)
    starts = struct.unpack_from(form, data, start + 16 + doubled)
    deltas = struct.unpack_from(form, data, start + 16 + 2 * doubled)
    ranges_at = start + 16 + 3 * doubled
    ranges = struct.unpack_from(form, data, ranges_at)
    found = []
    for number in range(segments):
        first = starts[number]
        for code in range(first, min(ends[number], 0xFFFE) + 1):
            glyph = code
            if ranges[number]:
                place = ranges_at + 2 * number + ranges[number] + 2 * (code - first)
                (glyph,) = struct.unpack_from(">H", data, place)
            # Deltas are unsigned: what is below zero comes round, as the format says
            glyph = (glyph + deltas[number]) & 0xFFFF
            found.append((code, glyph))
    return found


def has(letter: str) -> bool:
    """Whether the font has a letter."""
    return letter in _advances(REGULAR)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text in pixels."""
    advances = _advances(BOLD if bold else REGULAR)
    try:
        # Of most texts the font has every letter, and a picture measures thousands
        return sum(map(advances.__getitem__, text)) * size
    except KeyError:
        return _with_strange(text, advances) * size


def _with_strange(text: str, advances: Mapping[str, float]) -> float:
    """About how wide a text is with letters that the font has not, in ems."""
    ems = 0.0
    for letter in text:
        known = advances.get(letter)
        ems += _elsewhere(letter) if known is None else known
    # A font that has a strange letter may be used for the whole line, and many are wider
    return ems * 1.15


def _elsewhere(letter: str) -> float:
    """About how wide a letter is in another font."""
    if unicodedata.category(letter) in ("Mn", "Me", "Cf"):
        return 0.0
    # Chinese, Japanese and Korean signs are as wide as they are high in every font
    if unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return 0.65


def wrapped(
    text: str,
    size: float,
    room: float,
    most: int,
    *,
    bold: bool = False,
) -> list[str]:
    """The lines of a text that fit into a width, at most so many; a text that is cut ends in …."""
    # Who writes a text asks first how many lines it takes, and then whether all is said
    return list(_wrapped(text, size, room, most, bold))


@lru_cache(maxsize=4_096)
def _wrapped(
    text: str,
    size: float,
    room: float,
    most: int,
    bold: bool,
) -> Sequence[str]:
    """See ``wrapped``."""

    def fits(line: str) -> bool:
        return width(line, size, bold=bold) <= room

    lines: list[str] = []
    line = ""
    # Not at a blank that does not break: it keeps an amount together
    for word, follows in _words(text):
        # After a hyphen a word goes on in the next line, without a blank
        longer = f"{line}{word}" if follows else f"{line} {word}".strip()
        if fits(longer):
            line = longer
            continue
        if line:
            lines.append(line)
        # A word wider than the room, as in Chinese or an address, is broken where it must be
        # Not for ever, where nothing fits
        while word and not fits(word):
            head = _fitting(word, fits)
            lines.append(head)
            word = word[len(head) :]
        line = word
    lines.append(line)
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while last and not fits(f"{last}…"):
        last = last[:-1]
    last = _at_word(last, lines[most - 1])
    last = _without_part_of_number(last, lines[most - 1])
    shortened = last.rstrip(" ,;:.(·–\u00a0")
    return [*lines[: most - 1], f"{shortened}…"]


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """The words of a text in parts that end in hyphens; of each part whether it follows one."""
    for word in re.split(r"[ \t\r\n]+", text.strip(" \t\r\n")):
        for number, part in enumerate(_HYPHEN.split(word)):
            yield part, number > 0


def _at_word(cut: str, whole: str) -> str:
    """A line that is cut, without the part of a word at its end; of one long word a part stays."""
    is_inside = len(cut) < len(whole) and whole[len(cut)] not in " \u00a0"
    start = cut.rfind(" ")
    # A short line would say nothing without the word at its end
    return cut[:start] if is_inside and start > len(cut) / 2 else cut


def _without_part_of_number(cut: str, whole: str) -> str:
    """A line that is cut, without the rest of a number: DKK 35,000… would say too little."""
    if len(cut) == len(whole):
        return cut
    start = cut.rfind(" ") + 1
    word = whole[start:].partition(" ")[0]
    has_digit = any(letter.isdigit() for letter in word)
    is_whole = cut[start:] == word
    return cut[:start] if has_digit and not is_whole else cut


def _fitting(word: str, fits: Callable[[str], bool]) -> str:
    """The longest beginning of a word that fits, at least one letter."""
    size = len(word)
    while size > 1 and not fits(word[:size]):
        size -= 1
    return word[:size]
