"""Source files: a source as the workspace names it, with what it says of how to read it."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass
from pathlib import Path

from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.layouts import layouts

from .decisions import NO_DECISIONS, Decisions

LEVELS = {"public": 0, "partners": 1, "internal": 2}
"""Audience → how few may see it."""


@dataclass(frozen=True)
class AtSite:
    """Where a source is that another site publishes.

    Attributes:
        name: what the workspace calls the site.
        base: the start of the site's IRIs.
        source: what the site calls the source, ``source/register``.
    """

    name: str
    base: str
    source: str


@dataclass(frozen=True)
class SourceFile:
    """A source as the workspace names it. ``rank`` orders sources by date: a higher one is
    newer. ``own_layout``: its layout, where that is one of the workspace's own. ``decisions``: what
    people have decided in the workspace, the same for all of its sources. ``at_site``: of a source
    that another site publishes; its file is the dump of the site.
    """

    name: str
    path: Path
    shown: str
    layout: str
    _: KW_ONLY
    title: str = ""
    licence: str = ""
    publisher: str = ""
    retrieved_on: str = ""
    audience: str = "public"
    sha256: str = ""
    rank: int = 0
    ignore: tuple[str, ...] = ()
    nulls: tuple[str, ...] = ()
    encoding: str | None = None
    delimiter: str | None = None
    sheet: str = ""
    bad_values: str = ""
    authority: str = ""
    largest: int | None = None
    own_layout: Layout | None = None
    decisions: Decisions = NO_DECISIONS
    at_site: AtSite | None = None

    @property
    def id(self) -> str:
        """``source/register``."""
        return f"source/{self.name}"

    @property
    def level(self) -> int:
        """How few may see it."""
        return LEVELS.get(self.audience, len(LEVELS))

    @property
    def read_as(self) -> Layout:
        """Its layout: the workspace's own, or the package's of that name."""
        return self.own_layout or layouts()[self.layout]
