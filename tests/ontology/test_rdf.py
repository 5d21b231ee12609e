"""N-Quads, N-Triples and Turtle of model tables, and the way back."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings

from pledgegraph.errors import UsageProblem
from pledgegraph.ontology import statements
from pledgegraph.ontology.current import current as newest
from pledgegraph.ontology.quads import read_nquads
from pledgegraph.ontology.rdf import write_nquads, write_ntriples, write_turtle
from pledgegraph.ontology.schema import schema
from pledgegraph.ontology.tables import (
    ID,
    OBJECT,
    SUBJECT,
    Gathering,
    Tables,
    finished_links,
    finished_nodes,
    link_schema,
    node_schema,
)

from .strategies import current_tables, stated_tables

BASE = "https://data.example.org/p"
D = BASE
PG = "https://w3id.org/pledgegraph#"
A = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
XSD = "http://www.w3.org/2001/XMLSchema#"
V = "https://w3id.org/pledgegraph/vocabulary"
some = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


def stated() -> Tables:
    """One pledge that two sources tell differently, its actor and its theme."""
    found = Gathering()
    pledge = {
        "id": ["pledge/GRF-00350"],
        "title": ['Say "yes"\n\\o/'],
        "amount": [-5],
        "asks_for_support": [True],
        "submitted_on": ["2019-12-17"],
        "evidence": [["a b", "a"]],
    }
    found.nodes("Pledge", "source/older", pledge)
    found.nodes("Pledge", "source/newer", {"id": ["pledge/GRF-00350"], "submitted_on": ["2020"]})
    found.nodes(
        "Country", "source/newer", {"id": ["country/TCD"], "name": ["Chad"], "label_fr": ["Tchad"]}
    )
    found.links("theme", "source/newer", ["pledge/GRF-00350"], ["vocabulary/themes/education"])
    found.links("implementedIn", "source/newer", ["pledge/GRF-00350"], ["country/TCD"])
    return found.tables()


EXPECTED = [
    f"<{D}/country/TCD> {A} <{PG}Country> <{D}/source/newer> .",
    f'<{D}/country/TCD> <{PG}label> "Tchad"@fr <{D}/source/newer> .',
    f'<{D}/country/TCD> <{PG}name> "Chad" <{D}/source/newer> .',
    f"<{D}/pledge/GRF-00350> {A} <{PG}Pledge> <{D}/source/newer> .",
    f"<{D}/pledge/GRF-00350> {A} <{PG}Pledge> <{D}/source/older> .",
    f'<{D}/pledge/GRF-00350> <{PG}amount> "-5"^^<{XSD}integer> <{D}/source/older> .',
    f'<{D}/pledge/GRF-00350> <{PG}asksForSupport> "true"^^<{XSD}boolean> <{D}/source/older> .',
    f'<{D}/pledge/GRF-00350> <{PG}evidence> "a b" <{D}/source/older> .',
    f'<{D}/pledge/GRF-00350> <{PG}evidence> "a" <{D}/source/older> .',
    f"<{D}/pledge/GRF-00350> <{PG}implementedIn> <{D}/country/TCD> <{D}/source/newer> .",
    f'<{D}/pledge/GRF-00350> <{PG}submittedOn> "2019-12-17"^^<{XSD}date> <{D}/source/older> .',
    f'<{D}/pledge/GRF-00350> <{PG}submittedOn> "2020"^^<{XSD}gYear> <{D}/source/newer> .',
    (
        f'<{D}/pledge/GRF-00350> <{PG}submittedOnFirstDay> "2019-12-17"^^<{XSD}date>'
        f" <{D}/source/older> ."
    ),
    (
        f'<{D}/pledge/GRF-00350> <{PG}submittedOnFirstDay> "2020-01-01"^^<{XSD}date>'
        f" <{D}/source/newer> ."
    ),
    f"<{D}/pledge/GRF-00350> <{PG}theme> <{V}/themes/education> <{D}/source/newer> .",
    f'<{D}/pledge/GRF-00350> <{PG}title> "Say \\"yes\\"\\n\\\\o/" <{D}/source/older> .',
]


def current(*, derived: bool = False) -> Tables:
    """Tables without sources: a pledge with two pieces of evidence, or what is computed about
    it.
    """
    reported = {
        ID: ["pledge/a"],
        "evidence": [["x", "y"]],
        "title": ["A"],
        "announced_year": [2019],
    }
    computed = {ID: ["pledge/a"], "brings_support": [False], "latest_stage_on": ["2020-12"]}
    nodes, links = {}, {}
    for name in schema().classes:
        target = node_schema(name, with_source=False, derived=derived)
        rows = {
            key: pa.array(values) for key, values in (computed if derived else reported).items()
        }
        nodes[name] = (
            finished_nodes(pa.table(rows), target) if name == "Pledge" else target.empty_table()
        )
    for name in schema().relations:
        target = link_schema(with_source=False)
        wanted = name == ("MAYBE_SAME_AS" if derived else "THEME")
        ends = {
            SUBJECT: ["pledge/a"],
            OBJECT: ["pledge/b" if derived else "vocabulary/themes/education"],
        }
        links[name] = finished_links(pa.table(ends), target) if wanted else target.empty_table()
    return Tables(nodes, links)


def every_table(tables: Tables, change: Callable[[pa.Table], pa.Table]) -> Tables:
    nodes = {name: change(table) for name, table in tables.nodes.items()}
    return Tables(nodes, {name: change(table) for name, table in tables.links.items()})


def test_every_value_is_one_line(tmp_path: Path) -> None:
    count = write_nquads(stated(), BASE, tmp_path / "s.nq")
    assert (tmp_path / "s.nq").read_bytes().decode().split("\n") == [*EXPECTED, ""]
    assert count == 16


def test_the_way_back(tmp_path: Path) -> None:
    write_nquads(stated(), BASE, tmp_path / "s.nq")
    assert read_nquads(tmp_path / "s.nq", BASE).equals(stated())


@some
@given(stated_tables())
def test_what_is_written_is_read_and_canonical(tables: Tables) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "s.nq")
        count = write_nquads(tables, BASE, path)
        data = path.read_bytes()
        assert read_nquads(path, BASE).equals(tables)
    lines = data.split(b"\n")[:-1]
    assert lines == sorted(set(lines)) and len(lines) == count
    assert (
        ox.serialize(ox.parse(data, format=ox.RdfFormat.N_QUADS), format=ox.RdfFormat.N_QUADS)
        == data
    )


@some
@given(stated_tables())
def test_row_order_and_chunks_do_not_matter(tables: Tables) -> None:
    def reversed_in_chunks(table: pa.Table) -> pa.Table:
        rows = pa.array(range(table.num_rows - 1, -1, -1), pa.int64())
        return pa.concat_tables([table.take(rows[:1]), table.take(rows[1:]), table.slice(0, 1)])

    with tempfile.TemporaryDirectory() as folder:
        one, other = Path(folder, "one.nq"), Path(folder, "other.nq")
        write_nquads(tables, BASE, one)
        write_nquads(every_table(tables, reversed_in_chunks), BASE, other)
        assert one.read_bytes() == other.read_bytes()


@some
@given(current_tables())
def test_turtle_says_what_the_triples_say(tables: Tables) -> None:
    with tempfile.TemporaryDirectory() as folder:
        triples, turtle = Path(folder, "c.nt"), Path(folder, "c.ttl")
        count = write_ntriples(tables, BASE, triples)
        assert write_turtle(tables, BASE, turtle) == count
        by_oxigraph = {str(quad) for quad in ox.parse(path=str(turtle), format=ox.RdfFormat.TURTLE)}
        assert by_oxigraph == {
            str(quad) for quad in ox.parse(path=str(triples), format=ox.RdfFormat.N_TRIPLES)
        }
        by_rdflib = set(rdflib.Graph().parse(data=turtle.read_bytes(), format="turtle"))
        assert by_rdflib == set(rdflib.Graph().parse(data=triples.read_bytes(), format="nt"))
    assert len(by_oxigraph) == len(by_rdflib) == count


# rdflib's Dataset warns of deprecated names that it uses itself
@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@some
@given(stated_tables())
def test_both_libraries_count_the_same_quads(tables: Tables) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "s.nq")
        count = write_nquads(tables, BASE, path)
        dataset = rdflib.Dataset()
        dataset.parse(data=path.read_bytes(), format="nquads")
        assert len(list(dataset.quads())) == len(list(ox.parse(path=str(path)))) == count


def test_turtle_is_grouped(tmp_path: Path) -> None:
    count = write_turtle(current(), BASE, tmp_path / "c.ttl", derived=current(derived=True))
    assert (
        (tmp_path / "c.ttl").read_bytes().decode()
        == f"""\
