"""The workspace that ``-C`` names, and where its outputs may go."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pledgegraph.workspace.outputs import Output
    from pledgegraph.workspace.workspace import Workspace

_folder = Path(".")


def work_in(folder: Path) -> None:
    """Set the folder of the workspace that the command works on."""
    global _folder
    _folder = folder


def workspace(audience: list[str] | None = None) -> Workspace:
    """The workspace; with an audience, only the records for it."""
    from pledgegraph.workspace.workspace import Workspace

    if audience:
        return Workspace(_folder).reading(audience)
    return Workspace(_folder)


def output_at(path: Path, folder: Path | None = None) -> Output:
    """An output of the workspace, or of another workspace in ``folder``."""
    from pledgegraph.workspace.outputs import Output

    return Output(path, folder or _folder)
