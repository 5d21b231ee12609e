"""Dates of three precisions: asked since a day in one way, on every engine, of every file."""

from collections.abc import Callable
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from pledgegraph.ontology.quads import read_nquads
from pledgegraph.ontology.table_files import read_tables
from pledgegraph.workspace.workspace import Workspace

SINCE_2023 = """
PREFIX pg: <https://w3id.org/pledgegraph#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT DISTINCT ?pledge WHERE {
  ?p pg:submittedOnFirstDay ?day ; pg:localIdentifier ?pledge FILTER (?day >=
  "2023-01-01"^^xsd:date)
} ORDER BY ?pledge
"""
FOUND = ["D1", "D2", "D3"]


def by_rdflib(turtle: Path) -> list[str]:
    return [str(row[0]) for row in rdflib.Graph().parse(turtle).query(SINCE_2023)]  # type: ignore[index]


def by_oxigraph(turtle: Path) -> list[str]:
    store = ox.Store()
    store.load(path=str(turtle), format=ox.RdfFormat.TURTLE)
    found = store.query(SINCE_2023)
    assert isinstance(found, ox.QuerySolutions)
    return [row["pledge"].value for row in found]


@pytest.mark.parametrize("ask", [by_rdflib, by_oxigraph])
def test_since_a_day_is_asked_of_the_first_day(
    tried: Workspace, ask: Callable[[Path], list[str]], tmp_path: Path
) -> None:
    tried.export("turtle", tmp_path / "p.ttl")
    assert ask(tmp_path / "p.ttl") == FOUND


def test_our_own_engine_says_the_same(tried: Workspace) -> None:
    assert [row["pledge"] for row in tried.sparql(SINCE_2023)] == FOUND


TYPED = "^^<http://www.w3.org/2001/XMLSchema#"


@pytest.mark.parametrize(
    ("pattern", "is_told"),
    [
        (f'?p pg:submittedOn ?d FILTER (?d >= "2023-01-01"{TYPED}date>)', True),
        (f'?p pg:submittedOn ?d FILTER (?d >= "2023"{TYPED}gYear>)', True),
        ('?p pg:submittedOn ?d FILTER (?d >= "2023-01-01"^^xsd:date)', True),
        (
            (
                "?p pg:submittedOn ?on ; pg:submittedOnFirstDay ?d FILTER (?d >="
                f' "2023-01-01"{TYPED}date>)'
            ),
            False,
        ),
        ('?p pg:submittedOn ?d FILTER (STR(?d) >= "2023")', False),
        (f'?p pg:title ?d FILTER (?d != "2023-01-01"{TYPED}date>)', False),
    ],
)
def test_a_comparison_that_may_leave_rows_out_says_so(
    tried: Workspace, pattern: str, is_told: bool
) -> None:
    text = f"PREFIX pg: <https://w3id.org/pledgegraph#> SELECT ?p WHERE {{ {pattern} }}"
    reported = (
        "pg:submittedOn is a day, a month or a year, and these do not compare with each other: rows"
        " may be left out."
    )
    assert tried.sparql_notices(text) == (
        [f"{reported} Compare pg:submittedOnFirstDay."] if is_told else []
    )


def test_in_cypher_dates_are_texts(tried: Workspace) -> None:
    text = (
        "MATCH (p:Pledge) WHERE p.submitted_on >= '2023' RETURN p.local_identifier AS pledge ORDER"
        " BY pledge"
    )
    assert [row["pledge"] for row in tried.cypher(text)] == FOUND


def test_the_exact_date_stays_and_nothing_is_made_more_exact(tried: Workspace) -> None:
    text = (
        "PREFIX pg: <https://w3id.org/pledgegraph#> SELECT ?on ?day WHERE { ?p pg:submittedOn ?on "
    )
    rows = tried.sparql(text + "; pg:submittedOnFirstDay ?day } ORDER BY ?day")
    assert [tuple(row.values()) for row in rows] == [
        ("2022-01-01", "2022-01-01"),
        ("2023-12", "2023-12-01"),
        ("2023-12-13", "2023-12-13"),
        ("2024", "2024-01-01"),
    ]


def test_the_way_back_gives_the_dates_alone(tried: Workspace, tmp_path: Path) -> None:
    tried.export("nquads", tmp_path / "s.nq", ["public", "internal"])
    folder = (
        tried.folder
        / "build"
        / (tried.folder / "build" / "current").read_text("utf-8").strip()
        / "stated"
    )
    assert read_nquads(tmp_path / "s.nq", "https://example.org/pledges").equals(read_tables(folder))
