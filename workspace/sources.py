"""Sources: the files in pledgegraph.toml as a build reads them, all or for an audience."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pledgegraph.errors import SourceProblems
from pledgegraph.wording import worded

from .expectations import Expectations
from .inputs import file_hash
from .published_entries import Entry, published_entries
from .releases import LAYOUT
from .settings import Settings, problem_at, settings_text
from .values import bytes_of

if TYPE_CHECKING:
    from pledgegraph.loaders.source_files import SourceFile


def settings_for(settings: Settings, audiences: Collection[str]) -> Settings:
    """The settings as if the workspace had only the sources for these audiences."""
    kept = [source for source in settings.sources if source.audience in audiences]
    names = {source.name for source in kept}
    alone = []
    for each in kept:
        # A source that the audience may not see replaces nothing and is replaced by nothing
        replaces = tuple(name for name in each.replaces if name in names)
        alone.append(replace(each, replaces=replaces))
    # What is expected is expected of all records together
    return replace(settings, sources=tuple(alone), expect=Expectations())


def source_files(workspace: Path, settings: Settings) -> list[SourceFile]:
    """The sources with their paths, hashes and ranks: by date retrieved, then by order, the newest
    last.

    A source without a date ranks after those above it.

    Raises:
        SourceProblems: L001, a layout of the workspace's own that cannot be used.
    """
    from pledgegraph.loaders.decisions import decisions_of
    from pledgegraph.loaders.files.own_layouts import own_layouts
    from pledgegraph.loaders.source_files import SourceFile
    from pledgegraph.personal.addresses import without_addresses

    decisions = decisions_of(workspace)
    own = own_layouts(workspace, [source.layout for source in settings.sources])
    listed: list[Entry] = []
    for entry in settings.sources:
        is_site = entry.layout == LAYOUT
        listed += published_entries(workspace, entry) if is_site else [Entry(entry)]
    stated = [each.settings.retrieved for each in listed]
    # A source without a date follows the one above it: sources are listed as they come
    dates = list(itertools.accumulate(stated, _dated))

    def newness(place: int) -> tuple[str, int]:
        # Of one date the later in the file counts
        return dates[place], place

    order = sorted(range(len(dates)), key=newness)
    found = []
    for place, each in enumerate(listed):
        entry = each.settings
        source = SourceFile(
            name=entry.name,
            path=workspace / entry.file,
            shown=without_addresses(each.shown or entry.file).text,
            layout=entry.layout,
            title=entry.title,
            licence=entry.licence or settings.licence,
            publisher=entry.publisher,
            retrieved_on=entry.retrieved,
            audience=entry.audience,
            sha256=file_hash(workspace / entry.file),
            rank=order.index(place) + 1,
            ignore=entry.ignore,
            nulls=entry.nulls,
            encoding=entry.encoding or None,
            delimiter=entry.delimiter or None,
            sheet=entry.sheet,
            bad_values=entry.bad_values,
            authority=entry.authority,
            largest=bytes_of(entry.largest) if entry.largest else None,
            own_layout=each.layout or own.get(entry.layout),
            decisions=decisions,
            at_site=each.at_site,
        )
        found.append(source)
    _check_names(found)
    return found


def _check_names(sources: Sequence[SourceFile]) -> None:
    """Refuse a source of a site that is called as another source of the workspace."""
    names = set()
    for source in sources:
        if source.name in names:
            found = worded("a source of a site is called {name}, as another one", name=source.name)
            hint = worded("Give the site, or the other source, another name.")
            raise SourceProblems([problem_at("W004", found, hint)])
        names.add(source.name)


def _dated(above: str, own: str) -> str:
    """The date by which a source ranks."""
    return own or above


def input_hash(
    workspace: Path,
    settings: Settings,
    program: str,
) -> str:
    """A hash of everything that a build depends on: the program (by its hash), the settings, the
    bytes of the sources, of the layouts that they have and of the decisions.

    It uses the content of the settings, not the file, so that the sources for an audience have the
    same hash as a workspace with only these.
    """
    from pledgegraph.loaders.decision_files import decision_files
    from pledgegraph.loaders.files.own_layouts import own_layout_files

    layouts = own_layout_files(workspace, [entry.layout for entry in settings.sources])
    files = [file_hash(workspace / entry.file) for entry in settings.sources]
    for path in [*layouts, *decision_files(workspace)]:
        files.append(f"{path.stem} {file_hash(path)}")
    parts = [
        program,
        settings_text(settings, {}),
        *files,
    ]
    state = hashlib.sha256("\n".join(parts).encode())
    return state.hexdigest()[:16]
