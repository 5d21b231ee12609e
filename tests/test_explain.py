"""Explain: each value with the file, the physical line and the column it stands in, and the raw
text.
"""

from pathlib import Path

import pytest

from pledgegraph.commands.console import print_explained
from pledgegraph.errors import UsageProblem
from pledgegraph.workspace.settings import FILE
from pledgegraph.workspace.workspace import Workspace


def lines_of(workspace: Workspace, file: str) -> list[str]:
    return (workspace.folder / file).read_text("utf-8").split("\n")


@pytest.mark.parametrize(
    "name",
    ["GRF-00515", "PF097", "pledge/GRF-00515", "https://example.org/pledges/pledge/GRF-00515"],
)
def test_a_pledge_by_each_of_its_names(sample: Workspace, name: str) -> None:
    identifier, found = sample.explain(name)
    assert identifier == "pledge/GRF-00515"
    values = {entry.property: entry for entry in found}
    assert values["officialIdentifier"].value == "GRF-00515"
    assert values["officialIdentifier"].where.column == "pledge_id"
    assert values["localIdentifier"].raw == "PF097"
    assert values["implementedIn"].value == "country/ETH"
    for entry in found:
        line = lines_of(sample, entry.where.file)[entry.where.line - 1]
        assert entry.raw.split("\n")[0].replace('"', '""') in line


@pytest.mark.parametrize("name", ["actor/unhcr", "actor/government-of-denmark"])
def test_every_cell_of_an_actor_stands_where_it_is_said_to(sample: Workspace, name: str) -> None:
    identifier, found = sample.explain(name)
    assert identifier == name
    assert found
    for entry in found:
        header = lines_of(sample, entry.where.file)[0].split(",")
        assert entry.where.column in header
        assert (
            entry.raw.split("\n")[0].replace('"', '""')
            in lines_of(sample, entry.where.file)[entry.where.line - 1]
        )


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Government of Denmark", "actor/government-of-denmark"),
        ("world bank", "actor/world-bank"),
        ("Turkey", "country/TUR"),
        ("ETH", "country/ETH"),
    ],
)
def test_an_actor_or_a_country_by_what_it_is_called(
    sample: Workspace, name: str, identifier: str
) -> None:
    assert sample.explain(name)[0] == identifier


def test_cells_below_line_ends_have_the_line_in_which_they_begin(small: Workspace) -> None:
    register = small.folder / "sources" / "register.csv"
    text = register.read_text("utf-8").replace("Identity cards", '"Identity\ncards\nfor all"')
    register.write_text(text, "utf-8", newline="\n")
    small.build()
    _, found = small.explain("A2")
    where = {entry.property: entry.where.line for entry in found}
    assert (where["localIdentifier"], where["title"]) == (5, 5)
    assert where["contributionType"] == where["theme"] == where["implementedIn"] == 7
    for entry in found:
        assert entry.raw.split("\n")[0] in lines_of(small, entry.where.file)[entry.where.line - 1]


def test_two_sources_that_differ_are_both_shown(
    small: Workspace, capsys: pytest.CaptureFixture[str]
) -> None:
    older = (
        (small.folder / "sources" / "register.csv")
        .read_text("utf-8")
        .replace("Identity cards", "Cards")
    )
    assert "policy" in older
    older = older.replace("policy", "technical")
    (small.folder / "sources" / "older.csv").write_text(older, "utf-8", newline="\n")
    with (small.folder / FILE).open("a", encoding="utf-8") as file:
        file.write(
            '\n[[sources]]\nname = "older"\nfile = "sources/older.csv"\nlayout = "pledgegraph"\n'
        )
        file.write('retrieved = "2020-01-01"\n')
    manifest = small.build()
    assert [problem.as_row() for problem in small.check().problems] == manifest["findings"]
    found = {str(problem) for problem in small.check().problems}
    title = min(text for text in found if "values of title" in text)
    assert title.startswith('S002 sources/register.csv:2, column "title": sources state different')
    assert "values of title and contribution_type for pledge/" in title
    assert "'Identity cards' here, 'Cards' at sources/older.csv:2, column \"title\"" in title
    assert {row["code"] for row in manifest["findings"]} == {"S002"}
    titles = {(e.where.file, e.value) for e in small.explain("A1")[1] if e.property == "title"}
    assert titles == {("sources/register.csv", "Identity cards"), ("sources/older.csv", "Cards")}
    counts = {e.value: e.counts for e in small.explain("A1")[1] if e.property == "title"}
    assert counts == {"Identity cards": True, "Cards": False}
    differing = {e.property for e in small.explain("A1")[1] if e.counts is not None}
    assert differing == {"title", "contributionType"}
    print_explained(*small.explain("A1"))
    reported = capsys.readouterr().out
    assert "  title = Identity cards (counts)\n" in reported
    assert (
        "  title = Cards (does not count: another source is newer, or replaces this one)\n"
        in reported
    )
    assert "  localIdentifier = A1\n" in reported
    assert {row["t"] for row in small.cypher("MATCH (p:Pledge) RETURN p.title AS t")} == {
        "Identity cards"
    }


def test_what_is_replaced_counts_no_more(small: Workspace, tmp_path: Path) -> None:
    older = (small.folder / "sources" / "register.csv").read_text("utf-8").replace("A2", "A3")
    (small.folder / "sources" / "older.csv").write_text(older, "utf-8", newline="\n")
    text = (small.folder / FILE).read_text("utf-8") + 'replaces = ["older"]\n'
    text += '\n[[sources]]\nname = "older"\nfile = "sources/older.csv"\nlayout = "pledgegraph"\n'
    (small.folder / FILE).write_text(text, "utf-8")
    small.build()
    names = {row["n"] for row in small.cypher("MATCH (p:Pledge) RETURN p.local_identifier AS n")}
    assert names == {"A1", "A2"}
    small.export("turtle", tmp_path / "x.ttl")
    assert '"A3"' not in (tmp_path / "x.ttl").read_text("utf-8")
    reported = {e.property: e.counts for e in small.explain("A3")[1]}
    assert (reported["title"], reported["localIdentifier"], reported["is_aggregate"]) == (
        False,
        False,
        None,
    )


def test_a_cell_without_a_property_goes_by_its_column(sample: Workspace) -> None:
    reported = {entry.property: entry.value for entry in sample.explain("PF097")[1]}
    assert (reported["is_aggregate"], reported["n_pledges"]) == ("no", "1")
    assert "as written" not in reported


@pytest.mark.parametrize("name", ["country/TCD", "source/register"])
def test_a_node_that_no_cell_states(small_built: Workspace, name: str) -> None:
    assert small_built.explain(name) == (name, [])


@pytest.mark.parametrize(
    "name",
    [
        "",
        "A9999",
        "pledge/",
        "/",
        "pledge/../../x",
        "planet/mars",
        "\0",
        "https://example.org/other",
    ],
)
def test_nothing_is_called_so(small_built: Workspace, name: str) -> None:
    with pytest.raises(UsageProblem, match="Nothing is called"):
        small_built.explain(name)


def test_the_nearest_name_is_suggested(sample: Workspace) -> None:
    with pytest.raises(UsageProblem, match="Did you mean 'GRF-00515'"):
        sample.explain("GRF-0515")
    with pytest.raises(UsageProblem, match="Did you mean 'Government of Denmark'"):
        sample.explain("Goverment of Denmark")
