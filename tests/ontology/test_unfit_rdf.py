"""What RDF cannot hold, and statements that fit no table, are named."""

from __future__ import annotations

from pathlib import Path

import pytest

from pledgegraph.errors import UsageProblem
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.quads import read_nquads
from pledgegraph.ontology.rdf import write_nquads

from .quads import BASE, EXPECTED, PG, XSD, A, D, G, P, V

UNFIT = [
    "pledge/a b",
    "pledge/a>b",
    "pledge/a\nb",
    'pledge/"',
    "pledge/",
    "pledge/a//b",
    "pledge/../x",
    "actor/x",
    "x",
    "",
]


@pytest.mark.parametrize("identifier", UNFIT)
def test_an_identifier_that_no_iri_can_hold_is_named(identifier: str, tmp_path: Path) -> None:
    found = Gathering()
    found.nodes("Pledge", "source/s", {"id": ["pledge/fit", identifier]})
    with pytest.raises(ValueError) as raised:
        write_nquads(found.tables(), BASE, tmp_path / "s.nq")
    assert repr(identifier) in str(raised.value)


@pytest.mark.parametrize(
    ("subject", "end"), [("actor/x", "actor/y"), ("pledge/x", "country/y"), ("pledge/x", "actor/<")]
)
def test_a_link_of_the_wrong_class_is_refused(subject: str, end: str, tmp_path: Path) -> None:
    found = Gathering()
    found.links("submittedBy", "source/s", [subject], [end])
    with pytest.raises(ValueError, match="cannot be an identifier here"):
        write_nquads(found.tables(), BASE, tmp_path / "s.nq")


def test_a_date_of_no_known_precision_is_named(tmp_path: Path) -> None:
    found = Gathering()
    found.nodes("Pledge", "source/s", {"id": ["pledge/a"], "submitted_on": ["12/2019"[:5]]})
    with pytest.raises(ValueError, match="'12/20' is not a date"):
        write_nquads(found.tables(), BASE, tmp_path / "s.nq")


WRONG = {
    f'{P} <{PG}titel> "x" {G} .': "a Pledge has no property",
    f'{P} <{PG}iso3> "TCD" {G} .': "a Pledge has no property",
    f'{P} <{PG}role> "host" {G} .': "a Pledge has no property",
    f'{P} <{PG}amount> "5" {G} .': "cannot be a value of amount. expected xsd:integer",
    f'{P} <{PG}amount> "5.0"^^<{XSD}integer> {G} .': "cannot be a value of amount",
    f'{P} <{PG}amount> "9223372036854775808"^^<{XSD}integer> {G} .': (
        "expected a whole number of 64 bits"
    ),
    f'{P} <{PG}asksForSupport> "yes"^^<{XSD}boolean> {G} .': "expected xsd:boolean",
    f'{P} <{PG}submittedOn> "2020-12"^^<{XSD}date> {G} .': "expected xsd:gYearMonth",
    f'{P} <{PG}submittedOn> "soon"^^<{XSD}gYear> {G} .': "cannot be a value of submittedOn",
    f'{P} <{PG}submittedOnFirstDay> "2020"^^<{XSD}gYear> {G} .': "expected xsd:date",
    f'{P} <{PG}note> "5"^^<{XSD}integer> {G} .': "expected xsd:string",
    f'{P} <{PG}note> "x"@en {G} .': "note of a Pledge cannot have the value",
    f"{P} <{PG}note> <{D}/actor/x> {G} .": "note of a Pledge cannot have the value",
    f'{P} <{PG}standing> "withdrawn" {G} .': "expected a concept of the scheme standings",
    f"{P} <{PG}standing> <{V}/standings/gone> {G} .": "gone> cannot be a value of standing",
    f"{P} <{PG}standing> <{V}/themes/education> {G} .": "a concept of the scheme standings",
    f'{P} <{PG}theme> "Education" {G} .': "theme of a Pledge cannot have the value",
    f"{P} <{PG}theme> <{D}/actor/x> {G} .": (
        "pledge/GRF-00350 leads to actor/x. expected a node of the class Concept"
    ),
    f"{P} <{PG}theme> <https://example.org/x> {G} .": "https://example.org/x is neither under",
    f"{P} <{PG}theme> _:b {G} .": "is not an IRI",
    f"{P} {A} <{PG}Actor> {G} .": "by its identifier it is a Pledge",
    f"{P} {A} <{PG}Promise> {G} .": "cannot be of the class",
    f"<{D}/promise/x> {A} <{PG}Pledge> {G} .": "belongs to no class",
    f"<{D}/vocabulary/x> {A} <http://www.w3.org/2004/02/skos/core#Concept> {G} .": (
        "is not where vocabulary/x belongs"
    ),
    f"{P} {A} <{PG}Pledge> <{D}/derived> .": "belongs to no class",
    f"{P} {A} <{PG}Pledge> <{D}/actor/x> .": "is not the graph of a source",
    f"{P} {A} <{PG}Pledge> .": "is not an IRI",
    f'{P} <{PG}submittedOn> "2021"^^<{XSD}gYear> {G} .': (
        "has two values of submittedOn in source/newer"
    ),
    f"{P} <{PG}note> x {G} .": "not N-Quads",
}


@pytest.mark.parametrize("line", WRONG)
def test_a_statement_that_fits_no_table_is_named_with_its_line(line: str, tmp_path: Path) -> None:
    path = tmp_path / "s.nq"
    path.write_text(
        "\n".join(["# a comment", *EXPECTED, "", line, *EXPECTED]), encoding="utf-8", newline="\n"
    )
    with pytest.raises(UsageProblem) as raised:
        read_nquads(path, BASE)
    assert str(raised.value).startswith("s.nq:24: ")
    assert WRONG[line] in str(raised.value)


@pytest.mark.parametrize(
    "date", [f'{P} <{PG}submittedOn> "2020-11"^^<{XSD}gYearMonth> {G} .\n', ""]
)
def test_a_first_day_that_its_date_does_not_have(date: str, tmp_path: Path) -> None:
    day = f'{P} <{PG}submittedOnFirstDay> "2020-12-01"^^<{XSD}date> {G} .\n'
    (tmp_path / "s.nq").write_text(f"{P} {A} <{PG}Pledge> {G} .\n{date}{day}", encoding="utf-8")
    reported = "submittedOnFirstDay of pledge/GRF-00350 is 2020-12-01, and submittedOn"
    with pytest.raises(UsageProblem, match=f"{reported} {'2020-11' if date else 'None'}"):
        read_nquads(tmp_path / "s.nq", BASE)


def test_values_of_a_node_without_class(tmp_path: Path) -> None:
    (tmp_path / "s.nq").write_text(f'{P} <{PG}note> "x" {G} .\n', encoding="utf-8")
    with pytest.raises(
        UsageProblem,
        match="pledge/GRF-00350 has values but no rdf:type in the graph of source/newer",
    ):
        read_nquads(tmp_path / "s.nq", BASE)
