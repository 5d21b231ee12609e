"""What a layout says of a file, of its rows and of its cells."""

from pathlib import Path
from typing import Any

import pytest

from pledgegraph.errors import SourceProblems
from pledgegraph.loaders.files.layout_files import read_layout
from pledgegraph.loaders.loading import Loading, load
from pledgegraph.loaders.recognising import kind_of
from pledgegraph.loaders.source_files import SourceFile

TOP = """kind = "pledges"
title = "register of a desk"
authority = "desk"
fingerprint = ["Ref", "Who"]
optional = ["What", "Where", "Theme", "How", "Stage", "Sum", "Words"]
separator = ";"
"""
COLUMNS = """
[columns]
local_identifier = "Ref"
submitter = "Who"
title = "What"
place = "Where"
theme = "Theme"
contribution = "How"
stage = "Stage"
stage_note = "Words"
amount = "Sum"
"""


def desk(folder: Path, sheet: str, top: str = "", more: str = "") -> Loading:
    """A sheet in a layout with some keys more."""
    path = folder / "desk.toml"
    path.write_text(TOP + top + COLUMNS + more, "utf-8")
    file = folder / "desk.csv"
    file.write_text(sheet, "utf-8")
    layout = read_layout(path)
    assert kind_of(file, "desk.csv", {"desk": layout}).name == "desk"
    return load([SourceFile("desk", file, "desk.csv", "desk", own_layout=layout)])


def stated(loading: Loading, name: str, *columns: str) -> list[tuple[Any, ...]]:
    rows = loading.stated[name].select(columns).to_pylist()
    return [tuple(row.values()) for row in rows]


def found(loading: Loading, code: str) -> list[str]:
    return [str(problem) for problem in loading.problems if problem.code == code]


def called(loading: Loading) -> dict[str, str]:
    """Pledge → what its register calls it."""
    return dict(stated(loading, "Pledge", "id", "local_identifier"))


def concepts(loading: Loading, relation: str) -> dict[str, list[str]]:
    """What the pledges are linked to, by the last part of its identifier."""
    ends: dict[str, list[str]] = {}
    for row in loading.stated[relation].to_pylist():
        name = called(loading)[row["subject"]]
        ends[name] = sorted([*ends.get(name, []), row["object"].rpartition("/")[2]])
    return ends


def test_the_cells_of_a_column_are_read_as_they_are_meant(tmp_path: Path) -> None:
    """Dates, numbers, words and separators of one column, and nothing in others."""
    loading = desk(
        tmp_path,
        "Ref,Who,What,Theme,How,Sum,Date [1]\n"
        'a,Kenya,03/04/2023,Santé|n.c.|Éducation,argent,"35.000",03/04/2023\n'
        "b,Kenya,n.c.,N.C.,argent,-99 X,45000\n",
        more="""submitted_on = "Date [1]"
[cells.theme]
separator = "|"
unknown = ["n.c."]
values = { "santé" = "Health" }
[cells.contribution]
values = { "Argent" = "financial" }
[cells.amount]
decimal = ","
unknown = ["-99 x"]
[cells.submitted_on]
dates = "day first"
""",
    )
    assert stated(loading, "Pledge", "title", "amount", "submitted_on") == [
        ("03/04/2023", 35000, "2023-04-03"),
        ("n.c.", None, None),
    ]
    ends = loading.stated["CONTRIBUTION_TYPE"]["object"].to_pylist()
    assert ends == ["vocabulary/contribution-types/financial"] * 2
    assert concepts(loading, "THEME") == {"a": ["education", "health"]}
    # the number of a day is none where the column has days first
    assert "'45000' may be the number of a day" in found(loading, "V003")[0]
    raw = loading.cells["source/desk"]
    assert raw["Theme"].to_pylist() == ["Santé|n.c.|Éducation", "N.C."]


@pytest.mark.parametrize(
    ("habit", "meant"),
    [
        ("dates = '1900'", "2023-03-15"),
        ("dates = '1904'", "2027-03-16"),
        ("dates = 'month first'", None),
    ],
)
def test_days_that_are_numbers(habit: str, meant: str | None, tmp_path: Path) -> None:
    more = f'submitted_on = "Date [1]"\n[cells.submitted_on]\n{habit}\n'
    loading = desk(tmp_path, "Ref,Who,Date [1]\na,Kenya,45000\n", more=more)
    assert stated(loading, "Pledge", "submitted_on") == [(meant,)]


