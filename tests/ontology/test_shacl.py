"""The shapes: a graph that keeps them, and for every constraint of every property shape a node that
breaks it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, RDFS, SKOS, XSD, Graph, Literal, Namespace, URIRef
from rdflib.namespace import SH
from rdflib.term import Node

from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.rdf import write_nquads
from pledgegraph.ontology.schema import COMPUTED, SHAPES, schema
from pledgegraph.ontology.shacl import Violation, validate, violations

BREAKS = Path(__file__).parent / "shape_breaks"
CONFORMS = BREAKS / "conforms.ttl"
BASE = "https://data.example.org/p/"
PG = Namespace("https://w3id.org/pledgegraph#")
shapes = Graph().parse(SHAPES).parse(COMPUTED)
Words = list[Node]

DESCRIPTIVE = {SH.path, SH.group, SH.message, SKOS.inScheme, PG.hxlTag}
TEXTS_OF_PATTERN = {
    "^GRF-[0-9]{5}$": ["GRF-00001", "GRF-00002"],
    "^[A-Z]{3}$": ["AAA", "BBB"],
    "^[0-9]{3}$": ["148", "231"],
}
TWO_OF_TYPE: dict[Node, Words] = {
    XSD.string: [Literal("one"), Literal("two")],
    XSD.integer: [Literal(1), Literal(2)],
    XSD.boolean: [Literal(True), Literal(False)],
    XSD.date: [Literal("2019-12-17", datatype=XSD.date), Literal("2020-01-01", datatype=XSD.date)],
}
NOT_OF_TYPE: dict[Node, Words] = {
    XSD.string: [Literal(5)],
    XSD.integer: [Literal("5")],
    XSD.boolean: [Literal("true")],
    XSD.date: [Literal("2020-12", datatype=XSD.gYearMonth)],
    RDF.langString: [Literal("no language")],
}


@dataclass(frozen=True)
class Case:
    """A constraint of a property shape and the values that break it."""

    cls: URIRef
    path: URIRef
    constraint: str
    values: tuple[Node, ...]

    def __str__(self) -> str:
        # rdfs:label beside pg:label
        home = "" if self.path.startswith(PG) else "other-"
        path = f"{home}{self.path.split('#')[-1]}"
        return "-".join((self.cls.split("#")[-1], path, self.constraint))

    @property
    def node(self) -> URIRef:
        cls = schema().classes[self.cls.split("#")[-1]]
        start = f"parent/one{cls.segment}-" if cls.dependent else f"{cls.segment}/"
        return URIRef(f"{BASE}{start}{self}")


def listed(shape: Node, predicate: Node) -> Words:
    return [item for head in shapes.objects(shape, predicate) for item in shapes.items(head)]


@cache
def template(cls: Node) -> URIRef:
    """The one node of a class in the graph that conforms."""
    graph = Graph().parse(data=CONFORMS.read_bytes(), format="turtle")
    (node,) = graph.subjects(RDF.type, cls)
    assert isinstance(node, URIRef)
    return node


def two_values(shape: Node) -> Words:
    """Two different values that a property shape allows."""
    if SH["in"] in set(shapes.predicates(shape)):
        return listed(shape, SH["in"])[:2]
    for pattern in shapes.objects(shape, SH.pattern):
        return [Literal(text) for text in TEXTS_OF_PATTERN[str(pattern)]]
    choices = [shape, *listed(shape, SH["or"])]
    for kind in (
        datatype for choice in choices for datatype in shapes.objects(choice, SH.datatype)
    ):
        return TWO_OF_TYPE[kind]
    cls = next(cls for choice in choices for cls in shapes.objects(choice, SH["class"]))
    return [template(cls), URIRef(f"{template(cls)}-twin")]


def one_of_another_class(shape: Node) -> Words:
    choices = [shape, *listed(shape, SH["or"])]
    wanted = {cls for choice in choices for cls in shapes.objects(choice, SH["class"])}
    if not wanted:  # a date: a month that says it is a day
        return [Literal("2020-12", datatype=XSD.date)]
    return [template(next(cls for cls in (PG.Forum, PG.Source) if cls not in wanted))]


BREAKING: dict[Node, Callable[[Node], Words]] = {
    SH.minCount: lambda shape: [],
    SH.maxCount: two_values,
    SH.datatype: lambda shape: NOT_OF_TYPE[next(shapes.objects(shape, SH.datatype))],
    SH["class"]: one_of_another_class,
    SH.pattern: lambda shape: [Literal("not like this")],
    SH["in"]: lambda shape: [Literal("no such code")],
    SH["or"]: one_of_another_class,
    SH.languageIn: lambda shape: [Literal("etikett", lang="sv")],
    SH.uniqueLang: lambda shape: [Literal("one", lang="en"), Literal("two", lang="en")],
}


def cases() -> list[Case]:
    """One case a constraint; ``KeyError`` for a kind of constraint that this test does not know how
    to break.
    """
    found = []
    for node in shapes.subjects(RDF.type, SH.NodeShape):
        cls = shapes.value(node, SH.targetClass)
        for shape in shapes.objects(node, SH.property):
            path = shapes.value(shape, SH.path)
            assert isinstance(cls, URIRef) and isinstance(path, URIRef)
            for predicate in set(shapes.predicates(shape)) - DESCRIPTIVE:
                values = BREAKING[predicate](shape)
                found.append(Case(cls, path, str(predicate).split("#")[-1], tuple(values)))
    return sorted(found, key=str)


CASES = cases()


def copied(graph: Graph, node: URIRef, copy: URIRef, without: Node | None = None) -> None:
    for _, predicate, value in list(graph.triples((node, None, None))):
        if predicate != without:
            graph.add((copy, predicate, value))


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[Violation]]:
    """What is found in one graph of all cases, by node."""
    graph = Graph().parse(data=CONFORMS.read_bytes(), format="turtle")
    for case in CASES:
        copied(graph, template(case.cls), URIRef(f"{template(case.cls)}-twin"))
        copied(graph, template(case.cls), case.node, without=case.path)
        for value in case.values:
            graph.add((case.node, case.path, value))
    path = tmp_path_factory.mktemp("shapes") / "cases.nt"
    path.write_bytes(graph.serialize(format="nt", encoding="utf-8"))
    by_node: dict[str, list[Violation]] = {}
    for violation in violations(path, derived=True):
        by_node.setdefault(violation.node, []).append(violation)
    return by_node


def test_each_constraint_can_be_broken(found: dict[str, list[Violation]]) -> None:
    """In one test, as there are five hundred."""
    for case in CASES:
        broken = found[str(case.node)]
        constraint = case.constraint[0].upper() + case.constraint[1:]
        assert constraint in {violation.constraint for violation in broken}, case
        assert {violation.path for violation in broken} == {str(case.path)}, case


def test_nothing_else_is_broken(found: dict[str, list[Violation]]) -> None:
    assert found.keys() == {str(case.node) for case in CASES}


def test_the_cases_cover_every_class_and_property() -> None:
    assert {case.cls.split("#")[-1] for case in CASES} == {
        name.replace("skos:", "") for name in schema().classes
    }
    expected = sum(
        len(set(shapes.predicates(s)) - DESCRIPTIVE) for s in shapes.objects(None, SH.property)
    )
    assert len(CASES) == len({case.node for case in CASES}) == expected


def test_the_graph_conforms() -> None:
    assert validate(CONFORMS, derived=True) == []


def test_computed_values_are_only_missed_where_they_are_expected(tmp_path: Path) -> None:
    path = tmp_path / "c.ttl"
    path.write_text(
        f"<{BASE}pledge/a> a <{PG.Pledge}> ; <{RDFS.label}> 'A' .",
        "utf-8",
    )
    assert validate(path) == []
    missed = [problem.where.column for problem in validate(path, derived=True)]
    assert missed == [
        "bringsSupport",
        "citedAs",
        "hostCountryPledge",
        "openToMatching",
        "partyCount",
        "placeOpen",
        "updateCount",
    ]


@pytest.mark.parametrize(
    "path", sorted(p for p in BREAKS.iterdir() if p != CONFORMS), ids=lambda path: path.name
)
def test_problems_name_node_property_value_and_what_would_do(path: Path) -> None:
    lines = path.read_text("utf-8").splitlines()
    assert [str(problem) for problem in validate(path)] == [
        line[2:] for line in lines if line.startswith("# S001")
    ]


def test_a_report_has_our_messages_in_two_languages() -> None:
    """Of a program that knows only the shapes."""
    data = f"<{BASE}forum/a> a <{PG.Forum}> ; <{RDFS.label}> 'A' ; <{PG.sequence}> 1 ."
    graph = Graph().parse(data=data, format="turtle")
    own = Graph().parse(SHAPES)
    _, report, _ = pyshacl.validate(graph, shacl_graph=own, inplace=True)
    messages = {(str(text), text.language) for text in report.objects(None, SH.resultMessage)}
    assert messages == {
        ("name: exactly one, a text.", "en"),
        ("nom : un exactement, un texte.", "fr"),
    }


def test_checking_is_silent(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    validate(BREAKS / "dates-and-codes.ttl")
    assert capfd.readouterr() == ("", "") and caplog.records == []


def test_what_is_written_keeps_the_shapes(tmp_path: Path) -> None:
    stated = Gathering()
    for source in ("source/older", "source/newer"):
        stated.nodes(
            "Country",
            source,
            {"id": ["country/TCD"], "name": ["Chad"], "iso3": ["TCD"], "label_fr": ["Tchad"]},
        )
        stated.nodes(
            "Pledge",
            source,
            {"id": ["pledge/a"], "submitted_on": ["2020-12"], "evidence": [["x", "y"]]},
        )
        stated.links("implementedIn", source, ["pledge/a"], ["country/TCD"])
    assert write_nquads(stated.tables(), BASE.rstrip("/"), tmp_path / "s.nq") == 2 * 13
    assert validate(tmp_path / "s.nq") == []
