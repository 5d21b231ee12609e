"""An answer in each format: the same values, no formula, nothing lost."""

import csv
import io
import json
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.engine import Row
from pledgegraph.queries.answers import Answer
from pledgegraph.queries.catalogue import question_named
from pledgegraph.queries.row_order import sort_key
from pledgegraph.queries.workbook import sheet_name
from pledgegraph.workspace.workspace import Workspace
from pledgegraph.writing.tabular import harmless


@pytest.fixture
def answer() -> Answer:
    row: Row = {
        "pledge": "=cmd|' /C calc'!A0",
        "host": "Government of Côte d'Ivoire",
        "areas": ["Education", "Health"],
        "people": 1_234,
        "asks": None,
        "title": "a | b\nc",
    }
    return Answer(
        question_named("unsupported"), [row], "Heading", "Coverage.", ["Notice."], "2026-11-23"
    )


def test_json_is_a_list_of_rows_with_every_column(answer: Answer) -> None:
    (row,) = json.loads(answer.to_json())
    assert list(row) == answer.names()
    assert (row["people"], row["asks"], row["areas"]) == (1234, None, ["Education", "Health"])
    whole = json.loads(answer.to_json(envelope=True))
    assert (whole["heading"], whole["coverage"], whole["notices"]) == (
        "Heading",
        "Coverage.",
        ["Notice."],
    )


def test_csv_runs_no_formula_and_leaves_the_unknown_empty(answer: Answer) -> None:
    header, row = csv.reader(io.StringIO(answer.to_csv()))
    values = dict(zip(header, row, strict=True))
    assert values["pledge"] == "'=cmd|' /C calc'!A0"
    assert (values["areas"], values["people"], values["asks"]) == ("Education; Health", "1234", "")


def test_markdown_keeps_a_row_on_a_line(answer: Answer) -> None:
    lines = answer.to_markdown().splitlines()
    assert any("a \\| b c" in line and "unknown" in line for line in lines)


def test_a_workbook_holds_texts_and_numbers_and_no_formula(answer: Answer, tmp_path: Path) -> None:
    answer.to_xlsx(tmp_path / "answer.xlsx")
    with zipfile.ZipFile(tmp_path / "answer.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet2.xml").decode()
        texts = book.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet and "<v>1234</v>" in sheet
    assert "=cmd|" in texts and "Heading" in texts and "Côte" in texts
    assert '<autoFilter ref="A1:' in sheet and 'orientation="landscape"' in sheet
    assert 'topLeftCell="B2"' in sheet, "the header and the first column stay"


def test_a_workbook_says_how_it_was_asked_and_its_numbers_have_separators(
    sample: Workspace, tmp_path: Path
) -> None:
    answer = sample.ask("unsupported", country=["ETH", "Chad"], as_of="2026-11-23")
    line = "pledgegraph query unsupported --country ETH --country TCD --as-of 2026-11-23"
    assert answer.asked_with() == line
    answer.to_xlsx(tmp_path / "answer.xlsx")
    with zipfile.ZipFile(tmp_path / "answer.xlsx") as book:
        sheet = book.read("xl/worksheets/sheet2.xml").decode()
        assert line in book.read("xl/sharedStrings.xml").decode()
        assert 'formatCode="#,##0"' in book.read("xl/styles.xml").decode()
    looks = {}
    for value in ("1123453", "2025"):
        looks[value] = re.findall(rf'<c r="\w+" s="(\d)"><v>{value}</v>', sheet)[0]
    assert looks["1123453"] != looks["2025"], "a year has no separators"


@pytest.mark.parametrize(
    ("text", "kept"),
    [("-5", "-5"), ("-5+1", "'-5+1"), ("@x", "'@x"), ("\tx", "'\tx"), ("x=1", "x=1"), ("", "")],
)
def test_harmless(text: str, kept: str) -> None:
    assert harmless(text) == kept


