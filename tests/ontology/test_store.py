"""The SPARQL store: what it answers, what it refuses, and how parameters get into a text."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pledgegraph.errors import NoBuildYet, QueryProblem
from pledgegraph.ontology.sparql_text import Parameter, bind, check_query
from pledgegraph.ontology.store import SparqlStore, build_store, open_store, select

from .strategies import texts

PG = "https://w3id.org/pledgegraph#"
D = "https://data.example.org/p"
XSD = "http://www.w3.org/2001/XMLSchema#"
A = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
CURRENT = f"""\
<{D}/pledge/a> {A} <{PG}Pledge> .
<{D}/pledge/a> <{PG}amount> "5"^^<{XSD}integer> .
<{D}/pledge/a> <{PG}asksForSupport> "false"^^<{XSD}boolean> .
<{D}/pledge/a> <{PG}submittedOn> "2019-12"^^<{XSD}gYearMonth> .
<{D}/pledge/a> <{PG}title> "No SERVICE # \\"now\\"" .
<{D}/pledge/b> {A} <{PG}Pledge> .
"""
DERIVED = f'<{D}/pledge/a> <{PG}bringsSupport> "true"^^<{XSD}boolean> .\n'
SERVICE = "SERVICE <http://127.0.0.1:9/none> { ?x ?y ?z }"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> SparqlStore:
    folder = tmp_path_factory.mktemp("store")
    (folder / "current.nt").write_text(CURRENT, encoding="utf-8", newline="\n")
    (folder / "derived.nt").write_text(DERIVED, encoding="utf-8", newline="\n")
    build_store(folder / "sparql", folder / "current.nt", folder / "derived.nt")
    return open_store(folder / "sparql")


def values_of(text: str) -> list[str]:
    """What the engine itself answers for the variable x."""
    found = ox.Store().query(text)
    assert isinstance(found, ox.QuerySolutions)
    return [row["x"].value for row in found]


def test_both_graphs_are_asked_together(store: SparqlStore) -> None:
    text = """
        SELECT ?pledge ?n ?asks ?brings ?on ?title {
          ?pledge a pg:Pledge . OPTIONAL { ?pledge pg:amount ?n ; pg:asksForSupport ?asks ;
          pg:bringsSupport ?brings ;
            pg:submittedOn ?on ; pg:title ?title }
        } ORDER BY ?pledge"""
    expected = (
        ("pledge", "n", "asks", "brings", "on", "title"),
        [
            (f"{D}/pledge/a", 5, False, True, "2019-12", 'No SERVICE # "now"'),
            (f"{D}/pledge/b", None, None, None, None, None),
        ],
    )
    assert select(store, text) == expected


def test_ask_construct_and_describe(store: SparqlStore) -> None:
    assert select(store, "ASK { ?x pg:amount 5 }") == (("answer",), [(True,)])
    assert select(store, "ASK { ?x pg:amount 6 }") == (("answer",), [(False,)])
    triple = (f"{D}/pledge/b", "http://www.w3.org/1999/02/22-rdf-syntax-ns#type", f"{PG}Pledge")
    assert select(store, f"DESCRIBE <{D}/pledge/b>") == (
        ("subject", "predicate", "object"),
        [triple],
    )
    assert select(
        store, f"CONSTRUCT {{ ?x a pg:Pledge }} {{ ?x a pg:Pledge FILTER(?x = <{D}/pledge/b>) }}"
    )[1] == [triple]


def test_only_the_derived_graph_has_a_name(store: SparqlStore) -> None:
    found = select(store, "SELECT DISTINCT ?g { GRAPH ?g { ?x ?y ?z } }")
    assert found[1] == [("https://w3id.org/pledgegraph#derived",)]


def test_a_new_store_replaces_the_old_one(tmp_path: Path) -> None:
    for text, count in ((CURRENT, 6), (DERIVED, 1)):
        (tmp_path / "c.nt").write_text(text, encoding="utf-8", newline="\n")
        build_store(tmp_path / "sparql", tmp_path / "c.nt")
        assert select(open_store(tmp_path / "sparql"), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[
            1
        ] == [(count,)]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["c.nt", "sparql"]


def test_a_failed_load_leaves_nothing_and_harms_nothing(tmp_path: Path) -> None:
    (tmp_path / "c.nt").write_text(CURRENT, encoding="utf-8", newline="\n")
    (tmp_path / "bad.nt").write_text(CURRENT + "<a> <b> c", encoding="utf-8", newline="\n")
    build_store(tmp_path / "sparql", tmp_path / "c.nt")
    for folder in ("sparql", "other"):
        with pytest.raises(SyntaxError):
            build_store(tmp_path / folder, tmp_path / "c.nt", tmp_path / "bad.nt")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bad.nt", "c.nt", "sparql"]
    assert select(open_store(tmp_path / "sparql"), "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }")[1] == [
        (6,)
    ]


def test_no_store_yet(tmp_path: Path) -> None:
    with pytest.raises(NoBuildYet, match="pledgegraph build"):
        open_store(tmp_path / "none")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    ["SELECT * {", "SELECT ?x { ?x foo:bar ?y }", "SELECT ?x (COUNT(?y) AS ?n) { ?x ?p ?y }"],
)
def test_a_syntax_error_is_one_line(store: SparqlStore, text: str) -> None:
    with pytest.raises(QueryProblem, match=r"the query cannot be read: error at 1:\d+") as raised:
        select(store, text)
    assert "\n" not in str(raised.value) and len(str(raised.value)) < 150


REFUSED = [
    "",
    "# only a comment",
    "INSERT DATA { <a:b> <a:c> 1 }",
    "PREFIX x: <http://x/> DELETE WHERE { ?s ?p ?o }",
    "LOAD <file:///etc/hosts>",
    "CLEAR ALL",
    f"SELECT * {{ {SERVICE} }}",
    f"SELECT * {{ {SERVICE.lower()} }}",
    f"SELECT * {{ ?s ?p 1{SERVICE} }}",
    f"SELECT * {{ ?s ?p ?o.{SERVICE} }}",
    f"SELECT * {{ ?s ?p 'x' # comment\n {SERVICE} }}",
    f"SELECT * {{ ?s ?p 'x' # comment\r {SERVICE} }}",
    f"SELECT * {{ ?s ?p '\\'' . {SERVICE} # ' }}",
    f'SELECT * {{ ?s ?p """a"b""" . {SERVICE} }}',
    f"SELECT * {{ ?s ?p ex:a\\#b . {SERVICE} }}",
    f"SELECT * {{ ?s <http://x/\u00e9#y> ?o . {SERVICE} }}",
    f"SELECT * {{ ?s <http://x/\\u00e9#y> ?o . {SERVICE} }}",
    f"SELECT * {{ ?s <http://x/\u00a0#y> ?o . {SERVICE} }}",
    f"SELECT * {{ FILTER(?a<?b) {SERVICE} FILTER(?a>?b) }}",
    f"SELECT * {{ FILTER(?a<1){SERVICE.replace(' ', '')}FILTER(?a>?b) }}",
    f"SELECT * {{ ?s ?p '\\u0027 . {SERVICE} #' }}",
    "SELECT * { SERV\\u0049CE <http://127.0.0.1:9/> { } }",
    "SELECT * { SERVICE SILENT ?where { ?s ?p ?o } }",
    "SELECT * FROM <http://x/> { ?s ?p ?o }",
    "SELECT * FROM NAMED <http://x/> { GRAPH ?g { ?s ?p ?o } }",
    "SELECT * from<file:///etc/hosts>{ ?s ?p ?o }",
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_would_write_or_reach_elsewhere_is_refused(text: str, store: SparqlStore) -> None:
    with pytest.raises(
        QueryProblem, match="not allowed|cannot begin|empty|escapes a plain character"
    ):
        select(store, text)


