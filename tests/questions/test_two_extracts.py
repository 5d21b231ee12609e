"""Two extracts of one register, the older with a dated update: the newer one counts, with or
without ``replaces``.
"""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from pledgegraph.workspace import starting
from pledgegraph.workspace.settings import FILE, settings_text
from pledgegraph.workspace.workspace import Workspace

from .test_small_cases import COLUMNS, PLEDGE

Row = dict[str, str]
OLD: list[Row] = [
    {"local_id": "H1", "stage": "In progress", "stage_date": "2020-12"},
    {"local_id": "H2", "title": "before"},
    {"local_id": "H3"},
    {"local_id": "H4", "standing": "announced"},
    {"local_id": "H5", "stage": "Fulfilled"},
]
NEW: list[Row] = [
    {"local_id": "H1", "stage": "Fulfilled"},
    {"local_id": "H2", "title": "after"},
    {"local_id": "H4", "standing": "withdrawn"},
    {"local_id": "H5", "stage": "In progress"},
]


def extracts(
    folder: Path, replaces: tuple[str, ...], old: list[Row] = OLD, new: list[Row] = NEW
) -> Workspace:
    files = []
    for name, rows in (("old", old), ("new", new)):
        files.append(folder / f"{name}.csv")
        with files[-1].open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, restval="")
            writer.writeheader()
            writer.writerows(PLEDGE | row for row in rows)
    made = starting.init(folder / "w", files, reference=())
    settings = made.settings()
    kept = [source for source in settings.sources if source.name != "population"]
    kept = [replace(s, retrieved="2024-01-01") if s.name == "old" else s for s in kept]
    kept = [replace(s, replaces=replaces) if s.name == "new" else s for s in kept]
    (made.folder / FILE).write_text(
        settings_text(replace(settings, sources=tuple(kept)), {}), "utf-8"
    )
    made.build()
    return made


def test_a_withdrawn_pledge_has_a_page_without_support_or_contacts(tmp_path: Path) -> None:
    """H1 to H3 are for the same country and area, so they would be its neighbours if it stood."""
    made = extracts(tmp_path, ())
    page = made.show("H4")
    assert page.rows[0]["support"] is None and page.rows[0]["standing"] == "withdrawn"
    tables = {table.question.name: list(table.rows) for table in page.tables}
    assert [row["reason"] for row in tables["support"]] == [
        "It was withdrawn: levels of support are not worked out for withdrawn pledges."
    ]
    assert tables["related"] == tables["candidates"] == []
    assert not any("joint-candidates" in notice for notice in page.notices)


@pytest.mark.parametrize(("replaces", "kept"), [((), ["H2", "H3", "H5"]), (("old",), ["H2", "H5"])])
def test_the_newer_extract_counts(
    tmp_path: Path, replaces: tuple[str, ...], kept: list[str]
) -> None:
    answer = extracts(tmp_path, replaces).ask("unsupported", as_of="2026-11-23")
    rows = {str(row["pledge"]): row for row in answer.rows}
    assert sorted(rows) == kept
    assert rows["H2"]["title"] == "after"
    assert rows["H5"]["stage"] == "In progress"
    assert "Not listed: H1 is officially fulfilled." in answer.notices


STATED, OPEN = "Government of Norway (financial)", "Government of Norway"
SAID = "Not listed: H1 is matched: Government of Norway (financial), extent not stated."


@pytest.mark.parametrize(("old", "new"), [(STATED, OPEN), (OPEN, STATED), (STATED, STATED)])
def test_a_stated_contribution_counts_whichever_extract_states_it(
    tmp_path: Path, old: str, new: str
) -> None:
    made = extracts(
        tmp_path,
        (),
        [{"local_id": "H1", "matched_with": old}],
        [{"local_id": "H1", "matched_with": new}],
    )
    for engine in ("embedded", "sparql"):
        answer = made.ask("unsupported", as_of="2026-11-23", engine=engine)
        reported = [notice for notice in answer.notices if "H1" in notice]
        assert reported == [SAID]
        assert answer.rows == []


DONOR = {"local_id": "D1", "submitting_entity": "Government of Norway", "role": "donor"}


@pytest.mark.parametrize("more", [[], [DONOR | {"matched_with": "Government of Ethiopia"}]])
def test_a_match_told_again_is_the_same_match(tmp_path: Path, more: list[Row]) -> None:
    old = [{"local_id": "H1", "matched_with": "Government of Norway (financial, agreed)"}]
    new = [{"local_id": "H1", "matched_with": "Government of Norway (financial, declined)"}, *more]
    made = extracts(tmp_path, (), old, new)
    assert len(set(made.check().stated["Match"]["id"].to_pylist())) == 1
    answer = made.ask("unsupported", as_of="2026-11-23")
    assert [(row["pledge"], row["support"]) for row in answer.rows] == [("H1", "none recorded")]