def test_asking_first_then_most_people_then_the_name_and_the_unknown_last() -> None:
    rows: list[Row] = [
        {"pledge": "A", "asks": None, "people": 9},
        {"pledge": "B", "asks": True, "people": None},
        {"pledge": "C", "asks": True, "people": 5},
        {"pledge": "D", "asks": False, "people": 7},
        {"pledge": "E", "asks": None, "people": 9},
    ]
    ordered = sorted(rows, key=lambda row: sort_key(row, ["-asks", "-people", "pledge"]))
    assert [row["pledge"] for row in ordered] == ["C", "B", "A", "E", "D"]


@pytest.mark.parametrize(
    ("text", "kept"), [("x" * 32_768, 32_767), ("😀" * 16_384, 16_383), ("😀" * 16_383, None)]
)
def test_a_workbook_says_what_it_cuts(
    answer: Answer, tmp_path: Path, text: str, kept: int | None
) -> None:
    """Excel counts as UTF-16 does: a sign beyond the first plane is two, and is never cut in
    half.
    """
    (row,) = answer.rows
    long = replace(answer, rows=[{**row, "title": text}, row])
    reported = (
        "1 cell of the column Title cut: a cell of a workbook holds 32,767 characters. --format csv"
        " has it whole."
    )
    assert long.cut_cells() == ([reported] if kept else [])
    long.to_xlsx(tmp_path / "answer.xlsx")
    with zipfile.ZipFile(tmp_path / "answer.xlsx") as book:
        texts = book.read("xl/sharedStrings.xml").decode()
    assert (reported in texts) is bool(kept)
    assert max(re.findall(r"<t>([^<]*)</t>", texts), key=len) == text[:kept]


def test_a_workbook_refuses_more_rows_than_a_sheet_has(answer: Answer, tmp_path: Path) -> None:
    (row,) = answer.rows
    with pytest.raises(
        UsageProblem, match="1,048,575 rows below its header, and the answer 1,048,576"
    ):
        replace(answer, rows=[row] * 1_048_576).to_xlsx(tmp_path / "answer.xlsx")
    assert replace(answer, rows=[row] * 1_048).cut_cells() == []
    assert not (tmp_path / "answer.xlsx").exists()


def test_columns_and_order_of_choice(sample: Workspace) -> None:
    whole = sample.ask("unsupported", country=["ETH", "TCD"])
    answer = whole.sorted_by(["-people", "pledge"]).choosing(["pledge", "people"])
    assert answer.to_csv().splitlines()[:3] == [
        "pledge,people",
        '"PF018",1511634',
        '"PF019",1511634',
    ]
    assert json.loads(answer.to_json())[0] == {"pledge": "PF018", "people": 1_511_634}
    assert answer.in_words(answer.rows[0], ["people"]) == ["1,511,634"]
    assert len(answer.rows) == len(whole.rows) and whole.choosing([]) is whole
    with pytest.raises(UsageProblem, match="no column 'poeple'. Did you mean 'people'"):
        whole.sorted_by(["-poeple"])


def test_a_year_has_no_separator_and_a_long_list_says_how_many_more(sample: Workspace) -> None:
    answer = sample.ask("unsupported", country=["ETH"])
    row: Row = {"people": 1234, "people_year": 2025, "areas": ["a", "b", "c", "d", "e"]}
    names = ["people", "people_year", "areas"]
    assert answer.in_words(row, names, 3) == ["1,234", "2025", "a; b; c; and 2 more"]
    assert answer.in_words(row, names) == ["1,234", "2025", "a; b; c; d; e"]


def test_readers_get_sections_and_what_is_the_same_once(sample: Workspace) -> None:
    answer = sample.ask("joint-candidates", pledge="PF008")
    tiers = list(dict.fromkeys(str(row["tier"]) for row in answer.rows))
    assert len(tiers) > 2
    page, text = answer.to_html(), answer.to_markdown()
    assert re.findall(r'<h2 dir="auto">(.*?)</h2>', page) == tiers
    assert [line[4:] for line in text.splitlines() if line.startswith("### ")] == tiers
    assert "<td" in page and page.count("<tr>") == len(answer.rows) + len(tiers)
    assert "Suggested for: PF008 · Pledges it could join: PF008" in page
    assert "Tier" not in page and "actor/" not in page and "actor/" not in text
    assert "pledgegraph query joint-candidates --pledge pledge/" in page
    assert "actor/" in answer.choosing(["actor", "actor_id"]).to_html()


