"""A site read back: everything that it published, and the same answers."""

from pathlib import Path
from typing import Any

import pytest

from pledgegraph.ontology.table_files import read_tables
from pledgegraph.ontology.tables import Tables
from pledgegraph.queries.catalogue import questions
from pledgegraph.workspace import starting
from pledgegraph.workspace.settings import FILE
from pledgegraph.workspace.workspace import Workspace

from ..budget import some  # noqa: TID252 (tests are no package that could be named)
from ..shared import Share  # noqa: TID252 (tests are no package that could be named)

NAME = "sample-register-of-refugee-pledges"
SAID_HERE = {
    "Source": ("file_name", "rank"),
    "SourceRecord": ("position",),
}
"""Class → the columns that say where something is for whoever reads the site."""


@pytest.fixture(scope="module")
def followed(share: Share, sample_site: Path) -> Workspace:
    """A workspace with the site of the sample alone, whose numbers it shares."""

    def made(folder: Path) -> None:
        workspace = starting.init(folder / "w", [], sites=[str(sample_site)])
        settings = workspace.folder / FILE
        text = settings.read_text("utf-8").replace(f'authority = "{NAME}"\n', "")
        settings.write_text(text, "utf-8")
        workspace.build()

    return Workspace(share("followed-sample", made) / "w")


def _of_site(workspace: Workspace) -> dict[str, list[dict[str, object]]]:
    """What each source states, by what the site calls it, without what is said of places."""
    stated: Tables = read_tables(workspace.build_folder() / "stated")
    found = {}
    for name, table in {**stated.nodes, **stated.links}.items():
        left_out = (*SAID_HERE.get(name, ()), "stated_in_cell")
        rows = []
        for row in table.to_pylist():
            kept = {key: _plain(value) for key, value in row.items() if key not in left_out}
            rows.append(kept)
        found[name] = sorted(rows, key=str)
    return found


def _plain(value: object) -> object:
    return value.replace(f"source/{NAME}-", "source/") if isinstance(value, str) else value


def test_every_table_comes_back(followed: Workspace, short_sample: Workspace) -> None:
    assert _of_site(followed) == _of_site(short_sample)


def test_cells_come_back_with_their_site(followed: Workspace, short_sample: Workspace) -> None:
    for name in ("Match", "Target", "ImplementationUpdate", "Membership", "PopulationFigure"):
        own = followed.tables[name]["stated_in_cell"].to_pylist()
        theirs = short_sample.tables[name]["stated_in_cell"].to_pylist()
        assert own == [[f"{NAME}: {cell}" for cell in cells] for cells in theirs]
        assert any(own)


ASKED: dict[str, Any] = {
    "joint-candidates": {"country": ["ETH"], "area": ["Education"]},
    "new-actors": {"country": ["ETH"], "area": ["Education"]},
}
"""Questions that have to be told of what."""


@pytest.mark.parametrize("name", some(sorted(questions()), 3))
def test_every_question_has_the_same_answer(
    name: str,
    followed: Workspace,
    short_sample: Workspace,
) -> None:
    own = followed.ask(name, **ASKED.get(name, {}))
    theirs = short_sample.ask(name, **ASKED.get(name, {}))
    assert own.rows == theirs.rows
    assert own.notices == theirs.notices
