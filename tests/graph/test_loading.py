"""The embedded graph: which classes get an index, and that links and keys are found with it and
without.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from pledgegraph.graph import loading
from pledgegraph.graph.embedded import EmbeddedEngine
from pledgegraph.ontology.schema import schema
from pledgegraph.ontology.table_files import read_tables
from pledgegraph.workspace import builds
from pledgegraph.workspace.workspace import Workspace

KEY = "MATCH (p:Pledge) WHERE p.id = $pledge RETURN p.local_identifier AS it"
LINKS = "MATCH (p:Pledge)-[:SUBMITTED_BY]->(a:Actor) RETURN p.id AS pledge, a.id AS actor"


def test_large_classes_get_an_index() -> None:
    nodes = dict.fromkeys(schema().classes, 4_999) | {"Pledge": 5_000}
    indexed = []
    for name, statements in loading.ddl(nodes):
        if "CALL enable_default_hash_index=true" in statements:
            indexed.append(name)
    assert indexed == ["Pledge"]


def test_few_nodes_are_loaded_in_one_opening() -> None:
    everything = [*schema().classes, *schema().relations]
    assert list(loading.at_once(999)) == [everything]
    groups = list(loading.at_once(1_000))
    assert len(groups) > 2
    assert groups[-1] == list(schema().relations)
    assert [name for group in groups for name in group] == everything


@pytest.mark.parametrize("least", [1, 5_000])
def test_keys_and_links_are_found(
    small_built: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    least: int,
) -> None:
    monkeypatch.setattr(loading, "LEAST_INDEXED", least)
    # With groups too, as a graph of many nodes has them
    monkeypatch.setattr(loading, "FEW_NODES", least)
    made = builds.current_build(small_built.folder)
    current = read_tables(made / "current")
    loading.load_embedded(current, read_tables(made / "derived"), tmp_path / "graph.lbug")
    engine = EmbeddedEngine(tmp_path / "graph.lbug")
    pledges = current["Pledge"]
    for identifier, local in zip(
        pledges["id"].to_pylist(), pledges["local_identifier"].to_pylist(), strict=True
    ):
        assert engine.ask(KEY, {"pledge": identifier}) == [{"it": local}]
    assert engine.ask(KEY, {"pledge": "pledge/none"}) == []
    links = current["SUBMITTED_BY"]
    found = {(row["pledge"], row["actor"]) for row in engine.ask(LINKS, {})}
    assert found == set(zip(links["subject"].to_pylist(), links["object"].to_pylist(), strict=True))
    engine.close()