ALLOWED = [
    "SELECT * { ?service ?from $load } # SERVICE <http://x/> { }",
    (
        "SELECT * { ?s pg:title \"SERVICE <http://x/> {}\", 'FROM <http://x/>',"
        ' \'\'\'SERVICE\n\'\'\', """FROM "x" """ }'
    ),
    "SELECT * { ?s <http://x/SERVICE/FROM> ?o }",
    (
        "PREFIX service: <http://x/> PREFIX from: <http://y/> SELECT * { ?s service:from"
        " from:service }"
    ),
    "# SERVICE\nBASE <http://x/> SELECT * { _:service ?p 'caf\\u00e9' FILTER(?p < 5 && ?p > 3) }",
    "select (count(*) as ?from) { ?s ?p ?o }",
]


@pytest.mark.parametrize("text", ALLOWED)
def test_the_words_in_texts_names_and_comments_are_harmless(text: str, store: SparqlStore) -> None:
    check_query(text)
    select(store, text)


@pytest.mark.parametrize("char", [*'"{}|^`\\<', *map(chr, range(0x21))])
def test_no_iri_can_hide_a_comment_sign_from_the_check(char: str) -> None:
    """The check does not skip ``<a…#b>`` with such a character as an IRI; nor may the engine read
    it as one.
    """
    with pytest.raises(SyntaxError):
        ox.Store().query(f"SELECT * {{ ?s <http://x/{char}#y> ?o }}")


