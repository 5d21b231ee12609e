"""A build of another version of pledgegraph: a question that it cannot answer says so."""

import json
import shutil

import pytest

from pledgegraph.errors import QueryProblem
from pledgegraph.graph.embedded import FILE
from pledgegraph.workspace.builds import current_build
from pledgegraph.workspace.workspace import Workspace


@pytest.mark.parametrize("is_another", [True, False])
def test_a_question_to_a_build_of_another_version(small: Workspace, is_another: bool) -> None:
    build = current_build(small.folder)
    lack_a_table(small)
    if is_another:
        manifest = json.loads((build / "manifest.json").read_text("utf-8"))
        text = json.dumps(manifest | {"program": "of before"})
        (build / "manifest.json").chmod(0o644)
        (build / "manifest.json").write_text(text, "utf-8")
    with pytest.raises(QueryProblem) as raised:
        small.ask("unsupported")
    said = str(raised.value)
    assert ("made by another version" in said and "`pledgegraph build`" in said) is is_another
    assert ("does not exist" in said) is not is_another


def lack_a_table(made: Workspace) -> None:
    """Put a graph with none of our tables in the place of the one of the build."""
    import ladybug

    place = current_build(made.folder) / FILE
    empty = made.folder / "empty.lbug"
    database = ladybug.Database(str(empty))
    connection = ladybug.Connection(database)
    connection.execute("CREATE NODE TABLE Nothing(id STRING PRIMARY KEY)")
    connection.close()
    database.close()
    place.chmod(0o644)
    shutil.copyfile(empty, place)
