"""Syncing to a real Neo4j: what is written, what is left alone, and what an interrupted sync leaves
to do.
"""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from pledgegraph.errors import EngineFailed, UsageProblem
from pledgegraph.graph.neo4j.changes import Change, Plan
from pledgegraph.graph.neo4j.server import STATE, Neo4jEngine
from pledgegraph.graph.neo4j.states import STATES as STATES_TEXT
from pledgegraph.graph.neo4j.states import State, check_answers, states
from pledgegraph.graph.neo4j.sync import planned, sync
from pledgegraph.ontology.schema import schema
from pledgegraph.workspace.workspace import Workspace

from ...budget import some  # noqa: TID252 (tests are no package that could be named)
from .server import Server
from .tables import dataset, label, same, stored

BASE = "https://example.org/pledges"
NODES: dict[str, list[dict[str, Any]]] = {
    "Pledge": [
        {
            "id": f"pledge/P{n}",
            "title": f"Pledge {n}",
            "evidence": ["a", "b"],
            "brings_support": n > 5,
        }
        for n in range(10)
    ],
    "Actor": [{"id": "actor/a", "name": "A"}, {"id": "actor/b", "name": "B"}],
    "Country": [{"id": "country/ETH", "iso3": "ETH", "name": "Ethiopia"}],
}
LINKS: dict[str, list[tuple[str, str]]] = {
    "SUBMITTED_BY": [(f"pledge/P{n}", "actor/a") for n in range(10)],
    "IMPLEMENTED_IN": [(f"pledge/P{n}", "country/ETH") for n in range(5)],
    "JOINTLY_SUPPORTED_BY": [("pledge/P1", "pledge/P7")],
}


def everything(server: Server) -> list[Any]:
    """All that a database holds, to compare before and after."""
    nodes = server.run("MATCH (n) RETURN labels(n) AS labels, properties(n) AS properties")
    links = server.run(
        "MATCH (a)-[r]->(b) RETURN properties(a), type(r), properties(r), properties(b)"
    )
    constraints = server.run("SHOW INDEXES YIELD name")
    return sorted(map(repr, [*nodes, *links, *constraints]))


def there(server: Server) -> State:
    """What the only state node says."""
    with server.driver() as driver:
        (state,) = states(
            driver.execute_query(STATES_TEXT, database_=server.address.database or None)[0]
        )
    return state


def changes(plan: Plan | None) -> dict[str, Change]:
    assert plan is not None
    return {name: c for name, c in plan.changes.items() if c.add or c.change or c.delete}


def test_what_is_there_is_what_was_given_and_it_is_written_once(neo4j_empty: Server) -> None:
    made = dataset(NODES, LINKS)
    assert planned(neo4j_empty.address, made, label("1"))[0] is None
    done = sync(neo4j_empty.address, made, label("1"))
    assert changes(done)["Pledge"] == Change(10, 0, 0, 0)
    assert same(stored(neo4j_empty), made)
    before = everything(neo4j_empty)
    assert sync(neo4j_empty.address, made, label("1")) is None
    assert everything(neo4j_empty) == before
    again = sync(neo4j_empty.address, made, label("another build with the same tables"))
    assert again is not None and again.steps() == 0 and not again.differs()


def test_only_what_changed_is_written(neo4j_empty: Server) -> None:
    sync(neo4j_empty.address, dataset(NODES, LINKS), label("1"))
    nodes, links = deepcopy(NODES), deepcopy(LINKS)
    del nodes["Pledge"][3]["title"]
    nodes["Pledge"][3]["evidence"] = []
    nodes["Pledge"][4]["brings_support"] = True
    del nodes["Pledge"][9]
    nodes["Actor"].append({"id": "actor/c", "name": "C"})
    del links["SUBMITTED_BY"][9]
    links["SUBMITTED_BY"][0] = ("pledge/P0", "actor/c")
    neo4j_empty.run(
        "MATCH (n:Pledge) SET n.seen = true"
    )  # goes where a node is written, and only there
    done = sync(neo4j_empty.address, dataset(nodes, links), label("2"))
    assert changes(done) == {
        "Pledge": Change(0, 2, 1, 7),
        "Actor": Change(1, 0, 0, 2),
        "SUBMITTED_BY": Change(1, 0, 2, 8),
    }
    written = neo4j_empty.run(
        "MATCH (n:Pledge) WHERE n.seen IS NULL RETURN n.id, n.title, n.evidence ORDER BY n.id"
    )
    assert written == [["pledge/P3", None, []], ["pledge/P4", "Pledge 4", ["a", "b"]]]
    neo4j_empty.run("MATCH (n:Pledge) REMOVE n.seen")
    assert same(stored(neo4j_empty), dataset(nodes, links))


