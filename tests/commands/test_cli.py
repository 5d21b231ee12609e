"""The command line: what goes where, what it ends with, and that nothing a user does shows a
traceback.
"""

import csv
import io
import json
import re
import sys
import zipfile
from pathlib import Path

import pytest

from pledgegraph import cli
from pledgegraph.commands import failures
from pledgegraph.errors import PledgegraphError, Problem, SourceProblems, Where
from pledgegraph.problem_codes import CODES
from pledgegraph.workspace.settings import FILE
from pledgegraph.workspace.workspace import Workspace

from .running import ONE_LINE, Run


def test_build_check_and_status(run: Run, small: Workspace) -> None:
    at = ("-C", small.folder)
    assert run(*at, "check").status == 0
    done = run(*at, "build")
    assert (done.status, done.out) == (0, "")
    assert (
        done.err
        == "Built: 2 pledges, 0 statements about many pledges, 1 actor, 0 matches; sources up to"
        " 2026-11-01.\n"
    )
    assert "Up to date with its sources." in run(*at, "status").out
    register = small.folder / "sources" / "register.csv"
    first, _, second = register.read_text("utf-8").partition("A2")
    register.write_text(f"{first}A1{second.replace('Identity cards', 'Schools')}", "utf-8")
    status = run(*at, "status", "--format", "json")
    assert (json.loads(status.out)["stale"], status.err) == (True, "")
    assert "Run `pledgegraph build`" in run(*at, "status").out
    done = run(*at, "check")
    assert done.status == 1
    assert done.out.startswith(
        "V001 sources/register.csv:3, column \"local_id\": 'A1' is already the identifier of"
    )
    assert done.err == "1 blocking, 0 findings.\n"
    rows = json.loads(run(*at, "check", "--format", "json").out)
    assert [(row["code"], row["severity"], row["line"]) for row in rows] == [("V001", "error", 3)]
    assert (
        next(csv.DictReader(io.StringIO(run(*at, "check", "--format", "csv").out)))["code"]
        == "V001"
    )
    done = run(*at, "build")
    assert (done.status, done.out) == (2, "")
    assert ONE_LINE.fullmatch(done.err)
    assert json.loads(run(*at, "query", "unsupported", "--format", "json").out)


def test_findings_do_not_fail_a_build(run: Run, small: Workspace) -> None:
    register = small.folder / "sources" / "register.csv"
    register.write_text(register.read_text("utf-8").replace(",Chad,", ",Atlantis,"), "utf-8")
    done = run("-C", small.folder, "build")
    assert (done.status, done.out) == (0, "")
    assert "; 1 finding, see `pledgegraph check`." in done.err
    assert run("-C", small.folder, "check").status == 1


def test_a_failed_build_tells_the_first_problems(run: Run, small: Workspace) -> None:
    lines = (small.folder / "sources" / "register.csv").read_text("utf-8").splitlines()
    place = lines[0].split(",").index("stage_date")
    rows = [lines[1].split(",") for _ in range(60)]
    for number, row in enumerate(rows):
        row[0], row[place] = f"A{number}", f"soon {number}"
    text = "\n".join([lines[0], *map(",".join, rows)]) + "\n"
    (small.folder / "sources" / "register.csv").write_text(text, "utf-8")
    with (small.folder / FILE).open("a", encoding="utf-8") as settings:
        settings.write('bad_values = "stop"\n')
    reported = run("-C", small.folder, "build").err.splitlines()
    assert len(reported) == failures.LISTED + 1
    assert reported[-1] == "40 more problems: `pledgegraph check` lists them all."
    assert len(run("-C", small.folder, "check").out.splitlines()) == 60


