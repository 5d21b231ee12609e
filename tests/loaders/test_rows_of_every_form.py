"""Conservation: rows of every layout in every form of file are loaded, left aside or reported; what
is loaded from each form is the same.
"""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from pledgegraph.loaders.files.layouts import layouts
from pledgegraph.loaders.loading import Loading, load
from pledgegraph.loaders.source_files import SourceFile

from ..fuzz.accounts import check_accounts  # noqa: TID252 (tests are no package that has a name)
from .test_planted_persons import FORMS, Rows  # noqa: TID252

SAMPLES = Path(__file__).parent / "files" / "samples"
LAYOUTS = sorted(path.stem for path in SAMPLES.glob("*.csv"))
OF_FILES = ("Source", "SourceRecord", "RECORDED_IN", "FROM_SOURCE")


def rows_of(layout: str) -> Rows:
    """A sample's rows, then one again, one with junk in each cell, one without its first cell and a
    total.
    """
    lines = (SAMPLES / f"{layout}.csv").read_text("utf-8").splitlines()
    first = layouts()[layout].fingerprint[0]
    start = next(number for number, line in enumerate(lines) if len(line.split(",")) > 3)
    rows = list(csv.DictReader(lines[start:]))
    names = list(rows[0])
    assert first in names or layout == "population_hdx"
    junk = {name: f"?{number}" for number, name in enumerate(names)}
    headless = rows[0] | {names[0]: ""}
    total = dict.fromkeys(names, "") | {names[0]: "Total"}
    return [*rows, rows[0], junk, headless, total]


@pytest.fixture(scope="module")
def loadings(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Loading]:
    """By form: the rows of all layouts, each a source of its own, loaded together."""
    found = {}
    for form in FORMS:
        sources = []
        for layout in LAYOUTS:
            path = tmp_path_factory.mktemp(layout) / form
            FORMS[form](path, rows_of(layout))
            name = layout.replace("_", "-")
            shown = f"{layout}/{form}"
            sources.append(SourceFile(name, path, shown, layout, bad_values="report"))
        found[form] = load(sources)
    return found


@pytest.mark.parametrize("form", FORMS)
def test_each_row_is_accounted_for(form: str, loadings: dict[str, Loading]) -> None:
    """A folder has two files with the same rows."""
    loading = loadings[form]
    times = 2 if form == "x" else 1
    assert {account.source: account.rows for account in loading.accounts} == {
        f"source/{layout.replace('_', '-')}": len(rows_of(layout)) * times for layout in LAYOUTS
    }
    check_accounts(loading)


@pytest.mark.parametrize("form", [form for form in FORMS if form != "x"])
def test_each_form_says_the_same(form: str, loadings: dict[str, Loading]) -> None:
    wanted = {**loadings["x.csv"].stated.nodes, **loadings["x.csv"].stated.links}
    found = {**loadings[form].stated.nodes, **loadings[form].stated.links}
    assert wanted["Pledge"].num_rows > 4
    for name in wanted.keys() - set(OF_FILES):
        # In which cell something is depends on the form
        columns = [column for column in wanted[name].column_names if column != "stated_in_cell"]
        there = found[name].select(columns).to_pylist()
        assert there == wanted[name].select(columns).to_pylist(), name
