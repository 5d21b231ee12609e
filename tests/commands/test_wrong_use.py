"""Wrong use: a text, a folder, a path or an option that is refused is one line."""

import re
from pathlib import Path

import pytest

from pledgegraph.workspace.workspace import Workspace

from ..budget import some  # noqa: TID252 (tests are no package that could be named)
from .running import ONE_LINE, Run

WRONG_USE = [
    (["frob"], "No such command 'frob'"),
    (["query", "unsupportd"], "Did you mean 'unsupported'? Try `pledgegraph query --help`."),
    (["query", "unsupported", "--formt", "csv"], "--format"),
    (["query", "unsupported", "--format", "pdf"], "'pdf' is not one of 'table', 'csv'"),
    (["query", "unsupported", "--engine", "neo5j"], "There is no engine 'neo5j'"),
    (["query", "unsupported", "--limit", "-1"], "-1 is less than 0."),
    (["query", "unsupported", "--limit", "many"], "--limit"),
    (["query", "unsupported", "--country", "Narnia"], "country 'Narnia' is not known"),
    (["query", "unsupported", "--support", "nothing"], "support 'nothing' is not known"),
    (["query", "unsupported", "--as-of", "today"], "Write 2026-11-24."),
    (["query", "unsupported", "--envelope"], "--envelope only works with JSON"),
    (["query", "unsupported", "--format", "xlsx"], "A workbook needs a file"),
    (["query", "unsupported", "-o", "x.txt"], "An answer is not written as .txt. Name a file"),
    (["query", "unsupported", "-o", "x.png"], "An answer is not written as .png"),
    (["query", "unsupported", "-o", "x.csv", "--format", "json"], "x.csv is a file for csv"),
    (["query", "unsupported", "-o", "x", "-f", "table"], "A table cannot be written to a file"),
    (["query", "unsupported", "--columns", "pledge,hots"], "no column 'hots'. Did you mean 'host'"),
    (["query", "unsupported", "--sort", "-poeple"], "no column 'poeple'. Did you mean 'people'"),
    (["query", "unsupported", "--columns", ""], "--columns has no value. Give one, or leave"),
    (["query", "unsupported", "--sort", " , "], "--sort has no value"),
    (["query", "unsupported", "--as-of", ""], "--as-of has no value"),
    (["query", "unsupported", "--country", "TCD", "--country", ""], "--country has no value"),
    (["query", "unsupported", "--show", "cypher", "-o", "x.csv"], "--show prints texts, and"),
    (["draw", "--country", "ETH", "-o", "x.pdf"], "A picture is not written as .pdf. Name a file"),
    (["draw", "--country", "ETH", "--layout", "network", "--paper", "a4"], "The network is not"),
    (["draw", "--country", "ETH", "--layout", "thin", "-o", "x.gexf"], "Leave out --layout thin"),
    (["query", "joint-candidates"], "`pledgegraph list pledges` finds one."),
    (["query", "joint-candidates", "--country", "TCD"], "with an area. Add --area."),
    (
        ["query", "joint-candidates", "--area", "Education"],
        "Add --country, --situation or --platform.",
    ),
    (
        ["query", "joint-candidates", "--pledge", "A1", "--country", "TCD"],
        "Leave out --country, or --pledge.",
    ),
    (
        ["query", "joint-candidates", "--pledge", "A1", "--area", "Education", "--country", "TCD"],
        "Leave out --country and --area, or --pledge.",
    ),
    (["list", "pledgs"], "Did you mean 'pledges'?"),
    (["explain", "GRF-99999"], "Nothing is called 'GRF-99999'"),
    (["explain", "A11"], "Did you mean 'A1'"),
    (["explain", "pledge/../../x"], "Nothing is called"),
    (["explain"], "Missing argument"),
    (["draw"], "Say what to draw"),
    (["draw", "--country", "TCD", "--actor", "Japan"], "actor 'Japan' is not known"),
    (
        ["draw", "--actor", "Nobody at all"],
        "actor 'Nobody at all' is not known. `pledgegraph list actors` lists them",
    ),
    (["draw", "--question", "unsuported"], "Did you mean 'unsupported'"),
    (
        ["draw", "--question", "unsupported", "--actor", "Japan"],
        "actor 'Japan' is not known",
    ),
    (["draw", "--question", "unsupported", "--country", "KEN"], "no pledges to draw"),
    (["export", "turtel"], "Did you mean 'turtle'?"),
    (["export", "turtle", "--audience", "everybody"], "There is no audience 'everybody'"),
    (["cypher", "RETURN 1 AS x", "--format", "xlsx"], "'xlsx' is not one of 'table', 'csv'"),
    (["status", "--format", "csv"], "'csv' is not one of 'table', 'json'"),
    (["cypher", "RETURN 1 AS x", "--timeout", "0"], "Give seconds above 0"),
    (["sparql", "ASK {}", "--timeout", "soon"], "--timeout"),
    (["cypher", "RETURN 1 AS x", "--memory", "much"], "'much' is not a size of memory"),
    (["sparql", "ASK {}", "--memory", "1"], "Give 256 MiB or more"),
]


