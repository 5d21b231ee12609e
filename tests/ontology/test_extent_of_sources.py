"""The extent of one match told by two sources: what says more outranks "not stated"."""

from __future__ import annotations

import pytest

from pledgegraph.ontology.current import current
from pledgegraph.ontology.gathering import Gathering


@pytest.mark.parametrize(
    ("older", "newer", "extent", "differ"),
    [
        ("part", "not-stated", "part", False),
        ("not-stated", "part", "part", False),
        ("not-stated", "not-stated", "not-stated", False),
        ("", "not-stated", "not-stated", False),
        ("part", "full", "full", True),
    ],
)
def test_a_stated_extent_outranks_not_stated(
    older: str, newer: str, extent: str, differ: bool
) -> None:
    gathering = Gathering()
    gathering.nodes("Match", "source/old", {"id": ["pledge/a#match-b"], "extent": [older]})
    gathering.nodes("Match", "source/new", {"id": ["pledge/a#match-b"], "extent": [newer]})
    tables, differences = current(gathering.tables(), {"source/old": 1, "source/new": 2})
    assert tables.nodes["Match"]["extent"].to_pylist() == [extent]
    assert differences == ([("Match", "pledge/a#match-b", "extent")] if differ else [])
