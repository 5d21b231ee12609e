"""One small register for each sentence of the definitions: ``cases/*.toml`` hold the rows and what
is expected.

A case's rows are written into the register's layout, columns that a row does not name stay empty;
``support_source`` is a file of that kind beside it, ``sources`` are others by their names;
``reference`` names the sources that ship and that it needs, as each costs a tenth of a build; in a
long run it has all but the figures of people. It expects what ``unsupported`` says of each
pledge, or, of the ``question`` it names, the rows of the ``answer``; ``asks`` are several askings
of one register.
"""

import csv
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyoxigraph as ox
import pytest

from pledgegraph.graph import sparql
from pledgegraph.loaders.files.layouts import layouts
from pledgegraph.ontology.rdf import write_ntriples
from pledgegraph.ontology.store import SparqlStore, fill
from pledgegraph.ontology.table_files import read_table, read_tables
from pledgegraph.queries.catalogue import question_named
from pledgegraph.workspace import starting
from pledgegraph.workspace.builds import current_build
from pledgegraph.workspace.settings import FILE, settings_text
from pledgegraph.workspace.workspace import Workspace

from ..budget import LONG  # noqa: TID252 (tests are no package that could be named)

CASES = sorted((Path(__file__).parent / "cases").glob("*.toml"))
COLUMNS = list(layouts()["pledgegraph"].columns.values())
PLEDGE = {
    "forum": "GRF 2019",
    "entity_type": "State",
    "role": "host",
    "submitting_entity": "Government of Ethiopia",
    "country_of_implementation": "Ethiopia",
    "theme": "Education",
    "contribution_type": "policy",
    "is_aggregate": "no",
}
"""What a row says unless the case says otherwise."""


def build(case: dict[str, Any], folder: Path) -> Workspace:
    register = folder / "register.csv"
    with register.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows({"title": row["local_id"], **PLEDGE, **row} for row in case["rows"])
    files = [register]
    if "support_source" in case:
        files.append(folder / "support.csv")
        files[-1].write_text(case["support_source"], "utf-8")
    for name, text in case.get("sources", {}).items():
        files.append(folder / name)
        files[-1].write_text(text, "utf-8")
    needed = set(case.get("reference", ()))
    if LONG:
        # What is answered of people depends on whether figures are there
        needed |= {name for name, *_ in starting.REFERENCE} - {"population"}
    reference = [each for each in starting.REFERENCE if each[0] in needed]
    made = starting.init(folder / "w", files, reference=reference)
    made.build()
    return made


def leave_out(made: Workspace, name: str) -> None:
    """Take a source out of a workspace: building without the population figures is much faster."""
    settings = made.settings()
    kept = tuple(source for source in settings.sources if source.name != name)
    (made.folder / FILE).write_text(settings_text(replace(settings, sources=kept), {}), "utf-8")


@pytest.fixture(scope="module", params=CASES, ids=lambda path: path.stem)
def path(request: pytest.FixtureRequest) -> Path:
    """Each case in turn: all tests of one, then those of the next."""
    return Path(request.param)


@pytest.fixture(scope="module", autouse=True)
def stores_in_memory() -> Iterator[None]:
    """Each case's store is made once and in memory, where a disk would take a third of the time;
    other tests ask those on a disk.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sparql, "store_folder", lru_cache(1)(store_in_memory))
        patch.setattr(sparql, "open_store", lambda made: made)
        yield


def store_in_memory(build: Path, base: str) -> SparqlStore:
    engine = ox.Store()
    with TemporaryDirectory() as place:
        paths = [Path(place) / f"{part}.nt" for part in ("current", "derived")]
        for path in paths:
            is_derived = path.stem == "derived"
            write_ntriples(read_tables(build / path.stem), base, path, derived=is_derived)
        fill(engine, *paths)
    return SparqlStore(build, engine)


def test_case(path: Path, case_built: Callable[[Path], Workspace]) -> None:
    case = tomllib.loads(path.read_text("utf-8"))
    made = case_built(path)
    for asked in case.get("asks", ()):
        check_asked(case["question"], asked, made)
    if "asks" in case:
        return
    question = question_named(case.get("question", "unsupported"))
    dated: dict[str, Any] = {}
    dated |= {"as_of": "2026-11-23"} if any(p.name == "as_of" for p in question.parameters) else {}
    answer = made.ask(question.name, engine="sparql", **dated, **case.get("parameters", {}))
    if "answer" in case:
        names = sorted({name for row in case["answer"] for name in row})
        assert [{name: row[name] for name in names} for row in answer.rows] == case["answer"]
        return
    assert {str(row["pledge"]): row["support"] for row in answer.rows} == case["support"]
    for pledge, expected in case.get("values", {}).items():
        row = next(row for row in answer.rows if row["pledge"] == pledge)
        assert {name: row[name] for name in expected} == expected
    reported = " ".join([*answer.notices, *(str(row["support_sentence"]) for row in answer.rows)])
    for words in case.get("told", []):
        assert words in reported


def check_asked(question: str, asked: dict[str, Any], made: Workspace) -> None:
    """One asking of a case: rows of the answer and of its tables, and words that are said."""
    parameters = {"as_of": "2026-11-23", **asked.get("parameters", {})}
    known = {parameter.name for parameter in question_named(question).parameters}
    parameters = {name: value for name, value in parameters.items() if name in known}
    answer = made.ask(question, engine="sparql", **parameters)
    tables = {table.question.name: table.rows for table in answer.tables}
    expected = {"": asked["answer"]} if "answer" in asked else {}
    for name, rows in (expected | asked.get("tables", {})).items():
        names = {column for row in rows for column in row}
        found = tables[name] if name else answer.rows
        listed = [{column: row[column] for column in row if column in names} for row in found]
        wanted = [{column: row.get(column) for column in names} for row in rows]
        assert listed == wanted, (name, asked)
    said = "\n".join([answer.heading, answer.coverage, *answer.notices])
    for words in asked.get("told", []):
        assert words in said
    for words in asked.get("not_told", []):
        assert words not in said


def test_the_build_has_worked_it_out(path: Path, case_built: Callable[[Path], Workspace]) -> None:
    """The pledges that are open, and their levels, are the rows of ``unsupported``."""
    made = case_built(path)
    answer = made.ask("unsupported", engine="sparql")
    reported = {str(row["pledge"]): str(row["support"]).partition(":")[0] for row in answer.rows}
    found = {
        row["official_identifier"] or row["local_identifier"]: row["support_level"].replace(
            "-", " "
        )
        for row in pledges_of(made)
        if row["open_to_matching"]
    }
    assert found == reported


def pledges_of(made: Workspace) -> list[dict[str, Any]]:
    """The pledges with what the build has worked out of them."""
    stated, derived = (
        read_table(current_build(made.folder) / part / "Pledge.parquet").to_pylist()
        for part in ("current", "derived")
    )
    worked_out = {row["id"]: row for row in derived}
    return [row | worked_out[row["id"]] for row in stated]


def test_findings_of_a_case(path: Path, case_built: Callable[[Path], Workspace]) -> None:
    codes = sorted({finding["code"] for finding in case_built(path).manifest()["findings"]})
    assert codes == sorted(tomllib.loads(path.read_text("utf-8")).get("findings", []))