def test_what_is_computed_is_marked(neo4j_empty: Server) -> None:
    sync(neo4j_empty.address, dataset(NODES, LINKS), label("1"))
    computed = neo4j_empty.run("MATCH (n:Pledge {id: 'pledge/P1'}) RETURN n.pg_computed")[0][0]
    assert computed == [
        column.name for column in schema().classes["Pledge"].columns if column.derived
    ]
    assert neo4j_empty.run("MATCH ()-[r {pg_computed: true}]->() RETURN DISTINCT type(r)") == [
        ["JOINTLY_SUPPORTED_BY"]
    ]


FOREIGN = """
    CREATE (p:Pledge {id: 'pledge/P1', title: 'not ours'})-[:SUBMITTED_BY]->(:Actor {id:
    'actor/a'}),
           ({id: 'pledge/P1'}),
           (:Movie {title: 'Sans Soleil'})-[:COVERS]->(p),
           (:Pledge {pg_key: 'https://example.org/pledges/kenya#pledge/P1', pg_hash: 'x', id:
           'pledge/P1'}),
           (:Country {pg_key: 'https://example.org/pledges', id: 'country/ETH'})
"""


def foreign_nodes(server: Server) -> list[str]:
    ours = f"n.pg_key STARTS WITH '{BASE}#' OR n:{STATE}"
    nodes = server.run(
        f"MATCH (n) WHERE NOT coalesce({ours}, false) RETURN labels(n), properties(n)"
    )
    links = server.run(
        f"MATCH (n)-[r]->(m) WHERE NOT coalesce({ours}, false) RETURN type(r), properties(m)"
    )
    return sorted(map(repr, [*nodes, *links]))


def test_nothing_of_others_is_touched(neo4j_empty: Server) -> None:
    neo4j_empty.run(FOREIGN)
    before = foreign_nodes(neo4j_empty)
    made = dataset(NODES, LINKS)
    sync(neo4j_empty.address, made, label("1"))
    assert (foreign_nodes(neo4j_empty), same(stored(neo4j_empty), made)) == (before, True)
    sync(neo4j_empty.address, dataset({}, {}), label("0"), yes=True)
    assert foreign_nodes(neo4j_empty) == before
    assert stored(neo4j_empty).current.counts() == {}


def test_two_datasets_in_one_database_and_neither_answers(neo4j_empty: Server) -> None:
    other = dataset({"Pledge": [{"id": "pledge/P1", "title": "Kenya"}]}, {}, f"{BASE}/kenya")
    for made, name in ((dataset(NODES, LINKS), "1"), (other, "k")):
        sync(neo4j_empty.address, made, label(name))
    sync(neo4j_empty.address, dataset({}, {}), label("0"), yes=True)
    assert same(stored(neo4j_empty, other.base), other)
    engine = Neo4jEngine(neo4j_empty.address)
    try:
        with pytest.raises(EngineFailed, match="as well as .*kenya: answers would mix"):
            check_answers(engine, other.base, "k", ["public"])
    finally:
        engine.close()


ANSWERS: list[tuple[str, str, list[str], str]] = [
    ("", "1", [], ""),
    ("", "2", [], "holds another build"),
    ("", "1", ["internal"], "does not hold the records for internal"),
    (f"MATCH (d:{STATE}) SET d.under_way = 'x'", "1", [], "under way, or was interrupted"),
    (f"MATCH (d:{STATE}) DELETE d", "1", [], "does not hold https://example.org/pledges"),
    ("CREATE (:Pledge)", "1", [], "has 11 nodes Pledge instead of 10"),
    (
        "MATCH (n:Pledge {id: 'pledge/P9'}) REMOVE n.pg_key",
        "1",
        [],
        "has 9 nodes Pledge of ours instead of 10",
    ),
    (
        "MATCH (a)-[r:SUBMITTED_BY {}]->() WITH r LIMIT 1 DELETE r",
        "1",
        [],
        "SUBMITTED_BY instead of 10",
    ),
]
"""What was edited before; the build and audiences that are asked for; what is told."""


def test_a_database_answers_only_for_the_build_it_holds(neo4j_empty: Server) -> None:
    engine = Neo4jEngine(neo4j_empty.address)
    for before, inputs, audiences, reported in ANSWERS:
        sync(neo4j_empty.address, dataset(NODES, LINKS), label("1"))
        if before:
            neo4j_empty.run(before)
        if reported:
            with pytest.raises(EngineFailed, match=reported):
                check_answers(engine, BASE, inputs, audiences)
        else:
            check_answers(engine, BASE, inputs, audiences)
        neo4j_empty.run("MATCH (n:Pledge) WHERE n.pg_key IS NULL DETACH DELETE n")
    engine.close()


