"""Numbers of answers: each is the length of the list behind it, and what looks like two things and
is one counts once.
"""

import json
import re
from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from pledgegraph.queries.answers import Answer
from pledgegraph.queries.catalogue import Question, questions
from pledgegraph.workspace.workspace import Workspace

from ..budget import some  # noqa: TID252 (tests are no package that could be named)
from .conftest import for_one_engine
from .test_small_cases import build

DAY = r"\d{4}(-\d\d){0,2}"
NOT_COUNTED = {"people", "people_from", "amount", "rank", "nearness", "pairs"}
"""Figures of a source, places in an order, and measures of a network."""
LISTED = {"host_count": "host_pledge_ids", "ties": "arrangement_ids", "pieces": "evidence"}
"""Numbers whose list has a name of its own."""
GIVEN: dict[str, dict[str, Any]] = {
    "joint-candidates": {"pledge": "PF008"},
    "gaps": {"country": ["ETH"]},
    "new-partnerships": {"country": ["ETH", "UGA"]},
    "new-actors": {"country": ["ETH"], "area": ["Education"]},
}


def lists_behind(table: Question) -> dict[str, str]:
    """Each number of a table with the column that lists what it counts."""
    names = {column.name for column in table.columns}
    found = {}
    for column in table.columns:
        is_number = column.kind == "integer" and not column.only_sorts
        if is_number and column.name not in NOT_COUNTED:
            listed = LISTED.get(column.name, f"{column.name}_ids")
            found[column.name] = listed if listed in names else column.counts
            assert found[column.name] in names, (table.name, column.name)
    return found


Asked = Callable[[str, str], Answer]
"""(question, engine) → the answer, with who is counted."""


@pytest.fixture(scope="module")
def asked(sample: Workspace) -> Asked:
    """Each question is asked once on each engine."""

    @cache
    def answered(name: str, engine: str) -> Answer:
        return sample.ask(name, engine=engine, behind=True, **GIVEN.get(name, {}))

    return answered


@pytest.mark.parametrize("name", questions())
def test_every_number_is_the_length_of_the_list_behind_it(asked: Asked, name: str) -> None:
    answer = asked(name, "embedded")
    for table in (answer, *answer.tables):
        behind = lists_behind(table.question)
        for row in table.rows:
            for number, listed in behind.items():
                ids = row[listed]
                assert isinstance(ids, list) and len(set(ids)) == len(ids)
                assert (row[number] or 0) == len(ids), (name, number, row)


NAMED = r"\b[A-Z]+[0-9]*-?\d+\b"
"""Pledges as answers cite them."""
NO_COUNT = (
    "A source reports",
    "UNHCR figures of",
    "UNHCR's figures of",
    "Protracted here",
    "participants counts",
    "objective 1",
)
"""What notices say with figures of a source, a definition or an example."""


def numbers_of_notices_are_listed(answer: Answer) -> None:
    """Each number of a notice is the length of its list, or how many rows the answer has."""
    listed = json.loads(answer.to_json(envelope=True))["counted_in_notices"]
    for notice, counted in zip(answer.notices, listed, strict=True):
        for ids in counted.values():
            assert len(set(ids)) == len(ids)
        if not any(words in notice for words in NO_COUNT):
            plain = re.sub(r"(?<=\d),(?=\d{3})", "", notice)
            said = re.sub(NAMED, "", re.sub(DAY, "", plain))
            numbers = set(map(int, re.findall(r"\b\d+\b", said)))
            assert numbers <= {len(answer.rows), *map(len, counted.values())}, notice


EMBEDDED = [(name, "embedded") for name in questions()]
SPARQL = [(name, "sparql") for name in questions()]


@pytest.mark.parametrize(("name", "engine"), [*EMBEDDED, *some(SPARQL, 3)])
def test_the_numbers_of_the_opening_sentence_are_listed(
    asked: Asked, name: str, engine: str
) -> None:
    answer = asked(name, engine)
    numbers = set(map(int, re.findall(r"\b\d+\b(?!-)", re.sub(DAY, "", answer.coverage))))
    counted = json.loads(answer.to_json(envelope=True))["counted"]
    for ids in counted.values():
        assert len(set(ids)) == len(ids)
    assert numbers <= {len(answer.rows), *map(len, counted.values())}
    assert len(numbers) > 1
    numbers_of_notices_are_listed(answer)
    # Each list is within that of all that are asked about
    whole = {each for ids in counted.values() for each in ids}
    assert any(whole == set(ids) for ids in counted.values()) or name.startswith("new-")


def test_who_is_behind_the_numbers_of_an_opening_sentence(sample: Workspace) -> None:
    """By hand: on education in Ethiopia are PF008, GRF-00515 and PF077, which is not its own."""
    given: dict[str, Any] = {"country": ["ETH"], "area": ["Education"], "behind": True}
    counted = sample.ask("unsupported", **given).behind
    cited = {name: [each.removeprefix("pledge/") for each in ids] for name, ids in counted.items()}
    assert [each[:5] for each in cited["host"]] == ["GRF-0", "pf008"]
    assert [each[:5] for each in cited["pledges"]] == ["GRF-0", "pf008", "pf077"]
    assert sample.ask("unsupported", country=["ETH"], area=["Education"]).behind == {}


