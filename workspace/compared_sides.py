"""Compared sides: the builds, workspaces or files that a comparison is between."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from pledgegraph.errors import NoBuildYet, SourceProblems, UsageProblem
from pledgegraph.wording import worded

from . import builds
from .comparing import Comparison
from .settings import FILE

if TYPE_CHECKING:
    from pledgegraph.ontology.tables import Tables


def compared(
    workspace: Path,
    old: Path | None,
    new: Path | None,
) -> Comparison:
    """The comparison of two builds, workspaces or files.

    Args:
        old: else the build before the current one.
        new: else the current build of the workspace.

    Raises:
        NoBuildYet: there is no such build.
        SourceProblems: a file that cannot be loaded.
    """
    current = partial(builds.current_build, workspace)
    before = _tables(workspace, old) if old else _tables_of(_build_before(workspace))
    after = _tables(workspace, new) if new else _tables_of(current())
    return Comparison(
        before,
        after,
        _merged(workspace),
    )


def _build_before(workspace: Path) -> Path:
    before = builds.build_before(workspace)
    if before is None:
        raise NoBuildYet(
            worded("There is no build before the current one"),
            worded("Name what to compare with: pledgegraph diff OLD [NEW]."),
        )
    return before


def _merged(workspace: Path) -> Mapping[str, str]:
    """The pledges and actors that have been decided to be others, and as which."""
    from pledgegraph.loaders.decisions import decisions_of

    decisions = decisions_of(workspace)
    found = dict(decisions.of_registers().pledges)
    for actor, meant in decisions.actors.same.items():
        found[actor] = meant.actor
    return found


def _tables(
    workspace: Path,
    given: Path,
) -> Tables:
    """The current tables of a build, a workspace or a file."""
    # A workspace first: its folder has builds in it, and is none
    if (given / FILE).is_file():
        return _tables_of(builds.current_build(given))
    if (given / builds.MANIFEST).is_file():
        return _tables_of(given)
    if given.is_file():
        return _tables_of_file(workspace, given)
    raise UsageProblem(
        worded("{path} is not a build, a workspace or a file", path=str(given)),
        worded("Name two of them, or none: then the last two builds are compared."),
    )


def _tables_of(build: Path) -> Tables:
    from pledgegraph.ontology.changes import tables_there

    with builds.reading(build):
        return tables_there(build / "current")


def _tables_of_file(
    workspace: Path,
    path: Path,
) -> Tables:
    """A file as if it were the only source of the workspace."""
    from pledgegraph.loaders.decisions import decisions_of
    from pledgegraph.loaders.files.own_layouts import layouts_of
    from pledgegraph.loaders.loading import load
    from pledgegraph.loaders.recognising import kind_of
    from pledgegraph.loaders.source_files import SourceFile
    from pledgegraph.ontology.current import current

    layout = kind_of(
        path,
        path.name,
        layouts_of(workspace),
    )
    # What cannot be read stays unknown: a comparison is of what there is
    source = SourceFile(
        "compared",
        path,
        path.name,
        layout.name,
        bad_values="report",
        own_layout=layout,
        decisions=decisions_of(workspace),
    )
    loading = load([source])
    if loading.blocking():
        raise SourceProblems(loading.blocking())
    return current(loading.stated, {source.id: 1, "source/vocabularies": 0})[0]
