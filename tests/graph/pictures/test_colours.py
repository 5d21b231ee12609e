"""The colours of pictures: each can be told from its ground, on a light and on a dark one."""

from __future__ import annotations

import re

from pledgegraph.graph.pictures.drawing import page_style
from pledgegraph.graph.pictures.labels import KINDS
from pledgegraph.graph.pictures.level_signs import LEVELS


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_contrast_in_light_and_dark() -> None:
    assert round(contrast("#000000", "#ffffff"), 1) == 21.0
    blocks = [
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", block))
        for block in re.findall(r":root \{(.*?)\}", page_style(), re.S)
    ]
    assert len(blocks) == 6, "of kinds, levels and the page, for a light and for a dark ground"
    schemes = [blocks[0] | blocks[2] | blocks[4], blocks[1] | blocks[3] | blocks[5]]
    for colours in schemes:
        assert contrast(colours["lettering"], colours["tag"]) >= 4.5
        for ground in ("page", "card", "wash", "central", "open"):
            for text in ("ink", "soft", "mark"):
                assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
        for kind in [*(kind.style for kind in KINDS.values()), *LEVELS, "other", "line"]:
            for ground in ("page", "card", "central"):
                assert contrast(colours[kind], colours[ground]) >= 3, (kind, ground)
