"""What is copied of sites: among files of others, changed, said anew, called as another."""

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from pledgegraph.errors import SourceProblems
from pledgegraph.workspace.releases import release_in
from pledgegraph.workspace.settings import FILE
from pledgegraph.workspace.workspace import Workspace

from .offices import SOUTH, World, fetched


def test_a_copy_that_somebody_changed_stops_a_build(again: Workspace) -> None:
    (dump,) = (again.folder / "sources" / "south").glob("*.nq.gz")
    dump.write_bytes(dump.read_bytes()[:-1])
    with pytest.raises(SourceProblems) as problem:
        again.build()
    assert [each.code for each in problem.value.problems] == ["H009"]
    (south,) = fetched(again, "south")
    assert south.taken is not None and not south.taken.is_same
    again.build()


def test_files_of_others_stay(world: World, tmp_path: Path, again: Workspace) -> None:
    folder = again.folder / "sources" / "south"
    mine = folder / "mine.nq.gz"
    mine.write_bytes(b"mine")
    (dump,) = (each for each in folder.glob("*.nq.gz") if each != mine)
    dump.write_bytes(b"")
    (south,) = fetched(again, "south")
    assert south.taken is not None and mine.read_bytes() == b"mine"
    again.build()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit there")
def test_a_disk_without_space_is_no_fault_of_the_site(again: Workspace, world: World) -> None:
    import resource

    world.south.publish(SOUTH, "2026-09-02")
    before, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, most))
    try:
        (south,) = fetched(again, "south")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (before, most))
    assert south.problem is not None and south.problem.code == "H010"
    assert release_in(again.folder / "sources" / "south", "south")
    (south,) = fetched(again, "south")
    assert south.taken is not None and not south.taken.is_same


def test_a_new_licence_of_the_same_records_is_taken(again: Workspace, world: World) -> None:
    folder = again.folder / "sources" / "south"
    before = release_in(folder, "south")
    catalogue = world.south.site / "dcat.ttl"
    text = catalogue.read_text("utf-8")
    assert before.licence and before.licence in text
    catalogue.write_text(text.replace(before.licence, "https://example.org/new"), "utf-8")
    (south,) = fetched(again, "south")
    assert south.taken is not None and not south.taken.is_same
    after = release_in(folder, "south")
    assert after == replace(before, licence="https://example.org/new")
    (south,) = fetched(again, "south")
    assert south.taken is not None and south.taken.is_same


def test_a_release_whose_source_is_called_as_another_is_kept_out(
    again: Workspace, world: World
) -> None:
    settings = again.folder / FILE
    own = again.folder / "sources" / "own.csv"
    own.write_text("pledge,supporter\n", "utf-8")
    name = f"south-{release_in(again.folder / 'sources' / 'south', 'south').sources[0].name}"
    with settings.open("a", encoding="utf-8") as file:
        file.write(f'\n[[sources]]\nname = "{name}"\nfile = "sources/own.csv"\n')
        file.write('layout = "support"\n')
    world.south.publish(SOUTH[:1], "2026-09-01")
    (south,) = fetched(again, "south")
    assert south.problem is not None and south.problem.code == "H007"
    assert f"is called {name}" in south.problem.found
