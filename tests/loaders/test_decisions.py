"""Decisions on actors, pledges and words: what loading makes of them, and how the files are."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from pledgegraph.loaders.decision_files import (
    ACTORS,
    PLEDGES,
    TERMS,
    Decision,
    decisions_text,
    read_decisions,
)
from pledgegraph.loaders.kinds.register import pledge_name
from pledgegraph.ontology.quads import read_nquads
from pledgegraph.ontology.rdf import write_nquads
from pledgegraph.ontology.table_files import read_tables
from pledgegraph.workspace.pipeline import check_sources
from pledgegraph.workspace.settings import FILE
from pledgegraph.workspace.sources import settings_for, source_files
from pledgegraph.workspace.workspace import Workspace

HEADER = "name,decision,other,who,when,why"
A1, A2 = "pledge/a1-e0b68043", "pledge/a2-1a29fcdc"


def decide(workspace: Workspace, kind: str, *lines: str) -> None:
    folder = workspace.folder / "decisions"
    folder.mkdir(exist_ok=True)
    header = f"listed,{HEADER}" if kind == TERMS else HEADER
    text = "\n".join([header, *lines]) + "\n"
    (folder / f"{kind}.csv").write_text(text, "utf-8")


def rewrite(workspace: Workspace, **changes: str) -> None:
    """Change texts of the register, each written with _ for a blank."""
    path = workspace.folder / "sources" / "register.csv"
    text = path.read_text("utf-8")
    for old, new in changes.items():
        before = old.replace("_", " ")
        assert before in text
        text = text.replace(before, new)
    path.write_text(text, "utf-8")


def links(workspace: Workspace, relation: str) -> set[tuple[str, str]]:
    rows = workspace.check().stated[relation].to_pylist()
    return {(row["subject"], row["object"]) for row in rows if row["subject"].startswith("pledge")}


BASE, DCTERMS = "https://data.example.org/p", "http://purl.org/dc/terms/"


def quads(workspace: Workspace) -> list[str]:
    """What is stated, as N-Quads, which are read back as they were written."""
    stated = workspace.check().stated
    path = workspace.folder / "stated.nq"
    write_nquads(stated, BASE, path)
    assert read_nquads(path, BASE).equals(stated)
    return path.read_text("utf-8").splitlines()


def problems_in(workspace: Workspace) -> list[str]:
    return [str(problem) for problem in workspace.check().problems if problem.code[0] == "D"]


@pytest.fixture
def two_names(unbuilt: Workspace) -> Workspace:
    """A1 is by Alpha Organisation, A2 by Org Alpha."""
    path = unbuilt.folder / "sources" / "register.csv"
    first, _, second = path.read_text("utf-8").partition("A2,")
    first = first.replace("Government of Chad", "Alpha Organisation")
    path.write_text(f"{first}A2,{second.replace('Government of Chad', 'Org Alpha')}", "utf-8")
    return unbuilt


def test_two_names_are_one_actor_by_decision_only(two_names: Workspace) -> None:
    actors = {"actor/alpha-organisation", "actor/org-alpha"}
    assert {actor for _, actor in links(two_names, "SUBMITTED_BY")} == actors
    before = two_names.input_hash()
    decide(two_names, ACTORS, "ORG  ALPHA,same,Alpha Organisation,me,2026-11-01,its letterhead")
    assert links(two_names, "SUBMITTED_BY") == {
        (A1, "actor/alpha-organisation"),
        (A2, "actor/alpha-organisation"),
    }
    stated = two_names.check().stated
    assert [row["name"] for row in stated["Actor"].to_pylist()] == ["Alpha Organisation"]
    written = {row["submitter_as_written"] for row in stated["Pledge"].to_pylist()}
    assert written == {"Alpha Organisation", "Org Alpha"}
    (actor,) = stated["Actor"].to_pylist()
    assert actor["former_identifier"] == ["actor/org-alpha"]
    said = set(quads(two_names))
    before, now = f"<{BASE}/actor/org-alpha>", f"<{BASE}/actor/alpha-organisation>"
    graph = f"<{BASE}/source/register>"
    assert f"{before} <{DCTERMS}isReplacedBy> {now} {graph} ." in said
    assert f"{now} <{DCTERMS}replaces> {before} {graph} ." in said
    # It is a name and no further actor
    assert not any(line.startswith(f"{before} <http://www.w3.org/1999") for line in said)
    assert two_names.input_hash() != before
    assert "letterhead" not in str(stated.nodes) and problems_in(two_names) == []


def test_a_name_may_be_nobody_or_an_identifier(two_names: Workspace) -> None:
    lines = ["Org Alpha,ignore,,,,", "Alpha Organisation,same,actor/beta,,,"]
    decide(two_names, ACTORS, *lines)
    assert links(two_names, "SUBMITTED_BY") == {(A1, "actor/beta")}
    # No cell spells it: what it is called is in its identifier
    assert [row["name"] for row in two_names.check().stated["Actor"].to_pylist()] == ["beta"]


CONTRADICTIONS: list[tuple[Sequence[str], Sequence[tuple[str, int]]]] = [
    (["A,same,B,,,", "B,same,C,,,"], [("D003", 2)]),
    (["A,same,B,,,", "A,same,C,,,"], [("D002", 3)]),
    (["A,same,B,,,", "a,same,b,,,"], []),
    (["A,same,B,,,", "B,same,A,,,"], [("D002", 2)]),
    (["A,same,B,,,", "C,same,B,,,", "A,different,C,,,"], [("D002", 4)]),
    (["A,different,a,,,"], [("D002", 2)]),
    (["A,same,B,,,", "B,ignore,,,,"], [("D002", 3)]),
    (["A,perhaps,B,,,"], [("D001", 2)]),
    (["A,same,,,,"], [("D001", 2)]),
    ([",ignore,,,,"], [("D001", 2)]),
    (["A,different,B,,,"], []),
    (["A,same,B b@desk.example,,,"], [("D001", 2)]),
    (["A b@desk.example,ignore,,,,"], [("D001", 2)]),
]


@pytest.mark.parametrize(("lines", "wanted"), CONTRADICTIONS)
def test_contradictions_and_chains_are_told_with_their_line(
    lines: Sequence[str], wanted: Sequence[tuple[str, int]], tmp_path: Path
) -> None:
    from pledgegraph.loaders.decisions import decisions_of

    decide(Workspace(tmp_path), ACTORS, *lines)
    problems = decisions_of(tmp_path).problems
    assert [(problem.code, problem.where.line) for problem in problems] == wanted
    assert {problem.where.file for problem in problems} <= {"decisions/actors.csv"}
    for problem in problems:
        assert (problem.severity == "finding") is (problem.code == "D003")


def test_what_is_decided_is_not_asked_about(unbuilt: Workspace) -> None:
    rewrite(unbuilt, Government_of_Chad="Ministry of Educ.")
    assert "N013" in {problem.code for problem in unbuilt.check().problems}
    decide(unbuilt, ACTORS, "Ministry of Educ.,same,Government of Chad,me,2026-11-01,")
    assert "N013" not in {problem.code for problem in unbuilt.check().problems}


def test_a_chain_is_followed(two_names: Workspace) -> None:
    decide(two_names, ACTORS, "Org Alpha,same,Beta,,,", "Beta,same,Alpha Organisation,,,")
    assert {actor for _, actor in links(two_names, "SUBMITTED_BY")} == {"actor/alpha-organisation"}


def test_two_rows_of_one_register_are_one_pledge(unbuilt: Workspace) -> None:
    path = unbuilt.folder / "sources" / "register.csv"
    first, _, second = path.read_text("utf-8").partition("A2,")
    second = second.replace("Identity cards,policy,Documentation", "Cards,financial,Education")
    path.write_text(f"{first}A2,{second}", "utf-8")
    with (unbuilt.folder / FILE).open("a", encoding="utf-8") as settings:
        settings.write(
            '[[sources]]\nname = "s"\nfile = "sources/support.csv"\nlayout = "support"\n'
        )
    support = "pledge,supporter,contribution,extent\nA1,UNHCR,technical,part\n"
    (unbuilt.folder / "sources" / "support.csv").write_text(support, "utf-8")
    decide(unbuilt, PLEDGES, f"{A1},same,{A2},me,2026-11-01,")
    loading = unbuilt.check()
    (pledge,) = loading.stated["Pledge"].to_pylist()
    assert (pledge["id"], pledge["title"]) == (A2, "Cards")
    assert pledge["former_identifier"] == [A1]
    assert {theme for _, theme in links(unbuilt, "THEME")} == {
        "vocabulary/themes/documentation",
        "vocabulary/themes/education",
    }
    records = {record for _, record in links(unbuilt, "RECORDED_IN")}
    assert {"source/register#row-2", "source/register#row-3"} <= records
    # What support calls by its old name is found
    assert [row["object"] for row in loading.stated["SUPPORTS"].to_pylist()] == [A2]
    assert problems_in(unbuilt) == [
        "D004 sources/register.csv:2: the row is the same pledge as the row at"
        " sources/register.csv:3, as has been decided; they differ in title, and that row counts."
        " Correct the cells, or the line in decisions/pledges.csv."
    ]
    (account,) = (each for each in loading.accounts if each.source == "source/register")
    assert account.rows == 2 and account.not_loaded == 0


def test_who_may_not_see_a_pledge_does_not_learn_what_it_is_now(unbuilt: Workspace) -> None:
    """A decision about a pledge of an internal source is in no table for the public."""
    sources = unbuilt.folder / "sources"
    lines = (sources / "register.csv").read_text("utf-8").splitlines()
    hidden = lines[1].replace("A1,", "Hidden,", 1)
    (sources / "internal.csv").write_text(f"{lines[0]}\n{hidden}\n", "utf-8")
    with (unbuilt.folder / FILE).open("a", encoding="utf-8") as settings:
        settings.write(
            '[[sources]]\nname = "internal"\nfile = "sources/internal.csv"\n'
            'layout = "pledgegraph"\naudience = "internal"\n'
        )
    hidden_name = "pledge/" + pledge_name(None, "Hidden", "pledgegraph")
    decide(unbuilt, PLEDGES, f"{hidden_name},same,{A1},,,", f"{A2},same,{A1},,,")
    former: dict[str, set[str]] = {}
    for name, audiences in (("all", ["public", "internal"]), ("public", ["public"])):
        settings_of = settings_for(unbuilt.settings(), audiences)
        loading = check_sources(settings_of, source_files(unbuilt.folder, settings_of))
        former[name] = set()
        for pledge in loading.stated["Pledge"].to_pylist():
            former[name].update(pledge["former_identifier"])
    # The public has rows of A2, which is A1 now, and none of the other
    assert former == {"all": {A2, hidden_name}, "public": {A2}}


def test_a_pledge_that_gets_its_number_keeps_its_identifier(unbuilt: Workspace) -> None:
    """The next extract calls A1 by its official number."""
    sources = unbuilt.folder / "sources"
    lines = (sources / "register.csv").read_text("utf-8").splitlines()
    place = lines[0].split(",").index("pledge_id")
    row = lines[1].replace("A1,", "1/2026,", 1).split(",")
    row[place] = "GRF-00350"
    (sources / "next.csv").write_text(f"{lines[0]}\n{','.join(row)}\n", "utf-8")
    with (unbuilt.folder / FILE).open("a", encoding="utf-8") as settings:
        settings.write(
            '[[sources]]\nname = "next"\nfile = "sources/next.csv"\nlayout = "pledgegraph"\n'
            'retrieved = "2026-11-20"\n'
        )
    assert len(unbuilt.check().stated["Pledge"]) == 3
    decide(unbuilt, PLEDGES, f"grf 00350,same,{A1},me,2026-11-20,")
    rows = unbuilt.check().stated["Pledge"].to_pylist()
    named = {(row["source"], row["id"], row["official_identifier"]) for row in rows}
    assert named == {
        ("source/register", A1, None),
        ("source/register", A2, None),
        ("source/next", A1, "GRF-00350"),
    }
    # Whoever writes the IRI of the number is led to the one that the pledge keeps
    graph = f"<{BASE}/source/next>"
    number = f"<{BASE}/pledge/GRF-00350>"
    assert f"{number} <{DCTERMS}isReplacedBy> <{BASE}/{A1}> {graph} ." in quads(unbuilt)
    decide(unbuilt, PLEDGES, "A1,same,A2,,,")
    assert [line[:4] for line in problems_in(unbuilt)] == ["D001", "D001"]


def test_what_had_another_name_is_found_by_it(two_names: Workspace) -> None:
    """Links to an old identifier, and habits, must not break."""
    decide(two_names, ACTORS, "Org Alpha,same,Alpha Organisation,,,", "Nobody,same,Beta,,,")
    decide(two_names, PLEDGES, f"{A1},same,{A2},,,")
    manifest = two_names.build()
    # Only of names that a source has: an audience must not learn of others
    assert manifest["same"] == {
        "A1": A2,
        "actor/org-alpha": "actor/alpha-organisation",
        A1: A2,
    }
    base = manifest["base"]
    for name in ("A1", A1, f"{base}/{A1}", "A2"):
        assert two_names.explain(name)[0] == A2
    assert two_names.explain("Org Alpha")[0] == "actor/alpha-organisation"
    made = [two_names.ask("unsupported", actor=[name]).rows for name in ("Org Alpha", "Org alpha")]
    assert [[row["pledge"] for row in rows] for rows in made] == [["A2"], ["A2"]]


def test_pledges_that_are_two_are_no_longer_shown_as_likely_one(unbuilt: Workspace) -> None:
    """A1 says no forum, A2 does, and they agree in all else."""
    path = unbuilt.folder / "sources" / "register.csv"
    path.write_text(path.read_text("utf-8").replace("GRF 2023", "", 1), "utf-8")

    def likely_one() -> list[dict[str, str]]:
        unbuilt.build()
        derived = read_tables(unbuilt.build_folder() / "derived")
        return list(derived["MAYBE_SAME_AS"].to_pylist())

    assert likely_one() == [{"subject": A1, "object": A2}]
    assert [(pair.kind, pair.first, pair.second) for pair in unbuilt.open_pairs()] == [
        (PLEDGES, A1, A2)
    ]
    decide(unbuilt, PLEDGES, f"{A2},different,{A1},me,2026-11-01,two countries")
    assert likely_one() == [] and unbuilt.open_pairs() == []
    assert unbuilt.manifest()["apart"] == [[A2, A1]]


def test_words_mean_what_has_been_decided(unbuilt: Workspace) -> None:
    rewrite(unbuilt, Documentation="Papers", Chad="Tchadland")
    rewrite(unbuilt, Government_of_Tchadland="Government of Chad")
    lines = ["themes,papers,same,Documentation,,,", "countries,Tchadland,same,Chad,,,"]
    decide(unbuilt, TERMS, *lines)
    assert {theme for _, theme in links(unbuilt, "THEME")} == {"vocabulary/themes/documentation"}
    assert {place for _, place in links(unbuilt, "IMPLEMENTED_IN")} == {"country/TCD"}
    decide(unbuilt, TERMS, "themes,papers,same,Documentatio,,,", "colours,red,same,blue,,,")
    assert [line[:30] for line in problems_in(unbuilt)] == [
        "D001 decisions/terms.csv:2, co",
        "D001 decisions/terms.csv:3, co",
    ]


def test_files_are_sorted_and_read_back(tmp_path: Path) -> None:
    read = [
        Decision("b", "same", "B, the second", "me", "2026-11-01", 'said "so"'),
        Decision("Á", "ignore"),
        Decision("a", "different", "b"),
        Decision("b", "same", "B, the second", "me", "2026-11-01", 'said "so"', line=7),
    ]
    text = decisions_text(ACTORS, read)
    assert text.splitlines() == [
        HEADER,
        "a,different,b,,,",
        "Á,ignore,,,,",
        'b,same,"B, the second",me,2026-11-01,"said ""so"""',
    ]
    (tmp_path / "decisions").mkdir()
    (tmp_path / "decisions" / "actors.csv").write_text(text, "utf-8")
    problems: list[object] = []
    found = read_decisions(tmp_path, ACTORS, problems)  # type: ignore[arg-type]
    assert decisions_text(ACTORS, found) == text and not problems
    (tmp_path / "decisions" / "actors.csv").write_text("", "utf-8")
    assert read_decisions(tmp_path, ACTORS, []) == []


def test_a_file_with_other_columns_is_told(unbuilt: Workspace) -> None:
    (unbuilt.folder / "decisions").mkdir()
    (unbuilt.folder / "decisions" / "actors.csv").write_text("old,new\nA,B\n", "utf-8")
    (line,) = problems_in(unbuilt)
    assert line.startswith("D001 decisions/actors.csv:1: the columns name, decision, other, who")
