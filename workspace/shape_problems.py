"""Shape problems: what the shapes say of stated tables, each at the cell that states it."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pledgegraph.errors import Problem, UsageProblem, Where
from pledgegraph.ontology.iris import identifier_of
from pledgegraph.ontology.schema import local_name, schema, segment_of, upper_snake
from pledgegraph.wording import worded

if TYPE_CHECKING:
    from pledgegraph.loaders.loading import Loading
    from pledgegraph.loaders.source_files import SourceFile
    from pledgegraph.loaders.value_cells import ValueCells
    from pledgegraph.ontology.shacl import Violation

OWN = "own"
"""What stands for pledgegraph's own shapes in place of a file."""


def shape_problems(
    loading: Loading,
    sources: Sequence[SourceFile],
    base: str,
    shapes: str,
) -> list[Problem]:
    """S001 for each break of a shape by what sources state, in the order of the cells.

    Args:
        base: of the workspace's IRIs.
        shapes: a file, or ``own``.

    Raises:
        UsageProblem: pySHACL is not installed, or the file has no shapes.
    """
    from pledgegraph.loaders.value_cells import ValueCells
    from pledgegraph.ontology.rdf import write_nquads

    try:
        import_shacl()
    except ImportError as error:
        text = worded("Checking by shapes needs pySHACL")
        raise UsageProblem(text, worded('Run `pip install "pledgegraph[shacl]"`.')) from error
    from pledgegraph.ontology.shacl import read_shapes, violations

    own = None if shapes == OWN else read_shapes(Path(shapes))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "stated.nq")
        write_nquads(loading.stated, base, path)
        found = violations(path, shapes=own)
    nodes = {_node(violation, base) for violation in found}
    cells = ValueCells(loading, sources, nodes)
    problems = [_problem(violation, cells, sources, base) for violation in found]
    return sorted(problems, key=lambda problem: problem.where)


def import_shacl() -> None:
    """Raise ``ImportError`` where the library that checks shapes is missing."""
    from importlib.util import find_spec

    if find_spec("pyshacl") is None:
        raise ImportError("pyshacl")


def _problem(
    violation: Violation,
    cells: ValueCells,
    sources: Sequence[SourceFile],
    base: str,
) -> Problem:
    node = _node(violation, base)
    name = local_name(violation.path)
    by_graph = {f"{base}/{source.id}": source for source in sources}
    source = by_graph.get(violation.graph)
    where = Where("the sources", column=name)
    raw = ""
    if source is not None:
        where, raw = cells.of(node, _column_named(node, name), source)
    written = "" if raw == "''" else raw
    if not violation.value:
        said = worded("{name} of {node} is missing", name=name, node=node)
        if written:
            said = worded("{said}; the cell has {raw}", said=said, raw=written)
    else:
        # The cell says it as the steward knows it, RDF with its type
        value = written or violation.value
        said = worded("{name} of {node} is {value}", name=name, node=node, value=value)
    what = violation.expected
    # A message of somebody's shapes may be a whole sentence
    if what.endswith("."):
        what = what[:-1]
    expected = worded("Expected: {what}.", what=what)
    return Problem(
        "S001",
        "finding",
        where,
        said,
        expected,
    )


def _node(violation: Violation, base: str) -> str:
    """The identifier of the node that breaks a shape; its IRI where it is not one of ours."""
    try:
        return identifier_of(violation.node, base)
    except ValueError:
        return violation.node


def _column_named(node: str, property_name: str) -> str:
    """What tables call a property of a node's class; nothing where they have none."""
    name = schema().segments().get(segment_of(node))
    if name is None:
        return ""
    cls = schema().classes[name]
    for column in cls.columns:
        if local_name(column.iri) == property_name:
            return column.name
    relation = upper_snake(property_name)
    return relation if relation in schema().relations else ""
