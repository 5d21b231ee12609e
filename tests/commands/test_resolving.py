"""Pairs that may be one: found in a build, decided on a terminal or in a sheet."""

import csv
import io
import json
import sys
from pathlib import Path

import pytest
import xlsxwriter

from pledgegraph.errors import SourceProblems
from pledgegraph.loaders.decision_files import ACTORS, PLEDGES, Decision
from pledgegraph.workspace.resolving import COLUMNS, add_decisions, read_pairs
from pledgegraph.workspace.settings import FILE
from pledgegraph.workspace.workspace import Workspace

from ..conftest import write_small  # noqa: TID252 (tests are no package that could be named)
from ..shared import Share  # noqa: TID252
from .running import Run

ALPHA, ALFA = "Alpha Refugee Council", "Alfa Refugee Council"
HEADER = "name,decision,other,who,when,why\n"


@pytest.fixture(scope="module")
def alike(share: Share) -> Workspace:
    """A1 is by Alpha, A2 by Alfa; a second register gives A1 to ARC, and says no forum."""

    def make(folder: Path) -> object:
        made = write_small(folder / "w")
        path = made.folder / "sources" / "register.csv"
        first, _, second = path.read_text("utf-8").partition("A2,")
        second = second.replace("Government of Chad", ALFA)
        path.write_text(f"{first.replace('Government of Chad', ALPHA)}A2,{second}", "utf-8")
        again = first.replace("Government of Chad", "ARC").replace("GRF 2023", "")
        (made.folder / "sources" / "again.csv").write_text(again, "utf-8")
        with (made.folder / FILE).open("a", encoding="utf-8") as settings:
            settings.write(
                '[[sources]]\nname = "again"\nfile = "sources/again.csv"\nlayout = "pledgegraph"\n'
            )
        return made.build()

    return Workspace(share("alike", make) / "w")


@pytest.fixture
def open_ones(alike: Workspace) -> Workspace:
    """The same, without decisions of another test."""
    for path in (alike.folder / "decisions").glob("*.csv"):
        path.unlink()
    return alike


def text_of(workspace: Workspace, kind: str = ACTORS) -> str:
    return (workspace.folder / "decisions" / f"{kind}.csv").read_text("utf-8")


def test_pairs_have_what_speaks_for_them(open_ones: Workspace) -> None:
    pairs = open_ones.open_pairs()
    found = [(pair.kind, pair.first, pair.second, list(map(str, pair.because))) for pair in pairs]
    likely, *others = found
    # 19 letters of 20 and 21 stay in their order: 2 * 19 of 41
    assert likely == (ACTORS, ALFA, ALPHA, ["spelled alike (93 of 100)"])
    initials = "one is the initials of the other"
    two_sources = "two sources name one each for a1-e0b68043"
    assert others == [
        (ACTORS, "ARC", ALFA, [initials]),
        (ACTORS, "ARC", ALPHA, [initials, two_sources]),
    ]
    assert str(pairs[0].first_about) == f"{ALFA}; 1 pledge: a2-1a29fcdc"


def test_a_sheet_is_filled_in_and_read_back(run: Run, open_ones: Workspace, tmp_path: Path) -> None:
    at = ("-C", open_ones.folder, "resolve")
    out = tmp_path / "pairs.csv"
    assert run(*at, "-o", out).status == 0
    rows = list(csv.DictReader(io.StringIO(out.read_text("utf-8-sig"))))
    assert list(rows[0]) == list(COLUMNS)
    book = tmp_path / "pairs.xlsx"
    assert run(*at, "-o", book).status == 0 and book.read_bytes().startswith(b"PK")
    assert json.loads(run(*at, "--format", "json").out)[0]["first"] == ALFA
    filled = tmp_path / "filled.xlsx"
    words = {(ALFA, ALPHA): "Same: second", ("ARC", ALFA): "different"}
    with xlsxwriter.Workbook(filled) as made:
        sheet = made.add_worksheet()
        sheet.write_row(0, 0, COLUMNS)
        for line, row in enumerate(rows, 1):
            if word := words.get((row["first"], row["second"])):
                row |= {"decision": word, "why": "their letterhead"}
            sheet.write_row(line, 0, list(row.values()))
    done = run(*at, filled, "--who", "A. B.")
    assert (done.status, done.out) == (0, "")
    assert "Decisions written: 2." in done.err
    lines = text_of(open_ones).splitlines()
    assert [line.split(",")[:4] for line in lines[1:]] == [
        [ALFA, "same", ALPHA, "A. B."],
        ["ARC", "different", ALFA, "A. B."],
    ]
    assert all(line.endswith(",their letterhead") for line in lines[1:])
    # Alfa is Alpha now, and Alfa is not ARC: so Alpha is not ARC, and nothing is left to ask
    assert open_ones.open_pairs() == []


