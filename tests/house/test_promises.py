"""What takes how many files: what CONTRIBUTING.md shows is added to a copy of the package, and
works without Python.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from pledgegraph.graph import export
from pledgegraph.graph.export import FORMATS, ExportFormat
from pledgegraph.loaders.files.layouts import layouts
from pledgegraph.workspace.workspace import Workspace

from ..figures import shorten_figures  # noqa: TID252 (tests are no package that could be named)

ROOT = Path(__file__).resolve().parents[2]
FILES = re.compile(r"^```[\w-]+ (\S+)\n(.*?)^```$", re.M | re.S)
PAGE = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
SHOWN = {path: text for path, text in FILES.findall(PAGE)}
APPENDED = (".ttl",)
"""Endings of files that get an entry; the others are files of their own."""


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the repository with all that CONTRIBUTING.md shows, but no Python of it."""
    tree = tmp_path_factory.mktemp("copy") / "pledgegraph"
    # With what Python has compiled: it fits, as files keep their dates
    no = shutil.ignore_patterns(".?*", "build", "dist", "*.egg-info", "pledgegraph-demo")
    shutil.copytree(ROOT, tree, ignore=no)
    for path, text in SHOWN.items():
        file = tree / path
        if file.suffix in APPENDED:
            file.write_text(f"{file.read_text('utf-8')}\n{text}", "utf-8", newline="\n")
        elif file.suffix != ".py":
            assert not file.exists(), f"{path} is there already: show another example"
            file.write_text(text, "utf-8", newline="\n")
    shorten_figures(tree / "examples" / "sample" / "sources" / "population.csv.gz")
    return tree


