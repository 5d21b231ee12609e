"""Colours: those of each kind of thing, on a light and on a dark ground."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .level_signs import COLOURS


@dataclass(frozen=True)
class Colour:
    """A colour on a light ground, and on a dark one. Each has a contrast of 3 on it at least."""

    light: str
    dark: str


OTHER = Colour("#5a5a5a", "#bdbdbd")
"""That of a class without a colour of its own."""
KIND_COLOURS: Mapping[str, Colour] = {
    "pledge": Colour("#0072b2", "#56b4e9"),
    "actor": Colour("#c24e00", "#ff9550"),
    "country": Colour("#00805c", "#35cfa3"),
    "platform": Colour("#a83a78", "#e79ac8"),
    "situation": Colour("#946200", "#efb94a"),
    "multistakeholder": Colour("#3f3393", "#b3abfa"),
    "forum": Colour("#566271", "#b0bac6"),
    "match": Colour("#111111", "#ffffff"),
    "arrangement": Colour("#0b6e7c", "#5fc6d4"),
    "aggregate": Colour("#2f76ab", "#8cc3ec"),
    "concept": Colour("#5b6b00", "#c3d24f"),
    "update": Colour("#7a4a2b", "#d6a381"),
    "membership": Colour("#6b4e9b", "#c9b0f2"),
    "target": Colour("#a03a3a", "#f09a9a"),
    "population": Colour("#2e5e3e", "#8fcaa2"),
    "other": OTHER,
}
"""The colour of each style of ``labels.KINDS``."""


LEVEL_COLOURS: Mapping[str, Colour] = {
    "none-recorded": Colour(COLOURS["none-recorded"], "#ff9550"),
    "related": Colour(COLOURS["related"], "#d9b85a"),
    "partly-supported": Colour(COLOURS["partly-supported"], "#6fb7ea"),
    "joint": Colour(COLOURS["joint"], "#6fb7ea"),
    "matched": Colour(COLOURS["matched"], "#a9cdf0"),
}
"""The colour of each level of recorded support."""


def kinds_in_css() -> str:
    """The colours of kinds as variables of a style sheet, and a class for each style."""
    return _in_css(KIND_COLOURS, "k")


def levels_in_css() -> str:
    """The same for levels of recorded support."""
    return _in_css(LEVEL_COLOURS, "l")


def _in_css(colours: Mapping[str, Colour], letter: str) -> str:
    light = []
    dark = []
    classes = []
    for name, colour in colours.items():
        light.append(f"--{name}: {colour.light};")
        dark.append(f"--{name}: {colour.dark};")
        classes.append(f".{letter}-{name} {{ --kind: var(--{name}); }}")
    on_light = f":root {{ {' '.join(light)} }}"
    # Paper is light, whatever the screen is
    on_dark = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {' '.join(dark)} }} }}"
    return "\n".join([on_light, on_dark, *classes, ""])
