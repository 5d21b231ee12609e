"""A cell of names that begins as a formula names nobody, and is a finding at its cell."""

from pathlib import Path

import pytest

from pledgegraph.errors import Problem, Where
from pledgegraph.loaders.names.actor_lists import actor_parts
from pledgegraph.loaders.names.actors import is_actor_name
from pledgegraph.loaders.names.formulas import begins_as_formula

from .reading import Row, loaded  # noqa: TID252 (tests are no package that could be named)

FORMULAS = [
    '=HYPERLINK("http://evil.example/","X")',
    "=HYPERLINK(1)",
    "@SUM(1)",
    "+1+1",
    "-2+3+cmd|'/C calc'!A0",
    "+1-800 Call",
    "=A1",
    "+A1",
    "-Sheet1!A1",
    "+cmd|' /C calc'!A0",
    "@sum(A1:B2)",
    " =1",
    "'=1",
    '"=1"',
    "\uff1d1+1",
    "+(1)",
    "-5",
    "\u200b=X",
]
NAMES = [
    "@Company",
    "@Company (technical)",
    "+Acumen",
    "+972 Magazine",
    "-UNHCR",
    "- UNHCR (financial)",
    "Pool (A=B)",
    "Norad-NMFA",
    "C+A Foundation",
]
PLEDGE: Row = {
    "local_id": "A1",
    "forum": "GRF 2023",
    "submitting_entity": "Government of Chad",
    "title": "Cards",
    "theme": "Documentation",
    "country_of_implementation": "Chad",
    "is_aggregate": "no",
}


@pytest.mark.parametrize("text", FORMULAS)
def test_formulas(text: str) -> None:
    assert begins_as_formula(text)
    assert not is_actor_name(text)


@pytest.mark.parametrize("text", NAMES)
def test_names_that_begin_with_such_signs(text: str) -> None:
    assert not begins_as_formula(text)
    assert is_actor_name(text)


def test_nothing_behind_a_formula_is_a_name() -> None:
    text = 'UNHCR; =HYPERLINK("http://evil.example"; "Acme Fund"); UNICEF'
    assert actor_parts(text) == ("UNHCR", text.partition("; ")[2])


SOURCES: list[tuple[str, str, Row]] = [
    ("pledgegraph", "submitting_entity", {}),
    ("pledgegraph", "joint_partners", {}),
    ("pledgegraph", "matched_with", {}),
    ("support", "supporter", {"pledge": "A1"}),
    ("support", "channel", {"pledge": "A1", "supporter": "UNHCR"}),
    ("platform_members", "member", {"platform_code": "SSAR", "role": "member"}),
    ("multistakeholder_pledges", "leads_or_cosponsors", {"code": "MSP-X", "label_en": "X"}),
]


@pytest.mark.parametrize("text", [FORMULAS[0], FORMULAS[3]])
@pytest.mark.parametrize(
    ("layout", "column", "row"), SOURCES, ids=[f"{s[0]} {s[1]}" for s in SOURCES]
)
def test_in_each_column_of_names(
    layout: str, column: str, row: Row, text: str, tmp_path: Path
) -> None:
    platform = {"code": "SSAR", "label_en": "SSAR"}
    rows: dict[str, list[Row]] = {"pledgegraph": [PLEDGE], "platforms": [platform]}
    rows[layout] = [{**(PLEDGE if layout == "pledgegraph" else row), column: text}]
    loading = loaded(tmp_path, **rows)
    actors = {a["id"] for a in loading.stated["Actor"].to_pylist()}
    assert actors <= {"actor/government-of-chad", "actor/unhcr"}
    [found] = [p for p in loading.problems if p.code == "N003"]
    assert (found.where.file, found.where.column) == (f"{layout}.csv", column)
    assert text in found.found or repr(text)[1:-1] in found.found


def test_an_address_that_was_taken_out_is_seen_to_be_gone() -> None:
    where = Where("x.csv")
    for mark in "'\"":
        found = f"{mark}jane@example.org{mark} is not an official identifier"
        reported = Problem("V006", "finding", where, found, "h").found
        assert reported == f"{mark}(taken out){mark} is not an official identifier"
    both = "'jane@example.org' and 'jane@example.com' at x.csv:2 differ only in marks"
    reported = Problem("N010", "finding", where, both, "h").found
    assert reported == "'(taken out)' and '(taken out)' at x.csv:2 differ only in marks"
    assert Problem("V006", "finding", where, "'' is none", "h").found == "'' is none"
