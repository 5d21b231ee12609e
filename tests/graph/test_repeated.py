"""Repeated asking: a text with the same values is asked once, and nobody's rows are another's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing

import pytest

from pledgegraph.graph import repeated
from pledgegraph.graph.embedded import FILE, EmbeddedEngine
from pledgegraph.graph.engine import Row
from pledgegraph.graph.repeated import Repeated
from pledgegraph.workspace.workspace import Workspace

TITLES = "MATCH (p:Pledge) RETURN p.id AS id, p.title AS title"
ONE = TITLES.replace(" RETURN", " WHERE p.id = $id RETURN")


class Counted(EmbeddedEngine):
    """The embedded engine, with the values of each text that it is asked."""

    def ask(self, text: str, parameters: Mapping[str, object], name: str = "") -> list[Row]:
        self.__dict__.setdefault("asked", []).append(parameters.get("id", ""))
        return super().ask(text, parameters, name)


@pytest.fixture
def counted(small_built: Workspace) -> Iterator[Counted]:
    with closing(Counted(small_built.build_folder() / FILE)) as engine:
        yield engine


def test_a_text_is_asked_once_with_each_value(counted: Counted) -> None:
    engine = Repeated(counted)
    first, second = sorted(str(row["id"]) for row in engine.ask(TITLES, {}))
    for identifier in (first, second, first):
        rows = engine.ask(ONE, {"id": identifier})
        assert [row["id"] for row in rows] == [identifier]
        # What is added to a row is not in that of who asks next
        rows[0]["title"] = "another"
    assert [row["title"] for row in engine.ask(ONE, {"id": first})] != ["another"]
    assert counted.__dict__["asked"] == ["", first, second]


def test_an_answer_with_many_rows_is_not_kept(
    counted: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repeated, "MOST_ROWS", 1)
    engine = Repeated(counted)
    assert engine.ask(TITLES, {}) == engine.ask(TITLES, {})
    assert counted.__dict__["asked"] == ["", ""]
