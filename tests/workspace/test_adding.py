"""A further extract in a workspace that exists: what is written, and when nothing is."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from pledgegraph.cli import main
from pledgegraph.errors import SourceProblems, UsageProblem, WorkspaceProblem
from pledgegraph.workspace.adding import add
from pledgegraph.workspace.mapping import map_file
from pledgegraph.workspace.settings import FILE
from pledgegraph.workspace.workspace import Workspace

BOOK = Path(__file__).resolve().parents[1] / "workbooks" / "one_row_per_follow_up.xlsx"


def everything(folder: Path) -> dict[str, bytes]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture
def extract(tmp_path: Path) -> Path:
    """An extract of the dashboard, with its date in its name."""
    return Path(shutil.copy(BOOK, tmp_path / "PledgeData 20260107.xlsx"))


def test_an_extract_is_copied_and_listed_below_what_is_there(
    small: Workspace, extract: Path
) -> None:
    with (small.folder / FILE).open("a", encoding="utf-8") as file:
        file.write("# a comment of mine, without a line end")
    before = (small.folder / FILE).read_text("utf-8")
    (source,) = add(small, [extract])
    after = (small.folder / FILE).read_text("utf-8")
    assert after.startswith(before + "\n")
    assert (source.name, source.file, source.layout, source.retrieved) == (
        "pledgedata-20260107",
        "sources/PledgeData 20260107.xlsx",
        "dashboard",
        "2026-01-07",
    )
    assert small.settings().sources[-1] == source
    assert small.check().blocking() == []
    small.build()
    pledges = small.tables["Pledge"]["id"].to_pylist()
    assert {"pledge/GRF-01547", "pledge/GRF-01548"} < set(pledges) and len(pledges) == 4


def test_another_file_of_that_name_stays(small: Workspace, extract: Path) -> None:
    mine = small.folder / "sources" / extract.name.lower()
    mine.write_text("mine")
    (source,) = add(small, [extract])
    assert source.file == "sources/PledgeData 20260107-2.xlsx"
    assert mine.read_text() == "mine"


def test_what_is_refused_leaves_everything_as_it_was(
    small: Workspace, extract: Path, tmp_path: Path
) -> None:
    register = small.folder / "sources" / "register.csv"
    copied = Path(shutil.copy(register, tmp_path / "other.csv"))
    unknown = tmp_path / "unknown.csv"
    unknown.write_text("a,b\n1,2\n")
    before = everything(small.folder)
    with pytest.raises(UsageProblem, match="is given twice"):
        add(small, [extract, extract])
    for path in (register, copied):
        with pytest.raises(UsageProblem, match=r"is a source already, .*register\.csv"):
            add(small, [path])
    with pytest.raises(SourceProblems, match="F008"):
        add(small, [extract, unknown])
    with pytest.raises(SourceProblems, match="F001"):
        add(small, [tmp_path / "none.csv"])
    with pytest.raises(WorkspaceProblem):
        add(Workspace(tmp_path / "nowhere"), [extract])
    assert everything(small.folder) == before


def test_what_the_command_says(
    small: Workspace,
    extract: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(sys, "argv", ["pledgegraph", "-C", str(small.folder), "add", str(extract)])
    with pytest.raises(SystemExit) as left:
        main()
    assert left.value.code in (0, None)
    assert capsys.readouterr().err.splitlines() == [
        "pledgedata-20260107: sources/PledgeData 20260107.xlsx (dashboard), of 2026-01-07",
        f"Next: pledgegraph -C {small.folder} build",
    ]


def test_a_layout_that_is_not_finished_keeps_no_other_file_out(
    small: Workspace, tmp_path: Path
) -> None:
    """A steward maps her files one after the other, and completes the layouts then."""
    folder = small.folder / "layouts"
    folder.mkdir()
    (folder / "half.toml").write_text('kind = "pledges"\n', "utf-8")
    sheet = tmp_path / "suivi.csv"
    sheet.write_text("Réf.,Entité,Intitulé,Pays\nA,Tchad,Eau,Tchad\n", "utf-8")
    assert map_file(small.folder, sheet).path.is_file()
