"""Published entries: the sources of a site that the workspace follows, each as a source here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from .releases import Release, release_in

if TYPE_CHECKING:
    from pledgegraph.loaders.files.layout_files import Layout
    from pledgegraph.loaders.published_sources import PublishedSource
    from pledgegraph.loaders.source_files import AtSite

    from .settings import SourceSettings


@dataclass(frozen=True)
class Entry:
    """A source as it is read: what the settings say of it, and of one of a site where it is
    there, what its rows are, and what its file is called.
    """

    settings: SourceSettings
    at_site: AtSite | None = None
    layout: Layout | None = None
    shown: str = ""


def published_entries(workspace: Path, site: SourceSettings) -> list[Entry]:
    """The sources of a site, the newest of one date last.

    Raises:
        SourceProblems: H009, there is no release here, or it is not what was fetched.
    """
    from pledgegraph.loaders.site_identifiers import source_name
    from pledgegraph.loaders.source_files import AtSite

    release = release_in(workspace / site.file, site.file)
    found = []
    for source in release.sources:
        name = source_name(site.name, source.name)
        # What a site leaves open of a source, its release says of all
        entry = replace(
            site,
            name=name,
            file=f"{site.file}/{release.dump}",
            title=source.title,
            licence=source.licence or release.licence,
            publisher=source.publisher or release.publisher,
            retrieved=source.retrieved or release.modified,
        )
        at_site = AtSite(site.name, release.base, f"source/{source.name}")
        layout = _layout_of(source, release)
        shown = f"{site.name}: {source.file or source.name}"
        found.append(Entry(entry, at_site, layout, shown))
    return found


def _layout_of(source: PublishedSource, release: Release) -> Layout:
    """What stands for a layout: the rows were read by another workspace, and have their kind."""
    from pledgegraph.loaders.files.layout_files import Layout

    return Layout(
        name="site",
        kind=source.kind,
        title=source.title,
        authority=release.base,
        fingerprint=(),
        required=(),
        optional=(),
        separator="",
        columns={code: code for code in source.population_types},
        ignore={},
    )
