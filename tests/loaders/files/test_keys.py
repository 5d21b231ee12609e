"""What a row is about: rows without a name or of one name, identifiers that look alike. None is
merged unseen.
"""

from pathlib import Path

import pytest

from pledgegraph.errors import SourceProblems
from pledgegraph.loaders.files import text_files
from pledgegraph.loaders.files.keys import looks_like
from pledgegraph.loaders.files.layout_files import read_layout
from pledgegraph.loaders.files.reading import read_sheets
from pledgegraph.loaders.loading import Loading

from ..reading import Row, codes, loaded, written  # noqa: TID252 (tests are no package that could be named)

PLEDGE = {
    "forum": "GRF 2023",
    "submitting_entity": "Government of Kenya",
    "title": "t",
    "is_aggregate": "no",
}
PLATFORM = {"code": "IGAD", "label_en": "IGAD Support Platform"}
SITUATION = {"code": "SDN", "label_en": "Sudan situation", "origin_iso3": "SDN"}
MEMBER = {"platform_code": "IGAD", "member": "Kenya", "role": "core group"}
FIGURE = {"year": "2025", "coo_iso": "SDN", "coa_iso": "TCD", "refugees": "10"}


def messages(loading: Loading, code: str) -> list[str]:
    return [str(problem) for problem in loading.problems if problem.code == code]


def pledges(*identifiers: str) -> list[Row]:
    return [{**PLEDGE, "local_id": identifier} for identifier in identifiers]


def test_a_pledge_without_an_identifier_stops_the_build(tmp_path: Path) -> None:
    loading = loaded(tmp_path, pledgegraph=pledges("A", "", ""))
    assert [problem.where.line for problem in loading.blocking()] == [3, 4]
    assert codes(loading) == ["V008", "V008"]


@pytest.mark.parametrize("code", ["", " ", "\u200b "])
def test_a_platform_without_a_code(code: str, tmp_path: Path) -> None:
    loading = loaded(tmp_path, platforms=[{**PLATFORM, "code": code}])
    assert [(problem.code, problem.where.column) for problem in loading.blocking()] == [
        ("V008", "code")
    ]


@pytest.mark.parametrize("code", ["!!!", "🙂", "難民", "-"])
def test_an_odd_code_is_a_code(code: str, tmp_path: Path) -> None:
    loading = loaded(tmp_path, platforms=[{**PLATFORM, "code": code}])
    (platform,) = loading.stated["SupportPlatform"].to_pylist() or [None]
    assert platform is not None or code == "-"  # which says no more than an empty cell
    assert loading.blocking() == [] or code == "-"


def test_a_situation_without_a_label(tmp_path: Path) -> None:
    loading = loaded(tmp_path, situations=[{**SITUATION, "label_en": ""}])
    assert [(problem.code, problem.where.line) for problem in loading.blocking()] == [("V008", 2)]


def test_codes_that_marks_keep_apart_are_two_platforms(tmp_path: Path) -> None:
    loading = loaded(tmp_path, platforms=[{**PLATFORM, "code": "A B"}, {**PLATFORM, "code": "A-B"}])
    assert loading.blocking() == []
    assert sorted(loading.stated["SupportPlatform"]["code"].to_pylist()) == ["A B", "A-B"]
    assert len(set(loading.stated["SupportPlatform"]["id"].to_pylist())) == 2


@pytest.mark.parametrize(
    ("layout", "rows"),
    [
        ("platforms", [PLATFORM, PLATFORM]),
        ("situations", [SITUATION, {**SITUATION, "label_en": "sudan Situation"}]),
        ("multistakeholder_pledges", [{"label_en": "Education"}, {"label_en": "Education (2023)"}]),
    ],
)
def test_two_rows_of_one_name_stop_the_build(layout: str, rows: list[Row], tmp_path: Path) -> None:
    loading = loaded(tmp_path, **{layout: rows})
    (problem,) = loading.blocking()
    assert (problem.code, problem.where.line) == ("V001", 3)
    assert ":2" in problem.found


def test_a_second_term_is_a_membership_of_its_own(tmp_path: Path) -> None:
    terms = [{**MEMBER, "started": "2019", "ended": "2021"}, {**MEMBER, "started": "2024"}]
    loading = loaded(tmp_path, platforms=[PLATFORM], platform_members=terms)
    memberships = loading.stated["Membership"].to_pylist()
    assert sorted(row["started_on"] for row in memberships) == ["2019", "2024"]
    assert loading.blocking() == []