def test_the_envelope_names_who_is_counted_and_only_then(sample: Workspace) -> None:
    answer = sample.ask("stocktake", behind=True, forum=["GRF 2019"])
    rows = json.loads(answer.to_json(envelope=True))["rows"]
    assert rows and all(len(row["pledges_ids"]) == row["pledges"] for row in rows)
    assert "pledges_ids" not in sample.ask("stocktake").names()


MATCH = "Government of Denmark (financial)"
TRAPS: list[dict[str, str]] = [
    # 1 to 3: a joint pledge with two submitters and two partners, and one of them alone
    {
        "local_id": "J1",
        "submitting_entity": "Government of Denmark; UNICEF",
        "joint_partners": "UNHCR; Save the Children",
        "role": "donor",
    },
    {"local_id": "J2", "submitting_entity": "Government of Denmark", "role": "donor"},
    # 4 and 5: a pledge and its match, and the supporter's own pledge
    {"local_id": "M1", "matched_with": MATCH},
    {"local_id": "M2", "matched_with": f"{MATCH}; Government of Denmark (technical)"},
    # 6 and 7: a statement about many pledges, and one of them
    {"local_id": "S1", "is_aggregate": "yes", "n_pledges": "12"},
    {"local_id": "S2"},
    # 8 to 10: several areas, countries and contributions
    {"local_id": "A1", "theme": "Education; Jobs and livelihoods"},
    {"local_id": "C1", "country_of_implementation": "Ethiopia; Kenya"},
    {"local_id": "T1", "contribution_type": "policy; technical; financial"},
    # 11 to 13: stages, of which the newest counts; a note is none
    {"local_id": "G1", "stage": "In progress", "stage_date": "2025-02"},
    {"local_id": "G2", "stage": "Fulfilled", "stage_date": "2025-03"},
    {"local_id": "G3", "stage_note": "under way"},
    # 14: withdrawn
    {"local_id": "W1", "standing": "withdrawn"},
    # 15: two objectives
    {"local_id": "O1", "gcr_objective": "1; 2"},
    # 16 and 17: one actor in two spellings
    {"local_id": "N1", "submitting_entity": "Government of Denmark", "role": "donor"},
    {"local_id": "N2", "submitting_entity": "DENMARK", "role": "donor", "entity_type": "State"},
    # 18: two areas that have one theme; 19: a forum not stated; 20: names its country twice
    {"local_id": "B1", "theme": "Education; Education"},
    {"local_id": "F1", "forum": ""},
    {"local_id": "K1", "country_of_implementation": "Ethiopia; Ethiopia"},
]


@pytest.fixture(scope="module")
def traps(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    with for_one_engine():
        return build({"rows": TRAPS}, tmp_path_factory.mktemp("traps"))


def counts(answer: Answer, key: str, *names: str) -> dict[str, list[Any]]:
    return {str(row[key]): [row[name] for name in names] for row in answer.rows}


def test_what_looks_like_two_is_counted_once(traps: Workspace) -> None:
    """By hand: 19 rows, of which one is a statement and one withdrawn: 17 pledges count. All are on
    education, which belongs to objective 2; four are of donors.
    """
    progress = traps.ask("progress", engine="sparql", behind=True)
    columns = ("pledges", "staged", "in_progress", "fulfilled", "note_only")
    assert counts(progress, "forum", *columns) == {
        "GRF 2019": [16, 2, 1, 1, 1],
        "not stated": [1, 0, 0, 0, 0],
        "all pledges": [17, 2, 1, 1, 1],
    }
    tables = {table.question.name: table for table in progress.tables}
    areas = {"Education": [17], "Jobs and livelihoods": [1]}
    assert counts(tables["area"], "area", "pledges") == areas
    kinds = {"host countries": [13], "others": [4]}
    assert counts(tables["host"], "pledges_of", "pledges") == kinds
    for table in (progress, *progress.tables):
        for number, listed in lists_behind(table.question).items():
            for row in table.rows:
                assert len(row[listed] or ()) == row[number]  # type: ignore[arg-type]
    (newest,) = (row["fulfilled_ids"] for row in progress.rows if row["forum"] == "GRF 2019")
    assert [str(each).split("-")[0] for each in newest] == ["pledge/g2"]  # type: ignore[union-attr]
    served = traps.ask("stocktake", engine="sparql")
    assert counts(served, "number", "pledges", "stated", "derived") == {
        "1": [1, 1, 0],
        "2": [17, 1, 16],
    }


def test_matches_joint_pledges_and_spellings_are_one_each(traps: Workspace) -> None:
    """By hand: three ties; Denmark submits four pledges, in two spellings; of the 13 host-country
    pledges one is fulfilled and two are matched.
    """
    ties = traps.ask("partnerships", engine="sparql")
    assert counts(ties, "pledge", "actors") == {
        "M1": [["Government of Denmark", "Government of Ethiopia"]],
        "M2": [["Government of Denmark", "Government of Ethiopia"]],
        "J1": [["Government of Denmark", "Save the Children", "UNHCR", "UNICEF"]],
    }
    assert ties.coverage.startswith("3 ties; two or more actors are named in 1 of 17 pledges")
    of_denmark = traps.ask("progress", engine="sparql", actor=["Denmark"])
    assert counts(of_denmark, "forum", "pledges")["all pledges"] == [4]
    opened = traps.ask("unsupported", engine="sparql")
    assert opened.coverage.startswith("Of 17 pledges, 17 state a contribution and 2 have an update")
    assert len(opened.rows) == len({row["id"] for row in opened.rows}) == 10
    assert opened.notices[0] == "13 host-country pledges in scope, 10 listed."
