"""The identifiers of what depends on a pledge, a platform, a country or a source."""

from dataclasses import replace
from pathlib import Path

import pytest

from pledgegraph.loaders.files.reading import read_sheets
from pledgegraph.loaders.files.records import record_identifiers
from pledgegraph.ontology.schema import schema
from pledgegraph.ontology.tables import Tables
from pledgegraph.workspace.workspace import Workspace

from ..reading import Row, loaded, written  # noqa: TID252 (tests are no package that could be named)

PLEDGE = {
    "pledge_id": "GRF-00350",
    "submitting_entity": "Government of Chad",
    "title": "Schools",
    "stage": "In progress",
    "stage_date": "2021-06",
    "target_value": "5; 5",
    "target_unit": "seats",
    "target_year": "2027",
}


def without_parent(tables: Tables) -> set[str]:
    """Identifiers with a fragment whose parent is in no table."""
    ids = {each for table in tables.nodes.values() for each in table["id"].to_pylist()}
    return {each for each in ids if "#" in each and each.partition("#")[0] not in ids}


def of_class(tables: Tables, name: str) -> set[str]:
    return set(tables[name]["id"].to_pylist())


def test_an_update_and_targets_of_a_pledge(tmp_path: Path) -> None:
    """Worked out with sha256sum, each field behind its length in bytes:
    ``printf '11:in-progress7:2021-060:' | sha256sum``, and for the targets place, value, unit and
    year: ``1:01:55:seats4:2027`` and ``1:11:55:seats4:2027``.
    """
    tables = loaded(tmp_path, pledgegraph=[PLEDGE]).stated
    assert of_class(tables, "ImplementationUpdate") == {"pledge/GRF-00350#update-08abd8a2"}
    assert of_class(tables, "Target") == {
        "pledge/GRF-00350#target-ccd00045",
        "pledge/GRF-00350#target-df73e8e3",
    }
    assert of_class(tables, "SourceRecord") == {"source/pledgegraph#row-2"}


def test_memberships_of_a_platform(tmp_path: Path) -> None:
    platform = {"code": "IGAD", "label_en": "IGAD Support Platform"}
    members = [
        {"platform_code": "IGAD", "member": "Government of Denmark", "role": "chair"},
        {"platform_code": "IGAD", "member": "World Bank"},
    ]
    tables = loaded(tmp_path, platforms=[platform], platform_members=members).stated
    assert of_class(tables, "Membership") == {
        "platform/igad#membership-government-of-denmark-chair",
        "platform/igad#membership-world-bank-member",
    }
    assert without_parent(tables) == set()


@pytest.mark.parametrize(
    ("asylum", "origin", "expected"),
    [
        ("TCD", "SDN", "country/TCD#figure-SDN-REF-2025"),
        ("TCD", "UNK", "country/TCD#figure-UNK-REF-2025"),
        ("UNK", "SDN", "country/SDN#figure-SDN-UNK-REF-2025"),
        ("UNK", "XXA", "source/population#figure-XXA-UNK-REF-2025"),
    ],
)
def test_a_figure_hangs_on_a_country_that_is_known(
    asylum: str, origin: str, expected: str, tmp_path: Path
) -> None:
    row = {"year": "2025", "coo_iso": origin, "coa_iso": asylum, "refugees": "7"}
    tables = loaded(tmp_path, population=[row]).stated
    assert of_class(tables, "PopulationFigure") == {expected}
    assert without_parent(tables) == set()


def test_a_row_names_its_sheet_in_a_file_of_several(tmp_path: Path) -> None:
    rows: list[Row] = [PLEDGE, PLEDGE]
    sheet = read_sheets(written(tmp_path / "r.csv", "pledgegraph", rows), "r.csv")[0]
    assert record_identifiers("source/r", sheet).to_pylist() == ["source/r#row-2", "source/r#row-3"]
    named = record_identifiers("source/r", replace(sheet, name="Pledges 2026")).to_pylist()
    assert named == ["source/r#row-pledges-2026-2", "source/r#row-pledges-2026-3"]


def test_every_parent_of_the_sample_is_in_its_tables(sample: Workspace) -> None:
    assert without_parent(sample.tables) == set()
    dependent = {name for name, cls in schema().classes.items() if cls.dependent}
    assert {name for name in dependent if not sample.tables[name].num_rows} == set()