def run(copy: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    """Python in the copy, which comes before the installed package."""
    environment = {**os.environ, "PYTHONPATH": str(copy.parent), "PYTEST_ADDOPTS": ""}
    # A run there is not of the workers here: it shares no folder with others, or with a run before
    for name in ("PYTEST_XDIST_WORKER", "PYTEST_XDIST_TESTRUNUID"):
        environment.pop(name, None)
    return subprocess.run(
        [sys.executable, *command],
        cwd=copy,
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


TESTS = (
    "tests/questions/test_small_cases.py",
    "tests/house/test_cypher.py",
    "tests/loaders/files/test_layouts.py",
    "tests/ontology/test_ontology.py",
    "tests/ontology/test_schema.py",
    "tests/ontology/test_vocabularies.py",
)


@pytest.fixture(scope="module")
def passed(copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Counter[str]:
    """How many tests of each module pass in the copy once `make docs` has written the reference;
    none may fail. In one process, as each takes a second to begin.
    """
    written = run(copy, "docs/write_reference.py")
    assert written.returncode == 0, written.stderr
    (case,) = (Path(path).stem for path in added("tests/questions"))
    (layout,) = (Path(path).stem for path in added("loaders") if path.endswith(".toml"))
    of_layouts = f"test_layouts and ({layout} or every or called)"
    texts = " or ".join(Path(path).stem for path in added("queries") if path.endswith(".cypher"))
    others = f"(test_cypher and ({texts})) or test_ontology or test_schema or test_vocabularies"
    wanted = f"(test_small_cases and {case}) or ({of_layouts}) or {others}"
    report = tmp_path_factory.mktemp("report") / "report.xml"
    options = ("-q", "-p", "no:cacheprovider", f"--junitxml={report}", "-k", wanted)
    done = run(copy, "-m", "pytest", *options, *TESTS)
    assert done.returncode == 0, done.stdout + done.stderr
    cases = ElementTree.parse(report).iter("testcase")
    passed = (str(each.get("classname")) for each in cases if each.find("skipped") is None)
    return Counter(name.rpartition(".")[2] for name in passed)


COMMANDS = """
import contextlib, io, json, sys
from pledgegraph import cli
answers = []
for words in json.loads(sys.argv[1]):
    sys.argv = ["pledgegraph", *words]
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        try:
            cli.main()
            status = 0
        except SystemExit as leaving:
            status = leaving.code or 0
    answers.append([status, printed.getvalue()])
print(json.dumps(answers))
"""
"""Commands in one process, as each process loads the same libraries; what each printed."""


def printed(copy: Path, *commands: Sequence[str]) -> list[str]:
    """What commands of the copy print; none may fail."""
    done = run(copy, "-c", COMMANDS, json.dumps(commands))
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    assert [status for status, _ in answers] == [0] * len(commands), done.stderr
    return [text for _, text in answers]


def asked(copy: Path, folder: Path, *options: str, sheets: tuple[Path, ...] = ()) -> dict[str, Any]:
    """What ``unsupported`` answers in the copy, of a workspace that is made of the sheets if there
    are any.
    """
    at = ("-C", str(folder))
    made = [("init", str(folder), *map(str, sheets)), (*at, "build")] if sheets else []
    query = (*at, "query", "unsupported", "--as-of", "2026-11-23", "--format", "json", "--envelope")
    return dict(json.loads(printed(copy, *made, (*query, *options))[-1]))


def register(folder: Path, *rows: str) -> Path:
    """A register with these values of a few columns; it lacks none that is required."""
    columns = list(layouts()["pledgegraph"].columns.values())
    said = (
        "local_id",
        "submitting_entity",
        "role",
        "contribution_type",
        "theme",
        "country_of_implementation",
    )
    cells = [dict(zip(said, row.split(","), strict=True)) for row in rows]
    lines = [
        ",".join(columns),
        *(",".join(cell.get(column, "") for column in columns) for cell in cells),
    ]
    path = folder / "register.csv"
    path.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")
    return path


def added(folder: str) -> Iterator[str]:
    """The files that CONTRIBUTING.md shows in a folder."""
    return (path for path in SHOWN if path.startswith(f"{folder}/"))


def test_the_copy_is_what_is_imported(copy: Path) -> None:
    done = run(copy, "-c", "import pledgegraph; print(pledgegraph.__file__)")
    assert Path(done.stdout.strip()) == copy / "__init__.py", done.stderr


def test_a_question_is_its_card_its_texts_and_a_case(
    copy: Path, passed: Counter[str], short_sample: Workspace
) -> None:
    """Its texts are asked on every engine in ``test_engines_agree``."""
    assert {Path(path).suffix for path in added("queries")} == {".toml", ".cypher", ".rq"}
    assert passed["test_small_cases"] == 3  # answer, findings, build
    assert passed["test_cypher"] > 0
    (card,) = (Path(path).stem for path in added("queries") if path.endswith(".toml"))
    query = ("-C", str(short_sample.folder), "query", card)
    embedded, sparql, helped = printed(
        copy,
        (*query, "--format", "json", "--engine", "embedded"),
        (*query, "--format", "json", "--engine", "sparql"),
        (*query, "--help"),
    )
    assert json.loads(embedded) == json.loads(sparql) != []
    assert "--country" in helped


def test_a_layout_is_a_file_and_a_sample(copy: Path, passed: Counter[str], tmp_path: Path) -> None:
    (layout,) = (Path(path).stem for path in added("loaders") if path.endswith(".toml"))
    (sample,) = added("tests/loaders")
    assert Path(sample).stem == layout
    assert passed["test_layouts"] == 4
    answer = asked(copy, tmp_path / "w", sheets=(copy / sample,))
    (row,) = answer["rows"]
    assert (row["pledge"], row["support"]) == ("R1", "related: R2")
    assert row["related"] == ["Government of Denmark (financial, technical, R2)"]


def test_a_layout_of_a_kind_that_has_one(copy: Path, tmp_path: Path) -> None:
    """Figures in other columns are told like those in the columns that ship."""
    text = (copy / "loaders" / "layouts" / "population.toml").read_text("utf-8")
    for before, after in (("coo_iso", "origin"), ("coa_iso", "asylum"), ('"refugees"', '"people"')):
        text = text.replace(
            f'"{before}"' if before[0] != '"' else before,
            f'"{after}"' if after[0] != '"' else after,
        )
    (copy / "loaders" / "layouts" / "figures.toml").write_text(text, "utf-8", newline="\n")
    figures = tmp_path / "figures.csv"
    columns = re.findall(r'^\w+ = "(\w+)"$', text.partition("[columns]")[2], re.M)
    values = {"year": "2025", "origin": "SDN", "asylum": "TCD", "people": "1000"}
    lines = (",".join(columns), ",".join(values.get(column, "0") for column in columns))
    figures.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")
    pledges = register(tmp_path, "H1,Government of Chad,host,policy,Education,Chad")
    try:
        answer = asked(copy, tmp_path / "w", sheets=(pledges, figures))
    finally:
        (copy / "loaders" / "layouts" / "figures.toml").unlink()
    assert [row["people"] for row in answer["rows"]] == [1000]
    assert any("UNHCR figures of 2025 (figures.csv)" in notice for notice in answer["notices"])


def test_a_property_is_an_entry_and_its_shape(copy: Path, passed: Counter[str]) -> None:
    """And ``make docs``, which writes the reference page and the JSON-LD context. The case above is
    built with it.
    """
    assert {"ontology/pledgegraph.ttl", "ontology/shapes.ttl"} <= set(added("ontology"))
    assert "| `funding_gap` |" in (copy / "docs" / "ontology.md").read_text("utf-8")
    assert passed["test_ontology"] + passed["test_schema"] > 30


def test_a_field_is_a_line_of_the_table(copy: Path, tmp_path: Path) -> None:
    """And a column of a layout; loading and ``explain`` read the same line."""
    row = SHOWN["loaders/files/fields.py"]
    table, first = copy / "loaders" / "files" / "fields.py", "REGISTER: Fields = {\n"
    text = table.read_text("utf-8")
    table.write_text(text.replace(first, first + row), "utf-8", newline="\n")
    layout, columns = copy / "loaders" / "layouts" / "regional.toml", "[columns]\n"
    as_shown = layout.read_text("utf-8")
    mapped = as_shown.replace(columns, columns + 'funding_gap = "Gap"\n')
    layout.write_text(mapped, "utf-8", newline="\n")
    sheet = tmp_path / "gap.csv"
    header = "No,Pledging entity,Type of contribution,Country,Role,Pledge,Theme,Forum,Gap"
    cells = "R1,Government of Chad,policy,Chad,host,Schools,Education,GRF 2019,250000"
    sheet.write_text(f"{header}\n{cells}\n", "utf-8", newline="\n")
    done = run(copy, "-c", READ_GAP, str(sheet))
    layout.write_text(as_shown, "utf-8", newline="\n")  # its sample has no such column
    assert done.stdout.splitlines() == ["250000", "['Pledge.fundingGap']"], done.stderr


READ_GAP = """
import sys
from pathlib import Path
from pledgegraph.loaders.files.fields import FIELDS
from pledgegraph.loaders.loading import load
from pledgegraph.loaders.source_files import SourceFile
loading = load([SourceFile("gap", Path(sys.argv[1]), "gap.csv", "regional")])
print(loading.stated["Pledge"]["funding_gap"].to_pylist()[0])
print(list(FIELDS["pledges"]["funding_gap"].feeds))
"""


LABOUR_MOBILITY = """
<https://w3id.org/pledgegraph/vocabulary/contribution-types/labour-mobility> a skos:Concept ;
    skos:inScheme pgv:contribution-types ;
    skos:topConceptOf pgv:contribution-types ;
    skos:notation "labour-mobility" ;
    skos:prefLabel "Labour mobility"@en, "Mobilité professionnelle"@fr ;
    skos:definition "Ways to work in another country."@en ;
    dcterms:source "Both labels are ours" .
pgv:contribution-types skos:hasTopConcept
<https://w3id.org/pledgegraph/vocabulary/contribution-types/labour-mobility> .
"""


def test_a_concept_is_one_entry(copy: Path, passed: Counter[str], tmp_path: Path) -> None:
    assert passed["test_vocabularies"] > 50
    vocabulary = copy / "ontology" / "vocabularies" / "contribution-types.ttl"
    vocabulary.write_text(vocabulary.read_text("utf-8") + LABOUR_MOBILITY, "utf-8", newline="\n")
    pledges = register(
        tmp_path,
        "H1,Government of Chad,host,policy,School FEEDING,Chad",
        "D1,Government of Denmark,donor,financial; Labour Mobility,School meals,Chad",
    )
    (row,) = asked(copy, tmp_path / "w", "--area", "school feeding", sheets=(pledges,))["rows"]
    assert (row["pledge"], row["areas"]) == ("H1", ["School meals"])
    assert row["related"] == ["Government of Denmark (financial, labour-mobility, D1)"]


SECOND = '''"""A second engine, which asks the first one."""

from pledgegraph.graph.embedded import FILE, TIMEOUT_SECONDS, EmbeddedEngine


class SecondEngine:
    """The three members of the protocol, and no more."""

    language = "cypher"

    def __init__(self, folder):
        self._engine = EmbeddedEngine(folder / FILE, TIMEOUT_SECONDS)

    def ask(self, text, parameters, question=""):
        return self._engine.ask(text, parameters, question)[::-1]

    def close(self):
        self._engine.close()


def open_second(build, manifest, timeout):
    """What its row in ENGINES names."""
    return SecondEngine(build)
'''


def test_an_engine_is_a_module_and_a_row(copy: Path, short_sample: Workspace) -> None:
    (copy / "graph" / "second.py").write_text(SECOND, "utf-8", newline="\n")
    engines = copy / "graph" / "engines.py"
    row = (
        '"second": lambda *given: __import__("pledgegraph.graph.second",'
        ' fromlist=["_"]).open_second(*given)'
    )
    text, rows = re.subn(
        r"^(ENGINES: .*)\}$", rf"\1, {row}}}", engines.read_text("utf-8"), flags=re.M
    )
    assert rows == 1
    engines.write_text(text, "utf-8", newline="\n")
    second, embedded = (
        asked(copy, short_sample.folder, "--engine", name) for name in ("second", "embedded")
    )
    assert second == embedded
    assert second["rows"] != []


def test_a_format_is_one_function_and_one_row(
    sample: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = dict(vars(export))
    exec(SHOWN["graph/export.py"], names)
    row = re.search(
        r'^Its row: `"(\w+)": ExportFormat\((.*), write_\w+\)`',
        (ROOT / "CONTRIBUTING.md").read_text("utf-8"),
        re.M,
    )
    assert row is not None
    ending, counted = (part.strip().strip('"') for part in row[2].split(","))
    monkeypatch.setitem(FORMATS, row[1], ExportFormat(ending, counted, names["write_names"]))
    count = sample.export(row[1], tmp_path / "names.txt")
    assert count == len((tmp_path / "names.txt").read_text("utf-8").splitlines()) == 137
