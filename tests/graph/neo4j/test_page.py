"""The page on Neo4j: every text and every command on it runs; the style names what there is."""

import re
from pathlib import Path

import pytest

from pledgegraph.graph.neo4j.server import Neo4jEngine
from pledgegraph.graph.neo4j.sync import sync
from pledgegraph.graph.pictures.colours import KIND_COLOURS
from pledgegraph.ontology.schema import schema
from pledgegraph.workspace.workspace import Workspace

from .conftest import Here
from .server import Server
from .tables import BASE, dataset, label, same, stored

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "docs" / "neo4j.md").read_text("utf-8")


def blocks(kind: str) -> list[str]:
    found = re.findall(rf"^ *```{kind}\n(.*?)^ *```", PAGE, re.M | re.S)
    return [re.sub(r"^ +(?=pledgegraph)", "", text, flags=re.M).strip() for text in found]


@pytest.mark.parametrize("text", blocks("cypher"), ids=lambda text: text[:40])
def test_every_text_has_rows_and_no_remark(
    sample_on_neo4j: Server, neo4j_answers: Server, text: str
) -> None:
    engine = Neo4jEngine(sample_on_neo4j.address)
    rows = engine.ask(text, {}, "a text of the page")
    engine.close()
    assert rows


def test_every_command_is_run(
    small_built: Workspace, neo4j_empty: Server, tmp_path: Path, here: Here
) -> None:
    lines = [line.split() for block in blocks("sh") for line in block.splitlines()]
    assert len(lines) == 6
    for line in lines:
        words = [str(tmp_path / word) if word == "for-import" else word for word in line[1:]]
        status, printed, said = here("-C", str(small_built.folder), *words)
        assert status == 0, (line, said)
        assert printed or words[-1] == "sync" or words[0] == "export"
    assert (tmp_path / "for-import" / "import.sh").exists()


def test_the_text_that_removes_a_workspace_removes_it_alone(neo4j_empty: Server) -> None:
    """As Browser does: it takes ``:auto`` for itself, and runs one text after the other."""
    nodes = {"Pledge": [{"id": "pledge/A"}], "Actor": [{"id": "actor/a"}]}
    links = {"SUBMITTED_BY": [("pledge/A", "actor/a")]}
    for base in ("https://example.org/other", BASE):
        sync(neo4j_empty.address, dataset(nodes, links, base), label(base))
    neo4j_empty.run("CREATE (:Pledge {id: 'of others'})-[:ABOUT]->(:Note)")
    found = re.search(r"^To remove a workspace's graph.*?\n\n(.*?)\n\n##", PAGE, re.M | re.S)
    assert found
    for text in found[1].split(";")[:-1]:
        neo4j_empty.run(text.strip().removeprefix(":auto "))
    assert stored(neo4j_empty, "https://example.org/other").current.counts() == {}
    assert same(stored(neo4j_empty), dataset(nodes, links))
    assert neo4j_empty.run("MATCH (n) RETURN count(n)") == [[2 + 1 + 2]]


def test_the_style_has_every_class_and_captions_that_exist(
    short_sample: Workspace, here: Here
) -> None:
    _, style, said = here("-C", str(short_sample.folder), "neo4j", "style")
    captions = dict(re.findall(r'node\.(\w+) \{[^}]*?caption: "\{(\w+)\}"', style))
    assert captions.keys() == schema().classes.keys(), said
    for name, column in captions.items():
        assert column == "id" or schema().classes[name].column(
            column
        )  # a cell has nothing but its identifier
    colours = set(re.findall(r"node\.\w+ \{[^}]*?  color: (#\w+);", style))
    assert colours <= {colour.light for colour in KIND_COLOURS.values()}
    assert style.count("{") - style.count('"{') == style.count("}") - style.count('}"')
