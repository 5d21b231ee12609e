"""Analysis: the graph of a build as the libraries of analysts have it."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self

if TYPE_CHECKING:
    from pledgegraph.ontology.tables import Tables


class Reader(Protocol):
    """What is needed of a workspace, which has these functions as its methods."""

    def reading(self, audience: Any = None) -> Self:
        """See ``Workspace``."""

    @property
    def tables(self) -> Tables:
        """See ``Workspace``."""

    def manifest(self) -> dict[str, Any]:
        """See ``Workspace``."""


def network_of(workspace: Reader, *, audience: Any = None) -> Any:
    """The graph as a ``networkx.MultiDiGraph``: actors, pledges, arrangements, places and what
    links them, without source records and population figures.

    A node has its ``kind`` (the class), a ``label`` and the stated values; an edge has its
    relationship as ``label``. Nothing computed is in it.
    """
    from pledgegraph.graph.export import network

    # As this audience may see it: what an analyst goes on with may end in a report
    return network(workspace.reading(audience).tables)


def rdf_of(workspace: Reader, *, audience: Any = None) -> Any:
    """The facts as an ``rdflib.Graph``: the statements of ``export turtle``.

    It takes rdflib some 20 seconds a million statements; for large registers ask
    ``workspace.sparql``.
    """
    from pledgegraph.ontology.rdflib_graph import graph_of

    # One build for both: another may end meanwhile
    reader = workspace.reading(audience)
    base = reader.manifest()["base"]
    with tempfile.TemporaryDirectory() as folder:
        return graph_of(reader.tables, base, Path(folder, "facts.nt"))
