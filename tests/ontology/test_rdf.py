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
from hypothesis import given

from pledgegraph.ontology import statements
from pledgegraph.ontology.current import current as newest
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.quads import read_nquads
from pledgegraph.ontology.rdf import write_nquads, write_ntriples, write_turtle
from pledgegraph.ontology.schema import schema
from pledgegraph.ontology.tables import (
    ID,
    OBJECT,
    SUBJECT,
    Tables,
    finished_links,
    finished_nodes,
    link_schema,
    node_schema,
)

from ..budget import examples  # noqa: TID252 (tests are no package that could be named)
from .quads import BASE, EXPECTED, PG, XSD, A, D, G, V, stated
from .strategies import current_tables, stated_tables

some = examples(6, 200)


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
    assert count == 21


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
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix pg: <{PG}> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
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
    pg:title "A" ;
    rdfs:label "A" .
"""
    )
    assert count == 11


def test_every_node_has_a_label_and_a_concept_its_scheme(tmp_path: Path) -> None:
    """In a language that is known, else as the source writes it, else the end of the identifier."""
    found = Gathering()
    source = "source/s"
    theme, area = "vocabulary/themes/solutions-return", "vocabulary/areas-of-focus/solutions"
    named = {"id": ["country/TCD"], "name": ["Chad"], "label_en": ["Chad"], "label_fr": ["Tchad"]}
    found.nodes("Country", source, named)
    found.nodes("Situation", source, {"id": ["situation/s"], "name": ["S"], "label_fr": ["Le S"]})
    found.nodes("Pledge", source, {"id": ["pledge/a", "pledge/b"], "local_identifier": ["7", None]})
    figure = {"id": ["country/TCD#figure-SDN-REF-2025"], "population_type": ["REF"]}
    found.nodes("PopulationFigure", source, {**figure, "year": [2025], "value": [1]})
    sub_region, region = "vocabulary/m49/015", "vocabulary/m49/002"
    ids = [theme, area, sub_region, region, "concept/own"]
    names = ["Return", "Solutions", "Northern Africa", "Africa", "Own"]
    english = {"label_en": [*names[:4], None], "notation": ["r", "s", "015", "002", None]}
    found.nodes("Concept", source, {"id": ids, "name": names, **english})
    found.links("broader", source, [theme, sub_region], [area, region])
    current, _ = newest(found.tables(), {source: 1})
    write_ntriples(current, BASE, tmp_path / "c.nt")
    graph = rdflib.Graph().parse(tmp_path / "c.nt")
    rdfs, skos = rdflib.RDFS, rdflib.SKOS

    def said(start: str, predicate: rdflib.URIRef) -> set[str]:
        home = "https://w3id.org/pledgegraph/" if start.startswith("vocabulary") else f"{BASE}/"
        ends = graph.objects(rdflib.URIRef(home + start), predicate)
        return {end.n3().replace("https://w3id.org/pledgegraph/", "") for end in ends}

    assert said("country/TCD", rdfs.label) == {'"Chad"@en', '"Tchad"@fr'}
    assert said("situation/s", rdfs.label) == {'"S"', '"Le S"@fr'}
    assert said("pledge/a", rdfs.label) == {'"7"'}
    assert said("pledge/b", rdfs.label) == {'"b"'}
    assert said(figure["id"][0], rdfs.label) == {'"TCD: figure SDN REF 2025"'}
    assert said("concept/own", skos.prefLabel) == {'"Own"'}
    assert said("concept/own", skos.inScheme) == set()
    assert said(theme, skos.prefLabel) == {'"Return"@en'}
    assert said(theme, skos.notation) == {'"r"'}
    assert said(theme, skos.inScheme) == {"<vocabulary/themes>"} == said(theme, skos.topConceptOf)
    assert said(theme, skos.broadMatch) == {f"<{area}>"} and said(theme, skos.broader) == set()
    assert said(sub_region, skos.broader) == {f"<{region}>"}
    assert said(sub_region, skos.topConceptOf) == said(sub_region, skos.broadMatch) == set()
    assert said("vocabulary/m49", skos.hasTopConcept) == {f"<{region}>"}
    titles = {
        '"Themes of pledges"@en',
        '"Thèmes des engagements"@fr',
        '"Temas de las promesas"@es',
    }
    assert said("vocabulary/themes", skos.prefLabel) == titles


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
    assert write_nquads(found.tables(), BASE, tmp_path / "s.nq") == 3 * 4 * len(
        pc.unique(pa.array(names))
    )
    lines = (tmp_path / "s.nq").read_bytes().splitlines()
    assert lines == sorted(lines)
