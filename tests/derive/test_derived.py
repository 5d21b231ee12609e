"""The derived tables: worked out by hand for the sample, and as the questions reason on generated
registers.
"""

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from pledgegraph.derive import derived
from pledgegraph.ontology.schema import schema
from pledgegraph.workspace import starting
from pledgegraph.workspace.workspace import Workspace

from ..budget import LONG  # noqa: TID252 (tests are no package that could be named)
from .pledge_by_pledge import Reading

PLEDGES = """
MATCH (p:Pledge)
RETURN p.id AS id, p.local_identifier AS local, p.support_level AS level,
       p.open_to_matching AS is_open,
       p.people_concerned AS people, p.people_year AS year, p.people_types AS types,
       p.own_means AS own_means,
       p.latest_target_year AS target_year, p.no_place_reason AS reason, p.update_count AS updates
"""
MATCHES = (
    "MATCH (m:Match) RETURN m.id AS id, m.counts_as_support AS counts, m.not_counted_because AS"
    " reason"
)
ROOT = Path(__file__).parents[2]
AS_OF = "2026-11-24"


def computed_values() -> set[str]:
    """The columns and relationships that the ontology marks as computed."""
    found = {relation.name for relation in schema().relations.values() if relation.derived}
    for cls in schema().classes.values():
        found |= {column.name for column in cls.columns if column.derived}
    return found


def test_each_computed_value_is_listed_with_the_module_that_works_it_out() -> None:
    """A reader of docs/ontology.md finds the rule from the head of ``derive.derived``."""
    listed: list[str] = []
    for module, names in re.findall(r"^- ``(\w+)``: (.+(?:\n  .+)*)", derived.__doc__ or "", re.M):
        assert (ROOT / "derive" / f"{module}.py").exists()
        listed += re.split(r",\s+", names)
    assert Counter(listed) == Counter(computed_values())


def by_id(workspace: Workspace, text: str) -> dict[str, dict[str, Any]]:
    return {row["id"]: row for row in workspace.cypher(text)}


def test_levels_of_the_sample(sample: Workspace) -> None:
    """39 host-country pledges: the count worked out by hand from the register."""
    pledges = {row["local"]: row for row in by_id(sample, PLEDGES).values()}
    levels = Counter(row["level"] for row in pledges.values() if row["level"])
    assert levels == {"matched": 2, "joint": 1, "related": 2, "none-recorded": 34}
    assert {name for name, row in pledges.items() if row["level"] == "matched"} == {
        "PF050",
        "PF101",
    }
    assert {name for name, row in pledges.items() if row["level"] == "related"} == {
        "PF028",
        "PF097",
    }
    assert pledges["PF008"]["level"] == "joint"
    assert sum(row["is_open"] for row in pledges.values()) == 36
    assert pledges["PF054"]["own_means"] != []


def test_people_of_the_sample(sample: Workspace) -> None:
    """Ethiopia: 1,010,466 refugees and 112,987 asylum-seekers of 2025."""
    pledges = {row["local"]: row for row in by_id(sample, PLEDGES).values()}
    found = pledges["PF097"]
    assert (found["people"], found["year"], found["types"]) == (1_123_453, 2025, ["ASY", "REF"])


def test_why_pledges_of_the_sample_name_no_place(sample: Workspace) -> None:
    reasons: dict[str, set[str]] = {}
    for row in by_id(sample, PLEDGES).values():
        if row["reason"]:
            reasons.setdefault(row["reason"], set()).add(row["local"])
    assert reasons["place-in-text"] == {"PF068", "PF070", "PF072", "PF079"}
    assert reasons["countries-counted"] == {"PF065", "PF135"}
    assert reasons["global"] == {"PF042", "PF088", "PF122", "PF123", "PF057", "PF058"}
    assert len(reasons["third-country-solutions"]) == 14
    assert len(reasons["not-stated"]) == 19
    assert "PF043" in reasons["not-stated"]  # Japan is in its submitter's name alone


def test_cells_are_where_place_and_area_meet(sample: Workspace) -> None:
    """Denmark's PF077 and Ethiopia's PF097 share education in Ethiopia: two steps."""
    text = """
    MATCH (p:Pledge {local_identifier: 'PF097'})-[:IN_CELL]->(c:Cell)<-[:IN_CELL]-(q:Pledge)
    MATCH (c)-[:CELL_COUNTRY]->(l:Country), (c)-[:CELL_TOPIC]->(t:Concept)
    WHERE q.brings_support
    RETURN q.local_identifier AS pledge, l.iso3 AS country, t.notation AS topic
    """
    rows = sample.cypher(text)
    assert {(row["pledge"], row["country"]) for row in rows} == {("PF077", "ETH")}
    assert "education" in {row["topic"] for row in rows}


def test_the_same_in_rdf(sample: Workspace) -> None:
    text = """
    SELECT (COUNT(DISTINCT ?cell) AS ?cells) (COUNT(DISTINCT ?p) AS ?pledges) WHERE {
      ?p pg:inCell ?cell . ?cell a pg:Cell ; pg:cellCountry ?country ; pg:cellTopic ?topic .
    }
    """
    cypher = """
    MATCH (p:Pledge)-[:IN_CELL]->(c:Cell) RETURN count(DISTINCT c) AS cells,
        count(DISTINCT p) AS pledges
    """
    assert sample.sparql(text) == sample.cypher(cypher)


@pytest.fixture(scope="module", params=[1, 2] if LONG else [2])
def generated(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Workspace:
    """A register made by lot, with platforms, situations and figures."""
    folder = tmp_path_factory.mktemp("generated")
    program, register = ROOT / "benchmarks" / "synthesise.py", folder / "register.csv"
    subprocess.run(
        [sys.executable, program, "700" if LONG else "350", register, "--seed", str(request.param)],
        check=True,
    )
    made = starting.init(folder / "w", [folder / "register.csv"])
    made.build()
    return made


COMPARED = """
MATCH (p:Pledge)
RETURN p.id AS id, p.people_concerned AS people, p.people_year AS year,
       p.latest_target_year AS target_year,
       p.support_level AS level, p.host_country_pledge AS is_host, p.brings_support AS brings
"""
STATES = "MATCH (a:Actor)-[:STATE_OF]->(c:Country) RETURN a.id AS id, c.id AS country"


def test_values_are_those_of_another_reading(generated: Workspace) -> None:
    reading, rows = Reading(generated.tables), by_id(generated, COMPARED)
    for pledge in sorted(rows)[::5]:
        row = rows[pledge]
        reported = (
            *reading.people(pledge, is_host=row["is_host"]),
            reading.target_year(pledge),
            reading.brings(pledge),
        )
        assert (row["people"], row["year"], row["target_year"], row["brings"]) == reported, pledge


def test_related_is_what_pairs_of_pledges_are(generated: Workspace) -> None:
    """The tables count cell by cell; pair by pair it is the same."""
    reading, rows = Reading(generated.tables), by_id(generated, COMPARED)
    states = {row["id"]: row["country"] for row in generated.cypher(STATES)}
    hosts = {pledge for pledge, row in rows.items() if row["is_host"]}
    weak = sorted(
        pledge for pledge in hosts if rows[pledge]["level"] in ("related", "none-recorded")
    )[:: 4 if LONG else 2]
    found = {pledge: rows[pledge]["level"] == "related" for pledge in weak}
    assert found == {pledge: reading.is_related(pledge, hosts, states) for pledge in weak}
    assert 5 < sum(found.values()) < len(found)
