"""Links that lead nowhere are found before the graph is loaded; sound ones are looked up once."""

from __future__ import annotations

import pyarrow as pa
import pytest

from pledgegraph.errors import SourceProblems
from pledgegraph.graph.checks import all_ends_known, check_tables
from pledgegraph.ontology.schema import Relation, schema
from pledgegraph.ontology.table_files import read_tables
from pledgegraph.ontology.tables import Tables
from pledgegraph.workspace import builds
from pledgegraph.workspace.workspace import Workspace

RELATION = "SUBMITTED_BY"


def links_by_relation(current: Tables, derived: Tables) -> dict[Relation, pa.Table]:
    found = {}
    for relation in schema().relations.values():
        tables = derived if relation.derived else current
        found[relation] = tables[relation.name]
    return found


def test_ends_are_looked_up(small_built: Workspace) -> None:
    made = builds.current_build(small_built.folder)
    current = read_tables(made / "current")
    derived = read_tables(made / "derived")
    links = links_by_relation(current, derived)
    # Some relationships have no link in a small build, which is no reason to look again
    assert any(table.num_rows == 0 for table in links.values())
    nodes = {}
    for name, cls in schema().classes.items():
        nodes[name] = derived[name] if cls.derived else current[name]
    both = Tables(nodes, current.links)
    assert all_ends_known(links, both)
    check_tables(links, current, derived)

    relation = schema().relations[RELATION]
    pledge = current["Pledge"]["id"][0].as_py()
    lost = pa.table(
        [[pledge], ["actor/nobody"]],
        schema=links[relation].schema.remove_metadata(),
    )
    links[relation] = pa.concat_tables([links[relation], lost])
    assert not all_ends_known(links, both)
    with pytest.raises(SourceProblems) as raised:
        check_tables(links, current, derived)
    (problem,) = raised.value.problems
    assert problem.code == "V007"
    expected = f"{RELATION} from {pledge} to actor/nobody: no source describes actor/nobody"
    assert problem.found == expected
