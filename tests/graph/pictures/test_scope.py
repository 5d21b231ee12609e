"""A picture shows the pledges that an answer counts, with the same levels of support."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.pictures import level_signs, seating
from pledgegraph.queries import scope, seat_ties
from pledgegraph.workspace.pictures import scope_of
from pledgegraph.workspace.workspace import Workspace

ROW = re.compile(r'<tr id="thing-.*?</tr>', re.DOTALL)
IDENTIFIER = re.compile(r'class="id"><bdi>(pledge/.*?)</bdi>')


def ids_in(html: str) -> set[str]:
    """The pledges in the list of a picture."""
    return set(IDENTIFIER.findall(unescape(html)))


def in_scope(sample: Workspace, given: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """Pledge → its level, and the sentence of coverage, as a picture has them."""
    engine = sample.engine()
    try:
        scope = scope_of(engine, sample.manifest(), given, "en")
        return {row["id"]: row["level"] for row in scope.rows}, scope.coverage()
    finally:
        engine.close()


@pytest.mark.parametrize(
    "given",
    [
        {"situation": ["Sudan"]},
        {"country": ["Chad", "Rwanda"]},
        {"platform": ["SSAR"]},
        {"actor": ["Government of Denmark"]},
        {"country": ["ETH"], "area": ["Education"]},
    ],
)
def test_the_pledges_of_the_coverage_sentence(sample: Workspace, given: dict[str, Any]) -> None:
    levels, coverage = in_scope(sample, given)
    answer = sample.ask("unsupported", **given)
    assert coverage == answer.coverage
    counted = re.match(r"Of (\d+) pledge", coverage)
    assert counted and int(counted[1]) == len(levels)
    html = sample.draw_scope(given)
    assert levels.keys() <= ids_in(html)
    assert coverage in unescape(html)
    # Each open one is among them, with the level that the answer gives it
    for row in answer.rows:
        level = str(levels[str(row["id"])])
        assert str(row["support"]).startswith(level.replace("-", " "))


def test_the_scope_of_a_situation_by_its_links(sample: Workspace) -> None:
    """Worked out link by link: named, or in one of its asylum countries, and not withdrawn."""
    engine = sample.engine()

    def starts(relation: str, start: str, ends: set[str]) -> set[str]:
        text = f"MATCH (a:{start})-[:{relation}]->(b) RETURN a.id AS one, b.id AS other"
        rows = engine.ask(text, {}, relation)
        return {str(row["one"]) for row in rows if row["other"] in ends}

    try:
        sudan = {"situation/sudan"}
        asylum: set[str] = set()
        for relation in ("ASYLUM", "ASYLUM_BY_FIGURES"):
            text = f"MATCH (a:Situation)-[:{relation}]->(b:Country) RETURN a.id AS one, b.id AS c"
            rows = engine.ask(text, {}, relation)
            asylum |= {str(row["c"]) for row in rows if row["one"] in sudan}
        wanted = starts("ADDRESSES", "Pledge", sudan) | starts("IMPLEMENTED_IN", "Pledge", asylum)
    finally:
        engine.close()
    pledges = sample.tables["Pledge"].select(["id", "standing"]).to_pydict()
    standing = dict(zip(pledges["id"], pledges["standing"], strict=True))
    wanted = {each for each in wanted if standing[each] != "withdrawn"}
    assert len(wanted) == 24
    assert in_scope(sample, {"situation": ["Sudan"]})[0].keys() == wanted


def test_the_rows_of_an_answer(sample: Workspace) -> None:
    answer = sample.ask("unsupported", country=["Chad"])
    rows = {row["id"] for row in answer.rows}
    assert len(rows) == 4
    assert ids_in(sample.draw_answer("unsupported", {"country": ["Chad"]})) == rows


def test_least_support_and_most_people_first_and_never_by_identifier(sample: Workspace) -> None:
    engine = sample.engine()
    try:
        scope = scope_of(engine, sample.manifest(), {"situation": ["Sudan"]}, "en")
        order = ["none-recorded", "related", "partly-supported", "joint", "matched"]
        hosts = [(order.index(row["level"]), -(row["people"] or 0)) for row in scope.hosts]
        assert hosts == sorted(hosts)
        assert scope.rows[: len(hosts)] == scope.hosts
    finally:
        engine.close()


def test_nothing_to_draw_says_what_would_have_something(sample: Workspace) -> None:
    with pytest.raises(UsageProblem) as problem:
        sample.draw_scope({"country": ["Chad"], "actor": ["Government of Denmark"]})
    assert str(problem.value) == (
        "No pledge is recorded for Chad, Government of Denmark in these sources."
        " Without --country TCD there are some."
    )


def test_pictures_and_queries_mean_the_same() -> None:
    """Neither room may import the other: what both name is the same."""
    assert (level_signs.LEVELS, level_signs.RECORDED) == (scope.LEVELS, scope.RECORDED)
    assert (seating.WAYS, seating.COUNTED) == (seat_ties.WAYS, seat_ties.COUNTED)
    assert level_signs.SIGNS.keys() == set(scope.LEVELS)
    assert level_signs.WAY_SIGNS.keys() == set(seat_ties.WAYS)
