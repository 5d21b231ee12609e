"""The sites of other offices that the tests here follow."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from pledgegraph.ontology.table_files import read_tables
from pledgegraph.publishing.frames import About
from pledgegraph.workspace import starting
from pledgegraph.workspace.starting import SAMPLE
from pledgegraph.workspace.workspace import Workspace

from ..shared import Share  # noqa: TID252 (tests are no package that could be named)
from .offices import DAY, LINES_OF_SAMPLE, NORTH, SOUTH, Office, World, serving, write_offer


@pytest.fixture(scope="session")
def sample_site(share: Share, short_sample: Workspace) -> Path:
    """What the site of the sample offers to others."""
    manifest = short_sample.manifest()
    about = About(manifest["base"], manifest["title"], "", "", "2026-11-23")

    def made(folder: Path) -> None:
        stated = read_tables(short_sample.build_folder() / "stated")
        write_offer(stated, about, folder)

    return share("offer-of-sample", made)


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    folder = tmp_path_factory.mktemp("world")
    www = folder / "www"
    north = Office(folder, "north", www / "north")
    south = Office(folder, "south", www / "south")
    north.publish(NORTH, DAY)
    south.publish(SOUTH, DAY)
    sample = Office(folder, "sample", www / "sample")
    sample.publish_file(SAMPLE / "pledges_facts.csv", LINES_OF_SAMPLE, "2026-11-23")
    with serving(www) as host:
        sites = [f"{host}/{name}" for name in ("sample", "north", "south")]
        planner = starting.init(folder / "planner", [], sites=sites, reference=())
        planner.build()
        yield World(host, north, south, planner)


@pytest.fixture
def again(world: World, tmp_path: Path) -> Iterator[Workspace]:
    """A copy of the planner's workspace; what the offices publish afterwards is taken back."""
    www = world.north.site.parent
    shutil.copytree(world.planner.folder, tmp_path / "w", ignore=shutil.ignore_patterns("cache"))
    shutil.copytree(www, tmp_path / "kept")
    yield Workspace(tmp_path / "w")
    shutil.rmtree(www)
    shutil.copytree(tmp_path / "kept", www)