def test_an_answer_in_every_format(run: Run, small_built: Workspace, tmp_path: Path) -> None:
    at = ("-C", small_built.folder, "query", "unsupported")
    rows = json.loads(run(*at, "--format", "json").out)
    assert [row["pledge"] for row in rows] == ["A1", "A2"]
    assert rows[0]["people"] is None
    table = run(*at)
    assert table.out.startswith("Host-country pledges open to matching")
    assert table.err == ""
    for name, start in (
        ("csv", "pledge,title,"),
        ("json", "[\n"),
        ("markdown", "## Host-country pledges"),
    ):
        done = run(*at, "--format", name)
        assert done.status == 0
        assert done.out.startswith(start)
        assert done.err.startswith("Host-country pledges open") is (name != "markdown")
        written = run(*at, "--format", name, "-o", tmp_path / name)
        assert (written.out, (tmp_path / name).read_text("utf-8")) == (
            "",
            "\ufeff" * (name == "csv") + done.out,
        )
    assert run(*at, "--format", "xlsx", "-o", tmp_path / "x.xlsx").status == 0
    assert zipfile.is_zipfile(tmp_path / "x.xlsx")
    enveloped = run(*at, "--format", "json", "--envelope")
    assert json.loads(enveloped.out)["rows"] == rows
    assert enveloped.err == ""
    assert len(json.loads(run(*at, "--format", "json", "--limit", "1").out)) == 1
    assert json.loads(run(*at, "--format", "json", "--limit", "0").out) == []
    for name in ("json", "csv", "markdown"):
        shortened, whole = (run(*at, "--format", name, "--limit", each) for each in ("1", "2"))
        # Markdown has a place for it, so that whoever is sent the file knows
        said = shortened.out if name == "markdown" else shortened.err
        assert said.endswith("1 of 2 rows; 1 left out by --limit 1.\n")
        assert "left out" not in whole.out + whole.err
    limited = run(*at, "--limit", "1")
    assert ("1 of 2 rows; 1 left out by --limit 1.\n" in limited.out, limited.err) == (True, "")
    assert json.loads(run(*at, "--format", "json", "--engine", "sparql").out) == rows


def test_rows_in_every_format(run: Run, small_built: Workspace) -> None:
    text = (
        "MATCH (p:Pledge) RETURN p.local_identifier AS pledge, collect(1) AS ones, p.target_year ="
        " 1 AS late"
    )
    text = text.replace("p.target_year = 1", "1 = 1")
    at = ("-C", small_built.folder, "cypher", text)
    rows = json.loads(run(*at, "--format", "json").out)
    assert sorted(row["pledge"] for row in rows) == ["A1", "A2"]
    assert set(run(*at, "--format", "csv").out.splitlines()) == {
        "pledge,ones,late",
        '"A1","1","yes"',  # the second is a list
        '"A2","1","yes"',
    }
    assert run(*at, "--format", "markdown").out.splitlines()[:2] == [
        "| pledge | ones | late |",
        "|---|---|---|",
    ]
    assert "A1" in run(*at).out
    limited = run(*at, "--format", "csv", "--limit", "1")
    assert (len(limited.out.splitlines()), limited.err) == (
        2,
        "1 of 2 rows; 1 left out by --limit 1.\n",
    )
    whole = run("-C", small_built.folder, "cypher", "MATCH (p:Pledge) RETURN p")
    assert (whole.status, whole.err) == (0, "")
    assert (
        run("-C", small_built.folder, "cypher", "MATCH (p:Match) RETURN p.id", "-f", "csv").out
        == ""
    )


