"""Sources of support: each row a match of its own, or told at its cell."""

from pathlib import Path

import pytest

from pledgegraph.loaders.kinds.matches import Numbers
from pledgegraph.loaders.loading import Loading

from ..reading import codes, links, loaded, node  # noqa: TID252 (tests are no package that could be named)

PLEDGE = {
    "title": "t",
    "contribution_type": "policy",
    "theme": "Education",
    "country_of_implementation": "Kenya",
}
REGISTER = [
    PLEDGE | {"local_id": "PF001", "submitting_entity": "Government of Kenya", "role": "host"},
    PLEDGE | {"local_id": "PF002", "submitting_entity": "World Bank", "pledge_id": "GRF-00002"},
    PLEDGE | {"local_id": "PF003", "submitting_entity": "World Bank", "is_aggregate": "yes"},
]
ROW = {
    "pledge": "PF001",
    "supporter": "World Bank",
    "contribution": "financial",
    "extent": "full",
    "status": "agreed",
}


def read(folder: Path, *rows: dict[str, str]) -> Loading:
    return loaded(folder, pledgegraph=REGISTER, support=list(rows))


@pytest.mark.parametrize(
    "other",
    [
        {"status": "declined"},
        {"extent": "part"},
        {"contribution": "technical"},
        {"amount": "5", "currency": "USD"},
        {"covered": "7"},
        {"date": "2024"},
        {"evidence": "https://a.example"},
        {"remark": "r"},
        {"channel": "UNHCR"},
        {"supporter": "PF002"},
    ],
)
def test_a_second_row_is_a_second_match(other: dict[str, str], tmp_path: Path) -> None:
    loading = read(tmp_path, ROW, ROW | other)
    matches = loading.stated["Match"].to_pylist()
    assert len({match["id"] for match in matches}) == 2
    recorded = [end for start, end in links(loading.stated, "RECORDED_IN") if "#match-" in start]
    assert sorted(recorded) == ["source/support#row-2", "source/support#row-3"]
    turned = {match["id"] for match in read(tmp_path, ROW | other, ROW).stated["Match"].to_pylist()}
    assert turned == {match["id"] for match in matches}


def test_rows_that_say_the_same_are_one_match_and_told(tmp_path: Path) -> None:
    loading = read(tmp_path, ROW, ROW)
    assert loading.stated["Match"].num_rows == 1
    assert codes(loading) == ["V010"]
    [problem] = loading.problems
    assert str(problem.where) == 'support.csv:3, column "pledge"'
    assert problem.found == 'the row is about the same thing as support.csv:2, column "pledge"'
    assert not loading.blocking()


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("", "", ["M005"]),
        ("2023", "", ["M005"]),
        ("2023-05", "2023", ["M005"]),
        ("2023", "2024", []),
        ("2024", "2023", []),
    ],
)
def test_a_row_that_declines_what_another_tells_is_told_with_both_cells(
    first: str, second: str, expected: list[str], tmp_path: Path
) -> None:
    loading = read(tmp_path, ROW | {"date": first}, ROW | {"status": "declined", "date": second})
    assert codes(loading) == expected
    for problem in loading.problems:
        assert (problem.where.line, problem.where.column) == (3, "status")
        assert 'support.csv:2, column "status"' in problem.found


@pytest.mark.parametrize(
    ("cells", "code", "column"),
    [
        ({"pledge": "PF999"}, "M003", "pledge"),
        ({"pledge": "PF003"}, "M003", "pledge"),
        ({"pledge": "World Bank"}, "M003", "pledge"),
        ({"supporter": "PF003"}, "M003", "supporter"),
        ({"supporter": "PF003 (financial)"}, "M003", "supporter"),
        ({"supporter": "GRF-99999"}, "M003", "supporter"),
        ({"supporter": "grf_99999 (World Bank)"}, "M003", "supporter"),
        ({"supporter": "GRF-123"}, "M003", "supporter"),
        ({"supporter": "PF999"}, "M003", "supporter"),
        ({"supporter": "PF1234"}, "M003", "supporter"),
        ({"supporter": "https://x.org/pledge/1"}, "N003", "supporter"),
        ({"supporter": "www.x.org"}, "N003", "supporter"),
        ({"supporter": ""}, "R001", "supporter"),
        ({"supporter": "n/a"}, "R001", "supporter"),
        ({"pledge": " "}, "R001", "pledge"),
        ({"supporter": "others"}, "N003", "supporter"),
        ({"supporter": "..."}, "N003", "supporter"),
        ({"supporter": "PF001"}, "M002", "supporter"),
        ({"supporter": "Government of Kenya"}, "M002", "supporter"),
    ],
)
def test_a_row_that_names_no_pledge_or_nobody_is_told(
    cells: dict[str, str], code: str, column: str, tmp_path: Path
) -> None:
    loading = read(tmp_path, ROW | cells)
    assert [(p.code, p.where.line, p.where.column, p.severity) for p in loading.problems] == [
        (code, 2, column, "finding")
    ]
    assert loading.problems[0].found.endswith("; the row is not loaded")
    assert loading.stated["Match"].num_rows == 0
    names = {actor["name"] for actor in loading.stated["Actor"].to_pylist()}
    assert names <= {"World Bank", "Government of Kenya"}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({}, {"contribution": "technical"}),
        ({"amount": "1", "currency": "USD"}, {"amount": "2", "currency": "USD"}),
        ({"amount": "1", "currency": "USD"}, {"amount": "1", "currency": "EUR"}),
    ],
)
def test_a_row_that_declines_another_support_is_no_contradiction(
    first: dict[str, str], second: dict[str, str], tmp_path: Path
) -> None:
    assert codes(read(tmp_path, ROW | first, ROW | {"status": "declined"} | second)) == []


def test_a_channel_that_is_a_number_is_no_actor(tmp_path: Path) -> None:
    loading = read(tmp_path, ROW | {"channel": "GRF-00002"})
    assert codes(loading) == ["N003"]
    assert links(loading.stated, "CHANNEL") == set()


def test_a_pledge_with_a_remark_is_that_pledge(tmp_path: Path) -> None:
    stated = read(tmp_path, ROW | {"supporter": "PF002 (by its trust fund)"}).stated
    match = node(stated, "Match")
    assert match["remark"] == "by its trust fund"
    assert links(stated, "SUPPORTED_BY") == {(match["id"], "pledge/GRF-00002")}


def test_a_pledge_beside_others_does_not_support_itself(tmp_path: Path) -> None:
    loading = read(tmp_path, ROW | {"supporter": "PF001; World Bank"})
    assert codes(loading) == ["M002"]
    assert {end for _, end in links(loading.stated, "SUPPORTED_BY")} == {"actor/world-bank"}


def test_several_supporters_are_not_another_list_that_reads_alike(tmp_path: Path) -> None:
    rows = [
        ROW | {"supporter": "A B; C"},
        ROW | {"supporter": "A; B C"},
        ROW | {"supporter": "A B C"},
    ]
    loading = read(tmp_path, *rows)
    assert loading.stated["Match"].num_rows == 3
    assert codes(loading) == []


def test_numbers() -> None:
    numbers = Numbers(["PF001", "7/2019", None, ""])
    texts = ["PF001", "PF999", "3/2024", "GRF-1", "grf 00350", "UN", "PF01", "XX001", "UN75", ""]
    assert [text for text in texts if numbers.has(text)] == [
        "PF001",
        "PF999",
        "3/2024",
        "GRF-1",
        "grf 00350",
        "PF01",
    ]
