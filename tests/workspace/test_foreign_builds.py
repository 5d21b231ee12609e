"""What pledgegraph did not make: nothing in ``build/`` is followed, changed or removed that it did
not put there.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path

import pytest

from pledgegraph.errors import BuildDamaged, ForeignBuild
from pledgegraph.workspace import builds
from pledgegraph.workspace.workspace import Workspace
from pledgegraph.writing.cache import CACHE
from pledgegraph.writing.marks import MARKER

from ..budget import some  # noqa: TID252 (tests are no package that could be named)
from ..seeing import seen  # noqa: TID252

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="links and pipes need rights there")

HEX = "0123456789abcdef"


@pytest.fixture
def precious(tmp_path: Path) -> Path:
    """A folder of somebody's own, with files that may be read only."""
    folder = tmp_path / "precious"
    (folder / "deep").mkdir(parents=True)
    (folder / "thesis.txt").write_text("ten years of work")
    (folder / "deep" / "read only.txt").write_text("kept")
    (folder / "deep" / "read only.txt").chmod(0o440)
    return folder


def change(workspace: Workspace, number: int) -> None:
    with (workspace.folder / "sources" / "register.csv").open("a", encoding="utf-8") as file:
        first = (workspace.folder / "sources" / "register.csv").read_text("utf-8").splitlines()[1]
        file.write(first.replace("A1", f"B{number}") + "\n")


FOREIGN: dict[str, Callable[[Path, Path], object]] = {
    "lib": shutil.copytree,
    "notes.partial": shutil.copytree,
    f"{HEX}.partial.old": shutil.copytree,
    f"{HEX}": shutil.copytree,
    f"{HEX}-2": shutil.copytree,
    f"{HEX[::-1]}": lambda precious, place: place.symlink_to(precious),
    f"{HEX}.partial": lambda precious, place: place.symlink_to(precious),
    f"{HEX[::-1]}.partial": shutil.copytree,
    "link": lambda precious, place: place.symlink_to(precious),
    "pipe": lambda precious, place: os.mkfifo(place),
    "abc.txt": lambda precious, place: place.write_text("x"),
}
"""What somebody puts into ``build/``, by its name: some names are of our own pattern."""


def test_what_is_foreign_stays(small: Workspace, precious: Path) -> None:
    """Also after the builds that were there when it came have gone."""
    build = small.folder / "build"
    for name, put in FOREIGN.items():
        put(precious, build / name)
    before, theirs = (
        seen(precious),
        {name: value for name, value in seen(build).items() if _is_foreign(name)},
    )
    assert (
        len(theirs) == len(FOREIGN) + 6 * 3
    )  # six copies of the folder, with three things in each
    for number in range(3):
        change(small, number)
        small.build()
        assert small.tables["Pledge"].num_rows == 3 + number
    after = seen(build)
    assert {name: after.get(name) for name in theirs} == theirs
    assert seen(precious) == before
    ours = {path.name for path in build.iterdir() if path.name not in FOREIGN and path.is_dir()}
    assert len(ours - {CACHE}) == 2


def _is_foreign(name: str) -> bool:
    return name.partition("/")[0] in FOREIGN


def test_a_folder_of_that_name_from_another_tool(unbuilt: Workspace, precious: Path) -> None:
    """The build of a program, say: ours goes beside it."""
    build = unbuilt.folder / "build"
    shutil.copytree(precious, build / "lib")
    shutil.copytree(precious, build / "release")
    before = seen(build)
    unbuilt.build()
    unbuilt.build(force=True)
    unbuilt.build(force=True)
    after = seen(build)
    assert {name: after.get(name) for name in before} == before
    assert (build / MARKER).is_file()


@pytest.mark.parametrize("form", ["link", "broken link", "file", "pipe"])
def test_no_folder_where_builds_go(unbuilt: Workspace, precious: Path, form: str) -> None:
    build = unbuilt.folder / "build"
    put: dict[str, Callable[[], object]] = {
        "link": lambda: build.symlink_to(precious),
        "broken link": lambda: build.symlink_to(precious / "missing"),
        "file": lambda: build.write_text("x"),
        "pipe": lambda: os.mkfifo(build),
    }
    put[form]()
    before, mode = seen(precious), build.lstat().st_mode
    with pytest.raises(
        ForeignBuild, match=r"build is a link or a file, not a folder\. Builds are written there"
    ):
        unbuilt.build()
    assert (seen(precious), build.lstat().st_mode) == (before, mode)