def test_the_engine_takes_three_quotes_for_a_long_text() -> None:
    """As the check does: else ``'''a' SERVICE … 'b'''`` would be two texts with a keyword between
    them.
    """
    assert values_of("SELECT ?x { VALUES ?x { '''a' 'b''' } }") == ["a' 'b"]


def test_bind_writes_literals() -> None:
    text = (
        "SELECT * { FILTER($country_any || ?iso3 IN ($country)) FILTER(?n > $least) FILTER($asks)"
        " FILTER(?t = $word) }"
    )
    values: dict[str, Parameter] = {
        "country": ["ETH", 'K"E'],
        "least": -5,
        "asks": False,
        "word": "a\\b\n$least",
    }
    assert (
        bind(text, values)
        == 'SELECT * { FILTER(false || ?iso3 IN ("ETH", "K\\"E")) FILTER(?n > -5) FILTER(false)'
        ' FILTER(?t = "a\\\\b\\n$least") }'
    )
    assert bind("FILTER($c_any || ?x IN ($c))", {"c": []}) == "FILTER(true || ?x IN ())"


def test_bind_leaves_texts_comments_and_variables_alone() -> None:
    text = "'$x' \"$x\" <http://a/$x> ?x # $x\n$x"
    assert bind(text, {"x": "y"}) == '\'$x\' "$x" <http://a/$x> ?x # $x\n"y"'


def test_a_parameter_without_a_value_is_named() -> None:
    with pytest.raises(
        QueryProblem, match=r"the parameter \$contry has no value. known: country, country_any"
    ):
        bind("FILTER(?x IN ($contry))", {"country": []})


def test_an_empty_list_lets_everything_through(store: SparqlStore) -> None:
    text = "SELECT ?title { ?x pg:title ?title FILTER($title_any || ?title IN ($title)) }"
    found = [('No SERVICE # "now"',)]
    assert select(store, bind(text, {"title": []}))[1] == found
    assert select(store, bind(text, {"title": ["x", 'No SERVICE # "now"']}))[1] == found
    assert select(store, bind(text, {"title": ["x"]}))[1] == []


@settings(deadline=None)
@given(st.lists(texts, min_size=1, max_size=3))
def test_any_text_passes_through_a_parameter(store: SparqlStore, values: list[str]) -> None:
    assert values_of(bind("SELECT ?x { VALUES ?x { $one } }", {"one": values[0]})) == [values[0]]
    text = bind(
        "SELECT (?y IN ($list) AS ?x) { BIND($one AS ?y) }", {"list": values, "one": values[-1]}
    )
    check_query(text)
    assert select(store, text)[1] == [(True,)]


def test_the_store_loads_no_tables() -> None:
    script = (
        "import pledgegraph.ontology.store, sys; print(*{'pyarrow', 'rdflib', 'numpy', 'pandas'} &"
        " sys.modules.keys())"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert done.stdout.split() == []
