"""Questions that select or count, worked by hand from the sample register as of 2026-11-23."""

import json
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from pledgegraph.errors import UsageProblem
from pledgegraph.queries.answers import Answer
from pledgegraph.queries.catalogue import question_named
from pledgegraph.workspace.workspace import Workspace

Ask = Callable[..., Answer]


@pytest.fixture(params=["embedded", "sparql"])
def ask(short_sample: Workspace, request: pytest.FixtureRequest) -> Ask:
    """Ask the sample on each engine that needs no server; texts are compared on Neo4j too."""
    asked = partial(short_sample.ask, engine=str(request.param))

    def dated(question: str, **given: Any) -> Answer:
        known = [parameter.name for parameter in question_named(question).parameters]
        day = {"as_of": "2026-11-23"} if "as_of" in known else {}
        return asked(question, **{**day, **given})

    return dated


def columns(rows: Sequence[Mapping[str, Any]], *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


def table(answer: Answer, name: str) -> Sequence[Mapping[str, Any]]:
    (found,) = (each for each in answer.tables if each.question.name == name)
    return found.rows


def test_official_stages_by_forum(ask: Ask) -> None:
    answer = ask("progress")
    numbers = ("pledges", "staged", "planning", "in_progress", "fulfilled", "newest", "note_only")
    assert columns(answer.rows, "forum", *numbers) == [
        ("GRF 2019", 38, 8, 0, 2, 6, "2020-12", 10),
        ("HLOM 2021", 2, 0, 0, 0, 0, None, 0),
        ("GRF 2023", 52, 0, 0, 0, 0, None, 6),
        ("GRF Progress Review 2025", 2, 0, 0, 0, 0, None, 0),
        ("not stated", 4, 0, 0, 0, 0, None, 0),
        ("all pledges", 98, 8, 0, 2, 6, "2020-12", 16),
    ]
    assert answer.coverage.startswith(
        "Of 98 pledges, 8 have an official stage (newest 2020-12) and 8 an update; "
    )
    assert any("counted in each of them: PF041." in notice for notice in answer.notices)
    assert "%" not in answer.to_markdown()


def test_official_stages_by_area_and_type(ask: Ask) -> None:
    """The register's State (group), of PF121, is UNHCR's States, as its two spellings of civil
    society are one.
    """
    answer = ask("progress")
    assert columns(table(answer, "area"), "area", "pledges", "in_progress", "fulfilled") == [
        ("theme without an area", 28, 0, 0),
        ("Solutions", 21, 0, 6),
        ("Education", 16, 2, 0),
        ("Jobs and livelihoods", 14, 0, 0),
        ("Protection capacity", 8, 0, 0),
        ("no theme", 6, 0, 0),
        ("Energy and infrastructure", 5, 0, 0),
        ("Arrangements for burden- and responsibility-sharing", 1, 0, 0),
    ]
    types = columns(table(answer, "type"), "type", "pledges", "staged")
    assert types[:2] == [("States", 62, 8), ("Multi-stakeholder / joint submitter", 13, 0)]
    assert ("Civil Society Organizations", 3, 0) in types
    assert ("not stated", 4, 0) in types
    assert sum(pledges for _, pledges, _ in types) == 98
    hosts = columns(table(answer, "host"), "pledges_of", "pledges", "in_progress", "fulfilled")
    assert hosts == [("host countries", 39, 2, 0), ("others", 59, 0, 6)]


def test_further_tables_in_each_format(short_sample: Workspace, tmp_path: Path) -> None:
    answer = short_sample.ask("progress", lang="fr")
    whole = json.loads(answer.to_json(envelope=True))
    assert list(whole["tables"]) == ["area", "type", "host"]
    assert [row["pledges"] for row in whole["tables"]["host"]] == [59, 39]
    assert "### Par domaine d'intérêt\n" in answer.to_markdown()
    assert "| HLOM" not in answer.to_markdown()
    assert "| Réunion des hauts fonctionnaires 2021 | 2 | 0 | 0 | 0 | 0 | aucun |" in (
        answer.to_markdown()
    )
    assert answer.narrowed("host").to_csv().splitlines()[1].startswith('"autres",59,')
    answer.to_xlsx(tmp_path / "progress.xlsx")
    with zipfile.ZipFile(tmp_path / "progress.xlsx") as book:
        sheets = re.findall('<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
    assert sheets[2:] == ["Par domaine d'intérêt", "Par type de soumission", sheets[4]]
    with pytest.raises(UsageProblem, match="has no table 'areas'. Did you mean 'area'"):
        answer.narrowed("areas")


def test_due_for_follow_up(ask: Ask) -> None:
    answer = ask("stalled")
    assert columns(answer.rows, "pledge", "country", "target", "target_year", "stage") == [
        ("PF065", [], ["2,500 refugees supported"], 2022, None),
        ("PF071", ["UGA"], ["1,000 refugee driver-partners"], 2022, None),
        ("PF134", [], ["125,000 refugees resettled (up to)"], 2022, None),
        ("PF121", [], [], 2024, None),
        ("PF040", [], ["30 refugees attending (scholarships)"], 2025, None),
        ("PF070", [], ["2,000 refugees (baseline: 20 suppliers)"], 2025, None),
    ]
    rows = {str(row["pledge"]): row for row in answer.rows}
    assert rows["PF065"]["owes_update"] == ["IKEA Foundation", "Ingka Group", "Inter IKEA Group"]
    assert rows["PF071"]["owes_update"] == ["Uber"]
    assert rows["PF121"]["owes_update"] == [
        "Government of Brazil",
        "Government of Chile",
        "Government of Colombia",
    ]
    assert (rows["PF065"]["place"], rows["PF121"]["place"]) == (
        ["30 countries"],
        ["Latin America and the Caribbean"],
    )
    assert [name for name, row in rows.items() if row["host"]] == ["PF121"]
    assert rows["PF065"]["reason"] == "target year 2022 passed"
    assert answer.coverage.startswith(
        "Of 98 pledges, 22 state a target year, 8 have an official stage (newest 2020-12) and 0"
        " report a challenge; "
    )
    assert answer.notices == [
        "Not listed, as officially fulfilled, though the target year has passed: PF044, PF045,"
        " PF046 and PF047.",
        "12 pledges have their target year ahead (2026 to 2030).",
        "No source reports a challenge; many registers have no column for it.",
    ]


def test_due_for_follow_up_by_place_area_and_day(ask: Ask) -> None:
    given: dict[str, dict[str, Any]] = {
        "Uganda": {"country": ["UGA"]},
        "jobs": {"area": ["Jobs and livelihoods"]},
        "2025": {"as_of": "2025-06-30"},
        "2022": {"as_of": "2022-12-31"},
        "2027": {"as_of": "2027-01-01"},
    }
    listed = {
        key: [row["pledge"] for row in ask("stalled", **narrow).rows]
        for key, narrow in given.items()
    }
    assert listed == {
        "Uganda": ["PF071"],
        "jobs": ["PF065", "PF071", "PF070"],
        "2025": ["PF065", "PF071", "PF134", "PF121"],
        "2022": [],
        "2027": ["PF065", "PF071", "PF134", "PF121", "PF040", "PF070", "PF084"],
    }


def test_who_works_with_whom(ask: Ask) -> None:
    rows = ask("partnerships").rows
    by_kind: dict[str, set[str]] = {}
    for row in rows:
        by_kind.setdefault(str(row["kind_of_tie"]), set()).add(str(row["pledge"]))
    assert len(rows) == 18
    assert by_kind == {
        "match": {"PF050", "PF101"},
        "joint pledge": set("GRF-08531 PF040 PF041 PF042 PF065 PF067 PF071 PF077 PF121".split()),
        "multi-stakeholder": set("PF108 PF109 PF111 PF113 PF116 PF123 PF136".split()),
    }
    actors = {str(row["pledge"]): row["actors"] for row in rows}
    assert actors["PF050"] == ["Government of Denmark", "Government of Rwanda"]
    assert actors["PF065"] == ["IKEA Foundation", "Ingka Group", "Inter IKEA Group"]
    assert actors["PF101"] == [
        "European Union",
        "Government of Germany",
        "Government of Kenya",
        "Government of Sweden",
        "Government of the United States",
    ]
    assert str(actors["PF109"]).count("', '") == 7


def test_who_works_with_whom_on_education(ask: Ask) -> None:
    rows = ask("partnerships", area=["Education"]).rows
    names = ("pledge", "kind_of_tie", "country", "contribution", "ended_because")
    assert columns(rows, *names) == [
        ("PF077", "joint pledge", ["ETH"], ["Financial"], "no"),
        ("GRF-08531", "joint pledge", [], ["Technical"], "no"),
        ("PF116", "multi-stakeholder", [], ["Financial", "Material", "Technical"], "no"),
        ("PF040", "joint pledge", [], ["Financial", "Technical"], "target year 2025 passed"),
    ]
    assert rows[0]["actors"] == [
        "Global Partnership for Education",
        "Government of Denmark",
        "Government of Ethiopia",
        "Government of the Netherlands",
        "Government of the United Kingdom",
    ]
    # Of GPE our list of well-known actors knows the kind; the register does not say it
    assert rows[0]["kinds"] == ["Multi-stakeholder / joint submitter", "States"]
    assert rows[3]["kinds"] == ["kind not recorded"]
    assert (rows[0]["amount"], rows[0]["currency"]) == (35_000_000, "DKK")


def test_who_connects_others(ask: Ask) -> None:
    """UNHCR, Germany and others meet in multi-stakeholder pledges only."""
    brokers = table(ask("partnerships"), "brokers")
    assert columns(brokers, "actor", "pledges") == [
        ("Eukarya Inc.", ["PF040", "PF041"]),
        ("Government of Denmark", ["PF050", "PF077"]),
        ("Inter IKEA Group", ["PF065", "PF067"]),
        ("UN Smart Maps Group", ["GRF-08531", "PF040"]),
    ]
    assert brokers[1]["others"] == [
        "Global Partnership for Education",
        "Government of Ethiopia",
        "Government of Rwanda",
        "Government of the Netherlands",
        "Government of the United Kingdom",
    ]


def test_a_platform_and_its_countries(ask: Ask, sample: Workspace) -> None:
    """The short sample has the figures of a few countries."""
    listed = sample.ask("platforms", platform=["IGAD"], as_of="2026-11-23").rows
    people = [
        ("UGA", 1_971_968),
        ("ETH", 1_123_453),
        ("SDN", 859_963),
        ("KEN", 835_771),
        ("SSD", 605_064),
        ("SOM", 46_669),
        ("DJI", 35_040),
    ]
    assert columns(listed, "country", "people") == people
    answer = ask("platforms", platform=["IGAD"])
    pledges = columns(answer.rows, "country", "host_count", "other_pledges", "ended")
    assert sorted(pledges) == [
        ("DJI", 0, [], []),
        ("ETH", 11, ["PF077"], []),
        ("KEN", 1, ["PF089"], []),
        ("SDN", 3, [], []),
        ("SOM", 0, [], []),
        ("SSD", 0, [], []),
        ("UGA", 5, ["PF071", "PF076"], ["PF071"]),
    ]
    assert columns(table(answer, "regional"), "pledge") == [("PF035",), ("PF036",)]
    said = " ".join([answer.coverage, *answer.notices])
    assert "not counted: PF060, PF063, PF064 and PF119." in said
    assert "UNHCR figures of 2025" in said
    assert "silent" not in answer.to_markdown()


def test_a_platform_and_its_members(ask: Ask) -> None:
    answer = ask("platforms", platform=["IGAD"])
    shown = ("member", "pledges", "countries", "matches", "text_only", "mentioned_countries")
    assert columns(table(answer, "members"), *shown) == [
        ("Government of the United States", ["PF089"], ["KEN"], ["PF101"], [], []),
        ("European Union", [], [], ["PF101"], [], []),
        ("Government of Germany", [], [], ["PF101"], [], []),
        ("Government of Sweden", [], [], ["PF101"], [], []),
        ("Government of Switzerland", [], [], [], [], []),
        ("World Bank", [], [], [], ["PF072"], ["ETH", "UGA"]),
    ]
    others = columns(table(answer, "others"), "actor", "pledges", "as_partner", "by_situation")
    assert others == [
        ("Global Partnership for Education", [], ["PF077"], []),
        ("Government of Australia", [], [], ["PF033"]),
        ("Government of Denmark", ["PF076", "PF077"], [], []),
        ("Government of the Netherlands", [], ["PF077"], []),
        ("Government of the United Kingdom", [], ["PF077"], []),
        ("PostBank Uganda", [], ["PF071"], []),
        ("Tent Partnership for Refugees", [], ["PF071"], []),
        ("Uber", ["PF071"], [], []),
    ]


def test_other_platforms(ask: Ask) -> None:
    carssp, ssar, mirps = (
        ask("platforms", platform=[name]) for name in ("CARSSP", "SSAR", "MIRPS")
    )
    hosts = dict(columns(carssp.rows, "country", "host_count"))
    assert {name: count for name, count in hosts.items() if count} == {"TCD": 4, "SDN": 3}
    for answer in (carssp, ssar):
        for row in table(answer, "members"):
            assert row["pledges"] == row["by_arrangement"] == row["matches"] == []
    assert len(table(ssar, "members")) == 16
    texts = [row for row in table(ssar, "members") if row["text_only"]]
    assert columns(texts, "member", "mentioned_countries") == [("World Bank", ["PAK"])]
    assert columns(table(ssar, "others"), "actor") == [
        ("Government of Australia",),
        ("Government of Canada",),
    ]
    arranged = [row for row in table(mirps, "members") if row["by_arrangement"]]
    assert columns(arranged, "member", "by_arrangement", "ended") == [
        ("Government of Brazil", ["PF121"], ["PF121"]),
        ("Government of Colombia", ["PF121"], ["PF121"]),
    ]
    assert dict(columns(mirps.rows, "country", "host_count"))["SLV"] == 1


def test_pledges_by_objective(ask: Ask, sample: Workspace) -> None:
    answer = ask("stocktake")
    numbers = ("number", "pledges", "stated", "derived", "planning", "in_progress", "fulfilled")
    assert columns(answer.rows, *numbers, "no_stage") == [
        ("1", 1, 0, 1, 0, 0, 0, 1),
        ("2", 31, 1, 30, 0, 2, 0, 29),
        ("3", 16, 0, 16, 0, 0, 6, 10),
        ("4", 1, 0, 1, 0, 0, 0, 1),
        ("none", 50, 0, 0, 0, 0, 0, 50),
    ]
    assert answer.coverage.startswith(
        "Objective stated in 1 of 98 pledges, derived for 47, not derived for 50; "
    )
    assert "pledge counts, not GCR indicators" in answer.heading
    by_objective = ("objective_1", "objective_2", "objective_3", "objective_4", "not_derived")
    assert columns(table(answer, "forum"), "forum", *by_objective, "pledges") == [
        ("GRF 2019", 1, 16, 7, 0, 14, 38),
        ("HLOM 2021", 0, 0, 1, 0, 1, 2),
        ("GRF 2023", 0, 13, 8, 0, 32, 52),
        ("GRF Progress Review 2025", 0, 0, 0, 1, 1, 2),
        ("not stated", 0, 2, 0, 0, 2, 4),
    ]
    assert any("counted under each: PF041." in notice for notice in answer.notices)
    figures = table(sample.ask("stocktake"), "figures")
    arrivals = columns(figures, "number", "type", "year", "people")[0]
    assert arrivals == ("3", "Resettlement arrivals", 2025, 81_766)
    assert any("objective 1 looks smaller than it may be" in each for each in answer.notices)


def test_national_arrangements(ask: Ask, sample: Workspace) -> None:
    answer = ask("national-arrangements")
    shown = ("country", "arrangement", "kinds", "since", "host_count", "lean_on_it")
    assert columns(answer.rows[:3], *shown) == [
        ("KEN", "Shirika Plan", ["plan"], "2025-03-28", 1, ["PF101"]),
        (
            "BFA",
            "Action plan and follow-up committee for the pledges",
            ["committee", "plan"],
            "2024-07",
            5,
            ["PF022", "PF023", "PF024", "PF025"],
        ),
        ("UGA", "CRRF Secretariat and GRF taskforce", ["secretariat", "task force"], None, 5, []),
    ]
    assert columns(table(answer, "apart"), "country", "arrangement", "since") == [
        ("JPN", "Japan Global Refugee Forum Network", "2024-09")
    ]
    listed = sample.ask("national-arrangements").rows
    none = [("ETH", 11), ("TCD", 4), ("SDN", 3), ("RWA", 2)]
    none += [("TUR", 1), ("KGZ", 1), ("KAZ", 1), ("BWA", 1), ("SLV", 1)]
    assert columns(listed[3:], "country", "host_count") == none
    assert {row["arrangement"] for row in listed[3:]} == {None}
    people = dict(columns(listed, "country", "people"))
    assert [people[name] for name in ("TUR", "KGZ", "KAZ", "BWA", "SLV")] == [
        2_492_911,
        56_999,
        52_931,
        868,
        510,
    ]
    text = answer.to_markdown()
    assert text.count("none recorded here") == 9
    assert "has none" not in text
