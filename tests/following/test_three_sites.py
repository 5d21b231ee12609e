"""Three sites of three registers under three bases, served on this machine, as one graph; and what
happens when one changes, one disappears, and one lies.
"""

import csv
import gzip
import shutil
from collections import Counter
from pathlib import Path

import pytest

from pledgegraph.errors import SourceProblems
from pledgegraph.workspace import starting
from pledgegraph.workspace.compared_sides import compared
from pledgegraph.workspace.settings import FILE
from pledgegraph.workspace.workspace import Workspace

from .offices import (
    DUMP,
    ENDLESS,
    LEADS,
    NORTH,
    PLEDGES_OF_SAMPLE,
    SOUTH,
    Office,
    World,
    fetched,
    row,
    write_dump,
)


def ids(workspace: Workspace, cls: str) -> list[str]:
    return list(workspace.tables[cls]["id"].to_pylist())


def test_the_graph_has_the_pledges_of_all(world: World) -> None:
    pledges = world.planner.tables["Pledge"].to_pylist()
    titles = Counter(row["title"] for row in pledges)
    assert len(pledges) == PLEDGES_OF_SAMPLE + len(NORTH) + len(SOUTH)
    assert {titles[row["title"]] for row in (*NORTH, *SOUTH)} == {1}
    numbers = [row["local_identifier"] for row in pledges]
    assert numbers.count("PF019") == 3


def test_what_has_a_key_is_there_once(world: World) -> None:
    for cls, count in (("Country", 250), ("Forum", 6)):
        assert len(ids(world.planner, cls)) == len(set(ids(world.planner, cls))) == count
    names = Counter(world.planner.tables["Actor"]["name"].to_pylist())
    assert set(names.values()) == {1}
    of_denmark = "actor/government-of-denmark"
    links = world.planner.tables["SUBMITTED_BY"].to_pylist()
    submitted = [link["subject"] for link in links if link["object"] == of_denmark]
    titles = {row["id"]: row["title"] for row in world.planner.tables["Pledge"].to_pylist()}
    assert {"Clinics", "Schools"} <= {titles[each] for each in submitted}


def test_no_actor_is_another_without_a_decision(again: Workspace) -> None:
    one, other = "Ministry of Tests of Northland", "Min. of Tests, Northland"
    names = again.tables["Actor"]["name"].to_pylist()
    assert {one, other} <= set(names)
    decisions = again.folder / "decisions"
    decisions.mkdir()
    line = f'"{other}",same,{one},A. Diallo,2026-11-23,its letter'
    header = "name,decision,other,who,when,why"
    (decisions / "actors.csv").write_text(f"{header}\n{line}\n", "utf-8")
    again.build()
    decided = again.tables["Actor"]["name"].to_pylist()
    assert sorted(decided) == sorted(set(names) - {other})
    (actor,) = [row for row in again.tables["Actor"].to_pylist() if row["name"] == one]
    links = again.tables["SUBMITTED_BY"].to_pylist()
    assert sum(link["object"] == actor["id"] for link in links) == 2


def test_a_name_that_is_nobody_takes_its_match_with_it(again: Workspace) -> None:
    of_north = "source/north-register"
    (again.folder / "decisions").mkdir()
    path = again.folder / "decisions" / "actors.csv"
    before = [row["source"] for row in again.check().stated["Match"].to_pylist()]
    path.write_text(
        "name,decision,other,who,when,why\nUNHCR,ignore,,A. Diallo,2026-11-23,\n", "utf-8"
    )
    stated = again.check().stated
    after = [row["source"] for row in stated["Match"].to_pylist()]
    assert (before.count(of_north), after.count(of_north)) == (1, 0)
    assert "actor/unhcr" not in stated["Actor"]["id"].to_pylist()


def test_pledges_that_are_one_by_decision_are_one(again: Workspace) -> None:
    pledges = {row["title"]: row["id"] for row in again.tables["Pledge"].to_pylist()}
    (again.folder / "decisions").mkdir()
    line = f"{pledges['Clinics']},same,{pledges['Schools']},A. Diallo,2026-11-23,"
    path = again.folder / "decisions" / "pledges.csv"
    path.write_text(f"name,decision,other,who,when,why\n{line}\n", "utf-8")
    loading = again.check()
    rows = [row for row in loading.stated["Pledge"].to_pylist() if row["id"] == pledges["Schools"]]
    assert {(row["source"], row["title"]) for row in rows} == {
        ("source/north-register", "Clinics"),
        ("source/south-register", "Schools"),
    }
    assert rows[0]["former_identifier"] == [pledges["Clinics"]]
    assert pledges["Clinics"] not in loading.stated["Pledge"]["id"].to_pylist()


