"""The ontology, read once by another library than ours."""

import pytest
from rdflib import Graph

from pledgegraph.ontology.schema import ONTOLOGY


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ONTOLOGY)