def test_many_deletions_are_asked_about(neo4j_empty: Server) -> None:
    sync(neo4j_empty.address, dataset(NODES, LINKS), label("1"))
    before = everything(neo4j_empty)
    fewer = {**NODES, "Pledge": NODES["Pledge"][:7]}
    links = {
        name: [pair for pair in pairs if pair[0] < "pledge/P7" and pair[1] != "pledge/P7"]
        for name, pairs in LINKS.items()
    }
    with pytest.raises(UsageProblem, match=r"would delete 3 of 13 nodes in all \(23%\).*--yes"):
        sync(neo4j_empty.address, dataset(fewer, links), label("2"))
    assert everything(neo4j_empty) == before
    sync(neo4j_empty.address, dataset(fewer, links), label("2"), yes=True)
    assert same(stored(neo4j_empty), dataset(fewer, links))


def test_relationships_of_others_on_a_node_that_leaves_are_asked_about(neo4j_empty: Server) -> None:
    sync(neo4j_empty.address, dataset(NODES, LINKS), label("1"))
    neo4j_empty.run("MATCH (n:Pledge {id: 'pledge/P9'}) CREATE (:Note)-[:ABOUT]->(n)")
    fewer = dataset(
        {**NODES, "Pledge": NODES["Pledge"][:9]},
        {**LINKS, "SUBMITTED_BY": LINKS["SUBMITTED_BY"][:9]},
    )
    with pytest.raises(UsageProblem, match="1 relationships of others are attached"):
        sync(neo4j_empty.address, fewer, label("2"))
    sync(neo4j_empty.address, fewer, label("2"), yes=True)
    assert neo4j_empty.run("MATCH (n:Note) RETURN count { (n)-->() }") == [[0]]


def test_a_dry_run_changes_nothing(neo4j_empty: Server) -> None:
    sync(neo4j_empty.address, dataset(NODES, LINKS), label("1"))
    before = everything(neo4j_empty)
    state, plan = planned(neo4j_empty.address, dataset({}, {}), label("2"))
    assert state is not None and state.inputs == "1"
    assert plan.changes["Pledge"] == Change(0, 0, 10, 0)
    assert everything(neo4j_empty) == before


class Stop(Exception):
    """A sync that is stopped in the middle."""


def stopping_after(steps: int) -> Callable[[int], object]:
    left = [steps]

    def on_rows(rows: int) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise Stop

    return on_rows


@pytest.mark.parametrize("steps", some(range(9), 4))
def test_a_sync_stopped_anywhere_is_finished_by_the_next(neo4j_empty: Server, steps: int) -> None:
    old, new = dataset(NODES, LINKS), deepcopy(NODES)
    sync(neo4j_empty.address, old, label("1"))
    new["Pledge"][2]["title"] = "Changed"
    new["Pledge"] = new["Pledge"][:9]
    new["Forum"] = [{"id": "forum/f", "name": "F", "sequence": 1}]
    links = {
        "SUBMITTED_BY": [(f"pledge/P{n}", "actor/b") for n in range(9)],
        "ANNOUNCED_AT": [("pledge/P1", "forum/f")],
    }
    wanted = dataset(new, links)
    try:
        sync(neo4j_empty.address, wanted, label("2"), on_rows=stopping_after(steps))
    except Stop:
        state = there(neo4j_empty)
        assert (state.inputs, state.under_way.partition(" ")[0]) == ("1", "2")
    else:
        assert steps >= 7
    # back to the first build, which the state node names but the database holds no more
    sync(neo4j_empty.address, old, label("1"), yes=True)
    assert same(stored(neo4j_empty), old)
    with pytest.raises(Stop):
        sync(neo4j_empty.address, wanted, label("2"), on_rows=stopping_after(min(steps, 5)))
    sync(neo4j_empty.address, wanted, label("2"))
    assert same(stored(neo4j_empty), wanted)


def test_the_empty_lists_of_an_import_are_filled_after_an_interrupted_sync(
    neo4j_empty: Server,
) -> None:
    made = dataset(
        {**NODES, "Pledge": [{"id": f"pledge/P{n}", "title": "no evidence"} for n in range(10)]},
        LINKS,
    )
    sync(neo4j_empty.address, made, label("1"))
    # as neo4j-admin leaves it: no state node, and no property that is an empty list
    neo4j_empty.run(f"MATCH (d:{STATE}) DELETE d")
    neo4j_empty.run("MATCH (n:Pledge) REMOVE n.evidence")
    neo4j_empty.run("MATCH (n:Pledge {id: 'pledge/P3'}) SET n.pg_hash = 'x'")
    with pytest.raises(Stop):
        sync(neo4j_empty.address, made, label("1"), on_rows=stopping_after(0))
    assert not same(stored(neo4j_empty), made)
    sync(neo4j_empty.address, made, label("1"))
    assert same(stored(neo4j_empty), made)


