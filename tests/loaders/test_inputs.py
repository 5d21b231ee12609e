"""Sheets as stewards get them, kept in ``tests/loaders/inputs`` with what must come out of each.

``NAME.toml`` lists the ``sources`` (a ``file`` and its ``layout``; NAME.csv as a register where
none is listed, which has only the columns that it uses). Of each of the ``pledges``, named by its
own identifier, the values that count are given; no other pledge may come out. ``open`` are those
that the build finds open to matching, ``supporters`` the actors of each match by its pledge.
``problems`` are all problems: code, line, column, a part of the sentence and of the hint, the
severity where it is no finding, and the file where it is not the first.
"""

import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from pledgegraph.derive.derived import derive
from pledgegraph.errors import Problem
from pledgegraph.loaders.loading import Loading, load
from pledgegraph.loaders.source_files import SourceFile
from pledgegraph.ontology.current import current
from pledgegraph.ontology.tables import OBJECT, SOURCE, SUBJECT
from pledgegraph.problem_codes import CODES
from pledgegraph.wording import Worded

from ..fuzz.accounts import check_accounts  # noqa: TID252 (tests are no package that has a name)

INPUTS = Path(__file__).parent / "inputs"
CASES = sorted(INPUTS.glob("*.toml"))
LINKS = {
    "submitters": "SUBMITTED_BY",
    "partners": "JOINT_WITH",
    "places": "IMPLEMENTED_IN",
    "regions": "IMPLEMENTED_ACROSS",
    "themes": "THEME",
    "areas": "AREA_OF_FOCUS",
    "contributions": "CONTRIBUTION_TYPE",
}
VOCABULARY = "vocabulary/"


def sources_of(path: Path, case: dict[str, Any]) -> list[SourceFile]:
    listed = case.get("sources") or [{"file": f"{path.stem}.csv"}]
    found = []
    for rank, entry in enumerate(listed, 1):
        stated = {key: value for key, value in entry.items() if key not in ("file", "layout")}
        file, layout = entry["file"], entry.get("layout", "pledgegraph")
        name = Path(file).name.partition(".csv")[0]
        found.append(SourceFile(name, path.parent / file, file, layout, rank=rank, **stated))
    return found


def pledges_of(loading: Loading) -> dict[str, dict[str, Any]]:
    """What is stated of each pledge, by its own identifier."""
    found = {}
    for pledge in loading.stated["Pledge"].to_pylist():
        values = dict(pledge)
        for name, relation in LINKS.items():
            values[name] = sorted(ends(loading, relation, pledge))
        values["updates"] = sorted(updates(loading, pledge))
        found[pledge["local_identifier"] or pledge["official_identifier"]] = values
    return found


def ends(loading: Loading, relation: str, node: dict[str, Any]) -> Iterable[str]:
    for link in loading.stated[relation].to_pylist():
        if (link[SUBJECT], link[SOURCE]) == (node["id"], node["source"]):
            yield link[OBJECT].partition("/")[2]


def updates(loading: Loading, pledge: dict[str, Any]) -> Iterable[str]:
    """``in-progress 2024-09`` for each update of a pledge."""
    own = {
        link[SUBJECT]
        for link in loading.stated["UPDATE_OF"].to_pylist()
        if link[OBJECT] == pledge["id"]
    }
    for update in loading.stated["ImplementationUpdate"].to_pylist():
        if update["id"] in own:
            yield " ".join(filter(None, (update["stage"], update["reported_on"])))


def open_pledges(loading: Loading, sources: list[SourceFile]) -> list[str]:
    now, _ = current(loading.stated, {source.id: source.rank for source in sources})
    worked = {row["id"]: row for row in derive(now)["Pledge"].to_pylist()}
    return sorted(
        row["official_identifier"] or row["local_identifier"]
        for row in now["Pledge"].to_pylist()
        if worked[row["id"]]["open_to_matching"]
    )


def supporters(loading: Loading) -> list[str]:
    return sorted(
        link[OBJECT].partition("/")[2] for link in loading.stated["SUPPORTED_BY"].to_pylist()
    )


def problems_of(loading: Loading) -> list[Problem]:
    """The problems but for the columns that these short sheets leave out."""
    return [
        problem
        for problem in loading.problems
        if not (problem.code == "C001" and problem.severity == "finding")
    ]


def test_every_sheet_has_its_expectation() -> None:
    used = {
        source.path.name
        for path in CASES
        for source in sources_of(path, tomllib.loads(path.read_text("utf-8")))
    }
    assert used == {path.name for path in INPUTS.iterdir() if path.suffix != ".toml"}


@pytest.mark.parametrize("path", CASES, ids=[path.stem for path in CASES])
def test_a_sheet_gives_what_it_says_and_no_more(path: Path) -> None:
    case = tomllib.loads(path.read_text("utf-8"))
    sources = sources_of(path, case)
    loading = load(sources)
    found = [shown(problem, sources[0]) for problem in problems_of(loading)]
    wanted = [expected(entry, sources[0]) for entry in case.get("problems", [])]
    assert found == wanted
    for problem, entry in zip(problems_of(loading), case.get("problems", []), strict=True):
        assert entry["found"] in problem.found
        assert entry.get("hint", "") in problem.hint
        assert problem.code in CODES
        # What is not worded cannot be said in French
        assert isinstance(problem.found, Worded) and isinstance(problem.hint, Worded)
    if loading.blocking():
        return
    check_accounts(loading)
    pledges = pledges_of(loading)
    wanted_pledges = case["pledges"]
    assert pledges.keys() == wanted_pledges.keys()
    for name, values in wanted_pledges.items():
        assert {key: plain(pledges[name][key]) for key in values} == values
    if "open" in case:
        assert open_pledges(loading, sources) == case["open"]
    if "supporters" in case:
        assert supporters(loading) == case["supporters"]


def shown(problem: Problem, first: SourceFile) -> tuple[str, str, int, str, str]:
    where = problem.where
    return problem.code, where.file, where.line, where.column, problem.severity


def expected(entry: dict[str, Any], first: SourceFile) -> tuple[str, str, int, str, str]:
    return (
        entry["code"],
        entry.get("file", first.shown),
        entry.get("line", 0),
        entry.get("column", ""),
        entry.get("severity", "finding"),
    )


def plain(value: Any) -> Any:
    """TOML has no null: what is unknown is written as ``"unknown"``."""
    return "unknown" if value is None else value
