"""Candidates are told apart by their identifiers: two of one name are two, and an actor's name is
no code.
"""

from collections import defaultdict
from typing import Any

import pytest

from pledgegraph.queries.arrangements import Arrangements
from pledgegraph.queries.evidence import Evidence
from pledgegraph.queries.focus import Focus
from pledgegraph.queries.reasoning.joint_candidates import Search

Texts = defaultdict[str, list[dict[str, Any]]]
PLEDGE = {"title": "", "description": None, "stage": None, "target_year": None}
HOST = {**PLEDGE, "id": "pledge/h", "name": "H", "host": True, "brings": False}
DONOR = {**PLEDGE, "id": "pledge/d", "name": "D", "host": False, "brings": True}


def texts(**rows: list[dict[str, Any]]) -> Texts:
    """A pledge of Chad on education, its place Chad; whatever else is given."""
    found: Texts = defaultdict(list)
    found["_pledges"] = [HOST]
    found["_submitters"] = [
        {"id": "pledge/h", "actor": "actor/government-of-chad", "name": "Government of Chad"}
    ]
    found["_areas"] = [{"id": "pledge/h", "name": "Education"}]
    found["_places"] = [{"id": "pledge/h", "country": "TCD"}]
    for name, more in rows.items():
        found[name] += more
    return found


def candidates(found: Texts) -> list[tuple[object, object, object]]:
    arrangements, evidence = Arrangements(found), Evidence(found, "2026-11-24")
    hosts = [evidence.facts.pledges["pledge/h"]]
    search = Search(
        evidence, Focus(evidence, hosts, arrangements, {"country": [], "area": []}), arrangements
    )
    return [
        (each.tier, each.actor, each.pledge.name if each.pledge else None)
        for each in search.candidates()
    ]


def platform(identifier: str, code: str, country: str) -> dict[str, str]:
    return {"id": identifier, "platform": code, "name": code, "country": country}


def test_two_members_of_one_name_are_two_candidates() -> None:
    members = [
        {"platform": "X", "actor": f"actor/{end}", "name": "Hope", "role": "core-group"}
        for end in ("hope", "hope-12")
    ]
    found = texts(_platforms=[platform("platform/x", "X", "TCD")], _members=[*members, members[0]])
    assert candidates(found) == [("place by arrangement, area open", "Hope", None)] * 2


@pytest.mark.parametrize(
    ("actor", "name", "code", "country", "is_candidate"),
    [
        ("actor/igad", "IGAD", "IGAD", "KEN", False),
        ("actor/igad", "IGAD", "Igad", "KEN", False),
        ("actor/igad", "Igad", "IGAD", "KEN", False),
        ("actor/igad", "IGAD", "IGAD", "TCD", True),
        ("actor/igad-0a1b2c3d", "IGAD", "IGAD", "KEN", True),
        ("actor/world-bank", "World Bank", "IGAD", "KEN", True),
    ],
)
def test_the_body_of_a_platform_elsewhere_is_none(
    actor: str, name: str, code: str, country: str, is_candidate: bool
) -> None:
    found = texts(
        _pledges=[DONOR],
        _submitters=[{"id": "pledge/d", "actor": actor, "name": name}],
        _areas=[{"id": "pledge/d", "name": "Education"}],
        _contributions=[{"id": "pledge/d", "code": "financial"}],
        _platforms=[platform("platform/igad", code, country)],
    )
    assert candidates(found) == [("area recorded, place open", name, "D")] * is_candidate
