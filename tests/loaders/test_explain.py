"""Explain: no mapped cell of a pledge's row is out of reach."""

import csv
from collections import Counter
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from pledgegraph.errors import UsageProblem
from pledgegraph.workspace.workspace import Workspace

SAMPLE = Path(__file__).parents[2] / "examples" / "sample" / "sources" / "pledges_facts.csv"


@pytest.mark.parametrize("name", ["PF101", "PF041", "GRF-00515", "PF117"])
def test_every_cell_of_the_row_is_shown(sample: Workspace, name: str) -> None:
    with SAMPLE.open(encoding="utf-8-sig", newline="") as file:
        row = next(
            row for row in csv.DictReader(file) if name in (row["local_id"], row["pledge_id"])
        )
    _, found = sample.explain(name)
    shown = {value.where.column: value.raw for value in found}
    assert shown == {column: text for column, text in row.items() if text}


@pytest.mark.parametrize("start", ["", "https://example.org/pledges/"])
def test_a_match_is_explained_by_its_identifier(sample: Workspace, start: str) -> None:
    match = "pledge/pf101-8f792220#match-european-union"
    identifier, found = sample.explain(start + match)
    assert identifier == match
    assert "supports" in {reported.property for reported in found}
    with pytest.raises(UsageProblem, match="Nothing is called 'pledge/pf101-8f792220#odd-x'"):
        sample.explain("pledge/pf101-8f792220#odd-x")


def test_each_table_is_read_once_however_many_rows_name_a_node(
    sample: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: Counter[str] = Counter()
    kept = pq.read_table

    def counted(path: Path, **options: Any) -> Any:
        read["/".join(path.parts[-2:])] += 1
        return kept(path, **options)

    monkeypatch.setattr(pq, "read_table", counted)
    _, found = sample.explain("actor/government-of-denmark")
    # As submitter, as partner and as who supports a pledge; in no other cell of these rows
    assert {value.where.line for value in found} == {2, 8, 26, 44, 45, 65, 66, 88}
    assert {("Denmark" in value.raw) for value in found if value.property == "name"} == {True}
    assert {value.raw for value in found if value.property == "actorType"} == {"State"}
    assert read["cells/pledges-facts.parquet"] == read["stated/SourceRecord.parquet"] == 1
    # once to find the identifier, once for its values
    assert read.pop("stated/Actor.parquet") == 2
    assert set(read.values()) == {1}