@base <{BASE}/> .
@prefix pg: <{PG}> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <{XSD}> .

<pledge/a> a pg:Pledge ;
    pg:announcedYear 2019 ;
    pg:bringsSupport false ;
    pg:evidence "x" ,
        "y" ;
    pg:latestStageOn "2020-12"^^xsd:gYearMonth ;
    pg:latestStageOnFirstDay "2020-12-01"^^xsd:date ;
    pg:maybeSameAs <pledge/b> ;
    pg:theme <{V}/themes/education> ;
    pg:title "A" .
"""
    )
    assert count == 10


@pytest.mark.parametrize("batch", [1, 2, 5])
def test_batches_do_not_show(batch: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever a batch ends, within a subject or a predicate, the bytes are those of all statements
    at once.
    """
    tables = stated()
    kept, _ = newest(tables, {"source/older": 1, "source/newer": 2})
    written = []
    for size in (1_000, batch):
        monkeypatch.setattr(statements, "BATCH", size)
        write_nquads(tables, BASE, tmp_path / f"{size}.nq")
        write_turtle(kept, BASE, tmp_path / f"{size}.ttl")
        written.append([(tmp_path / f"{size}.{ending}").read_bytes() for ending in ("nq", "ttl")])
    assert written[0] == written[1]


def test_derived_statements_have_a_graph_and_no_type(tmp_path: Path) -> None:
    assert write_ntriples(current(derived=True), BASE, tmp_path / "d.nt", derived=True) == 4
    assert (tmp_path / "d.nt").read_bytes().decode().split("\n") == [
        f'<{D}/pledge/a> <{PG}bringsSupport> "false"^^<{XSD}boolean> .',
        f'<{D}/pledge/a> <{PG}latestStageOn> "2020-12"^^<{XSD}gYearMonth> .',
        f'<{D}/pledge/a> <{PG}latestStageOnFirstDay> "2020-12-01"^^<{XSD}date> .',
        f"<{D}/pledge/a> <{PG}maybeSameAs> <{D}/pledge/b> .",
        "",
    ]
    assert write_nquads(current(derived=True), BASE, tmp_path / "d.nq", derived=True) == 4
    last = f"<{D}/pledge/a> <{PG}maybeSameAs> <{D}/pledge/b> <{D}/derived> ."
    assert (tmp_path / "d.nq").read_bytes().decode().split("\n")[3] == last


