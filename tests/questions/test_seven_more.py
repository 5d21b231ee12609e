"""Seven host-country pledges of the sample register, each worked by hand from its row and UNHCR's
figures of 2025.

PF028  Uganda, education, GRF 2019. Of the pledges that bring support in Uganda, PF076 (Denmark,
financial) is on
       education; Uganda is not among its partners: related. PF071 (Uber) is on jobs. 1,936,719 +
       35,249 people.
PF054  Turkey, schools: its own contribution is material, so own means. PF082 (EUAA) is on
third-country solutions.
PF036  IGAD, durable solutions, in the IGAD region: PF079 (Norwegian Refugee Council) is on
solutions, but its place,
       East and Horn of Africa, is no region that a source defines. No country named: no people.
PF121  Chile, Brazil and Colombia for Latin America and the Caribbean, a region of M49: three hosts,
no country.
PF095  Kazakhstan, statelessness and protection: PF083 (Canada) reaches Central Asia, but states no
theme.
PF099  El Salvador, education, in progress since December 2020; no other pledge names El Salvador.
PF037  Botswana (GRF-01547), statelessness alone: stateless persons, of whom UNHCR's file counts
none: no figure.
"""

from typing import Any

from pledgegraph.workspace.workspace import Workspace

EXPECTED: dict[str, dict[str, Any]] = {
    "PF028": {
        "host": "Government of Uganda",
        "country": "UGA",
        "people": 1_971_968,
        "support": "related: PF076",
        "related": ["Government of Denmark (financial, PF076)"],
        "asks": None,
        "stage": None,
    },
    "PF054": {
        "host": "Government of Turkey",
        "country": "TUR",
        "people": 2_492_911,
        "support": "none recorded",
        "related": [],
    },
    # The people of its members: 35,040 + 1,123,453 + 835,771 + 46,669 + 605,064 + 859,963 +
    # 1,971,968
    "PF036": {
        "host": "IGAD",
        "country": None,
        "people": 5_477_928,
        "support": "none recorded",
        "forum": "GRF 2023",
        "related": [],
    },
    "PF121": {
        "host": "Government of Brazil; Government of Chile; Government of Colombia",
        "country": None,
        "support": "none recorded",
        "related": [],
    },
    "PF095": {
        "host": "Government of Kazakhstan",
        "country": "KAZ",
        "people": 52_931,
        "support": "none recorded",
        "areas": ["Protection", "Statelessness"],
    },
    "PF099": {
        "host": "Government of El Salvador",
        "people": 510,
        "stage": "In progress",
        "support": "none recorded",
    },
    "GRF-01547": {
        "host": "Government of Botswana",
        "people": None,
        "people_types": [],
        "asks": True,
        "forum": None,
        "asks_words": "listed by UNHCR among 'related pledges to match'",
        "support": "none recorded",
    },
}


def test_as_worked_by_hand(sample: Workspace) -> None:
    answer = sample.ask("unsupported", as_of="2026-11-23")
    rows = {row["pledge"]: row for row in answer.rows}
    for pledge, expected in EXPECTED.items():
        assert {name: rows[pledge][name] for name in expected} == expected, pledge
    assert "Own means: material." in str(rows["PF054"]["support_sentence"])