def test_answers_on_a_terminal_are_written_at_once(
    run: Run, open_ones: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal("x\n2\nq\n"))
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    done = run("-C", open_ones.folder, "resolve", "--who", "me", "--lang", "fr")
    assert done.status == 0
    assert text_of(open_ones).startswith(f"{HEADER}{ALFA},same,{ALPHA},me,20")
    assert "Décisions écrites" in done.err


def test_contradictions_are_refused_and_nothing_is_written(open_ones: Workspace) -> None:
    add_decisions(open_ones.folder, ACTORS, [Decision("A", "same", "B")])
    before = text_of(open_ones)
    with pytest.raises(SourceProblems) as stopped:
        add_decisions(open_ones.folder, ACTORS, [Decision("A", "different", "B")])
    assert "D002 decisions/actors.csv" in str(stopped.value)
    assert text_of(open_ones) == before
    add_decisions(open_ones.folder, PLEDGES, [Decision("GRF-00001", "same", "pledge/x")])
    assert text_of(open_ones, PLEDGES) == f"{HEADER}GRF-00001,same,pledge/x,,,\n"


def test_what_only_texts_name_is_proposed_and_not_written(run: Run, small: Workspace) -> None:
    """A1's note names two actors of the register, one of which made it; A2 has no country but in
    its title.
    """
    path = small.folder / "sources" / "register.csv"
    header, first, second = path.read_text("utf-8").splitlines()
    names = header.split(",")
    one = dict(zip(names, first.split(","), strict=True))
    two = dict(zip(names, second.split(","), strict=True))
    note = (
        "Funded by Lake Foundation with the Government of Chad; a lake foundation; UNHCR lists it"
    )
    one |= {"stage_note": note, "stage_date": "2026-01", "stage": "in progress"}
    two |= {"submitting_entity": "Lake Foundation", "title": "Cards in Uganda"}
    two |= {"country_of_implementation": ""}
    rows = [",".join(row[name] for name in names) for row in (one, two)]
    path.write_text("\n".join([header, *rows]) + "\n", "utf-8")
    small.build()
    done = run("-C", small.folder, "resolve", "--proposals", "--format", "json")
    found = [(row["proposal"], row["pledge"], row["proposed"]) for row in json.loads(done.out)]
    assert found == [("country", "A2", "Uganda"), ("supporter", "A1", "Lake Foundation")]
    assert "Nothing is made of them" in done.err
    assert not (small.folder / "decisions").exists()
    assert run("-C", small.folder, "resolve", "--proposals", "-o", small.folder.parent / "p.xlsx")


def test_a_sheet_with_another_word_is_refused_at_its_cell(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("kind,first,second,decision\nactors,A,B,different\nactors,A,C,maybe\n", "utf-8")
    with pytest.raises(SourceProblems) as stopped:
        read_pairs(path, "", "")
    (problem,) = stopped.value.problems
    assert (problem.code, problem.where.line, problem.where.column) == ("D001", 3, "decision")
    path.write_text("a,b\n1,2\n", "utf-8")
    with pytest.raises(SourceProblems, match="resolve -o pairs"):
        read_pairs(path, "", "")
