"""The page on Neo4j: every text and every command on it runs; the style names what there is."""

import json
import re
from pathlib import Path

import pytest

from pledgegraph.graph.neo4j import Neo4jEngine
from pledgegraph.graph.sync import sync
from pledgegraph.ontology.schema import schema
from pledgegraph.workspace import Workspace

from .server import Server
from .test_engine import command

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "neo4j.md").read_text("utf-8")


def blocks(kind: str) -> list[str]:
    found = re.findall(rf"^ *```{kind}\n(.*?)^ *```", PAGE, re.M | re.S)
    return [re.sub(r"^ +(?=pledgegraph)", "", text, flags=re.M).strip() for text in found]


@pytest.mark.parametrize("text", blocks("cypher"), ids=lambda text: text[:40])
def test_every_text_has_rows_and_no_remark(sample: Workspace, neo4j_answers: Server, text: str) -> None:
    sync(neo4j_answers.address, *sample.dataset(), yes=True)
    engine = Neo4jEngine(neo4j_answers.address)
    rows = engine.ask(text, {}, "a text of the page")
    engine.close()
    assert rows


def test_every_command_is_run(sample: Workspace, neo4j_answers: Server, tmp_path: Path) -> None:
    lines = [line.split() for block in blocks("sh") for line in block.splitlines()]
    assert len(lines) == 6
    sync(neo4j_answers.address, *sample.dataset(), yes=True)
    for line in lines:
        words = [str(tmp_path / word) if word == "for-import" else word for word in line[1:]]
        printed, told = command("-C", str(sample.folder), *words)
        assert "status 0" in told, (line, told)
        assert printed or words[-1] == "sync" or words[0] == "export"
    assert (tmp_path / "for-import" / "import.sh").exists()


def test_the_style_has_every_class_and_captions_that_exist(sample: Workspace) -> None:
    style, told = command("-C", str(sample.folder), "neo4j", "style")
    captions = dict(re.findall(r'node\.(\w+) \{[^}]*?caption: "\{(\w+)\}"', style))
    assert captions.keys() == schema().classes.keys(), json.dumps(told)
    for name, column in captions.items():
        schema().classes[name].column(column)
    colours = set(re.findall(r"node\.\w+ \{[^}]*?  color: (#\w+);", style))
    assert colours <= set(re.findall(r"#\w{6}", (ROOT / "graph" / "templates" / "picture.css").read_text("utf-8")))
    assert style.count("{") - style.count('"{') == style.count("}") - style.count('}"')
