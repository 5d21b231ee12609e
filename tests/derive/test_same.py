"""Pledges that may be the same: links grow with the pledges, not with their square."""

import csv
from pathlib import Path

import pytest

from pledgegraph.derive.derived import derive
from pledgegraph.loaders.loading import load
from pledgegraph.ontology.current import current
from pledgegraph.workspace import starting

from ..questions.test_small_cases import (  # noqa: TID252 (tests are no package that could be named)
    COLUMNS,
    PLEDGE,
)


@pytest.mark.parametrize(("with_forum", "links"), [(1, 2), (3, 6), (4, 0)])
def test_two_pledges_without_a_forum_beside_some_with_one(
    with_forum: int, links: int, tmp_path: Path
) -> None:
    """Two without a forum, each beside the others; nothing where four are so alike."""
    register = tmp_path / "register.csv"
    rows = [{"local_id": f"F{number}"} for number in range(with_forum)]
    rows += [{"local_id": name, "forum": "", "year": ""} for name in ("N1", "N2")]
    with register.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, restval="")
        writer.writeheader()
        writer.writerows({"title": row["local_id"], **PLEDGE, **row} for row in rows)
    made = starting.init(tmp_path / "w", [register])
    sources = [source for source in made.sources(made.settings()) if source.name == "register"]
    now, _ = current(load(sources).stated, {source.id: source.rank for source in sources})
    pledges = now["Pledge"].to_pylist()
    names = {row["id"]: row["local_identifier"] for row in pledges}
    pairs = derive(now)["MAYBE_SAME_AS"].to_pylist()
    assert len(pairs) == links
    assert {names[pair["subject"]] for pair in pairs} <= {"N1", "N2"}
    assert {names[pair["object"]][0] for pair in pairs} <= {"F"}
