"""Refugee pledges as a knowledge graph.

``pledgegraph.open(folder)`` gives a workspace: ``.tables["Pledge"]``, ``.ask("unsupported",
country=["ETH"])``, ``.cypher("MATCH …")``, ``.sparql("SELECT …")``.
"""

from __future__ import annotations

TYPE_CHECKING = (
    False  # as in typing, which takes as long to load as Python itself: the command begins here
)
if TYPE_CHECKING:
    from pathlib import Path

    from pledgegraph.workspace.workspace import Workspace

    __version__: str

__all__ = ["__version__", "open"]

if not TYPE_CHECKING:  # else a type checker would take every name for one of the package's

    def __getattr__(name: str) -> str:
        """``__version__``, looked up when it is asked for: reading the metadata takes longer than
        most commands.
        """
        if name != "__version__":
            raise AttributeError(f"module 'pledgegraph' has no attribute {name!r}")
        from importlib.metadata import version

        return version("pledgegraph")


def open(folder: str | Path = ".") -> Workspace:
    """The workspace in a folder. ``WorkspaceProblem`` where there is none."""
    from pathlib import Path

    from pledgegraph.workspace.workspace import Workspace

    workspace = Workspace(Path(folder))
    workspace.settings()
    return workspace
