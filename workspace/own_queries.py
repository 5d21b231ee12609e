"""A user's own queries: Cypher and SPARQL that nobody has reviewed, asked of a build."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from . import builds

if TYPE_CHECKING:
    from pledgegraph.graph.limits import Limits


class Asked(Protocol):
    """What is needed of a workspace, which has these functions as its methods."""

    def build_folder(self, audience: Any = None) -> Path:
        """See ``Workspace``."""


def cypher_of(
    workspace: Asked,
    text: str,
    /,
    *,
    limits: Limits | None = None,
    audience: Any = None,
    **parameters: object,
) -> list[dict[str, Any]]:
    """Rows of your own Cypher query, run in a process that can open nothing but the graph."""
    from pledgegraph.graph.asking import ask_cypher
    from pledgegraph.graph.limits import Limits

    # As this audience may see it: rows of a query may end in a report
    folder = workspace.build_folder(audience)
    rows = ask_cypher(
        folder,
        text,
        parameters,
        limits or Limits(),
    )
    return list(map(dict, rows))


def sparql_of(
    workspace: Asked,
    text: str,
    *,
    limits: Limits | None = None,
    audience: Any = None,
) -> list[dict[str, Any]]:
    """Rows of your own SPARQL query, run in a process that can open nothing but the graph."""
    from pledgegraph.graph.asking import ask_sparql
    from pledgegraph.graph.limits import Limits

    folder = workspace.build_folder(audience)
    # Short identifiers are those of the build, whatever pledgegraph.toml says by now
    base = builds.read_manifest(folder)["base"]
    rows = ask_sparql(
        folder,
        base,
        text,
        limits or Limits(),
    )
    return list(map(dict, rows))


def notices_of(workspace: Asked, text: str) -> list[str]:
    """Why an answer may lack rows: names that are not in the ontology, dates that cannot be
    compared.
    """
    from pledgegraph.ontology.sparql_advice import sparql_advice

    return sparql_advice(text)
