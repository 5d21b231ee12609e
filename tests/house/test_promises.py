"""What takes how many files: what CONTRIBUTING.md shows is added to a copy of the package, and works without Python."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from pledgegraph.graph import export
from pledgegraph.graph.engines import ENGINES
from pledgegraph.graph.export import FORMATS, Format
from pledgegraph.workspace import Workspace

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
    no = shutil.ignore_patterns(".?*", "build", "dist", "*.egg-info", "__pycache__", "pledgegraph-demo")
    shutil.copytree(ROOT, tree, ignore=no)
    for path, text in SHOWN.items():
        file = tree / path
        if file.suffix in APPENDED:
            file.write_text(f"{file.read_text('utf-8')}\n{text}", "utf-8", newline="\n")
        elif file.suffix != ".py":
            assert not file.exists(), f"{path} is there already: show another example"
            file.write_text(text, "utf-8", newline="\n")
    return tree


def run(copy: Path, *command: str) -> "subprocess.CompletedProcess[str]":
    """Python in the copy, which comes before the installed package."""
    environment = {**os.environ, "PYTHONPATH": str(copy.parent), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, *command], cwd=copy, env=environment, capture_output=True, text=True, encoding="utf-8"
    )


def passed(copy: Path, *tests: str) -> int:
    """How many tests pass in the copy; none may fail."""
    done = run(copy, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests)
    assert done.returncode == 0, done.stdout + done.stderr
    found = re.search(r"(\d+) passed", done.stdout)
    return int(found[1]) if found else 0


def added(folder: str) -> Iterator[str]:
    """The files that CONTRIBUTING.md shows in a folder."""
    return (path for path in SHOWN if path.startswith(f"{folder}/"))


def test_the_copy_is_what_is_imported(copy: Path) -> None:
    done = run(copy, "-c", "import pledgegraph; print(pledgegraph.__file__)")
    assert Path(done.stdout.strip()) == copy / "__init__.py", done.stderr


def test_a_question_is_its_card_its_texts_and_a_case(copy: Path) -> None:
    assert {Path(path).suffix for path in added("queries")} == {".toml", ".cypher", ".rq"}
    (case,) = added("tests/questions")
    assert passed(copy, "tests/questions/test_small_cases.py", "-k", Path(case).stem) >= 3  # engines, findings
    assert passed(copy, "tests/house/test_cypher.py") > 0
    (card,) = (Path(path).stem for path in added("queries") if path.endswith(".toml"))
    asked = run(copy, "-m", "pledgegraph", "query", card, "--help")
    assert (asked.returncode, "--country" in asked.stdout) == (0, True), asked.stderr


def test_a_layout_is_a_file_and_a_sample(copy: Path) -> None:
    (layout,) = (Path(path).stem for path in added("loaders"))
    (sample,) = added("tests/loaders")
    assert Path(sample).stem == layout
    assert passed(copy, "tests/loaders/test_layouts.py", "-k", f"{layout} or every or called") == 4


def test_a_property_is_an_entry_and_its_shape(copy: Path) -> None:
    """And ``make docs``, which writes the reference page and the JSON-LD context. The case above is built with it."""
    assert {"ontology/pledgegraph.ttl", "ontology/shapes.ttl"} <= set(added("ontology"))
    done = run(copy, "docs/write_reference.py")
    assert done.returncode == 0, done.stderr
    assert "| `funding_gap` |" in (copy / "docs" / "ontology.md").read_text("utf-8")
    assert passed(copy, "tests/ontology/test_ontology.py", "tests/ontology/test_schema.py") > 30


def test_a_concept_is_one_entry(copy: Path) -> None:
    assert passed(copy, "tests/ontology/test_vocabularies.py") > 50
    text = (
        "from pledgegraph.ontology.vocabularies import vocabulary; print(vocabulary('themes').find('school FEEDING'))"
    )
    assert "school-meals" in run(copy, "-c", text).stdout


def test_an_engine_is_one_row(sample: Workspace, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ENGINES, "second", ENGINES["sparql"])
    answers = [sample.ask("unsupported", engine=name, as_of="2026-11-23").rows for name in ("second", "embedded")]
    assert answers[0] == answers[1] != []


def test_a_format_is_one_function_and_one_row(
    sample: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = dict(vars(export))
    exec(SHOWN["graph/export.py"], names)
    row = re.search(
        r'^Its row: `"(\w+)": Format\((.*), write_\w+\)`', (ROOT / "CONTRIBUTING.md").read_text("utf-8"), re.M
    )
    assert row is not None
    ending, counted = (part.strip().strip('"') for part in row[2].split(","))
    monkeypatch.setitem(FORMATS, row[1], Format(ending, counted, names["write_names"]))
    count = sample.export(row[1], tmp_path / "names.txt")
    assert count == len((tmp_path / "names.txt").read_text("utf-8").splitlines()) == 137
