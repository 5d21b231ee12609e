"""Two extracts of UNHCR's figures, two years: the newest year counts."""

import csv

import pytest

from pledgegraph.workspace import starting
from pledgegraph.workspace.workspace import Workspace

from .test_small_cases import COLUMNS, PLEDGE

COUNTED = [
    "year",
    "coo_iso",
    "coa_iso",
    "refugees",
    "asylum_seekers",
    "oip",
    "idps",
    "returned_refugees",
]
NEW = [
    ["2025", "SSD", "ETH", "400", "30", "0", "0", "0"],
    ["2025", "SOM", "ETH", "300", "5", "0", "0", "0"],
]
OLD = [
    ["2024", "SSD", "ETH", "9000", "600", "7", "0", "0"],
    ["2024", "ETH", "ETH", "0", "0", "0", "80", "0"],
    ["2024", "ERI", "ETH", "50000", "0", "0", "0", "0"],
]
ROWS = [{"local_id": "H1"}, {"local_id": "H2", "origin_population": "IDPs"}]


@pytest.fixture(scope="module")
def two_years(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    folder = tmp_path_factory.mktemp("years")
    for name, header, rows in (
        ("register", COLUMNS, [[(PLEDGE | row).get(name, "") for name in COLUMNS] for row in ROWS]),
        ("new", COUNTED, NEW),
        ("old", COUNTED, OLD),
    ):
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([header, *rows])
    files = [folder / f"{name}.csv" for name in ("register", "new", "old")]
    made = starting.init(folder / "w", files)
    made.build()
    return made


def test_years_are_not_added_up(two_years: Workspace) -> None:
    answer = two_years.ask("unsupported", as_of="2026-11-23")
    people = {
        row["pledge"]: (row["people"], row["people_year"], row["people_types"])
        for row in answer.rows
    }
    assert people == {
        "H1": (400 + 30 + 300 + 5, 2025, ["refugees", "asylum-seekers"]),
        "H2": (80, 2024, ["internally displaced persons"]),  # no newer figure of them is there
    }
    assert any(
        "UNHCR figures of 2024 and 2025 (new.csv, old.csv)" in notice for notice in answer.notices
    )


def test_shares_of_refugees_are_of_the_newest_year(two_years: Workspace) -> None:
    answer = two_years.ask(
        "joint-candidates", country=["ETH"], area=["Education"], as_of="2026-11-23"
    )
    reasons = " ".join(reason for row in answer.rows for reason in row["reasons"] or ())  # type: ignore[union-attr]
    assert "of the 700 refugees in Ethiopia" in reasons
    assert "South Sudan 400" in reasons
    assert "Eritrea" not in reasons
