"""Views: an audience sees a build of its own sources only, as if the workspace had no others.

Loading combines all sources: a match is linked to the one pledge that fits, a name gets its most
frequent spelling. A view therefore cannot be cut out of a build; its sources are loaded again.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from functools import partial
from pathlib import Path

from pledgegraph.errors import NoBuildYet, UsageProblem, suggest_of
from pledgegraph.wording import worded
from pledgegraph.writing.cache import VIEW, made_of

from . import builds
from .inputs import program_hash
from .settings import AUDIENCES, Settings
from .settings_file import read_settings
from .sources import input_hash, settings_for, source_files

Step = Callable[[str], object]
PUBLIC = f"{VIEW}public"
"""The view that a build contains if it also has other records. It does not need the sources."""


def view_of(
    workspace: Path,
    build: Path,
    audiences: Sequence[str],
) -> Path:
    """The folder of the view for these audiences; the build itself if they may see all its sources.

    Raises:
        UsageProblem: there is no such audience; with suggestions.
        NoBuildYet: the view must be made first, but the sources have changed since the build.
    """
    _check_known(audiences)
    manifest = builds.read_manifest(build)
    # Of the sources of this build: an audience whose records are not in it needs no view of its own
    stored = {source["audience"] for source in manifest["sources"]}
    seen = sorted(stored & set(audiences))
    if stored <= set(audiences):
        return build
    # Made with the build: what is published most must not wait, nor need the sources
    if seen == ["public"] and (build / PUBLIC / builds.MANIFEST).exists():
        return build / PUBLIC
    make = partial(
        _make_from_sources,
        workspace,
        manifest["inputs"],
        seen,
    )
    name = VIEW + ("-".join(seen) or "nobody")
    return made_of(
        build,
        name,
        [builds.MANIFEST],
        manifest["inputs"],
        make,
    )


def _check_known(audiences: Sequence[str]) -> None:
    for word in audiences:
        if word not in AUDIENCES:
            unknown = worded("There is no audience {name}", name=repr(word))
            raise UsageProblem(unknown, suggest_of(word, AUDIENCES))
    if not audiences:
        choices = worded("One of {names}.", names=", ".join(AUDIENCES))
        raise UsageProblem(worded("No audience is given"), choices)


def make_public(
    workspace: Path,
    build: Path,
    settings: Settings,
    step: Step,
) -> None:
    """Add the public view to a new build, if there are public and other sources."""
    stored = {source.audience for source in settings.sources}
    if "public" in stored and len(stored) > 1:
        step("public")
        _make(
            build / PUBLIC,
            workspace,
            settings_for(settings, ["public"]),
        )


def _make_from_sources(
    workspace: Path,
    inputs: str,
    audiences: Collection[str],
    folder: Path,
) -> None:
    """Make a view that the build does not contain, from the sources, unchanged since the build."""
    settings = read_settings(workspace)
    # Before and after: a view must be of the same sources as its build
    _check_same(workspace, settings, inputs)
    _make(folder, workspace, settings_for(settings, audiences))
    _check_same(workspace, settings, inputs)


def _check_same(
    workspace: Path,
    settings: Settings,
    inputs: str,
) -> None:
    if input_hash(workspace, settings, program_hash()) != inputs:
        found = worded(
            "The records for this audience must be built first, and the sources have changed since"
            " the last build"
        )
        raise NoBuildYet(found, worded("Run `pledgegraph build`."))


def _make(
    folder: Path,
    workspace: Path,
    settings: Settings,
) -> None:
    from .pipeline import make_build

    folder.mkdir()
    files = source_files(workspace, settings)
    name = input_hash(workspace, settings, program_hash())
    make_build(
        folder,
        settings,
        files,
        name,
        lambda step: None,
        is_view=True,
    )
