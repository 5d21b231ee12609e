"""Choices: what of an export somebody wants. To import this module loads no library, as the help of
the command line shows its names.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

PARTS = ("facts", "provenance", "figures", "vocabularies")
"""The parts of the dumps, as ``pledgegraph.ontology.parts`` cuts them."""
FORMS: Mapping[str, str] = {
    "turtle": ".ttl",
    "nquads": ".nq",
    "jsonld": ".jsonld",
    "csv": "",
}
"""What each part of the dumps is written in, and the ending of its file (none: a folder)."""


@dataclass(frozen=True)
class Choice:
    """Which parts and forms of the dumps are wanted (none named: all), and whether CSV has a row of
    HXL tags.
    """

    parts: Collection[str] = ()
    forms: Collection[str] = ()
    hxl: bool = False


EVERYTHING = Choice()