def test_list_and_draw_and_export(run: Run, small_built: Workspace, tmp_path: Path) -> None:
    at = ("-C", small_built.folder)
    assert run(*at, "list", "pledges").out == "A1\tIdentity cards\nA2\tIdentity cards\n"
    unknown = run(*at, "sparql", "SELECT ?p { ?p pg:titel ?t }")
    assert (unknown.status, unknown.out) == (0, "")
    assert unknown.err.startswith("pg:titel is not a term of the ontology")
    assert run(*at, "list", "pledges", "tchad").out == run(*at, "list", "pledges", "chad").out
    assert run(*at, "list", "pledges", "tchat").out == ""
    missed = run(*at, "list", "countries", "Tchadd", "--lang", "fr")
    assert (missed.status, missed.out) == (0, "")
    assert missed.err == (
        "Rien dans la liste ne contient 'Tchadd'. Vouliez-vous dire Tchad ?"
        " `pledgegraph list countries` montre tout.\n"
    )
    nowhere = run(*at, "list", "forums", "xyz", "--format", "json")
    assert nowhere.err == ("Nothing listed has 'xyz' in it. `pledgegraph list forums` lists all.\n")
    assert run(*at, "list", "pledges", "CHAD").out == "A1\tIdentity cards\nA2\tIdentity cards\n"
    shortened = run(*at, "list", "pledges", "--limit", "1")
    assert (shortened.out, shortened.err) == (
        "A1\tIdentity cards\n",
        "1 of 2 rows; 1 left out by --limit 1.\n",
    )
    assert run(*at, "list", "countries", "chad", "--format", "csv").out == 'id,name\n"TCD","Chad"\n'
    for options in (["--country", "Chad"], ["--question", "unsupported", "--country", "TCD"]):
        done = run(*at, "draw", *options, "-o", tmp_path / "p.html")
        assert (done.status, done.out) == (0, "")
        assert "Identity cards" in (tmp_path / "p.html").read_text("utf-8")
    done = run(*at, "export", "turtle")
    assert (done.status, done.out) == (0, "")
    assert (tmp_path / "pledgegraph-turtle.ttl").read_text("utf-8").startswith("@base ")


def test_explain_tells_a_value_once_with_its_places(run: Run, sample: Workspace) -> None:
    at = ("-C", sample.folder, "explain")
    lines = run(*at, "Government of Denmark").out.splitlines()
    assert [line for line in lines if line.startswith("  ") and not line.startswith("   ")] == [
        "  name = Government of Denmark",
        "  represents = country/DNK",
        "  actorType = vocabulary/entity-types/state",
    ]
    assert lines[1 + 6] == "      and 3 more; --format csv gives all"
    assert (
        len(run(*at, "Government of Denmark", "--format", "csv").out.splitlines()) == 1 + 8 + 8 + 3
    )
    for name, origin in (
        ("country/ETH", "pledgegraph's own lists"),
        ("source/population", "pledgegraph.toml"),
    ):
        done = run(*at, name)
        assert (done.status, done.out) == (0, f"{name}\n")
        assert done.err.startswith(
            f"No cell of a source states the values of {name}: they come from "
        )
        assert origin in done.err


def test_only_public_records_leave(run: Run, small: Workspace, tmp_path: Path) -> None:
    path = small.folder / FILE
    path.write_text(path.read_text("utf-8") + 'audience = "internal"\n', "utf-8")
    at = ("-C", small.folder)
    assert run(*at, "build").status == 0
    assert len(json.loads(run(*at, "query", "unsupported", "--format", "json").out)) == 2
    for name in ("turtle", "nquads", "graphml"):
        assert run(*at, "export", name, "-o", tmp_path / "public").status == 0
        assert "Identity cards" not in (tmp_path / "public").read_text("utf-8")
        assert (
            run(*at, "export", name, "--audience", "internal", "-o", tmp_path / "internal").status
            == 0
        )
        assert "Identity cards" in (tmp_path / "internal").read_text("utf-8")


