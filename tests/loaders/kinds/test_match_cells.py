"""Match cells are read once; matches are placed by tables and actors, and by no cell."""

import ast
from pathlib import Path

import pytest

from pledgegraph.loaders.kinds import match_cells
from pledgegraph.loaders.kinds.submitters import part_problems
from pledgegraph.loaders.loading import load
from pledgegraph.loaders.source_files import SourceFile

from ..reading import links, loaded, written  # noqa: TID252 (tests are no package that has a name)

KINDS = Path(match_cells.__file__).parent
WITHOUT_SHEETS = ("register_matches", "match_rules", "pledge_facts")
HOST = {
    "local_id": "H1",
    "title": "Schools",
    "forum": "GRF 2019",
    "entity_type": "State",
    "role": "host",
    "submitting_entity": "Government of Chad",
    "country_of_implementation": "Chad",
    "theme": "Education",
    "contribution_type": "policy",
}


@pytest.mark.parametrize("name", WITHOUT_SHEETS)
def test_what_places_matches_knows_no_sheet(name: str) -> None:
    """Neither a register nor a cell: what a row says is read before."""
    tree = ast.parse((KINDS / f"{name}.py").read_text("utf-8"))
    imported = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            imported.add(node.module)
    sheets = [module for module in imported if ".files." in module or module.endswith("register")]
    assert sheets == []


def test_names_of_a_cell_are_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two rows with one text: each of its two names is looked at one time in all."""
    looked_at = []

    def counted(part: str, *, is_named: bool) -> object:
        looked_at.append(part)
        return part_problems(part, is_named=is_named)

    monkeypatch.setattr(match_cells.__name__ + ".part_problems", counted)
    cell = "Government of Denmark (financial); Government of Norway"
    rows = [{**HOST, "matched_with": cell}, {**HOST, "local_id": "H2", "matched_with": cell}]
    loading = loaded(tmp_path, pledgegraph=rows)
    assert looked_at == ["Government of Denmark (financial)", "Government of Norway"]
    assert len(links(loading.stated, "SUPPORTED_BY")) == 4


def test_pledge_number_of_a_later_source_is_no_actor(tmp_path: Path) -> None:
    """The cell is read before the register that has the number; then it names no actor."""
    first = [{**HOST, "matched_with": "Zuflucht 7; Government of Denmark"}]
    second = [{**HOST, "local_id": "Zuflucht 3"}]
    sources = []
    for rank, (name, rows) in enumerate({"old": first, "new": second}.items()):
        path = written(tmp_path / f"{name}.csv", "pledgegraph", rows)
        sources.append(SourceFile(name, path, path.name, "pledgegraph", rank=rank))
    loading = load(sources)
    (problem,) = loading.problems
    assert problem.where.file == "old.csv"
    assert problem.found == "'Zuflucht 7' names a pledge, not an actor"
    ends = {end for _, end in links(loading.stated, "SUPPORTED_BY")}
    assert ends == {"actor/government-of-denmark"}
    assert "actor/zuflucht-7" not in loading.stated["Actor"]["id"].to_pylist()