def test_every_value_leads_to_its_row(world: World) -> None:
    for office, rows in ((world.north, NORTH), (world.south, SOUTH)):
        lines = office.register.read_text("utf-8").splitlines()
        for each in rows:
            (pledge,) = [
                row["id"]
                for row in world.planner.tables["Pledge"].to_pylist()
                if row["title"] == each["title"]
            ]
            _, found = world.planner.explain(pledge)
            shown = {one.property: one for one in found}
            assert {"title", "submittedBy", "announcedAt", "theme"} <= shown.keys()
            for one in found:
                assert one.where.file == f"{office.name}: sources/register.csv"
                assert each["title"] in lines[one.where.line - 1]
                assert one.raw == f"{office.base}/source/register#row-{one.where.line}"
            (header,) = csv.reader(lines[:1])
            (cells,) = csv.reader([lines[shown["title"].where.line - 1]])
            assert cells[header.index("title")] == shown["title"].value


def test_support_recorded_here_is_for_pledges_of_sites(again: Workspace) -> None:
    (again.folder / "sources" / "support.csv").write_text(
        "pledge,supporter,contribution,extent\nN2,World Bank,financial,full\n"
        "S2,Government of Denmark,financial,full\nPF019,World Bank,financial,full\n",
        "utf-8",
    )
    with (again.folder / FILE).open("a", encoding="utf-8") as file:
        file.write(
            '\n[[sources]]\nname = "known"\nfile = "sources/support.csv"\nlayout = "support"\n'
        )
    loading = again.check()
    own = [
        row["subject"]
        for row in loading.stated["SUPPORTS"].to_pylist()
        if row["source"] == "source/known"
    ]
    titles = {row["id"]: row["title"] for row in loading.stated["Pledge"].to_pylist()}
    assert sorted(titles[each.partition("#")[0]] for each in own) == ["Books", "Wells"]
    # Three offices have a PF019
    assert "M004" in {problem.code for problem in loading.problems}


def test_one_changes_and_one_disappears(again: Workspace, world: World) -> None:
    kept = (again.folder / "sources" / "south" / "release.json").read_bytes()
    bridges = row("N3", "World Bank", "Bridges")
    changed = [NORTH[1], bridges, row("N4", "Red Crescent", "Beds")]
    world.north.publish(changed, "2026-09-01")
    shutil.rmtree(world.south.site)
    sample, north, south = fetched(again)
    assert sample.taken is not None and sample.taken.is_same
    assert north.taken is not None
    assert (north.taken.added, north.taken.removed) == (1, 1)
    assert south.problem is not None and south.problem.code == "H001" and south.is_kept
    assert (again.folder / "sources" / "south" / "release.json").read_bytes() == kept
    again.build()
    titles = set(again.tables["Pledge"]["title"].to_pylist())
    assert {"Wells", "Bridges", "Beds", "Schools", "Books"} <= titles
    assert not {"Clinics", "Roads"} & titles
    changes = Counter(row.what for row in compared(again.folder, None, None).rows())
    assert (changes["added"], changes["removed"]) == (1, 1)


def lead(file: Path, address: str) -> None:
    file.with_name(file.name + LEADS).write_text(address, "utf-8")


def quads_of(office: Office) -> bytes:
    return gzip.decompress((office.site / DUMP).read_bytes())


def lie_foreign(office: Office) -> None:
    foreign = quads_of(office).replace(
        b"south.example/pledges/actor", b"north.example/pledges/actor"
    )
    write_dump(office.site, foreign, office.about("2026-09-01"))


def lie_shapes(office: Office) -> None:
    wrong = quads_of(office).replace(b"pledgegraph#title>", b"pledgegraph#headline>")
    write_dump(office.site, wrong, office.about("2026-09-01"))