def test_what_steers_a_terminal_or_a_spreadsheet_is_only_shown(
    run: Run, small: Workspace, tmp_path: Path
) -> None:
    register = small.folder / "sources" / "register.csv"
    evil = "=cmd|' /c calc'!A1 \x1b]0;owned\x07\x1b[31m\u202egpj.exe\x9b2J"
    register.write_text(register.read_text("utf-8").replace("Identity cards", evil, 1), "utf-8")
    at = ("-C", small.folder)
    assert run(*at, "build").status == 0
    for arguments in (
        ["query", "unsupported"],
        ["explain", "A1"],
        ["list", "pledges"],
        ["check"],
        ["status"],
    ):
        done = run(*at, *arguments)
        assert not re.search("[\x1b\x07\x9b\u202e]", done.out + done.err), arguments
    assert "\\x1b" in run(*at, "list", "pledges").out
    text = run(*at, "query", "unsupported", "--format", "csv").out
    (title,) = [row["title"] for row in csv.DictReader(io.StringIO(text)) if row["pledge"] == "A1"]
    assert title == r"'=cmd|' /c calc'!A1 \x1b]0;owned\x07\x1b[31m\u202egpj.exe\x9b2J"
    assert (
        run(*at, "query", "unsupported", "--format", "xlsx", "-o", tmp_path / "x.xlsx").status == 0
    )
    with zipfile.ZipFile(tmp_path / "x.xlsx") as book:
        assert all(b"<f>" not in book.read(name) for name in book.namelist())
    assert run(*at, "export", "csv", "-o", tmp_path / "x").status == 0
    assert "\n=cmd" not in (tmp_path / "x" / "Pledge.csv").read_text("utf-8")


@pytest.mark.parametrize(
    ("problem", "status", "start"),
    [
        (PledgegraphError("m", "h"), 2, "X001 m. h\n"),
        (
            SourceProblems(
                [Problem("V003", "error", Where("a\x1b.csv", line=2), "bad\nthing", "Do.")]
            ),
            2,
            "V003 a\\x1b.csv:2: bad\\nthing. Do.\n",
        ),
        (KeyboardInterrupt(), 130, "Stopped.\n"),
        (MemoryError(), 2, "X002 Out of memory."),
        (OSError(28, "No space left on device", "x"), 2, "X001 No space left on device: x."),
        (
            ZeroDivisionError("so\nwhat"),
            70,
            "X003 This is a defect of pledgegraph (ZeroDivisionError: so what).",
        ),
        (RecursionError(), 70, "X003 "),
    ],
    ids=lambda value: type(value).__name__,
)
def test_every_failure_is_one_line(
    capsys: pytest.CaptureFixture[str], problem: BaseException, status: int, start: str
) -> None:
    def fail() -> None:
        raise problem

    assert failures.guarded(fail) == status
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith(start)


def test_a_stop_while_a_class_is_made_is_no_defect(capsys: pytest.CaptureFixture[str]) -> None:
    """Python 3.11 wraps it in a RuntimeError; later ones let it through."""

    class Stopping:
        def __set_name__(self, owner: type, name: str) -> None:
            raise KeyboardInterrupt

    def make() -> None:
        type("Made", (), {"field": Stopping()})

    assert failures.guarded(make) == failures.STOPPED
    assert capsys.readouterr().err.startswith("Stopped.")


def test_a_defect_is_shown_where_asked_for(
    run: Run, small_built: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(workspace: Workspace) -> None:
        raise ZeroDivisionError("what nobody foresaw")

    monkeypatch.setattr(Workspace, "check", fail)
    done = run("-C", small_built.folder, "check")
    assert done.status == failures.DEFECT
    assert re.fullmatch(
        r"X003 [^\n]*ZeroDivisionError: what nobody foresaw[^\n]*--debug[^\n]*\n", done.err
    )
    monkeypatch.setattr(
        sys, "argv", ["pledgegraph", "--debug", "-C", str(small_built.folder), "check"]
    )
    with pytest.raises(ZeroDivisionError):
        cli.main()


def test_every_code_of_an_exception_is_in_the_list() -> None:
    kinds: list[type[PledgegraphError]] = [PledgegraphError, *PledgegraphError.__subclasses__()]
    assert len(kinds) > 8
    assert [kind.__name__ for kind in kinds if kind.code not in CODES] == []
