"""The workspace that ``-C`` names, and where its outputs may go."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from pledgegraph.wording import worded

from .failures import tell

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
    from pledgegraph.writing.cache import tell_if_slow

    # Only a person waits: a log need not have it
    tell_if_slow(_tell_first_use if sys.stderr.isatty() else None)
    if audience:
        return Workspace(_folder).reading(audience)
    return Workspace(_folder)


def command_here(command: str) -> str:
    """A command on the same workspace, as a person types it."""
    if _folder == Path("."):
        return f"pledgegraph {command}"
    return f"pledgegraph -C {shlex.quote(str(_folder))} {command}"


def _tell_first_use() -> None:
    tell(worded("Preparing the build for questions of this kind …"))


def output_at(path: Path, folder: Path | None = None) -> Output:
    """An output of the workspace, or of another workspace in ``folder``."""
    from pledgegraph.workspace.outputs import Output

    return Output(path, folder or _folder)