BY_HAND = [
    "MATCH (n:Pledge {id: 'pledge/P1'}) DETACH DELETE n",
    "MATCH (a)-[r:SUBMITTED_BY]->() WITH r LIMIT 3 DELETE r",
    "MATCH (a)-[:SUBMITTED_BY]->(b) WITH a, b LIMIT 1 CREATE (a)-[:SUBMITTED_BY]->(b)",
    (
        "MATCH (a:Pledge), (b:Country) WITH a, b ORDER BY a.id DESC LIMIT 1 CREATE"
        " (a)-[:IMPLEMENTED_IN]->(b)"
    ),
    f"CREATE (:Pledge {{pg_key: '{BASE}#pledge/no', pg_hash: 'x', id: 'pledge/no'}})",
    (
        "MATCH (a)-[r:SUBMITTED_BY]->() WITH r LIMIT 1 DELETE r CREATE"
        " (:Film)-[:SUBMITTED_BY]->(:Film)"
    ),
    "MATCH (n:Country) DETACH DELETE n CREATE (:Country {name: 'of others'})",
]


def test_nodes_and_links_that_come_or_go_by_hand_are_seen_and_mended(neo4j_empty: Server) -> None:
    made = dataset(NODES, LINKS)
    sync(neo4j_empty.address, made, label("1"))
    for edit in BY_HAND:
        neo4j_empty.run(edit)
        assert not same(stored(neo4j_empty), made), edit
        assert sync(neo4j_empty.address, made, label("1")) is not None, edit
        assert same(stored(neo4j_empty), made), edit


def test_a_node_of_ours_with_a_second_label_of_ours_stays(neo4j_empty: Server) -> None:
    made = dataset(NODES, LINKS)
    sync(neo4j_empty.address, made, label("1"))
    neo4j_empty.run("MATCH (n:Pledge {id: 'pledge/P1'}) SET n:Actor")
    sync(neo4j_empty.address, made, label("2"), full=True)
    nodes = {**NODES, "Actor": [*NODES["Actor"], {"id": "actor/c", "name": "C"}]}
    sync(neo4j_empty.address, dataset(nodes, LINKS), label("3"), yes=True)
    assert neo4j_empty.run("MATCH (n {id: 'pledge/P1'}) RETURN n.title, count { (n)-->() }") == [
        ["Pledge 1", 3]
    ]
    neo4j_empty.run("MATCH (n:Pledge:Actor) REMOVE n:Actor")
    assert same(stored(neo4j_empty), dataset(nodes, LINKS))


def test_a_value_changed_by_hand_is_mended_by_a_full_sync(neo4j_empty: Server) -> None:
    made = dataset(NODES, LINKS)
    sync(neo4j_empty.address, made, label("1"))
    neo4j_empty.run("MATCH (n:Pledge {id: 'pledge/P1'}) SET n.title = 'by hand'")
    assert sync(neo4j_empty.address, made, label("1")) is None
    sync(neo4j_empty.address, made, label("1"), full=True)
    assert same(stored(neo4j_empty), made)


def test_a_node_with_our_key_and_no_hash_is_left_alone(neo4j_empty: Server) -> None:
    neo4j_empty.run(f"CREATE (:Pledge {{pg_key: '{BASE}#pledge/P1'}})")
    with pytest.raises(EngineFailed, match="is not ours"):
        sync(neo4j_empty.address, dataset(NODES, LINKS), label("1"))
    assert neo4j_empty.run("MATCH (n) RETURN count(n)") == [[1]]


def test_counts_afterwards_are_the_server_s(neo4j_empty: Server) -> None:
    def thief(rows: int) -> None:
        neo4j_empty.run("MATCH (n:Pledge) WITH n LIMIT 1 DETACH DELETE n")

    with pytest.raises(EngineFailed, match="does not hold what was written: .*Pledge"):
        sync(neo4j_empty.address, dataset(NODES, LINKS), label("1"), on_rows=thief)


@pytest.mark.long  # a server plans hundreds of texts for it
def test_the_sample_comes_back(short_sample: Workspace, neo4j_empty: Server) -> None:
    made, reported = short_sample.dataset()
    sync(neo4j_empty.address, made, reported)
    assert same(stored(neo4j_empty), made)


def test_the_sample_and_only_what_its_audience_may_see(short_sample: Workspace) -> None:
    made, reported = short_sample.dataset()
    computed = {}
    for name, cls in schema().classes.items():
        if cls.derived:
            (counted,) = short_sample.cypher(f"MATCH (n:{name}) RETURN count(n) AS number")
            computed[name] = counted["number"]
    assert min(computed.values()) > 0
    stated = {name: short_sample.manifest()["counts"].get(name, 0) for name in schema().classes}
    links = {name: made.links(relation).num_rows for name, relation in schema().relations.items()}
    assert made.counts() == stated | links | computed
    nobody, other = short_sample.dataset(["partners"])
    assert nobody.counts()["Pledge"] == 0
    assert other.fingerprint != reported.fingerprint
