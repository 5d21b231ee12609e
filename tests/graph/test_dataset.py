"""The hash of a node: the same for the same values, another for any other."""

from dataclasses import replace

import pyarrow as pa
import pytest

from pledgegraph.graph.neo4j.dataset import Dataset, digests
from pledgegraph.ontology.tables import Tables, node_schema
from pledgegraph.workspace.workspace import Workspace


def table(*rows: tuple[str | None, str | None, list[str]]) -> pa.Table:
    names = ("title", "note", "evidence")
    schema = pa.schema(
        [("title", pa.string()), ("note", pa.string()), ("evidence", pa.list_(pa.string()))]
    )
    return pa.Table.from_pylist([dict(zip(names, row, strict=True)) for row in rows], schema=schema)


DIFFERENT: list[tuple[str | None, str | None, list[str]]] = [
    ("a", None, []),
    (None, "a", []),
    ("a", "-", []),
    ("a-", None, []),
    ("a", None, ["a"]),
    ("a", None, ["a", "b"]),
    ("a", None, ["ab"]),
    ("a", None, ["a1:b"]),
    ("1:a", None, []),
    ("a", "0/", []),
    ("é", None, []),
    ("e\u0301", None, []),
]


def test_rows_that_differ_have_different_hashes() -> None:
    assert len(set(digests(table(*DIFFERENT)).to_pylist())) == len(DIFFERENT)


def test_a_hash_depends_on_the_row_alone() -> None:
    whole = table(*DIFFERENT)
    assert digests(whole.slice(3, 4)).to_pylist() == digests(whole).to_pylist()[3:7]
    chunked = pa.concat_tables([whole.slice(0, 5), whole.slice(5)])
    assert digests(chunked).equals(digests(whole))
    assert digests(whole.slice(0, 0)).to_pylist() == []


def test_the_names_of_the_columns_count() -> None:
    renamed = table(("a", None, [])).rename_columns(["title", "remark", "evidence"])
    assert digests(renamed) != digests(table(("a", None, [])))


@pytest.mark.parametrize("name", ["Pledge", "Actor"])
def test_a_dataset_with_other_tables_has_other_hashes(sample: Workspace, name: str) -> None:
    made, _ = sample.dataset()
    before = made.summaries()
    empty = node_schema(name, with_source=False).empty_table()
    nodes = {**made.current.nodes, name: empty}
    derived = Tables(
        {
            **made.derived.nodes,
            name: node_schema(name, with_source=False, derived=True).empty_table(),
        },
        made.derived.links,
    )
    other = replace(made, current=Tables(nodes, made.current.links), derived=derived)
    assert isinstance(other, Dataset)
    after = other.summaries()
    assert {each for each in before if before[each] != after[each]} == {name}