def test_what_only_sorts_is_for_programs_unless_it_is_chosen(sample: Workspace) -> None:
    answer = sample.ask("partnerships", as_of="2026-11-23")
    assert "Order" not in answer.to_html() and "| Order" not in answer.to_markdown()
    assert "forum_place" in answer.to_csv()
    assert "| Order" in answer.choosing(["pledge", "place"]).to_markdown()


def test_a_page_runs_and_fetches_nothing(answer: Answer) -> None:
    (row,) = answer.rows
    bad = "<script>alert(1)</script><img src=//x onerror=alert(1)>\u202e&"
    page = replace(answer, rows=[{**row, "pledge": bad}, row], heading=bad).to_html()
    assert "<script" not in page and "<img" not in page and "\u202e" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 3
    assert "default-src 'none'" in page and "//x onerror" in page
    assert not re.search(r"(src|href)=[\"']", page)


def test_an_answer_without_rows_says_which_option_leaves_it_empty(sample: Workspace) -> None:
    answer = sample.ask("unsupported", country=["ETH"], area=["Health"], forum=["GRF 2019"])
    assert not answer.rows
    health = len(sample.ask("unsupported", area=["Health"], forum=["GRF 2019"]).rows)
    ethiopia = len(sample.ask("unsupported", country=["ETH"], forum=["GRF 2019"]).rows)
    assert (health, ethiopia) == (1, 3)
    assert [notice for notice in answer.notices if "Without" in notice] == [
        "Without --country ETH there is 1 row.",
        "Without --area Health there are 3 rows.",
    ]
    alone = sample.ask("unsupported", country=["KEN"], as_of="2026-11-23")
    whole, ties = (
        len(sample.ask("unsupported").rows),
        len(sample.ask("partnerships", country=["KEN"], as_of="2026-11-23").rows),
    )
    assert not alone.rows and (whole, ties) == (36, 1)
    assert alone.notices[-2:] == [
        "Without --country KEN there are 36 rows.",
        "pledgegraph query partnerships --country KEN has 1 row for the same parameters.",
    ]
    nowhere = sample.ask("unsupported", country=["DEU"])
    assert not nowhere.rows and not any("same parameters" in each for each in nowhere.notices)


@pytest.mark.parametrize(
    ("name", "taken", "made"),
    [
        ("Context: figures [all]/*?", [], "Context figures all"),
        ("'quoted'", [], "quoted"),
        ("History", [], "History -"),
        ("::", [], "-"),
        ("x" * 40, ["x" * 31], "x" * 29 + " 2"),
        ("Answer", ["answer", "answer 2"], "Answer 3"),
    ],
)
def test_a_sheet_has_a_name_that_excel_takes(name: str, taken: list[str], made: str) -> None:
    assert sheet_name(name, taken) == made


def test_the_command_of_an_answer_has_all_that_decides_on_it(sample: Workspace) -> None:
    answer = sample.ask("progress", lang="fr", audience=["public"], forum=["GRF 2023"])
    narrowed = answer.narrowed("area").sorted_by(["-pledges"]).choosing(["area", "pledges", "area"])
    command = (
        "pledgegraph query progress --forum 'GRF 2023' --lang fr --audience public --table area"
        " --sort -pledges --columns area,pledges --limit 2"
    )
    assert narrowed.limited(2).asked_with() == command
    envelope = json.loads(narrowed.limited(2).to_json(envelope=True))
    assert (envelope["question"], envelope["command"]) == ("progress", command)
    assert envelope["parameters"] == {"forum": ["GRF 2023"]}
    assert list(envelope["rows"][0]) == ["area", "pledges"]
