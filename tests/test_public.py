"""What is made for the public: the same bytes with and without the records that are not."""

import contextlib
import re
import shutil
import sys
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from pledgegraph import cli
from pledgegraph.errors import NoBuildYet, UsageProblem
from pledgegraph.graph.engine import Row
from pledgegraph.graph.export import FORMATS
from pledgegraph.queries.catalogue import questions
from pledgegraph.queries.lists import LISTS
from pledgegraph.workspace import builds, views
from pledgegraph.workspace.workspace import Workspace

from .audiences import SECRET, made
from .budget import LONG, some
from .shared import Share


@pytest.fixture(scope="module")
def both(share: Share) -> tuple[Workspace, Workspace]:
    """The workspace without the other records, and with them."""
    without = share("for-public-without", lambda folder: made(folder / "w", others=False))
    with_others = share("for-public-with", lambda folder: made(folder / "w", others=True))
    return Workspace(without / "w"), Workspace(with_others / "w")


def contents(path: Path) -> dict[str, bytes]:
    """The bytes of a file, or of each file in a folder; a workbook's without the time at which it
    was made.
    """
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return {
                name: book.read(name) for name in book.namelist() if name != "docProps/core.xml"
            }
    files = [path] if path.is_file() else [file for file in path.rglob("*") if file.is_file()]
    return {file.relative_to(path.parent).as_posix(): file.read_bytes() for file in files}


Run = Callable[..., tuple[str, str, dict[str, bytes]]]