def test_what_every_row_has_in_common(tmp_path: Path) -> None:
    loading = desk(
        tmp_path,
        "Ref,Who\na,Government of Kenya\n",
        more='[constants]\nforum = "GRF 2023"\nevidence = "mail of jane.doe@example.org"\n',
    )
    assert loading.stated["ANNOUNCED_AT"]["object"].to_pylist() == ["forum/grf-2023"]
    assert stated(loading, "Pledge", "evidence") == [(["mail of"],)]
    column = 'desk.csv:2, column "evidence, a constant of the layout desk"'
    assert column in found(loading, "P001")[0]


def test_columns_of_one_name_by_their_number(tmp_path: Path) -> None:
    more = 'submitted_on = "Date [1]"\nstage_date = "Date [2]"\n'
    sheet = "Ref,Who,DATE,Stage,DATE\na,Kenya,2023-01-01,fulfilled,2024\n"
    loading = desk(tmp_path, sheet, more=more)
    assert found(loading, "C002") == []
    assert stated(loading, "Pledge", "submitted_on") == [("2023-01-01",)]
    assert stated(loading, "ImplementationUpdate", "reported_on") == [("2024",)]


def test_a_header_in_a_row_that_the_layout_names(tmp_path: Path) -> None:
    sheet = "Register of the desk\n\nRef,Who,notes\n,,\nRef,Who,What\na,Kenya,Schools\n"
    loading = desk(tmp_path, sheet, top="header_row = 5\n")
    assert stated(loading, "Pledge", "title") == [("Schools",)]
    assert loading.accounts[0].rows == 1
    sheet = sheet.replace("Schools", "Schools,too many")
    with pytest.raises(SourceProblems, match=r"F009 desk.csv:6"):
        desk(tmp_path, sheet, top="header_row = 5\n")


EXPLODED = (
    "Ref,Who,What,Where,Theme,Stage\n"
    "a,Government of Kenya,Schools,Kenya,Education,planning\n"
    "a,Government of Kenya,Schools,Chad; Kenya,Health,planning\n"
    "a,Government of Kenya,Schools,Chad,Education,fulfilled\n"
    "a,Government of Kenya,Schools,Chad,Education,fulfilled\n"
    "b,UNHCR,Water,Mali,Health,\n"
)


def test_a_pledge_with_a_row_for_each_of_its_values(tmp_path: Path) -> None:
    loading = desk(tmp_path, EXPLODED, top='row = "exploded"\n')
    assert loading.blocking() == []
    assert stated(loading, "Pledge", "local_identifier") == [("a",), ("b",)]
    assert concepts(loading, "THEME") == {"a": ["education", "health"], "b": ["health"]}
    assert concepts(loading, "IMPLEMENTED_IN") == {"a": ["KEN", "TCD"], "b": ["MLI"]}
    account = loading.accounts[0]
    assert (account.rows, account.loaded, account.aside, account.not_loaded) == (
        5,
        {"Pledge": 3, "ImplementationUpdate": 1},
        {"the same row again": 1},
        0,
    )
    records = loading.stated["RECORDED_IN"].to_pylist()
    (pledge,) = (name for name, own in called(loading).items() if own == "a")
    own = [row["object"] for row in records if row["subject"] == pledge]
    assert sorted(record.rpartition("-")[2] for record in own) == ["2", "3", "4"]


def test_such_rows_agree_in_all_else(tmp_path: Path) -> None:
    sheet = EXPLODED.replace("Schools,Chad;", "School,Chad;")
    (problem,) = found(desk(tmp_path, sheet, top='row = "exploded"\n'), "V001")
    assert "'a' is already the identifier of the row at desk.csv:2" in problem
    assert "they differ in What." in problem


@pytest.mark.parametrize(("row", "count"), [("pledge", 1), ("pledge with update", 0)])
def test_whether_a_pledge_has_one_row(row: str, count: int, tmp_path: Path) -> None:
    sheet = "Ref,Who,Stage\na,Kenya,planning\na,Kenya,fulfilled\n"
    loading = desk(tmp_path, sheet, top=f'row = "{row}"\n')
    assert len(found(loading, "V001")) == count


UPDATES = """kind = "pledges"
row = "update"
title = "news of a desk"
authority = "desk"
fingerprint = ["Pledge", "News"]
separator = ";"
[columns]
official_identifier = "Pledge"
stage_note = "News"
stage_date = "On"
"""


