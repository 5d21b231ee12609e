"""A PNG with the fonts of Noto: each script has its font, Arabic is joined, nothing is a box."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pledgegraph.graph.pictures.bitmaps import bitmap

PACKAGES = ("fonts-noto-core", "fonts-noto-cjk")
"""12 and 57 MB, of Debian."""
ASKS = """
from pledgegraph.graph.pictures.bitmaps import fonts_for
fonts, missing = fonts_for("حكومة تشاد 难民 ሀ বাংলা")
print(repr(missing), *fonts, sep="\\n")
"""


def test_each_script_has_its_font(tmp_path: Path) -> None:
    """The fonts are those of a user, installed nowhere else."""
    place = tmp_path / ".fonts"
    subprocess.run(["apt-get", "download", "-q", *PACKAGES], cwd=tmp_path, check=True)
    for package in tmp_path.glob("*.deb"):
        subprocess.run(["dpkg", "-x", package, place], check=True)
    done = subprocess.run(
        [sys.executable, "-c", ASKS],
        env={**os.environ, "HOME": str(tmp_path), "PYTHONUTF8": "1"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    missing, *fonts = done.stdout.splitlines()
    assert missing == "''"
    found = list(map(Path, fonts))
    assert sorted(font.name for font in found) == [
        "NotoSansArabic-Regular.ttf",
        "NotoSansBengali-Regular.ttf",
        "NotoSansCJK-Regular.ttc",
        "NotoSansEthiopic-Regular.ttf",
    ]
    # Joined letters look otherwise than with a mark between them that keeps them apart
    assert drawn("بيت", found) != drawn("ب\u200cي\u200cت", found)
    assert drawn("\u2067حك\u2069", found) != drawn("\u2067كح\u2069", found)


def drawn(text: str, fonts: list[Path]) -> bytes:
    """A picture of a text."""
    words = f'<text x="4" y="16" font-size="14" font-family="Liberation Sans">{text}</text>'
    picture = f'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="24">{words}</svg>'
    return bitmap(picture, 60, fonts)
