"""Refugee pledges as a knowledge graph.

``pledgegraph.open(folder)`` gives a workspace: ``.tables["Pledge"]``, ``.ask("unsupported", country=["ETH"])``,
``.cypher("MATCH …")``, ``.sparql("SELECT …")``.
"""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pledgegraph.workspace import Workspace

__all__ = ["__version__", "open"]
__version__ = version("pledgegraph")


def open(folder: str | Path = ".") -> Workspace:
    """The workspace in a folder. ``WorkspaceProblem`` where there is none."""
    from pledgegraph.workspace import Workspace

    workspace = Workspace(Path(folder))
    workspace.settings()
    return workspace
