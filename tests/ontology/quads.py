"""A small graph, and its quads as they are to be written."""

from __future__ import annotations

from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.tables import Tables

BASE = "https://data.example.org/p"
D = BASE
PG = "https://w3id.org/pledgegraph#"
A = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
XSD = "http://www.w3.org/2001/XMLSchema#"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
V = "https://w3id.org/pledgegraph/vocabulary"


def stated() -> Tables:
    """One pledge that two sources tell differently, its actor and its theme."""
    found = Gathering()
    pledge = {
        "id": ["pledge/GRF-00350"],
        "title": ['Say "yes"\n\\o/'],
        "amount": [-5],
        "asks_for_support": [True],
        "submitted_on": ["2019-12-17"],
        "evidence": [["a b", "a"]],
        "standing": ["withdrawn"],
    }
    found.nodes("Pledge", "source/older", pledge)
    found.nodes("Pledge", "source/newer", {"id": ["pledge/GRF-00350"], "submitted_on": ["2020"]})
    found.nodes(
        "Country", "source/newer", {"id": ["country/TCD"], "name": ["Chad"], "label_fr": ["Tchad"]}
    )
    found.links("theme", "source/newer", ["pledge/GRF-00350"], ["vocabulary/themes/education"])
    found.links("implementedIn", "source/newer", ["pledge/GRF-00350"], ["country/TCD"])
    return found.tables()


EXPECTED = [
    f"<{D}/country/TCD> {A} <{PG}Country> <{D}/source/newer> .",
    f'<{D}/country/TCD> <{LABEL}> "Chad" <{D}/source/newer> .',
    f'<{D}/country/TCD> <{LABEL}> "Tchad"@fr <{D}/source/newer> .',
    f'<{D}/country/TCD> <{PG}label> "Tchad"@fr <{D}/source/newer> .',
    f'<{D}/country/TCD> <{PG}name> "Chad" <{D}/source/newer> .',
    f"<{D}/pledge/GRF-00350> {A} <{PG}Pledge> <{D}/source/newer> .",
    f"<{D}/pledge/GRF-00350> {A} <{PG}Pledge> <{D}/source/older> .",
    f'<{D}/pledge/GRF-00350> <{LABEL}> "GRF-00350" <{D}/source/newer> .',
    f'<{D}/pledge/GRF-00350> <{LABEL}> "Say \\"yes\\"\\n\\\\o/" <{D}/source/older> .',
    f'<{D}/pledge/GRF-00350> <{PG}amount> "-5"^^<{XSD}integer> <{D}/source/older> .',
    f'<{D}/pledge/GRF-00350> <{PG}asksForSupport> "true"^^<{XSD}boolean> <{D}/source/older> .',
    f'<{D}/pledge/GRF-00350> <{PG}evidence> "a b" <{D}/source/older> .',
    f'<{D}/pledge/GRF-00350> <{PG}evidence> "a" <{D}/source/older> .',
    f"<{D}/pledge/GRF-00350> <{PG}implementedIn> <{D}/country/TCD> <{D}/source/newer> .",
    f"<{D}/pledge/GRF-00350> <{PG}standing> <{V}/standings/withdrawn> <{D}/source/older> .",
    f'<{D}/pledge/GRF-00350> <{PG}submittedOn> "2019-12-17"^^<{XSD}date> <{D}/source/older> .',
    f'<{D}/pledge/GRF-00350> <{PG}submittedOn> "2020"^^<{XSD}gYear> <{D}/source/newer> .',
    (
        f'<{D}/pledge/GRF-00350> <{PG}submittedOnFirstDay> "2019-12-17"^^<{XSD}date>'
        f" <{D}/source/older> ."
    ),
    (
        f'<{D}/pledge/GRF-00350> <{PG}submittedOnFirstDay> "2020-01-01"^^<{XSD}date>'
        f" <{D}/source/newer> ."
    ),
    f"<{D}/pledge/GRF-00350> <{PG}theme> <{V}/themes/education> <{D}/source/newer> .",
    f'<{D}/pledge/GRF-00350> <{PG}title> "Say \\"yes\\"\\n\\\\o/" <{D}/source/older> .',
]
P = f"<{D}/pledge/GRF-00350>"
G = f"<{D}/source/newer>"