def test_a_member_twice_stops_the_build(tmp_path: Path) -> None:
    loading = loaded(tmp_path, platforms=[PLATFORM], platform_members=[MEMBER, MEMBER])
    assert [problem.code for problem in loading.blocking()] == ["V001"]


def test_a_figure_twice_stops_the_build(tmp_path: Path) -> None:
    loading = loaded(tmp_path, population=[FIGURE, {**FIGURE, "refugees": "12"}])
    (problem,) = loading.blocking()
    assert problem.code == "V001" and "population.csv:2" in problem.found


@pytest.mark.parametrize("year", ["", "abc", "20205", "２０２５"])
def test_a_year_that_is_none_hides_the_latest(year: str, tmp_path: Path) -> None:
    loading = loaded(tmp_path, population=[FIGURE, {**FIGURE, "year": year, "coa_iso": "EGY"}])
    assert [(problem.code, problem.where.line) for problem in loading.blocking()] == [("V004", 3)]


@pytest.mark.parametrize(
    "pair",
    [
        ("p1", "P1"),
        ("001", "1"),
        ("1.0", "1"),
        ("A 1", "A1"),
        ("P\u200b1", "P1"),
        ("Ｐ1", "P1"),
        ("a\u00a01", "A 1"),
        ("A\u20111", "A-1"),
        ("A\u20131", "A-1"),
        ("\u0661", "1"),
    ],
)
def test_identifiers_that_look_alike_are_kept_apart_and_told(
    pair: tuple[str, str], tmp_path: Path
) -> None:
    loading = loaded(tmp_path, pledgegraph=pledges(*pair))
    assert loading.blocking() == []
    assert loading.stated["Pledge"].num_rows == 2
    (text,) = messages(loading, "V009")
    assert ":3" in text and ":2" in text


def test_one_identifier_in_two_forms_of_unicode_stops_the_build(tmp_path: Path) -> None:
    loading = loaded(tmp_path, pledgegraph=pledges("Caf\u00e9", "Cafe\u0301"))
    assert [problem.code for problem in loading.blocking()] == ["V009"]


@pytest.mark.parametrize(
    ("identifier", "other"),
    [
        ("10", "1"),
        ("1.5", "15"),
        ("A-1", "A1"),
        ("A_1", "A-1"),
        ("\u0661", "2"),
        ("P100", "P10"),
        ("0", "00.0"),
    ],
)
def test_what_does_not_look_alike(identifier: str, other: str) -> None:
    assert (looks_like(identifier) == looks_like(other)) == (identifier == "0")


def test_a_submitter_that_is_nobody_is_told(tmp_path: Path) -> None:
    rows = [
        {**PLEDGE, "local_id": "A", "submitting_entity": "ministry of education"},
        {**PLEDGE, "local_id": "B", "submitting_entity": "15 UN entities"},
        {
            **PLEDGE,
            "local_id": "C",
            "submitting_entity": "15 UN entities",
            "joint_partners": "UNHCR",
        },
        {**PLEDGE, "local_id": "D", "submitting_entity": "many", "is_aggregate": "yes"},
    ]
    loading = loaded(tmp_path, pledgegraph=rows)
    assert [problem.where.line for problem in loading.problems if problem.code == "N003"] == [2, 3]


def test_a_row_of_tags_is_passed_over_and_a_number_sign_is_data(tmp_path: Path) -> None:
    tags = {"local_id": "#meta +id", "title": "#description"}
    loading = loaded(tmp_path, pledgegraph=[tags, *pledges("#12", "#b")])
    names = loading.stated["Pledge"]["local_identifier"].to_pylist()
    assert sorted(names) == ["#12", "#b"]


LAYOUT = """
kind = "pledges"
title = "without numbers"
authority = "desk"
fingerprint = ["Who"]
key = [{key}]
separator = ";"
[columns]
submitter = "Who"
title = "What"
[ignore]
"""


def test_the_key_of_a_layout_names_its_fields(tmp_path: Path) -> None:
    path = tmp_path / "desk.toml"
    path.write_text(LAYOUT.format(key='"submitter", "title"'), "utf-8")
    assert read_layout(path).key == ("submitter", "title")
    path.write_text(LAYOUT.format(key='"titel"'), "utf-8")
    expected = (
        r"^L001 desk.toml:6: key names the field 'titel', which it does not map. Did you mean"
        r" 'title'\?$"
    )
    with pytest.raises(SourceProblems, match=expected):
        read_layout(path)


