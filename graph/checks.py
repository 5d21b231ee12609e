"""Checks: nodes and links that no graph can hold, each a problem at the row that states it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pledgegraph.errors import Problem, SourceProblems, Where

if TYPE_CHECKING:
    import pyarrow as pa

    from pledgegraph.ontology.schema import Relation
    from pledgegraph.ontology.tables import Tables

MOST_PROBLEMS = 20
"""Problems that are reported one by one for a class or a relationship; the last one says how many
more there are.
"""


def check_tables(
    relations: Mapping[Relation, pa.Table],
    current: Tables,
    derived: Tables,
) -> None:
    """``SourceProblems`` for nodes and links that cannot be loaded."""
    from pledgegraph.ontology.schema import schema
    from pledgegraph.ontology.tables import Tables

    nodes = dict(current.nodes)
    for name, cls in schema().classes.items():
        if cls.derived:
            nodes[name] = derived[name]
    known = Tables(nodes, current.links)
    problems: list[Problem] = []
    for name in schema().classes:
        problems += _node_problems(name, known)
    if not all_ends_known(relations, known):
        for relation, links in relations.items():
            problems += _link_problems(relation, links, known)
    if problems:
        raise SourceProblems(problems)


def _node_problems(name: str, current: Tables) -> list[Problem]:
    """Identifiers that more than one row of a class has, or that are not formed as its identifiers
    are.
    """
    import pyarrow.compute as pc

    from pledgegraph.ontology.classes import classes_of

    ids = current[name]["id"]
    counts = pc.value_counts(ids)
    is_repeated = pc.greater(counts.field("counts"), 1)
    twice = counts.filter(is_repeated).field("values").to_pylist()
    classes = pc.fill_null(classes_of(ids), "")
    strange = ids.filter(pc.not_equal(classes, name)).to_pylist()
    found = [
        (identifier, f"more than one {name} has the identifier {identifier}")
        for identifier in sorted(twice)
    ]
    found += [
        (identifier, f"{identifier} is not an identifier of a {name}")
        for identifier in sorted(strange)
    ]
    return _problems(
        found, len(found), "Give each row of its own kind its own identifier.", current
    )


def all_ends_known(
    relations: Mapping[Relation, pa.Table],
    current: Tables,
) -> bool:
    """Whether each end of each link is a node of a class that may be there."""
    import pyarrow as pa
    import pyarrow.compute as pc

    # To look up the nodes of a class once for all relationships takes a third of the time
    by_classes: dict[tuple[str, ...], list[pa.Array]] = {}
    for relation, links in relations.items():
        for side, classes in (("subject", relation.starts), ("object", relation.ends)):
            ends = by_classes.setdefault(classes, [])
            ends += links[side].chunks
    for classes, ends in by_classes.items():
        is_known = pc.is_in(pa.chunked_array(ends, pa.string()), _ids_of(classes, current))
        # Without links Arrow would say neither yes nor no, and all would be looked up again
        if not pc.all(is_known, min_count=0).as_py():
            return False
    return True


def _ids_of(classes: Sequence[str], current: Tables) -> pa.Array:
    import pyarrow as pa

    ids = [pa.array([], pa.string())]
    for name in classes:
        ids += current[name]["id"].chunks
    return pa.concat_arrays(ids)


def _link_problems(
    relation: Relation,
    links: pa.Table,
    current: Tables,
) -> list[Problem]:
    """Links with an end that is not a node, or a node of another class."""
    import pyarrow.compute as pc

    for side, classes in (("subject", relation.starts), ("object", relation.ends)):
        is_known = pc.is_in(links[side], _ids_of(classes, current))
        links = links.append_column(f"{side}_known", is_known)
    is_whole = pc.and_(links["subject_known"], links["object_known"])
    bad = links.filter(pc.invert(is_whole))
    found = []
    for row in bad.slice(0, MOST_PROBLEMS).to_pylist():
        found.append((row["subject"], _missing_end(relation, row)))
    hint = "Add the source that describes it, or correct the name."
    return _problems(found, bad.num_rows, hint, current)


def _missing_end(
    relation: Relation,
    link: Mapping[str, str | bool],
) -> str:
    """What is wrong with a link, in words."""
    from pledgegraph.ontology.schema import schema, segment_of

    side, classes = (
        ("object", relation.ends) if link["subject_known"] else ("subject", relation.starts)
    )
    missing = str(link[side])
    of_class = schema().segments().get(segment_of(missing)) in classes
    wrong = (
        f"no source describes {missing}"
        if of_class
        else f"{missing} is not a {' or '.join(classes)}"
    )
    subject = link["subject"]
    end = link["object"]
    return f"{relation.name} from {subject} to {end}: {wrong}"


def _problems(
    found: Sequence[tuple[str, str]], count: int, hint: str, current: Tables
) -> list[Problem]:
    """The first of the problems (identifier, sentence), each at the row that says so, and how many
    more there are.
    """
    problems = []
    for identifier, sentence in found[:MOST_PROBLEMS]:
        where = _where(identifier, current)
        problems.append(Problem("V007", "error", where, sentence, hint))
    more = count - len(problems)
    if more:
        sentence = f"{more:,} more of this kind"
        problems.append(Problem("V007", "error", Where("the sources"), sentence, hint))
    return problems


def _where(identifier: str, current: Tables) -> Where:
    """The row of a source in which a node is recorded, as far as it is known."""
    recorded = _first_row(current["RECORDED_IN"], "subject", identifier)
    record = _first_row(current["SourceRecord"], "id", recorded.get("object"))
    stated = _first_row(current["FROM_SOURCE"], "subject", record.get("id"))
    source = _first_row(current["Source"], "id", stated.get("object"))
    file = source.get("file_name") or "the sources"
    return Where(file, record.get("sheet") or "", record.get("line") or 0)


def _first_row(
    table: pa.Table,
    column: str,
    value: object,
) -> dict[str, Any]:
    """The first row that has a value in a column; empty if there is none."""
    import pyarrow.compute as pc

    rows = table.filter(pc.equal(table[column], value))
    first: list[dict[str, Any]] = rows.slice(0, 1).to_pylist()
    return first[0] if first else {}