@pytest.fixture
def run(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """A command in a workspace: what went to both streams, and what was written as ``x``, over what
    is there if it is ``again``.
    """

    def called(
        workspace: Workspace, *arguments: str, again: bool = False
    ) -> tuple[str, str, dict[str, bytes]]:
        monkeypatch.chdir(tmp_path)
        for left in tmp_path.glob("x*") if not again else ():
            shutil.rmtree(left) if left.is_dir() else left.unlink()
        monkeypatch.setattr(sys, "argv", ["pledgegraph", "-C", str(workspace.folder), *arguments])
        capfd.readouterr()
        with contextlib.suppress(SystemExit):
            cli.main()
        files = {
            name: data for left in tmp_path.glob("x*") for name, data in contents(left).items()
        }
        return *capfd.readouterr(), files

    return called


OPTIONS = {
    "unsupported": ["--country", "TCD"],
    "joint-candidates": ["--country", "KEN", "--area", "Health"],
    "new-actors": ["--country", "TCD", "--area", "Health"],
}
"""Options of the questions that need some, or are asked about a country here."""
NARROW = {name: OPTIONS.get(name, []) for name in questions()}
FORMS = (
    ["--format", "table"],
    ["--format", "csv"],
    ["--format", "markdown"],
    ["--format", "xlsx", "-o", "x.xlsx"],
    ["--engine", "sparql", "--format", "csv"],
)


def forms(number: int) -> list[list[str]]:
    """JSON, which has all that an answer says, and the other forms: in CI one of them with every
    third question, another one each time.
    """
    others = FORMS if LONG else [FORMS[number // 3 % len(FORMS)]][: number % 3 == 0]
    return [["--format", "json", "--envelope"], *others]


ANSWERS = [
    *(
        ["query", name, *NARROW[name], *form]
        for number, name in enumerate(NARROW)
        for form in forms(number)
    ),
    *(["query", "unsupported", "--show", language] for language in ("cypher", "sparql")),
    ["query", "unsupported", "--lang", "fr", "--format", "csv"],
    ["query", "unsupported", "--country", "Chat"],
    ["query", "joint-candidates", "--pledge", "B1"],
    ["query", "unsupported", "--for", "Lake Foundation", "--format", "csv"],
    ["query", "unsupported", "--for", "Secret Fund"],
    ["query", "progress", "--exclude", "Lake Foundation", "--format", "csv"],
    ["query", "progress", "--exclude", "Secret Fund"],
]


def in_forms(asked: Sequence[list[str]], forms: Sequence[str]) -> list[list[str]]:
    """Commands in one of the forms in CI, each in turn; in all of them in a long run."""
    return [
        [*command, "--format", form]
        for number, command in enumerate(asked)
        for form in (forms if LONG else [forms[number % len(forms)]])
    ]


LISTED = in_forms([["list", what] for what in LISTS], ("table", "json"))
LISTED += [["list", "pledges", "--actor", name] for name in ("Lake Foundation", "Secret Fund")]
DRAWN = [
    ["draw", *about, "-o", "x.html"]
    for about in (
        ["--country", "Chad"],
        ["--country", "Kenya"],
        ["--actor", "Lake Foundation"],
        ["--actor", "Secret Fund"],
        ["--question", "unsupported", "--country", "Kenya"],
    )
]
NAMED = ("A1", "K1", "O1", "B1", "Lake Foundation", "Secret Fund")
SOURCES = ("source/desk", "source/register")
EXPLAINED = in_forms([["explain", name] for name in some((*NAMED, *SOURCES), 2)], ("table", "csv"))
PAGES = ("Chad", "Kenya", "Lake Foundation", "Secret Fund", "A1", "K1", "K2")
SHOWN = in_forms([["show", name] for name in some(PAGES, 2)], ("json", "table"))
ASKED = [
    ["cypher", "MATCH (n) RETURN label(n) AS class, count(*) AS n ORDER BY class"],
    ["cypher", "MATCH (n:Pledge) RETURN n ORDER BY n.id", "--format", "json"],
    [
        "cypher",
        "MATCH (a)-[r]->(b) RETURN a.id, label(r) AS name, b.id ORDER BY a.id, name, b.id",
        "--format",
        "csv",
    ],
    ["cypher", "MATCH (s:Source) RETURN s ORDER BY s.id", "--format", "json"],
    ["sparql", "SELECT * WHERE { ?s ?p ?o } ORDER BY ?s ?p ?o", "--format", "csv"],
]
EXPORTED = [["export", name, "-o", f"x{FORMATS[name].ending}"] for name in FORMATS]
COMMANDS = [*ANSWERS, *LISTED, *DRAWN, *EXPLAINED, *SHOWN, *some(ASKED, 2), *EXPORTED]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_public_output_is_the_same_without_the_other_records(
    command: list[str], both: tuple[Workspace, Workspace], run: Run
) -> None:
    without, with_others = both
    seen = run(with_others, *command, "--audience", "public")
    # All that the workspace without them has is public
    assert seen == run(without, *command, "--audience", "public")
    named = SECRET.encode() in b"".join(part.encode() for part in command)
    assert named or SECRET.encode() not in b"".join(
        [seen[0].encode(), seen[1].encode(), *seen[2].values()]
    )


def test_a_site_is_the_same_without_the_other_records(
    both: tuple[Workspace, Workspace], run: Run
) -> None:
    """A site is for everybody: there is no audience to name."""
    without, with_others = both
    seen = run(with_others, "publish", "x")
    assert len(seen[2]) > 1000
    assert seen == run(without, "publish", "x")
    whole = b"".join([seen[1].encode(), *seen[2].values(), *(n.encode() for n in seen[2])])
    assert b"Schools" in whole
    assert SECRET.encode() not in whole and b"777777" not in whole and b"777,777" not in whole


WRITTEN = [command for command in COMMANDS if "-o" in command and "Secret Fund" not in command]


@pytest.mark.parametrize("command", some(WRITTEN, 6), ids=" ".join)
def test_nothing_stays_of_an_output_for_more_people_in_the_same_place(
    command: list[str], both: tuple[Workspace, Workspace], run: Run
) -> None:
    without, with_others = both
    wider = run(with_others, *command, "--audience", "public", "--audience", "internal")
    again = run(with_others, *command, "--audience", "public", again=True)
    assert again[2] != wider[2]
    assert again == run(without, *command, "--audience", "public")


def test_the_other_records_change_answers_at_home(both: tuple[Workspace, Workspace]) -> None:
    """What the comparison compares is no accident."""
    without, with_others = both
    home, public = with_others.reading(), with_others.reading("public")

    def rows(reader: Workspace, text: str) -> list[Row]:
        with contextlib.closing(reader.engine()) as opened:
            return opened.ask(text, {})

    matches = (
        "MATCH (m:Match)-[:SUPPORTS]->(p:Pledge) RETURN p.local_identifier AS pledge ORDER BY"
        " pledge"
    )
    assert [row["pledge"] for row in rows(public, matches)] == ["A1", "K1"]
    assert [row["pledge"] for row in rows(home, matches)] == ["A1", "K1", "K2"]
    name = "MATCH (a:Actor {id: 'actor/lake-foundation'}) RETURN a.name AS name"
    assert (rows(public, name), rows(home, name)) == (
        [{"name": "Lake Foundation"}],
        [{"name": "LAKE FOUNDATION"}],
    )
    title = (
        "MATCH (p:Pledge) WHERE p.local_identifier IN ['K1', 'O1'] RETURN p.title AS title ORDER BY"
        " title"
    )
    assert [row["title"] for row in rows(public, title)] == ["Schools", "Wells"]
    assert [row["title"] for row in rows(home, title)] == ["Secret schools", "Secret wells"]
    dates = [reader.manifest()["sources_up_to"] for reader in (without, public, home)]
    assert dates == ["2026-11-01", "2026-11-01", "2026-11-20"]
    for reader, figures in ((public, (1_000, None)), (home, (777_777, 888_888))):
        people = {row["pledge"]: row["people"] for row in reader.ask("unsupported").rows}
        assert (people["O1"], people["K1"]) == figures
    covered = "MATCH (:SupportPlatform)-[:COVERS]->(c:Country) RETURN c.id AS id ORDER BY id"
    assert [row["id"] for row in rows(public, covered)] == ["country/TCD"]
    assert [row["id"] for row in rows(home, covered)] == ["country/KEN", "country/TCD"]
    assert (
        home.ask("unsupported")
        .notices[-1]
        .startswith("Made with records that are not public: sources/")
    )
    assert not any("not public" in notice for notice in public.ask("unsupported").notices)


def test_the_public_view_is_the_build_of_the_public_sources(
    both: tuple[Workspace, Workspace],
) -> None:
    """Table by table, by its hash and by what a database is told of it."""
    without, with_others = both
    whole = builds.current_build(without.folder)
    view = views.view_of(with_others.folder, builds.current_build(with_others.folder), ["public"])
    assert view.parent == builds.current_build(with_others.folder)
    assert views.view_of(without.folder, whole, ["public"]) == whole
    assert (
        views.view_of(with_others.folder, view.parent, ["internal", "partners", "public"])
        == view.parent
    )
    names = sorted(path.relative_to(whole) for path in whole.rglob("*") if path.is_file())
    reported = [
        name for name in names if name.suffix not in (".lbug", "") or name.name == "manifest.json"
    ]
    assert {name.suffix for name in reported} == {".parquet", ".json"}
    assert [
        name for name in reported if (whole / name).read_bytes() != (view / name).read_bytes()
    ] == []
    assert without.dataset()[1] == with_others.dataset()[1]
    assert without.dataset()[0].summaries() == with_others.dataset()[0].summaries()


def test_a_part_of_the_audiences_is_made_at_first_use_and_once(
    both: tuple[Workspace, Workspace],
) -> None:
    """With its store for SPARQL beside it; nothing is written into the build."""
    build = builds.current_build(both[1].folder)
    before = sorted(build.rglob("*"))
    part = both[1].reading(["public", "partners"])
    asked = part.ask("unsupported")
    assert (
        asked.notices[-1]
        == "Made with records that are not public: sources/desk.csv (partners, 7 records)."
    )
    assert "2026-11-20" in asked.heading
    assert part.pinned is not None and part.pinned.parent == build.parent / "cache" / build.name
    titles = (
        "PREFIX pg: <https://w3id.org/pledgegraph#> SELECT ?t WHERE { ?p a pg:Pledge ; pg:title"
        " ?t }"
    )
    rows = {row["t"] for row in both[1].sparql(titles, audience=["public", "partners"])}
    assert rows == {
        "Identity cards",
        "Registration",
        "Secret schools",
        "Clinics",
        "Wells",
        "Secret cards",
        "Secret plan",
    }
    (store,) = part.pinned.parent.glob(f"{part.pinned.name}-sparql-*")
    both[1].sparql(titles, audience="public")
    (public,) = part.pinned.parent.glob("for-public-sparql-*")
    assert both[1].reading(["partners", "public"]).pinned == part.pinned
    assert store.is_dir() and public.is_dir() and sorted(build.rglob("*")) == before


def test_a_narrowed_workspace_gives_no_more_than_it_has(both: tuple[Workspace, Workspace]) -> None:
    public, part = (both[1].reading(each) for each in ("public", ["public", "partners"]))
    for wider in ("internal", ["public", "internal"]):
        with pytest.raises(UsageProblem, match="limited to the records for public"):
            public.ask("unsupported", audience=wider)
    with pytest.raises(UsageProblem, match="limited to the records for public, partners"):
        part.ask("unsupported", audience="internal")
    alone = public.ask("unsupported").rows
    assert part.ask("unsupported", audience="public").rows == alone
    assert public.reading().ask("unsupported", audience="public").rows == alone


def test_the_public_view_answers_whatever_becomes_of_the_sources(
    both: tuple[Workspace, Workspace], tmp_path: Path
) -> None:
    cache = shutil.ignore_patterns("cache")
    shutil.copytree(both[1].folder, tmp_path / "w", ignore=cache)
    workspace = Workspace(tmp_path / "w")
    before = workspace.ask("unsupported", audience="public").to_json()
    with (workspace.folder / "sources" / "desk.csv").open("a", encoding="utf-8") as file:
        file.write("\n")
    assert workspace.ask("unsupported", audience="public").to_json() == before
    with pytest.raises(
        NoBuildYet,
        match="must be built first, and the sources have changed since the last build",
    ):
        workspace.ask("unsupported", audience=["partners", "public"])
    workspace.build()
    assert workspace.ask("unsupported", audience=["partners", "public"]).rows


def test_an_audience_is_named_and_known(small_built: Workspace) -> None:
    for audience, reported in (
        ("publik", "There is no audience 'publik'"),
        ([], "No audience is given"),
    ):
        with pytest.raises(UsageProblem, match=reported):
            small_built.ask("unsupported", audience=audience)
    assert small_built.ask("unsupported", audience="internal").rows == []


def test_a_picture_marks_by_records_of_its_audience(both: tuple[Workspace, Workspace]) -> None:
    """An internal match covers K2 in full; K1 is supported in part by a public one."""
    marked = re.compile(r'<th [^>]*><bdi>(K[12]) [^/]*</bdi> <span class="mark open">')
    for audience, pledges in ((None, ["K1"]), ("public", ["K1", "K2"])):
        html = both[1].draw_named("country", "KEN", audience=audience)
        assert sorted(marked.findall(html)) == pledges
        assert "no support, or not all that is sought, recorded in these sources as of" in html