@pytest.mark.parametrize(
    ("arguments", "said"), WRONG_USE, ids=[" ".join(case[0]) for case in WRONG_USE]
)
def test_wrong_use_is_one_line(
    run: Run, small_built: Workspace, arguments: list[str], said: str
) -> None:
    done = run("-C", small_built.folder, *arguments)
    assert (done.status, done.out) == (2, "")
    assert ONE_LINE.fullmatch(done.err), done.err
    assert done.err.startswith("U001 ")
    assert said in done.err


TEXTS = [
    (["cypher", ""], "Q001", "cannot begin with nothing"),
    (["cypher", "CREATE (p:Pledge {id: 'pledge/x'})"], "Q001", "cannot begin with CREATE"),
    (["cypher", "MATCH (p:Pledge) SET p.title = 'x'"], "Q001", "SET is not for reading"),
    (["cypher", "MATCH (p:Pledge) RETURN p.titel"], "Q001", "Did you mean 'title'?"),
    (["cypher", "MATCH (p:Plege) RETURN p.id"], "Q001", "Did you mean 'Pledge'?"),
    (["cypher", "MATCH (p:Zzzzz) RETURN p.id"], "Q001", "There are: Actor, Cell, Concept"),
    (["cypher", "MATCH (p:Pledge) RETURN p.zzzzz"], "Q001", "RETURN p LIMIT 1"),
    (["cypher", "MATCH (p:Pledge) RETURN foo(p)"], "Q001", "An example: MATCH"),
    (["cypher", "MATCH (p:Pledge"], "Q001", "cannot be answered"),
    (
        ["cypher", "WITH 1 AS x LIMIT 1LOAD FROM '/etc/passwd' RETURN *"],
        "Q001",
        "LOAD is not for reading at 1:20",
    ),
    (
        ["cypher", "WITH 1 AS x LIMIT 1CALL show_tables() RETURN *"],
        "Q001",
        "CALL is not for reading at 1:20",
    ),
    (
        ["cypher", "UNWIND range(1,1000000000) AS x RETURN sum(x)", "--memory", "300"],
        "Q002",
        "more than 300 MiB",
    ),
    (
        [
            "sparql",
            "SELECT (COUNT(*) AS ?n) {?a ?b ?c. ?d ?e ?f. ?g ?h ?i. ?j ?k ?l}",
            "--timeout",
            "2",
        ],
        "Q002",
        "than 2 s",
    ),
    (["sparql", "INSERT DATA {<a:a> <b:b> <c:c>}"], "Q001", "cannot begin with INSERT"),
    (
        ["sparql", "SELECT * {SERVICE <http://example.org/> {?a ?b ?c}}"],
        "Q001",
        "SERVICE is not allowed",
    ),
    (["sparql", "SELECT"], "Q001", "cannot be read"),
]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    some(TEXTS, 2),
    ids=[" ".join(case[0]) for case in some(TEXTS, 2)],
)
def test_a_text_that_is_refused_is_one_line(
    run: Run, small_built: Workspace, arguments: list[str], code: str, said: str
) -> None:
    done = run("-C", small_built.folder, *arguments)
    assert (done.status, done.out) == (2, "")
    assert ONE_LINE.fullmatch(done.err), done.err
    assert done.err.startswith(f"{code} ")
    assert said in done.err


@pytest.mark.parametrize(
    "arguments", [["build"], ["check"], ["status"], ["query", "unsupported"], ["explain", "A1"]]
)
def test_no_workspace(run: Run, tmp_path: Path, arguments: list[str]) -> None:
    done = run("-C", tmp_path / "missing", *arguments)
    assert (done.status, done.out) == (2, "")
    assert ONE_LINE.fullmatch(done.err)
    assert done.err.startswith("W005 There is no folder ")


@pytest.mark.parametrize(
    "arguments", [["status"], ["query", "unsupported"], ["explain", "A1"], ["export", "turtle"]]
)
def test_no_build(run: Run, unbuilt: Workspace, arguments: list[str]) -> None:
    done = run("-C", unbuilt.folder, *arguments)
    assert (done.status, done.out) == (2, "")
    assert done.err == "B001 There is no build yet. Run `pledgegraph build`.\n"


UNWRITABLE = [
    ["query", "unsupported", "--format", "csv"],
    ["query", "unsupported", "--format", "xlsx"],
    ["draw", "--country", "TCD"],
    ["export", "turtle"],
    ["export", "nquads"],
    ["export", "graphml"],
    ["export", "csv"],
]


@pytest.mark.parametrize("arguments", UNWRITABLE, ids=" ".join)
def test_a_path_that_cannot_be_written(
    run: Run, small_built: Workspace, tmp_path: Path, arguments: list[str]
) -> None:
    (tmp_path / "file").write_text("kept")
    other = tmp_path if "csv" not in arguments[:2] else tmp_path / "file"
    for path, code in ((tmp_path / "file" / "x", "X001"), (other, "U002")):
        done = run("-C", small_built.folder, *arguments, "-o", path)
        assert (done.status, done.out) == (2, "")
        assert re.fullmatch(rf"{code} [^\n]+\n", done.err.splitlines(keepends=True)[-1]), done.err
    assert (tmp_path / "file").read_text() == "kept"