def updates(folder: Path, rows: str) -> Loading:
    (folder / "news.toml").write_text(UPDATES, "utf-8")
    (folder / "news.csv").write_text("Pledge,News,On\n" + rows, "utf-8")
    layout = read_layout(folder / "news.toml")
    news = SourceFile("news", folder / "news.csv", "news.csv", "news", own_layout=layout)
    (folder / "register.csv").write_text(
        "local_id,pledge_id,forum,submitting_entity,role,title,contribution_type,theme,"
        "country_of_implementation,joint_partners,stage,needs_support,matched_with,"
        "support_extent,standing,is_aggregate\n"
        "P1,GRF-00001,GRF 2019,Government of Kenya,host,a,policy,Education,Kenya,,,,,,,\n"
        "P2,,GRF 2019,Government of Kenya,host,b,policy,Education,Kenya,,,,,,,\n",
        "utf-8",
    )
    register = SourceFile("register", folder / "register.csv", "register.csv", "pledgegraph")
    return load([news, register])


def test_rows_that_report_on_pledges_of_other_sources(tmp_path: Path) -> None:
    loading = updates(
        tmp_path,
        "GRF 00001,Two schools,2024\nP2,A well,2025-03-01\nGRF-00001,Two schools,2024\n"
        "GRF-00001,Two schools,2024\nGRF-00009,Nothing,2024\nP1,,\n,Who?,May 2024\n",
    )
    links = loading.stated["UPDATE_OF"].to_pylist()
    pledges = called(loading)
    assert sorted(pledges[row["object"]] for row in links) == ["P1", "P2"]
    account = next(each for each in loading.accounts if each.source == "source/news")
    assert (account.rows, account.loaded, account.aside, account.not_loaded) == (
        7,
        {"ImplementationUpdate": 2},
        {"totals and notes": 1, "the same row again": 2},
        2,
    )
    assert found(loading, "R003") == [
        "R003 news.csv:6, column \"Pledge\": no source has a pledge 'GRF-00009'; the row is not"
        " loaded. Add the register that has the pledge, or correct the identifier."
    ]
    assert found(loading, "R002")[0].startswith("R002 news.csv:4: the row says the same as")
    assert found(loading, "V008")[0].startswith('V008 news.csv:8, column "Pledge": the row has no')


WRONG = [
    ('row = "uptade"\n', "", 7, "row 'uptade' is not known. Did you mean 'update'?"),
    ("header_row = 0\n", "", 7, "header_row is not the number of a row. Write the number"),
    ("sheet = 3\n", "", 7, "sheet is not a text."),
    ("", '[constants]\ntitle = "x"\n', 19, "the field title has a column and a constant."),
    ("", '[constants]\ntitel = "x"\n', 19, "a layout of kind pledges has no field 'titel'."),
    ("", '[constants]\nforum = " "\n', 19, "the constant of forum is empty."),
    ("", 'note = "Who [2]"\n', 10, "the column 'Who' is mapped, and others of its name are by"),
    ("", "[cells.titel]\nunknown = []\n", 18, "cells names the field 'titel', which it does not"),
    ("", '[cells.title]\nunknown = "x"\n', 19, "cells.title.unknown is not a list. Write a list"),
    ("", '[cells.title]\nvalues = ["x"]\n', 19, "cells.title.values is not a table."),
    ("", "[cells.title]\nvalue = {}\n", 19, "the key 'value' is not known. Did you mean 'values'"),
    ("", '[cells.title]\ndates = "days first"\n', 19, "dates 'days first' is not known. Did you"),
    ("", '[cells.title]\ndecimal = ";"\n', 19, "decimal ';' is not known. One of ',', '.'."),
    ("", '[cells.title]\nseparator = " "\n', 19, "separator ' ' cannot be seen."),
    (
        "",
        '[cells.title.values]\nx = ""\n',
        18,
        "nothing says what 'x' means. Write one of our words",
    ),
    ("", "[cells]\ntitle = 3\n", 19, "cells.title is not a table."),
]


@pytest.mark.parametrize(("top", "more", "line", "said"), WRONG)
def test_a_mistake_has_its_line(top: str, more: str, line: int, said: str, tmp_path: Path) -> None:
    path = tmp_path / "desk.toml"
    path.write_text(TOP + top + COLUMNS + more, "utf-8")
    with pytest.raises(SourceProblems) as stopped:
        read_layout(path)
    first = str(stopped.value.problems[0])
    assert first.startswith(f"L001 desk.toml:{line}: {said}"), first
