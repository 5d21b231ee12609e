"""Where outputs may go: what belongs to a workspace is never written, under whatever name; the rest
gives its line.
"""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pledgegraph.errors import OutputRefused, SourceProblems
from pledgegraph.graph.export import FORMATS
from pledgegraph.workspace import starting
from pledgegraph.workspace.outputs import Output
from pledgegraph.workspace.settings import FILE
from pledgegraph.workspace.workspace import Workspace
from pledgegraph.writing.marks import MARKER

from ..seeing import seen  # noqa: TID252

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need rights there")

REFUSED: dict[str, Callable[[Path, Path], Path]] = {
    "a source": lambda home, out: home / "sources" / "register.csv",
    "a new file beside a source": lambda home, out: home / "sources" / "new.csv",
    "a new file below": lambda home, out: home / "sources" / "sub" / "new.csv",
    "a folder in capitals": lambda home, out: home / "SOURCES" / "new.csv",
    "a folder with a point": lambda home, out: home / "sources." / "new.csv",
    "layouts": lambda home, out: home / "layouts" / "own.toml",
    "decisions": lambda home, out: home / "decisions" / "d.csv",
    "the folder itself": lambda home, out: home / "layouts",
    "build": lambda home, out: home / "build" / "x",
    "the pointer": lambda home, out: home / "build" / "current",
    "the settings": lambda home, out: home / FILE,
    "settings of another workspace": lambda home, out: out / "Pledgegraph.TOML",
    "by the way of another folder": lambda home, out: out / ".." / "w" / "sources" / "register.csv",
    "a link to a source": lambda home, out: linked(out / "link", home / "sources" / "register.csv"),
    "a link to a link": lambda home, out: linked(out / "b", linked(out / "a", home / FILE)),
    "a link to no file yet": lambda home, out: linked(out / "link", home / "sources" / "new.csv"),
    "a link to a folder": lambda home, out: linked(out / "link", home / "sources") / "new.csv",
    "a link to the workspace": lambda home, out: linked(out / "link", home) / "build" / "x",
    "a hard link to a source": lambda home, out: hard_linked(
        out / "x", home / "sources" / "register.csv"
    ),
    "a hard link to a file that is no source": lambda home, out: hard_linked(
        out / "x", home / "sources" / "note.txt"
    ),
    "a hard link to the settings": lambda home, out: hard_linked(out / "x", home / FILE),
    "a source elsewhere in the workspace": lambda home, out: home / "more" / "other.csv",
    "what a source that is a link leads to": lambda home, out: out / "real.csv",
    "where a source would be": lambda home, out: home / "more" / "Missing.CSV",
}


def linked(link: Path, to: Path) -> Path:
    link.symlink_to(to)
    return link


def hard_linked(link: Path, to: Path) -> Path:
    os.link(to, link)
    return link


@pytest.fixture
def home(small: Workspace, tmp_path: Path) -> Path:
    """A workspace with sources in other places too; beside it is a folder ``out``."""
    (tmp_path / "out").mkdir()
    folder = small.folder
    (folder / "sources" / "note.txt").write_text("kept")
    (folder / "more").mkdir()
    (folder / "more" / "other.csv").write_text("kept")
    (tmp_path / "out" / "real.csv").write_text("kept")
    (folder / "more" / "link.csv").symlink_to(tmp_path / "out" / "real.csv")
    with (folder / FILE).open("a") as file:
        for number, name in enumerate(("other", "link", "missing")):
            file.write(
                f'[[sources]]\nname = "s{number}"\nfile = "more/{name}.csv"\nlayout ='
                ' "pledgegraph"\n'
            )
    return folder


@pytest.mark.parametrize("name", REFUSED)
def test_what_belongs_to_a_workspace_is_not_written(home: Path, tmp_path: Path, name: str) -> None:
    place = REFUSED[name](home, tmp_path / "out")
    before = seen(tmp_path)
    for asked in (home, tmp_path / "elsewhere", tmp_path / "out"):
        if asked != home and name in (
            "what a source that is a link leads to",
            "where a source would be",
        ):
            continue  # known to the workspace that is asked, or to the one around
        if asked != home and name.startswith("a hard link"):
            continue
        for folder in (False, True):
            with pytest.raises(OutputRefused):
                Output(place, asked, folder).write(lambda new: pytest.fail("nothing is made"))
    assert seen(tmp_path) == before


def test_what_is_allowed(home: Path, tmp_path: Path) -> None:
    """Beside the workspace's own files, and in folders of those names that are no workspace's."""
    for place in (
        home / "x.csv",
        home / "sources.csv",
        tmp_path / "out" / "build" / "x.csv",
        home / "more" / "x.csv",
    ):
        place.parent.mkdir(exist_ok=True)
        Output(place, home).write_text("new")
        assert place.read_text() == "new"
        assert (
            sorted(path.name for path in place.parent.iterdir() if path.name.endswith(".partial"))
            == []
        )


def test_a_link_stays_a_link(home: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "x.csv").write_text("old")
    (tmp_path / "out" / "x.csv").chmod(0o600)
    link = linked(home / "link.csv", tmp_path / "out" / "x.csv")
    Output(link, home).write_text("new")
    assert link.is_symlink()
    assert (tmp_path / "out" / "x.csv").read_text() == "new"
    assert (tmp_path / "out" / "x.csv").stat().st_mode & 0o777 == 0o600, (
        "nobody else may read it now"
    )
    circle = linked(tmp_path / "out" / "circle", tmp_path / "out" / "circle")
    with pytest.raises(OSError, match="symbolic links"):
        Output(circle, home).write_text("new")


