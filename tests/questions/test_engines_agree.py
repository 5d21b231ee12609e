"""Every text and every answer is the same on every engine, on the registers of all cases in one
graph.

What a question makes of rows is Python, so cases need one engine; texts are what engines may read
differently.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from pledgegraph.errors import PledgegraphError
from pledgegraph.graph.embedded import FILE, TIMEOUT_SECONDS, EmbeddedEngine
from pledgegraph.graph.engine import Engine, Language, Row
from pledgegraph.graph.neo4j.dataset import Dataset, Label
from pledgegraph.graph.neo4j.server import Neo4jEngine
from pledgegraph.graph.neo4j.sync import sync
from pledgegraph.graph.sparql import SparqlEngine
from pledgegraph.ontology.schema import schema
from pledgegraph.queries.ask import ask, reasoning
from pledgegraph.queries.catalogue import PAGE, PLEDGE_PAGE, question_named, questions
from pledgegraph.queries.names import names_in
from pledgegraph.queries.showing import Finder
from pledgegraph.queries.texts import links_text, nodes_text, text_of
from pledgegraph.workspace.workspace import Workspace

from ..budget import LONG, some  # noqa: TID252 (tests are no package that could be named)
from ..graph.neo4j.server import Server  # noqa: TID252 (tests are no package that could be named)
from ..graph.neo4j.tables import load, same, stored  # noqa: TID252
from ..shared import Share  # noqa: TID252
from .test_small_cases import CASES
from .together import BASE, MANIFEST, put_together, read_together
from .values import GIVEN, ON_SERVER, TEXTS, all_values, parameter_sets, values_for

CONTRIBUTING = (Path(__file__).resolve().parents[2] / "CONTRIBUTING.md").read_text("utf-8")
SHARE_CONDITIONS = ("gaps", "unanchored")
"""Questions that argue with texts whose conditions are those of the selecting ones."""
LABEL = Label("", "tests", "", "", ("public",))
EVERY_OTHER = pytest.mark.parametrize("engine", ["sparql", "neo4j"], indirect=True)


@pytest.fixture(scope="module")
def together(
    share: Share, short_sample: Workspace, case_built: Callable[[Path], Workspace]
) -> Path:
    """The folder with the graph of all cases and the sample."""

    def make(folder: Path) -> None:
        put_together(
            {"sample": short_sample} | {path.stem: case_built(path) for path in CASES}, folder
        )

    return share("together", make)


@pytest.fixture(scope="module")
def embedded(together: Path) -> Iterator[Engine]:
    """The graph in the embedded engine."""
    engine = EmbeddedEngine(together / FILE, TIMEOUT_SECONDS)
    yield engine
    engine.close()


@pytest.fixture(scope="module")
def synced(
    together: Path, small_built: Workspace, neo4j_server: Server
) -> tuple[Dataset, Dataset, object]:
    """What was synced to the line of Neo4j that questions are asked on, what was there afterwards,
    and what a second sync did. In CI a small register, else the graph.
    """
    made = Dataset(BASE, *read_together(together)) if LONG else small_built.dataset()[0]
    neo4j_server.empty()
    sync(neo4j_server.address, made, LABEL)
    found = stored(neo4j_server, made.base)
    return made, found, sync(neo4j_server.address, made, LABEL)


@pytest.fixture(scope="module")
def on_neo4j(together: Path, synced: object, neo4j_server: Server) -> Iterator[Server]:
    """The graph in Neo4j, alone, and gone afterwards."""
    if not LONG:
        neo4j_server.empty()
        load(neo4j_server, Dataset(BASE, *read_together(together)))
    yield neo4j_server
    neo4j_server.empty()


@pytest.fixture(scope="module")
def opened() -> Iterator[dict[str, Engine]]:
    """The engines that are open, by name: to open one takes longer than most of its answers."""
    kept: dict[str, Engine] = {}
    yield kept
    for each in kept.values():
        each.close()


@pytest.fixture
def other(
    engine: str, together: Path, opened: dict[str, Engine], request: pytest.FixtureRequest
) -> Engine:
    """The graph in another engine; a remark of Neo4j on a text fails the test."""
    if engine == "neo4j":
        request.getfixturevalue("neo4j_answers")
    if engine not in opened:
        opened[engine] = (
            Neo4jEngine(request.getfixturevalue("on_neo4j").address)
            if engine == "neo4j"
            else SparqlEngine(together, BASE)
        )
    return opened[engine]


def in_order(rows: list[Row]) -> list[list[tuple[str, Any]]]:
    """Rows in an order of their own: engines give them in none. A list keeps its order."""
    return sorted((sorted(row.items()) for row in rows), key=repr)


def compared(
    texts: Mapping[str, str], given: Mapping[str, Any], embedded: Engine, other: Engine
) -> int:
    """How many rows both engines give, the same ones."""
    asked = {name: value for name, value in given.items() if f"${name}" in texts["cypher"]}
    wanted, rows = (each.ask(texts[each.language], asked, "the text") for each in (embedded, other))
    assert in_order(rows) == in_order(wanted), (texts["cypher"], given)
    return len(wanted)


@pytest.mark.parametrize("engine", ["neo4j"])  # its name says on which server this runs
def test_the_graph_comes_back(engine: str, synced: tuple[Dataset, Dataset, object]) -> None:
    """And there is nothing more to do."""
    made, found, done = synced
    assert same(found, made)
    assert done is None


@pytest.mark.parametrize("engine", ["neo4j"])
def test_the_graph_is_there(engine: str, on_neo4j: Server, together: Path) -> None:
    assert same(stored(on_neo4j, BASE), Dataset(BASE, *read_together(together)))


@pytest.mark.parametrize("on_server", [False, True])
def test_each_parameter_is_asked_of_some_text(on_server: bool) -> None:
    texts = ON_SERVER if on_server else TEXTS
    asked = [given for name in texts for given in values_for(name, on_server=on_server)]
    assert {name for given in asked for name, value in given.items() if value} >= GIVEN.keys()


def test_each_question_is_asked_of_a_server() -> None:
    assert {name.partition(".")[0] for name in ON_SERVER} >= questions().keys()


@pytest.mark.parametrize(
    ("name", "engine"),
    [(name, "sparql") for name in TEXTS] + [(name, "neo4j") for name in ON_SERVER],
    indirect=["engine"],
)
def test_the_rows_of_a_text(name: str, embedded: Engine, other: Engine) -> None:
    found = 0
    sampled = values_for(name, on_server=isinstance(other, Neo4jEngine))
    for number, given in enumerate([*sampled, *all_values(name)]):
        if found and number >= len(sampled):
            break  # what was asked has rows; else the first of the rest that has some is asked
        values = [key for key, value in given.items() if value]
        named = {"year": 0} | {key: given[key] for key in values}
        given = given | {"ids": Finder(named, embedded).taken_by(name)}
        texts = {language: text_of(name, language, values) for language in ("cypher", "sparql")}
        is_asked = texts["cypher"].strip() and (
            number < len(sampled) or has_rows(texts["cypher"], given, embedded)
        )
        found += compared(texts, given, embedded, other) if is_asked else 0
    assert found, "no case has rows of this text: add one"


def has_rows(text: str, given: Mapping[str, Any], embedded: Engine) -> bool:
    asked = {name: value for name, value in given.items() if f"${name}" in text}
    return bool(embedded.ask(text, asked, "the text"))


@EVERY_OTHER
def test_the_text_that_contributing_shows(embedded: Engine, other: Engine) -> None:
    shown = re.compile(r"^```(\w+) queries/questions/\S+\n(.*?)^```$", re.M | re.S)
    texts = dict(shown.findall(CONTRIBUTING))
    assert sum(compared(texts, given, embedded, other) for given in parameter_sets(["country"]))


def identifiers(engine: Engine, name: str) -> list[str]:
    """Some identifiers of a class, the same at each time."""
    rows = engine.ask(f"MATCH (n:{name}) RETURN n.id AS id", {}, name)
    return sorted(str(row["id"]) for row in rows)[::7][:40]


@EVERY_OTHER
def test_texts_that_list_the_nodes_of_a_class(embedded: Engine, other: Engine) -> None:
    for cls in schema().classes.values():
        columns = [column.name for column in cls.columns if not column.many]
        texts = {
            language: nodes_text(cls.name, columns, language) for language in ("cypher", "sparql")
        }
        ids = identifiers(embedded, cls.name)
        assert not ids or compared(texts, {"ids": ids}, embedded, other) == len(ids), cls.name


@EVERY_OTHER
def test_texts_that_list_the_links_of_a_relationship(embedded: Engine, other: Engine) -> None:
    found: dict[str, int] = {}
    relations = list(schema().relations.values())
    if isinstance(other, Neo4jEngine):
        # All these texts are made from one; a server takes a second to plan a few of them
        relations = list(some(relations, 5))
    for number, relation in enumerate(relations):
        for start, end, backwards in product(relation.starts, relation.ends, (False, True)):
            if not LONG and backwards != bool(number % 2):
                continue
            near, far = (end, start) if backwards else (start, end)
            columns = [column.name for column in schema().classes[far].columns if not column.many][
                :3
            ]
            given = (relation.name, start, end, columns)
            texts = {
                language: links_text(*given, language, backwards=backwards)
                for language in ("cypher", "sparql")
            }
            lookup = {"cypher": links_text(*given, "cypher", backwards=backwards, few=True)}
            ids = identifiers(embedded, near)
            if ids:
                compared(texts | lookup, {"ids": ids}, embedded, other)
                found[relation.name] = found.get(relation.name, 0) + compared(
                    texts, {"ids": ids}, embedded, other
                )
    assert sum(number > 0 for number in found.values()) > len(relations) / 2


def combinations() -> list[tuple[str, dict[str, Any]]]:
    """Every question with nothing, with each value alone, and with two parameters together; one
    that has no module of its own, whose rows are those of its texts, with nothing and a country.
    """
    found: list[tuple[str, dict[str, Any]]] = []
    for name, question in questions().items():
        if reasoning(question) is None:
            found += [(name, {}), (name, {"country": GIVEN["country"][1]})]
            continue
        known = [p.name for p in question.parameters if p.name in GIVEN]
        single = [{parameter: value} for parameter in known for value in GIVEN[parameter]]
        first = [{parameter: GIVEN[parameter][0]} for parameter in known]
        pairs = [a | b for a, b in product(first, first) if list(a) < list(b)]
        if name in SHARE_CONDITIONS and not LONG:
            pairs = []
        found += [(name, given) for given in [{}, *single, *pairs]]
    return found


def pages() -> list[tuple[str, dict[str, Any]]]:
    """A page about each pledge, a country and an actor."""
    of_pledges = [(PLEDGE_PAGE, {"pledge": pledge}) for pledge in GIVEN["pledge"]]
    others = [(PAGE, {name: GIVEN[name][0]}) for name in ("country", "actor")]
    return [*of_pledges, *others]


class Remembering:
    """An engine that is asked each text once; ``backwards`` gives its rows from last to first."""

    def __init__(self, engine: Engine, *, backwards: bool = False) -> None:
        self._engine, self._step = engine, -1 if backwards else 1
        self._rows: dict[tuple[str, str], list[Row]] = {}

    @property
    def language(self) -> Language:
        return self._engine.language

    def ask(self, text: str, parameters: Mapping[str, object], name: str = "") -> list[Row]:
        key = (text, repr(parameters))
        if key not in self._rows:
            self._rows[key] = self._engine.ask(text, parameters, name)
        return [dict(row) for row in self._rows[key]][:: self._step]

    def close(self) -> None:
        """The engine beneath is closed by who opened it."""


def answer(name: str, given: Mapping[str, Any], engine: Engine) -> str:
    """The whole answer, or what is told instead."""
    question = question_named(name)
    dated = {"as_of": "2026-11-23"} if "as_of" in {p.name for p in question.parameters} else {}
    try:
        return ask(question, {**given, **dated}, engine, MANIFEST).to_json(envelope=True)
    except PledgegraphError as problem:
        return str(problem)


@EVERY_OTHER
def test_the_answers_whatever_the_order_of_rows(embedded: Engine, other: Engine) -> None:
    forward, backward = Remembering(embedded), Remembering(other, backwards=True)
    with_rows = 0
    # A server takes its time, and has been asked texts above
    few = isinstance(other, Neo4jEngine)
    asked = [*some(combinations(), 122 if few else 25), *some(pages(), 3 if few else 1)]
    for name, given in asked:
        wanted = answer(name, given, forward)
        assert answer(name, given, backward) == wanted, (name, given)
        with_rows += '"rows": [\n' in wanted
    assert with_rows > len(asked) / 3


@EVERY_OTHER
def test_names_as_people_say_them(embedded: Engine, other: Engine) -> None:
    said = ["Afghanistan", "sahel", "the Syria crisis", "SIT-SDN", "Réfugiés rohingyas"]
    names = ["Afghanistan situation", "Sahel Crisis", "Syria situation", "Sudan"]
    names.append("Rohingya refugees")
    found = [
        names_in(each).resolved("situation", said, "--situation") for each in (embedded, other)
    ]
    assert [[thing.value for thing in things] for things in found] == [names, names]