def test_empty_tables(tmp_path: Path) -> None:
    empty = Gathering().tables()
    assert (
        write_nquads(empty, BASE, tmp_path / "s.nq")
        == write_turtle(empty, BASE, tmp_path / "s.ttl")
        == 0
    )
    assert (tmp_path / "s.nq").read_bytes() == b""
    assert (
        list(ox.parse(path=str(tmp_path / "s.ttl")))
        == list(rdflib.Graph().parse(data=(tmp_path / "s.ttl").read_bytes(), format="turtle"))
        == []
    )
    assert read_nquads(tmp_path / "s.nq", BASE).equals(empty)


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


P = f"<{D}/pledge/GRF-00350>"
G = f"<{D}/source/newer>"
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
    assert str(raised.value).startswith("s.nq:19: ")
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


def test_languages_are_read_without_case(tmp_path: Path) -> None:
    lines = [
        f"<{D}/country/TCD> {A} <{PG}Country> {G} .",
        f'<{D}/country/TCD> <{PG}label> "Tchad"@FR {G} .',
    ]
    (tmp_path / "s.nq").write_text("\n".join(lines), encoding="utf-8")
    assert read_nquads(tmp_path / "s.nq", BASE).nodes["Country"]["label_fr"].to_pylist() == [
        "Tchad"
    ]


def test_many_lines_keep_the_bytewise_order(tmp_path: Path) -> None:
    names = [
        f"actor/{a}{b}" for a in ("a", "a-", "a0", "aZ", "A", "z") for b in ("", "-b", "b", "/c")
    ]
    found = Gathering()
    for source in ("source/s", "source/s-1", "source/S"):
        found.nodes("Actor", source, {"id": names, "name": [name + '!"#' for name in names]})
        found.links(
            "actorType",
            source,
            names,
            ["vocabulary/x/y" if n < "actor/a0" else "concept/z" for n in names],
        )
    assert write_nquads(found.tables(), BASE, tmp_path / "s.nq") == 3 * 3 * len(
        pc.unique(pa.array(names))
    )
    lines = (tmp_path / "s.nq").read_bytes().splitlines()
    assert lines == sorted(lines)
