"""What the pages show is what happens: every block runs on the sample, every output is the one that
is shown.
"""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from pledgegraph.workspace.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]


def load(name: str) -> ModuleType:
    """A script of ``docs/`` as a module."""
    spec = importlib.util.spec_from_file_location(name, ROOT / "docs" / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


shown = load("write_outputs")


@pytest.mark.parametrize("page", shown.pages(), ids=lambda page: page.name)
def test_a_page_does_what_it_shows(page: Path, sample: Workspace, tmp_path: Path) -> None:
    text = page.read_text("utf-8")
    if any(not block.path and block.language in shown.RUNNERS for block in shown.blocks(text)):
        assert shown.run_page(text, shown.prepared(tmp_path, sample.folder)) == text


def test_a_wrong_output_is_seen(sample: Workspace, tmp_path: Path) -> None:
    folder = shown.prepared(tmp_path, sample.folder)
    wrong = (
        "```console\n$ pledgegraph -C pledgegraph-demo list platforms\nIGAD\tAnother name\n```\n"
    )
    assert "Another name" not in shown.run_page(wrong, folder)
    for text in (
        (
            "```console\n$ pledgegraph -C pledgegraph-demo list platforms\n...\nIGAD\tAnother"
            " name\n```\n"
        ),
        "```sh\npledgegraph -C pledgegraph-demo query unsupported --country Atlantis\n```\n",
        "```sh\nrm register.csv\n```\n",
        "```cypher\nMATCH (p:Pledge) WHERE p.title = 'no such' RETURN p.id\n```\n",
        "```sparql\nSELECT ?p WHERE { ?p a <https://example.org/none> }\n```\n",
        "```python\n>>> 1 + 1\n3\n```\n",
    ):
        with pytest.raises(shown.Wrong):
            shown.run_page(text, folder)


def test_what_is_left_out() -> None:
    output = "one\ntwo\nthree four five\n"
    for expected in (
        "one\n...\n",
        "...\nthree ... five\n",
        "one\ntwo\nthree...\n",
        "one\n...\ntwo\n...\n",
    ):
        assert shown.agrees(expected, output), expected
    for expected in (
        "...\ntwo\n",
        "two\n...\n",
        "one\n...\nfour\n...\n",
        "...\ntwo\n...\none\n...\n",
    ):
        assert not shown.agrees(expected, output), expected


def test_every_set_up_line_is_run_by_the_checks() -> None:
    assert shown.is_set_up("python3 -m venv .venv")
    assert not shown.is_set_up("pip install something-else")
