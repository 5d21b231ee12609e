"""``new-partnerships``, worked by hand from the sample register as of 2026-11-23."""

from typing import Any

import pytest

from pledgegraph.queries.measures import Measures
from pledgegraph.workspace.workspace import Workspace

from .test_counted_by_hand import columns

AS_OF = "2026-11-23"
IGAD = "in the core group of IGAD, a platform that covers the country (13 participants)"
TEXT = "the text of PF072 names the country, its place does not"
CLIMATE = (
    'both in the multi-stakeholder pledge "Climate Action" (5 participants; leads per a third-party'
    " file, not checked at UNHCR)"
)


@pytest.mark.parametrize("engine", ["embedded", "sparql"])
def test_of_ethiopia_and_of_uganda(short_sample: Workspace, engine: str) -> None:
    answer = short_sample.ask(
        "new-partnerships", engine=engine, actor=["Government of Ethiopia"], as_of=AS_OF
    )
    # IGAD counts 100 / 13 and Climate Action 100 / 5
    assert columns(answer.rows, "actor", "evidence", "nearness") == [
        ("Government of Germany", [IGAD, CLIMATE], 28),
        ("World Bank", [TEXT, IGAD], 8),
    ]
    # Ethiopia is in a joint pledge, Germany in a match with Kenya; the World Bank is in none
    assert [row["same_group"] for row in answer.rows] == [False, None]
    assert (
        "One piece of evidence each, counted and not shown: European Union, IFRC, Government of"
        " Somalia, Government of Sweden, Government of Switzerland and Government of the United"
        " States (6 actors)."
    ) in answer.notices
    for partner in ("Denmark", "Global Partnership", "Netherlands", "United Kingdom", "H&M"):
        assert partner not in answer.to_markdown()
    answer = short_sample.ask("new-partnerships", engine=engine, country=["UGA"], as_of=AS_OF)
    assert columns(answer.rows, "actor", "evidence") == [("World Bank", [TEXT, IGAD])]
    assert (
        "One piece of evidence each, counted and not shown: Government of Denmark, European Union,"
        " Government of Germany, Government of Sweden, Government of Switzerland and Government of"
        " the United States (6 actors)."
    ) in answer.notices
    assert "Uber" not in answer.to_markdown()
    assert answer.coverage.startswith(
        "7 pairs of 1 host government with an actor that has no joint pledge or match with it in"
        " these sources, 1 of them by two or more records; "
    )


def test_an_actor_that_governs_no_country(short_sample: Workspace) -> None:
    answer = short_sample.ask("new-partnerships", actor=["Uber"], as_of=AS_OF)
    assert answer.rows == []
    assert answer.notices[0].startswith("None of the actors asked for is the government")


def test_hosts_and_partners_of_some_kinds(short_sample: Workspace) -> None:
    """IGAD covers Ethiopia and Uganda; Bangladesh has no host-country pledge."""
    given: dict[str, Any] = {"platform": ["IGAD"], "as_of": AS_OF}
    answer = short_sample.ask("new-partnerships", **given)
    hosts = {row["host"] for row in answer.rows}
    assert {"Government of Ethiopia", "Government of Uganda"} <= hosts
    answer = short_sample.ask("new-partnerships", actor_type=["States"], **given)
    assert ("Government of Ethiopia", "Government of Germany") in columns(
        answer.rows, "host", "actor"
    )
    assert "World Bank" not in answer.to_markdown()
    assert "Actors whose type no source states are not among them." in answer.notices
    left = ["Government of Germany", "Government of Uganda"]
    answer = short_sample.ask("new-partnerships", exclude=left, **given)
    assert columns(answer.rows, "host", "actor")[0] == ("Government of Ethiopia", "World Bank")
    assert "Germany" not in answer.to_markdown() and "Government of Uganda" not in str(answer.rows)
    answer = short_sample.ask("new-partnerships", situation=["Rohingya"], as_of=AS_OF)
    assert answer.rows == []
    assert answer.notices[0] == "No government there has a host-country pledge in these sources."


def test_measures_of_two_pledges_with_one_in_both() -> None:
    """B is in a pledge with A and in one with C and D: it links A with C and A with D. E and F
    are a group of their own.
    """
    parts = {"p1": "AB", "p2": "BCD", "p3": "EF"}
    rows = [{"id": pledge, "actor": actor} for pledge, actors in parts.items() for actor in actors]
    measures = Measures(rows, ["A", "B", "C", "E", "Z"])
    assert [measures.pairs(actor) for actor in "ABCZ"] == [0, 2, 0, 0]
    assert measures.in_same_group("C", "D")
    assert measures.in_same_group("C", "E") is False
    assert measures.in_same_group("C", "Z") is None
