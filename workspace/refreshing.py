"""Refreshing: new releases of the sites that a workspace follows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pledgegraph.errors import Problem, SourceProblems, UsageProblem
from pledgegraph.loaders.site_identifiers import source_name
from pledgegraph.publishing.site_places import NotTaken
from pledgegraph.wording import worded

from . import builds
from .fetching import Followed, Taken, is_address, keep, look_at, waiting_folder
from .following import keep_new, new_sites, problem_of
from .new_files import append_to, undone_on_failure
from .releases import LAYOUT, Release, release_in
from .settings import FILE, Settings, SourceSettings, source_text
from .values import bytes_of

if TYPE_CHECKING:
    from .workspace import Workspace


@dataclass(frozen=True)
class Fetched:
    """What came of a site: its release, or why the one before stays."""

    name: str
    taken: Taken | None
    problem: Problem | None = None
    is_kept: bool = False
    """Whether there is an earlier one that stays."""


def fetch(
    workspace: Workspace,
    on_site: Callable[[Fetched], object],
    names: Sequence[str] = (),
) -> list[Fetched]:
    """Ask the sites of a workspace for new releases, and copy those that can be used.

    Args:
        on_site: called with what came of each.
        names: of the sites that are asked; all if empty.

    Raises:
        UsageProblem: the workspace follows no site, or none of that name.
        BuildRunning: a build reads the sources just now.
    """
    settings = workspace.settings()
    sites = _sites_of(settings, names)
    found = []
    for site in sites:
        came = _fetched(workspace, settings, site)
        on_site(came)
        found.append(came)
    return found


def _sites_of(settings: Settings, names: Sequence[str]) -> list[SourceSettings]:
    sites = [each for each in settings.sources if each.layout == LAYOUT]
    if not sites:
        text = worded("The workspace follows no site")
        hint = worded("Follow one: pledgegraph fetch --from https://example.org/pledges")
        raise UsageProblem(text, hint)
    known = [site.name for site in sites]
    for name in names:
        if name not in known:
            text = worded("There is no site {name}", name=repr(name))
            raise UsageProblem(text, worded("One of {names}.", names=", ".join(known)))
    return [site for site in sites if not names or site.name in names]


def _fetched(
    workspace: Workspace,
    settings: Settings,
    site: SourceSettings,
) -> Fetched:
    folder = workspace.folder / site.file
    before = _before(folder, site.file)
    # A folder is named as the other files of the settings are: from the workspace on
    place = site.site if is_address(site.site) else str(workspace.folder / site.site)
    followed = Followed(
        place,
        folder,
        before,
        settings.expect,
        bytes_of(site.largest) if site.largest else None,
    )
    with waiting_folder() as waiting:
        try:
            taken = look_at(followed, Path(waiting))
            _check_names(taken.release, site, _others(workspace, settings, site))
        except OSError:
            # A full disk or a folder without permission must not leave out the other sites
            reason = NotTaken(
                "H010",
                worded("its release could not be read or copied"),
                worded("Check paths, permissions and free space, then fetch again."),
            )
            return Fetched(site.name, None, problem_of(site.name, reason), before is not None)
        except NotTaken as problem:
            # Whatever it is, what was fetched before is still there
            found = problem_of(site.name, problem)
            return Fetched(site.name, None, found, before is not None)
        # A build must not read half of the old release and half of the new one
        with builds.building(workspace.folder):
            keep(taken, folder)
    return Fetched(site.name, taken)


def _others(
    workspace: Workspace,
    settings: Settings,
    site: SourceSettings,
) -> set[str]:
    """The names of the sources of a workspace that are not of this site."""
    found = set()
    for other in settings.sources:
        found.add(other.name)
        if other.layout != LAYOUT or other.name == site.name:
            continue
        release = _before(workspace.folder / other.file, other.file)
        if release is not None:
            found |= _names_in(release, other)
    return found


def _names_in(release: Release, site: SourceSettings) -> set[str]:
    """What the sources of a release are called in the workspace."""
    return {source_name(site.name, source.name) for source in release.sources}


def _check_names(
    release: Release,
    site: SourceSettings,
    others: set[str],
) -> None:
    """Refuse a release with a source that is called as another one: no build could tell them
    apart.
    """
    for name in sorted(_names_in(release, site) & others):
        raise NotTaken(
            "H007",
            worded("a source of it is called {name}, as another one of the workspace", name=name),
            worded("Give the other source another name in pledgegraph.toml, then fetch again."),
        )


def _before(folder: Path, shown: str) -> Release | None:
    """The release that is there; none where somebody changed it, so that it is fetched again."""
    try:
        return release_in(folder, shown)
    except SourceProblems:
        return None


def follow(workspace: Workspace, sites: Sequence[str]) -> list[Fetched]:
    """Begin to follow further sites, below the sources that are there.

    Raises:
        SourceProblems: a site cannot be taken; nothing is written.
        UsageProblem: two of them are one site, or one is followed already.
    """
    settings = workspace.settings()
    there = {each.name for each in settings.sources}
    with waiting_folder() as waiting:
        new = new_sites(sites, there, Path(waiting))
        _check_new(workspace, settings, [each.taken.release.base for each in new])
        texts = [source_text(each.entry) for each in new]
        with undone_on_failure() as made:
            for each in new:
                keep_new(each, workspace.folder, made)
            append_to(workspace.folder / FILE, "\n".join(texts), made)
    return [Fetched(each.entry.name, each.taken) for each in new]


def _check_new(
    workspace: Workspace,
    settings: Settings,
    bases: Sequence[str],
) -> None:
    for site in settings.sources:
        if site.layout != LAYOUT:
            continue
        release = _before(workspace.folder / site.file, site.file)
        # The same records twice would be one source that is newer than itself
        if release is not None and release.base in bases:
            text = worded("{site} is followed already", site=release.base)
            raise UsageProblem(text, worded("Run `pledgegraph fetch`."))
