"""Objectives of the Compact that pledges serve: as stated, or else as their themes and
contributions show for certain.
"""

from __future__ import annotations

import numpy as np

from pledgegraph.ontology.vocabularies import vocabulary

from .numbered import Numbered
from .rows import Array, Rows, rows_without, stacked

STATED, DERIVED = "stated", "derived"
SHOWN_BY = {"THEME": "themes", "CONTRIBUTION_TYPE": "contribution-types"}
"""Relationship of a pledge → the vocabulary whose concepts may name the objective that they
serve.
"""


def objectives(graph: Numbered, pledges: Array) -> tuple[Rows, dict[int, tuple[str]]]:
    """(pledge, objective), a row for each objective of a pledge; and pledge → on what basis.

    Where a source states an objective, none is derived.
    """
    stated = graph.pairs("GCR_OBJECTIVE", "pledge", "objective")
    stated = stated.where(np.isin(stated["pledge"], pledges))
    shown = []
    for relation, scheme in SHOWN_BY.items():
        links = graph.pairs(relation, "pledge", "concept")
        links = links.where(np.isin(links["pledge"], pledges))
        found = links.joined(_served(graph, scheme), "concept")
        shown.append(found.select("pledge", "objective"))
    derived = rows_without(
        stacked(*shown),
        "pledge",
        stated["pledge"],
    )
    basis: dict[int, tuple[str]] = {}
    for pledge in derived["pledge"].tolist():
        basis[pledge] = (DERIVED,)
    for pledge in stated["pledge"].tolist():
        basis[pledge] = (STATED,)
    return stacked(stated, derived).unique(), basis


def _served(graph: Numbered, scheme: str) -> Rows:
    """(concept, objective) of a vocabulary's concepts that serve one for certain."""
    concepts = []
    served = []
    for concept in vocabulary(scheme).concepts.values():
        if concept.objective:
            concepts.append(concept.id)
            served.append(concept.objective)
    return Rows(
        concept=graph.number(concepts, ["Concept"]),
        objective=graph.number(served, ["Concept"]),
    )
