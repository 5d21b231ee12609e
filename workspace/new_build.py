"""A new build: made from the sources in a folder that is not yet in use, then the current one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgegraph.errors import BuildDamaged, NoBuildYet, Problem, SourceProblems, Where
from pledgegraph.wording import worded
from pledgegraph.writing.marks import remove
from pledgegraph.writing.room import naming

from . import builds
from .expectations import check_build
from .inputs import file_hash
from .settings import FILE, Settings

if TYPE_CHECKING:
    from pledgegraph.loaders.source_files import SourceFile


def build_anew(
    folder: Path,
    settings: Settings,
    sources: Sequence[SourceFile],
    input_hash: Callable[[], str],
    step: Callable[[str], object],
    on_rows: Callable[[int], object] | None = None,
    *,
    force: bool,
) -> dict[str, Any]:
    """Build a workspace, make the build current and return its manifest; the current build is kept
    if it has the same input, unless forced.
    """
    from .pipeline import make_build
    from .views import make_public

    name = input_hash()
    with naming(folder / "build"), builds.building(folder):
        before = _current_name(folder)
        if not force and before.partition("-")[0] == name:
            return builds.read_manifest(folder / "build" / before)
        partial = builds.begin(folder, name)
        try:
            make_build(
                partial,
                settings,
                sources,
                name,
                step,
                on_rows,
            )
            make_public(folder, partial, settings, step)
            _check_expectations(folder, partial, before, settings)
            # The manifest would be wrong
            if input_hash() != name:
                raise SourceProblems(_changed_meanwhile(sources))
            # Two names in turn: a build that still answers is not written over
            names = [each for each in (name, f"{name}-2") if each != before]
            made = builds.finish(partial, names)
        except BaseException:
            remove(partial)
            raise
    return builds.read_manifest(made)


def _check_expectations(
    folder: Path,
    partial: Path,
    before: str,
    settings: Settings,
) -> None:
    manifest = builds.read_manifest(partial)
    earlier = builds.read_manifest(folder / "build" / before) if before else None
    check_build(
        settings.expect,
        partial,
        manifest,
        earlier,
    )


def _current_name(folder: Path) -> str:
    """The name of the current build; "" if it is damaged, so that it is made again."""
    try:
        current = builds.current_build(folder)
        builds.read_manifest(current)
    except (NoBuildYet, BuildDamaged):
        return ""
    return current.name


def _changed_meanwhile(sources: Sequence[SourceFile]) -> list[Problem]:
    """A problem for each source whose bytes changed; if none did, pledgegraph.toml has changed."""
    changed = []
    for source in sources:
        if file_hash(source.path) != source.sha256:
            changed.append(source.shown)
    found, hint = (
        worded("it changed while it was being read"),
        worded("Build again when nobody is editing it."),
    )
    return [
        Problem(
            "F011",
            "error",
            Where(name),
            found,
            hint,
        )
        for name in changed or [FILE]
    ]