def test_rows_are_named_by_the_key_of_their_layout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pledgegraph.loaders import source_files
    from pledgegraph.loaders.loading import load
    from pledgegraph.loaders.source_files import SourceFile

    (tmp_path / "desk.toml").write_text(LAYOUT.format(key='"submitter", "title"'), "utf-8")
    known = {"desk": read_layout(tmp_path / "desk.toml")}
    monkeypatch.setattr(source_files, "layouts", lambda: known)
    monkeypatch.setattr("pledgegraph.loaders.files.layouts.layouts", lambda: known)
    sheet = tmp_path / "desk.csv"
    sheet.write_text("Who,What\nGovernment of Kenya,Schools\nGovernment of Kenya,Health\n", "utf-8")
    found = load([SourceFile("desk", sheet, "desk.csv", "desk")])
    assert found.blocking() == [] and found.stated["Pledge"].num_rows == 2
    sheet.write_text(
        "Who,What\nGovernment of Kenya,Schools\nGovernment of Kenya,Schools\n", "utf-8"
    )
    assert [
        problem.code for problem in load([SourceFile("desk", sheet, "desk.csv", "desk")]).blocking()
    ] == ["V001"]


def test_a_header_wider_than_any_spreadsheet_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(",".join(["a"] * 200_000) + "\n", "utf-8")
    with pytest.raises(SourceProblems, match="F013"):
        read_sheets(path, "wide.csv")


def test_a_file_above_its_size_is_refused_unread(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "large.csv"
    path.write_text("a,b\n" + "1,2\n" * 100, "utf-8")

    def never(*_: object) -> bytes:
        raise AssertionError("the file was read")

    monkeypatch.setattr(text_files, "_unpacked", never)
    with pytest.raises(SourceProblems, match="F012"):
        read_sheets(path, "large.csv", largest=100)


def test_one_bad_figure_leaves_the_others_and_counts_its_row(tmp_path: Path) -> None:
    from pledgegraph.loaders.loading import load
    from pledgegraph.loaders.source_files import SourceFile

    older, bad = {**FIGURE, "year": "2024"}, {**FIGURE, "coa_iso": "EGY", "refugees": "1.5"}
    nobody, no_year = (
        {**FIGURE, "coa_iso": "ETH", "refugees": "0"},
        {**FIGURE, "coa_iso": "KEN", "year": "soon"},
    )
    path = written(tmp_path / "p.csv", "population", [FIGURE, older, bad, nobody, no_year])
    found = load([SourceFile("p", path, "p.csv", "population", bad_values="report")])
    (account,) = found.accounts
    assert account.loaded == {"PopulationFigure": 1}
    assert account.aside == {"older years": 1, "no people": 1}
    assert (account.not_loaded, account.rows) == (2, 5)


@pytest.mark.parametrize("code", ["ZZZ", "", '<a b>\n"'])
def test_a_code_of_no_country_is_told_and_makes_no_odd_identifier(
    code: str, tmp_path: Path
) -> None:
    loading = loaded(tmp_path, population=[{**FIGURE, "coa_iso": code}])
    assert [problem.code for problem in loading.problems if problem.code == "N001"] == ["N001"]
    (figure,) = loading.stated["PopulationFigure"]["id"].to_pylist()
    assert not set(figure) & set('<>" \n')


def test_a_country_twice_in_two_cases_is_one(tmp_path: Path) -> None:
    loading = loaded(tmp_path, population=[FIGURE, {**FIGURE, "coa_iso": "tcd"}])
    assert [problem.code for problem in loading.blocking()] == ["V001"]


def test_figures_of_other_scripts_make_no_official_identifier(tmp_path: Path) -> None:
    loading = loaded(tmp_path, pledgegraph=[{**PLEDGE, "local_id": "A", "pledge_id": "GRF-０0001"}])
    assert loading.blocking() == []
    assert [problem.code for problem in loading.problems] == ["V006"]


def test_a_wide_header_of_quoted_lines_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wide.csv"
    path.write_text(",".join(f'"a{number}\n"' for number in range(20_000)) + "\n", "utf-8")
    with pytest.raises(SourceProblems, match="F013"):
        read_sheets(path, "wide.csv")
