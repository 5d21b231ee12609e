"""Cells: what a text stands for, worked out by hand; and joining parts is undone by splitting
them.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pledgegraph.loaders.files.cell_parts import name_and_remark, split
from pledgegraph.loaders.files.cells import BadCell
from pledgegraph.loaders.files.dates import iso_date
from pledgegraph.loaders.files.numbers import whole_number
from pledgegraph.loaders.files.values import yes_or_no

PART = st.text(
    st.characters(blacklist_characters=";,()", blacklist_categories=("Cs", "Cc", "Z")), min_size=1
)
REMARK = st.text(st.characters(blacklist_characters="()", blacklist_categories=("Cs", "Cc")))


@given(st.lists(PART))
def test_split_undoes_join(parts: list[str]) -> None:
    for separator in (";", "; ", ";, ", " ;,"):
        assert split(separator.join(parts)) == parts


@given(PART, REMARK)
def test_a_remark_keeps_its_semicolons(name: str, remark: str) -> None:
    written = f"{name} ({remark})"
    assert split(f"X; {written}; Y") == ["X", written, "Y"]
    assert name_and_remark(written) == (name, remark.strip())


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Education – X;, Solutions – Y;, Other;", ["Education – X", "Solutions – Y", "Other"]),
        ("Denmark (financial; Sweden (technical)", ["Denmark (financial", "Sweden (technical)"]),
        (" ; ,; ", []),
        (",Kenya,", ["Kenya"]),
    ],
)
def test_parts_of_odd_cells(text: str, parts: list[str]) -> None:
    assert split(text) == parts


@pytest.mark.parametrize(
    ("part", "parts"),
    [
        ("Denmark (Danida (part)) (financial)", ("Denmark (Danida (part))", "financial")),
        ("(no name)", ("(no name)", "")),
        ("Denmark (financial", ("Denmark", "financial")),
        ("Denmark (financial), 2023", ("Denmark (financial), 2023", "")),
    ],
)
def test_names_and_remarks(part: str, parts: tuple[str, str]) -> None:
    assert name_and_remark(part) == parts


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Mon, 11 Dec 2023 00:00:00", "2023-12-11"),
        ("2020-12", "2020-12"),
        ("2019", "2019"),
        ("2023-12-11T09:30:00Z", "2023-12-11"),
        ("11 December 2023", "2023-12-11"),
    ],
)
def test_dates_keep_their_precision(text: str, day: str) -> None:
    assert iso_date(text) == day


@pytest.mark.parametrize(
    "text", ["03/04/2023", "2023-13", "2023-02-30", "2023-02-30T00:00", "soon", "20231"]
)
def test_a_date_is_never_guessed(text: str) -> None:
    with pytest.raises(BadCell) as refused:
        iso_date(text)
    assert refused.value.code == "V003"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("35000000", 35_000_000),
        ("35,000,000", 35_000_000),
        ("1 250 000", 1_250_000),
        ("-3", -3),
        ("12.00", 12),
    ],
)
def test_whole_numbers(text: str, number: int) -> None:
    assert whole_number(text) == number


@pytest.mark.parametrize(
    ("text", "code"),
    [("35,000", "V004"), ("2.5", "V005"), ("9223372036854775808", "V004"), ("15%", "V004")],
)
def test_numbers_that_may_mean_two_things(text: str, code: str) -> None:
    with pytest.raises(BadCell) as refused:
        whole_number(text)
    assert refused.value.code == code


def test_silence_is_not_no() -> None:
    assert (yes_or_no("YES"), yes_or_no("Non")) == (True, False)
    with pytest.raises(BadCell):
        yes_or_no("perhaps")
