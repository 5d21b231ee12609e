"""Graph to Neo4j to tables: every value comes back, odd texts, empty lists, partial dates, what is
computed too.
"""

import os
from dataclasses import replace
from itertools import count

import pyarrow.compute as pc
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pledgegraph.graph.neo4j.dataset import Dataset
from pledgegraph.graph.neo4j.sync import sync
from pledgegraph.ontology.schema import Column, schema
from pledgegraph.ontology.tables import OBJECT, SUBJECT, Tables

from ...ontology.strategies import current_tables, values  # noqa: TID252 (tests are no package that could be named)
from .server import Server
from .tables import BASE, dataset, label, same, stored


def whole(tables: Tables) -> Dataset:
    """A dataset of the tables, without the links that have an end in no table."""
    known = [
        identifier for table in tables.nodes.values() for identifier in table["id"].to_pylist()
    ]
    links = {}
    for name, table in tables.links.items():
        ends = (pc.is_in(table[side], pc.cast(known, "string")) for side in (SUBJECT, OBJECT))
        links[name] = table.filter(pc.and_(*ends)) if known else table.slice(0, 0)
    return Dataset(BASE, Tables(tables.nodes, links), dataset({}, {}).derived)


NUMBERS = count(1)
CELLS = [
    "cell/TCD-themes-education",
    "cell/ETH-themes-education",
    "cell/ETH-areas-of-focus-solutions",
]


@st.composite
def with_computed(draw: st.DrawFn) -> Dataset:
    """A dataset with computed values on some of its nodes, and computed relationships between some
    of them.
    """
    has_pledges = current_tables().filter(lambda tables: tables["Pledge"].num_rows > 0)
    stated = whole(draw(st.one_of(current_tables(), has_pledges)))
    known = {name: table["id"].to_pylist() for name, table in stated.current.nodes.items()}
    nodes = {}
    for name, cls in schema().classes.items():
        columns = [column for column in cls.columns if column.derived]
        chosen = (
            draw(st.lists(st.sampled_from(known[name]), unique=True))
            if columns and known[name]
            else []
        )
        rows = [
            {"id": one, **{column.name: draw(computed(column)) for column in columns}}
            for one in chosen
        ]
        nodes[name] = rows
        if cls.derived:
            drawn = draw(st.lists(st.sampled_from(CELLS), unique=True))
            # An identifier is of one class: in that of another its segment stands first
            known[name] = [one.replace("cell", cls.segment, 1) for one in drawn]
            nodes[name] = [{"id": one} for one in known[name]]
    links = {}
    for name, relation in schema().relations.items():
        ends = [
            [one for cls in side for one in known[cls]] for side in (relation.starts, relation.ends)
        ]
        if relation.derived and all(ends):
            links[name] = draw(
                st.lists(st.tuples(*map(st.sampled_from, ends)), max_size=4, unique=True)
            )
    return replace(stated, derived=dataset(nodes, links).derived)


def computed(column: Column) -> st.SearchStrategy[object]:
    """A value of a computed column; it may be unknown, but a list is never."""
    return values(column) if column.many else st.one_of(st.none(), values(column))


@settings(
    max_examples=300 if os.environ.get("PLEDGEGRAPH_LONG") else 3,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(made=with_computed())
def test_every_value_comes_back(neo4j_answers: Server, made: Dataset) -> None:
    # A label of its own for each: with that of the one before there would be nothing to do
    sync(neo4j_answers.address, made, label(str(next(NUMBERS))), yes=True)
    assert same(stored(neo4j_answers), made)


def test_the_comparison_sees_a_missing_list_and_a_changed_text(neo4j_empty: Server) -> None:
    made = dataset({"Pledge": [{"id": "pledge/A", "title": "é"}]}, {})
    sync(neo4j_empty.address, made, label("1"))
    for edit in ("REMOVE n.evidence", "SET n.title = 'e\\u0301'", "SET n.submitted_on = ''"):
        neo4j_empty.run(f"MATCH (n:Pledge) {edit}")
        assert not same(stored(neo4j_empty), made)
        sync(neo4j_empty.address, made, label("1"), full=True)
        assert same(stored(neo4j_empty), made)
    assert len(schema().classes) == len(made.current.nodes)
