"""Bitmaps: a sheet as PNG, with fonts of the machine for the letters that its own font has not.

resvg draws a line that needs another font in that font as a whole, whichever comes first. So the
fonts of the machine are not loaded all together: one is chosen for each script, upright and of
usual weight.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from pathlib import Path

from .measures import BOLD, REGULAR
from .network_sheets import strange_letters
from .sheets import Sheet, svg

FOLDERS = {
    "linux": ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts"),
    "darwin": ("/System/Library/Fonts", "/Library/Fonts", "~/Library/Fonts"),
    "win32": ("~/AppData/Local/Microsoft/Windows/Fonts",),
}
"""Where a system keeps fonts; Windows says itself where its own are."""
MOST_PIXELS = 6_000
"""The width of the largest network as PNG."""
_KINDS = (".ttf", ".otf", ".ttc")
_UNUSUAL = (
    "bold",
    "italic",
    "oblique",
    "mono",
    "serif",
    "condensed",
    "narrow",
    "light",
    "thin",
    "black",
)
"""Words in the names of fonts that are chosen last."""
_NO_LETTER = "\U0010fffd"
"""A code point that has no letter in any font."""


def png(sheet: Sheet, width: int = 0) -> bytes:
    """The sheet as a PNG of a width in pixels; by default two for one, sharp on a projector and in
    print.
    """
    fonts, _ = fonts_for(sheet.strange())
    return bitmap(
        svg(sheet),
        width or 2 * sheet.paper.width,
        fonts,
    )


def network_png(drawing: str) -> bytes:
    """The network, as SVG, in a PNG of twice its width, or as wide as programs for slides take."""
    fonts, _ = fonts_for(strange_letters(drawing))
    width = re.search(r'viewBox="0 0 (\d+)', drawing)
    assert width is not None
    return bitmap(drawing, min(2 * int(width[1]), MOST_PIXELS), fonts)


def fonts_for(letters: Iterable[str]) -> tuple[list[Path], str]:
    """The fonts of this machine for some letters, and the letters that none of them has."""
    # Blanks and marks of direction are drawn by nothing
    wanted = {letter for letter in letters if letter.isprintable() and not letter.isspace()}
    fonts: list[Path] = []
    missing = ""
    for letter in sorted(wanted):
        if any(_has(font, letter) for font in fonts):
            continue
        font = _first_with(letter)
        if font:
            fonts.append(font)
        else:
            missing += letter
    return fonts, missing


@cache
def _first_with(letter: str) -> Path | None:
    for font in _of_machine():
        if _has(font, letter):
            return font
    return None


@cache
def _of_machine() -> Sequence[Path]:
    """The fonts of this machine, those of Noto Sans first, which has one for each script."""
    found = []
    for folder in _folders():
        for path in folder.rglob("*"):
            if path.suffix.lower() in _KINDS:
                found.append(path)
    return sorted(found, key=_rank)


def _folders() -> list[Path]:
    names = list(FOLDERS.get(sys.platform, FOLDERS["linux"]))
    if sys.platform == "win32":
        names.append(os.path.join(os.environ.get("WINDIR", r"C:\Windows"), "Fonts"))
    folders = []
    for name in names:
        # A user without a home has no fonts there
        if name.startswith("~") and os.path.expanduser("~") == "~":
            continue
        folders.append(Path(os.path.expanduser(name)))
    return folders


def _rank(path: Path) -> tuple[int, bool, int, str]:
    name = path.name.lower()
    unusual = sum(word in name for word in _UNUSUAL)
    # The shortest name is the plain one of a family
    return unusual, "notosans" not in name, len(name), str(path)


@cache
def _has(font: Path, letter: str) -> bool:
    """Whether a font has a letter: it draws something else than for what no font has."""
    return _letter(font, letter) != _letter(font, _NO_LETTER)


@cache
def _letter(font: Path, letter: str) -> bytes:
    text = (
        f'<text x="4" y="16" font-size="14" font-family="Liberation Sans">{escape(letter)}</text>'
    )
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24">{text}</svg>'
    return bitmap(
        picture,
        24,
        [font],
    )


def bitmap(
    picture: str,
    width: int,
    fonts: Sequence[Path],
) -> bytes:
    """An SVG as PNG, with some fonts in addition to that of sheets."""
    import resvg_py  # two milliseconds, and only pictures need it

    return resvg_py.svg_to_bytes(
        svg_string=picture,
        width=width,
        # The font of the sheet first: the others are for what it has not
        font_files=list(map(str, (REGULAR, BOLD, *fonts))),
        skip_system_fonts=True,
        background="white",
    )
