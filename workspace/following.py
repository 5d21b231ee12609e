"""Following: sites that become sources of a workspace."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from pledgegraph.errors import Problem, SourceProblems, UsageProblem, Where, WorkspaceProblem
from pledgegraph.publishing.site_places import NotTaken
from pledgegraph.wording import worded

from .fetching import Followed, Taken, is_address, keep, look_at
from .file_names import short_name
from .new_files import make_folder
from .releases import FILE, LAYOUT
from .settings import SourceSettings


@dataclass(frozen=True)
class NewSite:
    """A site that the workspace begins to follow: its entry in the settings, and its release."""

    entry: SourceSettings
    taken: Taken

    @property
    def kinds(self) -> set[str]:
        """The kinds of source that it publishes."""
        return {source.kind for source in self.taken.release.sources}


def new_sites(
    sites: Sequence[str],
    taken_names: Collection[str],
    waiting: Path,
) -> list[NewSite]:
    """Sites by their addresses or folders, with the release of each, looked at.

    Args:
        taken_names: the names of the sources that the workspace has.
        waiting: where the dumps wait.

    Raises:
        SourceProblems: a site cannot be taken.
        UsageProblem: two are one site.
    """
    names = set(taken_names)
    found: list[NewSite] = []
    for site in sites:
        address = _as_kept(site)
        try:
            taken = look_at(Followed(address), waiting)
        except NotTaken as problem:
            raise SourceProblems([problem_of(site, problem)]) from None
        if any(other.taken.release.base == taken.release.base for other in found):
            base = taken.release.base
            text = worded("{site} is given twice: its IRIs begin with {base}", site=site, base=base)
            raise UsageProblem(text, worded("Name each site once."))
        name = short_name(taken.release.title or address, names)
        names.add(name)
        # Each office numbers its own pledges: who knows better takes the key out
        entry = SourceSettings(
            name,
            f"sources/{name}",
            LAYOUT,
            authority=name,
            site=address,
        )
        found.append(NewSite(entry, taken))
    return found


def _as_kept(site: str) -> str:
    """A site as the settings name it: a folder by its whole path, as a command runs anywhere."""
    return site if is_address(site) else Path(site).resolve().as_posix()


def problem_of(site: str, problem: NotTaken) -> Problem:
    """Why a site was not taken, as a problem of the site."""
    return Problem(problem.code, "error", Where(site), problem.found, problem.hint)


def keep_new(
    site: NewSite,
    folder: Path,
    made: list[Path],
) -> None:
    """Put the release of a new site into the workspace.

    Args:
        made: what is removed again if something fails.
    """
    place = folder / site.entry.file
    if place.is_dir() and any(place.iterdir()):
        raise WorkspaceProblem(
            worded("{folder} is there already and is not empty", folder=site.entry.file),
            worded("Move it, or remove it."),
        )
    make_folder(place, made)
    made += [place / FILE, place / site.taken.release.dump]
    keep(site.taken, place)
