"""Every column layout has a sample, a file of the sample register or one in ``samples/``, that
shows how it is read.
"""

from functools import cache
from pathlib import Path

import pytest

from pledgegraph.errors import SourceProblems
from pledgegraph.loaders.files.fields import FIELDS
from pledgegraph.loaders.files.layouts import layouts
from pledgegraph.loaders.loading import Loading, load
from pledgegraph.loaders.recognising import kind_of
from pledgegraph.loaders.source_files import SourceFile

SAMPLE = Path(__file__).resolve().parents[3] / "examples" / "sample" / "sources"
OWN = Path(__file__).parent / "samples"


@cache
def files() -> dict[str, Path]:
    """The sample of each layout that has one. Not at import, as every worker imports: the figures
    are a large file.
    """
    folders = (SAMPLE, OWN)
    found = (file for folder in folders for file in sorted(folder.iterdir()))
    return {kind_of(file, "").name: file for file in found}


@pytest.fixture(scope="module")
def loading() -> Loading:
    """All samples together, each as its layout."""
    return load(
        [
            SourceFile(name.replace("_", "-"), file, file.name, name)
            for name, file in sorted(files().items())
        ]
    )


def test_every_layout_has_a_sample() -> None:
    assert layouts().keys() - files().keys() == set()


def test_samples_of_our_own_are_called_like_their_layout() -> None:
    for file in OWN.iterdir():
        assert kind_of(file, file.name).name == file.stem


@pytest.mark.parametrize("name", layouts())
def test_a_sample_is_read_without_a_problem_that_stops(name: str, loading: Loading) -> None:
    file = files()[name].name
    assert [str(problem) for problem in loading.blocking() if problem.where.file == file] == []
    assert [
        str(p) for p in loading.problems if p.where.file == file and p.code.startswith("C")
    ] == []
    cells = loading.cells[f"source/{name.replace('_', '-')}"]
    assert cells.num_rows > 0


@pytest.mark.parametrize("name", layouts())
def test_a_layout_maps_fields_that_its_kind_has(name: str) -> None:
    """A misspelt field would be read by nobody."""
    layout = layouts()[name]
    assert layout.columns.keys() - FIELDS[layout.kind].keys() == set()
    assert set(layout.columns.values()) & layout.ignore.keys() == set()
    assert {*layout.fingerprint, *layout.required, *layout.optional} - set(
        layout.columns.values()
    ) == set()


def test_the_header_is_looked_at_before_the_rows(tmp_path: Path) -> None:
    file = tmp_path / "wrong.csv"
    file.write_text('Desk,Amount\nA,"never closed\n' + "B,1\n" * 1000, "utf-8")
    with pytest.raises(SourceProblems) as unknown:
        kind_of(file, "wrong.csv")
    assert [problem.code for problem in unknown.value.problems] == ["F008"]
    loading = load([SourceFile("wrong", file, "wrong.csv", "support")])
    assert {problem.code for problem in loading.blocking()} == {"C001"}


def test_a_whole_name_counts_before_half_of_another(tmp_path: Path) -> None:
    """``SUBMITTING ENTITY`` is not ``COUNTRY - SUBMITTING ENTITY``."""
    file = tmp_path / "capitals.csv"
    header, *rows = (OWN / "dashboard.csv").read_text("utf-8").splitlines()
    file.write_text("\n".join([header.upper(), *rows]), "utf-8")
    assert kind_of(file, file.name).name == "dashboard"
