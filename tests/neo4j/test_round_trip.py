"""Graph to Neo4j to tables: every value comes back, odd texts, empty lists, partial dates and columns of labels too."""

import pyarrow.compute as pc
from hypothesis import HealthCheck, given, settings

from pledgegraph.graph.dataset import Dataset
from pledgegraph.graph.sync import sync
from pledgegraph.ontology.schema import schema
from pledgegraph.ontology.tables import OBJECT, SUBJECT, Tables

from ..ontology.strategies import current_tables  # noqa: TID252 (tests are no package that could be named)
from .server import Server
from .tables import BASE, dataset, held, label, same


def whole(tables: Tables) -> Dataset:
    """A dataset of the tables, without the links that have an end in no table."""
    known = [identifier for table in tables.nodes.values() for identifier in table["id"].to_pylist()]
    links = {}
    for name, table in tables.links.items():
        ends = (pc.is_in(table[side], pc.cast(known, "string")) for side in (SUBJECT, OBJECT))
        links[name] = table.filter(pc.and_(*ends)) if known else table.slice(0, 0)
    return Dataset(BASE, Tables(tables.nodes, links), dataset({}, {}).derived)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(tables=current_tables())
def test_every_value_comes_back(neo4j_answers: Server, tables: Tables) -> None:
    made = whole(tables)
    sync(neo4j_answers.address, made, label(str(id(tables))), yes=True)
    assert same(held(neo4j_answers), made)


def test_the_comparison_sees_a_missing_list_and_a_changed_text(neo4j_empty: Server) -> None:
    made = dataset({"Pledge": [{"id": "pledge/A", "title": "é"}]}, {})
    sync(neo4j_empty.address, made, label("1"))
    for edit in ("REMOVE n.evidence", "SET n.title = 'e\\u0301'", "SET n.submitted_on = ''"):
        neo4j_empty.run(f"MATCH (n:Pledge) {edit}")
        assert not same(held(neo4j_empty), made)
        sync(neo4j_empty.address, made, label("1"), full=True)
        assert same(held(neo4j_empty), made)
    assert len(schema().classes) == len(made.current.nodes)