def test_other_names_of_a_file_keep_what_it_was(home: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / "x.csv").write_text("old")
    other = hard_linked(tmp_path / "out" / "y.csv", tmp_path / "out" / "x.csv")
    Output(tmp_path / "out" / "x.csv", home).write_text("new")
    assert ((tmp_path / "out" / "x.csv").read_text(), other.read_text()) == ("new", "old")


@pytest.mark.parametrize(
    ("place", "folder", "said"),
    [
        ("out", False, "is a folder. Name a file in it"),
        ("out/real.csv", True, "is a file"),
        ("out", True, "has files that are not from pledgegraph"),
        (".", True, "the current folder"),
        ("..", True, "or above it"),
        ("w", True, "is a workspace"),
        ("/dev/null", True, "is not a folder"),
        ("/dev/stdout", True, "is not a folder"),
        ("/proc", True, "is the top of a file system"),
        ("out/\udcff.csv", False, "is not UTF-8"),
        ("-", False, "is not a file name"),
    ],
)
def test_places_that_cannot_be(
    home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, folder: bool, said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    if place == "/proc" and not os.path.ismount(place):
        pytest.skip("a file system of Linux")
    before = seen(tmp_path)
    with pytest.raises(OutputRefused, match=said.replace(".", r"\.")):
        Output(Path(place), home, folder).place()
    assert seen(tmp_path) == before


def test_settings_that_cannot_be_read_name_no_sources(home: Path, tmp_path: Path) -> None:
    """Which files are sources is not known then: the line of the settings says what to correct."""
    (home / FILE).write_text("[[sources\n")
    with pytest.raises(SourceProblems, match="W001"):
        Output(tmp_path / "x.csv", home).place()


@pytest.mark.parametrize("place", ["sources", "sources/new", "build/new", "layouts", "Decisions/x"])
def test_no_workspace_in_the_folders_of_another(home: Path, place: str) -> None:
    before = seen(home)
    with pytest.raises(OutputRefused):
        starting.demo(home / place)
    assert seen(home) == before


def test_a_new_workspace_writes_through_no_link(tmp_path: Path) -> None:
    (tmp_path / "w" / "sources").mkdir(parents=True)
    (tmp_path / "w" / "sources" / "situations.csv").symlink_to(tmp_path / "elsewhere.csv")
    with pytest.raises(Exception, match="already exists"):
        starting.demo(tmp_path / "w")
    assert not (tmp_path / "elsewhere.csv").exists()


def test_a_source_that_climbs_out_by_backslashes(home: Path) -> None:
    text = (home / FILE).read_text().replace("more/other.csv", "..\\\\..\\\\other.csv")
    (home / FILE).write_text(text)
    with pytest.raises(SourceProblems, match="W004.*outside the workspace"):
        Workspace(home).settings()


def test_a_precious_folder_beside_every_output(home: Path, tmp_path: Path) -> None:
    precious = tmp_path / "out" / "precious"
    shutil.copytree(home / "sources", precious / "deep")
    (precious / ".pledgegraph-0123456789abcdef.partial").write_text("a file of somebody's own")
    before = seen(precious)
    workspace = Workspace(home)
    (home / FILE).write_text((home / FILE).read_text().partition('[[sources]]\nname = "s0"')[0])
    for name in [*FORMATS] * 2:
        workspace.export(name, precious / f"x-{name}")
    after = seen(precious)
    assert {name: after[name] for name in before} == before


def test_no_link_in_a_folder_that_looks_left_over_is_followed(
    small_built: Workspace, tmp_path: Path
) -> None:
    """As an archive may bring one: what it leads to is neither removed nor moved."""
    precious, other = tmp_path / "precious", tmp_path / "other"
    for folder in (precious, other / "sub"):
        folder.mkdir(parents=True)
        (folder / "a.txt").write_text("mine", "utf-8")
    out = tmp_path / "out"
    for number, marked in enumerate((False, True)):
        left = out / f".pledgegraph-{number:016x}.partial"
        left.mkdir(parents=True)
        (left / "lock").touch()
        (left / "new").symlink_to(precious)
        (left / "old").symlink_to(other)
        if marked:
            (left / MARKER).touch()
    small_built.export("turtle", out / "x.ttl")
    assert (
        (precious / "a.txt").read_text("utf-8")
        == (other / "sub" / "a.txt").read_text("utf-8")
        == "mine"
    )
    assert not (out / "sub").exists() and (out / "x.ttl").exists()


def test_a_folder_of_somebody_else_that_is_called_like_ours_stays(
    small_built: Workspace, tmp_path: Path
) -> None:
    foreign = tmp_path / ".pledgegraph-0123456789abcdef.partial" / "new"
    foreign.mkdir(parents=True)
    (foreign / "a.txt").write_text("mine", "utf-8")
    (foreign.parent / "lock").touch()
    small_built.export("turtle", tmp_path / "x.ttl")
    assert (foreign / "a.txt").read_text("utf-8") == "mine"


def test_a_pipe_called_like_the_settings_makes_no_workspace(
    small_built: Workspace, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / FILE)
    small_built.export("turtle", tmp_path / "x.ttl")
    assert (tmp_path / "x.ttl").exists()
