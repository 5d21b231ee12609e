"""What became of the rows of a source, and the wall against values that would be lost in
silence.
"""

from pathlib import Path

import pyarrow as pa
import pytest

from pledgegraph.loaders.accounts import Account
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.workspace.workspace import Workspace

from .reading import codes, loaded

PLEDGE = {
    "local_id": "A",
    "submitting_entity": "Government of Kenya",
    "title": "t",
    "is_aggregate": "no",
}
SUPPORT = {"pledge": "A", "supporter": "World Bank", "contribution": "financial"}
FIGURE = {"coo_iso": "SDN", "coa_iso": "TCD", "refugees": "10"}


def accounts(folder: Path, **sources: list[dict[str, str]]) -> dict[str, Account]:
    return {
        account.source.partition("/")[2]: account for account in loaded(folder, **sources).accounts
    }


def test_rows_of_a_register_are_pledges_or_statements_about_many(tmp_path: Path) -> None:
    many = PLEDGE | {"local_id": "B", "is_aggregate": "yes"}
    found = accounts(tmp_path, pledgegraph=[PLEDGE, many])["pledgegraph"]
    assert (found.rows, found.loaded) == (2, {"Pledge": 1, "PledgeAggregate": 1})


def test_rows_of_support_that_are_no_match_are_told(tmp_path: Path) -> None:
    rows = [SUPPORT, SUPPORT | {"pledge": "Z"}, SUPPORT | {"supporter": "others"}]
    loading = loaded(tmp_path, pledgegraph=[PLEDGE], support=rows)
    (found,) = (account for account in loading.accounts if account.source == "source/support")
    assert (found.rows, found.loaded, found.not_loaded) == (3, {"Match": 1}, 2)
    problems = [
        problem for problem in loading.problems if problem.found.endswith("the row is not loaded")
    ]
    assert [(problem.code, problem.where.line) for problem in problems] == [
        ("M003", 3),
        ("N003", 4),
    ]


def test_rows_that_disagree_are_one_problem_also_above_ten(tmp_path: Path) -> None:
    """As texts, the identifier of row 10 is before that of row 9."""
    rows = [PLEDGE | {"local_id": f"A{line}"} for line in range(2, 10)]
    rows.append(PLEDGE | {"local_id": "A9", "submitting_entity": "UNHCR"})
    loading = loaded(tmp_path, pledgegraph=rows)
    blocking = [problem for problem in loading.problems if problem.severity == "error"]
    assert [(problem.code, problem.where.line) for problem in blocking] == [("V001", 10)]


def test_a_row_without_another_finding_has_one_of_its_own(tmp_path: Path) -> None:
    """Of cells that are alike only the first is told."""
    rows = [SUPPORT | {"pledge": "Z"}, SUPPORT | {"pledge": "Z", "supporter": "UNHCR"}]
    loading = loaded(tmp_path, pledgegraph=[PLEDGE], support=rows)
    assert codes(loading) == ["M003", "R001"]


def test_figures_of_older_years_and_rows_without_people_are_left_aside(tmp_path: Path) -> None:
    rows = [
        {"year": "2024", **FIGURE},
        {"year": "2025", **FIGURE},
        {"year": "2025", **FIGURE, "coa_iso": "EGY", "refugees": "0"},
    ]
    found = accounts(tmp_path, population=rows)["population"]
    assert found.loaded == {"PopulationFigure": 1}
    assert found.aside == {"older years": 1, "no people": 1}


def test_two_rows_that_differ_are_never_one_in_silence() -> None:
    gathering = Gathering()
    for name, title in (
        ("pledge/a", "one"),
        ("pledge/a", "two"),
        ("pledge/b", "same"),
        ("pledge/b", "same"),
    ):
        gathering.nodes("Pledge", "source/x", {"id": [name], "title": pa.array([title])})
    assert gathering.tables()["Pledge"].num_rows == 2
    assert gathering.differing == [("pledge/a", "source/x")]


def test_the_status_says_what_became_of_the_rows(
    small: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    from pledgegraph.commands.status import StatusFormat, print_status

    manifest = small.manifest()
    assert [source["rows"]["loaded"] for source in manifest["sources"]] == [{"Pledge": 2}]
    print_status(manifest, [], StatusFormat.table)
    assert "2 rows: 2 Pledge\n" in capsys.readouterr().out


def test_the_rows_of_the_sample_are_all_there(sample: Workspace) -> None:
    for source in sample.manifest()["sources"]:
        rows = source["rows"]
        assert rows["not_loaded"] == 0, source["name"]
        assert sum(rows["loaded"].values()) + sum(rows["aside"].values()) == rows["rows"]