OURS = (".lock", "current", "current.new", MARKER)
FORMS = ("link", "link to a folder", "hard link", "folder", "pipe")


# In CI a third: each name in some forms, each form, with a mark and without
@pytest.mark.parametrize(
    ("name", "form", "marked"), some([*product(OURS, FORMS, (True, False))], 3)
)
def test_a_file_of_ours_that_is_something_else(
    small: Workspace, precious: Path, name: str, form: str, marked: bool
) -> None:
    """Writing into it would write elsewhere."""
    build = small.folder / "build"
    if not marked:
        (build / MARKER).unlink()
    place = build / name
    place.unlink(missing_ok=True)
    put: dict[str, Callable[[], object]] = {
        "link": lambda: place.symlink_to(precious / "thesis.txt"),
        "link to a folder": lambda: place.symlink_to(precious),
        "hard link": lambda: os.link(precious / "thesis.txt", place),
        "folder": lambda: shutil.copytree(precious, place),
        "pipe": lambda: os.mkfifo(place),
    }
    put[form]()
    before, built = seen(precious), seen(build)
    with pytest.raises(ForeignBuild, match="is a link or not a file"):
        small.build(force=True)
    assert (seen(precious), seen(build)) == (before, built)


def test_a_build_from_before_builds_had_marks(small: Workspace) -> None:
    """It is known by its manifest, and goes as the others do."""
    build = small.folder / "build"
    old = builds.current_build(small.folder)
    (build / MARKER).unlink()
    (old / MARKER).unlink()
    for number in range(3):
        change(small, number)
        small.build()
    assert not old.exists()


def test_another_tools_pointer(unbuilt: Workspace) -> None:
    build = unbuilt.folder / "build"
    build.mkdir()
    (build / "current").write_text("release 7\n")
    with pytest.raises(ForeignBuild, match="current is not from pledgegraph"):
        unbuilt.build()
    assert (build / "current").read_text() == "release 7\n"


def test_names_that_are_taken(small: Workspace, precious: Path) -> None:
    """A build takes its other name; where both are taken it says so."""
    build, name = small.folder / "build", small.input_hash()
    shutil.copytree(precious, build / f"{name}-2")
    before = seen(build)
    with pytest.raises(ForeignBuild, match=f"{name}-2 is not from pledgegraph"):
        small.build(force=True)
    assert seen(build) == before
    change(small, 1)
    name = small.input_hash()
    shutil.copytree(precious, build / name)
    small.build()
    assert builds.current_build(small.folder).name == f"{name}-2"
    assert seen(build / name) == seen(precious)
    change(small, 2)
    shutil.copytree(precious, build / f"{small.input_hash()}.partial")
    with pytest.raises(ForeignBuild, match=r"\.partial is not from pledgegraph"):
        small.build()


def test_what_a_killed_build_left_before_its_mark(small: Workspace) -> None:
    (small.folder / "build" / f"{HEX}.partial").mkdir()
    small.build(force=True)
    assert not (small.folder / "build" / f"{HEX}.partial").exists()


def test_links_in_a_build_are_removed_and_not_followed(small: Workspace, precious: Path) -> None:
    old = builds.current_build(small.folder)
    (old / "stated" / "link").symlink_to(precious)
    (old / "stated" / "link to a file").symlink_to(precious / "deep" / "read only.txt")
    (old / "closed").mkdir()
    os.link(precious / "deep" / "read only.txt", old / "closed" / "same file")
    (old / "closed").chmod(0o500)
    before = seen(precious)
    for number in range(2):
        change(small, number)
        small.build()
    assert not old.exists()
    assert seen(precious) == before


def test_a_damaged_build_says_so_and_is_made_again(small: Workspace) -> None:
    """One whose mark is gone with the rest is left alone."""
    old = builds.current_build(small.folder)
    shutil.rmtree(old)
    old.mkdir()
    (old / "mine.txt").write_text("x")
    with pytest.raises(BuildDamaged):
        small.manifest()
    small.build()
    assert small.tables["Pledge"].num_rows == 2
    assert (old / "mine.txt").read_text() == "x"


def test_the_command(unbuilt: Workspace, precious: Path) -> None:
    (unbuilt.folder / "build").symlink_to(precious)
    command = [sys.executable, "-m", "pledgegraph", "-C", str(unbuilt.folder), "build"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert done.stderr.startswith("B004 ")
