"""Two extracts of one register, the older with a dated update: the newer one counts, with or without ``replaces``."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from pledgegraph import starting
from pledgegraph.settings import FILE, settings_text
from pledgegraph.workspace import Workspace

from .test_small_cases import COLUMNS, PLEDGE

OLD = [
    {"local_id": "H1", "stage": "In progress", "stage_date": "2020-12"},
    {"local_id": "H2", "title": "before"},
    {"local_id": "H3"},
    {"local_id": "H4", "standing": "announced"},
    {"local_id": "H5", "stage": "Fulfilled"},
]
NEW = [
    {"local_id": "H1", "stage": "Fulfilled"},
    {"local_id": "H2", "title": "after"},
    {"local_id": "H4", "standing": "withdrawn"},
    {"local_id": "H5", "stage": "In progress"},
]


def extracts(folder: Path, replaces: tuple[str, ...]) -> Workspace:
    files = []
    for name, rows in (("old", OLD), ("new", NEW)):
        files.append(folder / f"{name}.csv")
        with files[-1].open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS, restval="")
            writer.writeheader()
            writer.writerows(PLEDGE | row for row in rows)
    made = starting.init(folder / "w", files, date(2026, 11, 23))
    settings = made.settings()
    kept = [source for source in settings.sources if source.name != "population"]
    kept = [replace(s, retrieved="2024-01-01") if s.name == "old" else s for s in kept]
    kept = [replace(s, replaces=replaces) if s.name == "new" else s for s in kept]
    (made.folder / FILE).write_text(settings_text(replace(settings, sources=tuple(kept)), {}), "utf-8")
    made.build()
    return made


@pytest.mark.parametrize(("replaces", "kept"), [((), ["H2", "H3", "H5"]), (("old",), ["H2", "H5"])])
def test_the_newer_extract_counts(tmp_path: Path, replaces: tuple[str, ...], kept: list[str]) -> None:
    answer = extracts(tmp_path, replaces).ask("unsupported", as_of="2026-11-23")
    rows = {str(row["pledge"]): row for row in answer.rows}
    assert sorted(rows) == kept
    assert rows["H2"]["title"] == "after"
    assert rows["H5"]["stage"] == "In progress"
    assert "Not listed: H1 is officially fulfilled." in answer.notices