def lie_checksum(office: Office) -> None:
    office.publish(SOUTH, "2026-09-01")
    lie = bytearray((office.site / DUMP).read_bytes())
    lie[4] ^= 1
    (office.site / DUMP).write_bytes(lie)
    text = (office.site / "dcat.ttl").read_text("utf-8")
    start = text.index("checksumValue") + len('checksumValue "')
    (office.site / "dcat.ttl").write_text(text[:start] + "00" + text[start + 2 :], "utf-8")


def lie_endless(office: Office) -> None:
    (office.site / f"dcat.ttl{ENDLESS}").touch()


def lie_long(office: Office) -> None:
    office.publish(SOUTH[:1], "2026-09-01")
    (office.site / f"{DUMP}{ENDLESS}").touch()


def lie_circle(office: Office) -> None:
    lead(office.site / "dcat.ttl", "dcat.ttl")


def lie_long_way(office: Office) -> None:
    lead(office.site / "dcat.ttl", "1")
    for step in range(1, 9):
        lead(office.site / str(step), str(step + 1))


def lie_private(office: Office) -> None:
    lead(office.site / "dcat.ttl", "http://10.0.0.1/dcat.ttl")


def lie_neighbour(office: Office) -> None:
    # another port of the machine that the site is on
    lead(office.site / "dcat.ttl", "http://127.0.0.1:9/dcat.ttl")


def lie_scheme(office: Office) -> None:
    lead(office.site / "dcat.ttl", "file:///etc/hostname")


def lie_no_address(office: Office) -> None:
    lead(office.site / "dcat.ttl", "http://[/")


def lie_nothing(office: Office) -> None:
    (office.site / "dcat.ttl").write_text("hello <", "utf-8")


def lie_elsewhere(office: Office) -> None:
    text = (office.site / "dcat.ttl").read_text("utf-8")
    moved = text.replace(f"downloadURL <{office.base}/", "downloadURL <https://evil.example/")
    (office.site / "dcat.ttl").write_text(moved, "utf-8")


def lie_moved(office: Office) -> None:
    other = Office(office.folder, "elsewhere", office.site)
    other.publish(SOUTH, "2026-09-01")


def lie_empty(office: Office) -> None:
    # Only the description of its source is left
    start = f"<{office.base}/source/register> ".encode()
    lines = quads_of(office).splitlines(keepends=True)
    left = [line for line in lines if line.startswith(start)]
    write_dump(office.site, b"".join(left), office.about("2026-09-01"))


def lie_shrunk(office: Office) -> None:
    office.publish(SOUTH[:1], "2026-09-01")


LIES = {
    lie_foreign: "H007",
    lie_shapes: "H007",
    lie_checksum: "H006",
    lie_endless: "H005",
    lie_long: "H005",
    lie_circle: "H003",
    lie_long_way: "H003",
    lie_private: "H003",
    lie_neighbour: "H003",
    lie_scheme: "H003",
    lie_no_address: "H003",
    lie_nothing: "H004",
    lie_elsewhere: "H004",
    lie_moved: "H002",
    lie_empty: "H008",
    lie_shrunk: "H008",
}


def test_one_lies(again: Workspace, world: World, tmp_path: Path) -> None:
    settings = again.folder / FILE
    with settings.open("a", encoding="utf-8") as file:
        file.write("\n[expect]\nlargest_drop = 0.4\n")
    folder = again.folder / "sources" / "south"
    kept = {file.name: file.read_bytes() for file in folder.iterdir()}
    honest = tmp_path / "honest"
    shutil.copytree(world.south.site, honest)
    for lie, code in LIES.items():
        lie(world.south)
        (south,) = fetched(again, "south")
        assert south.problem is not None, lie
        assert (south.problem.code, south.is_kept) == (code, True), (lie, south.problem)
        assert {file.name: file.read_bytes() for file in folder.iterdir()} == kept
        shutil.rmtree(world.south.site)
        shutil.copytree(honest, world.south.site)


def test_a_new_site_that_lies_leaves_nothing(
    world: World, tmp_path: Path, again: Workspace
) -> None:
    lie_shapes(world.south)
    with pytest.raises(SourceProblems) as problem:
        starting.init(tmp_path / "new", [], sites=[f"{world.host}/south"])
    assert [each.code for each in problem.value.problems] == ["H007"]
    assert not (tmp_path / "new").exists()
