"""The sample workspace, built once for the whole run, and a small one that each test may do with as it likes."""

import shutil
from pathlib import Path

import pytest

from pledgegraph import starting
from pledgegraph.loaders.mapping import layouts
from pledgegraph.settings import FILE, Settings, SourceSettings, settings_text
from pledgegraph.workspace import Workspace

SHEETS = Path(__file__).resolve().parent / "sheets"


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A built workspace with the sample register; nobody writes into it."""
    folder: Path = tmp_path_factory.mktemp("sample") / "w"
    made = starting.demo(folder)
    made.build()
    return made


def write_small(folder: Path) -> Workspace:
    """A workspace with a register of two pledges and nothing else, which builds in about a second."""
    (folder / "sources").mkdir(parents=True)
    header, *rows = (SHEETS / "plain.csv").read_text("utf-8").splitlines()
    missing = sorted(set(layouts()["pledgegraph"].columns.values()) - set(header.split(",")))
    lines = [",".join([header, *missing]), *(row + "," * len(missing) for row in rows)]
    (folder / "sources" / "register.csv").write_text("\n".join(lines) + "\n", "utf-8", newline="\n")
    source = SourceSettings("register", "sources/register.csv", "pledgegraph", retrieved="2026-11-01")
    settings = Settings("https://example.org/pledges", "Small", "", "", (source,))
    (folder / FILE).write_text(settings_text(settings, {}), "utf-8", newline="\n")
    return Workspace(folder)


@pytest.fixture(scope="session")
def small_built(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """The small workspace, built; nobody writes into it."""
    made = write_small(tmp_path_factory.mktemp("small") / "w")
    made.build()
    return made


@pytest.fixture
def small(small_built: Workspace, tmp_path: Path) -> Workspace:
    """A copy of the small workspace with its build, to be changed and broken."""
    shutil.copytree(small_built.folder, tmp_path / "w")
    return Workspace(tmp_path / "w")


@pytest.fixture
def unbuilt(tmp_path: Path) -> Workspace:
    """The small workspace without a build."""
    return write_small(tmp_path / "w")
