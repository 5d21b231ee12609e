"""Plan: the tables of a build compared with what a database has of them, by whole columns."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.errors import EngineFailed
from pledgegraph.graph.loading import by_pair
from pledgegraph.ontology.schema import Relation, schema
from pledgegraph.ontology.tables import LINK_FIELDS, OBJECT, SUBJECT

from .changes import Between, Change, Pairs, Plan
from .dataset import HASH, Dataset
from .ownership import our_link, ours
from .server import KEY
from .states import State
from .target import Target


def make_plan(target: Target, *, full: bool = False) -> Plan:
    """What a sync would do; ``full`` takes every node as changed.

    A class or relationship is not read if it has not changed since the last complete sync and its
    count is still that of the build.

    Raises:
        EngineFailed: a node has one of our keys and is not ours.
    """
    plan = Plan()
    counts = target.counts()
    state = target.state()
    if state is not None:
        title = target.label.title
        if state.title not in ("", title):
            plan.renamed = state.title, title
        left_out = set(state.audiences) - set(target.label.audiences)
        plan.left_out = sorted(left_out)
    unchanged = {} if full else _unchanged(target, state, counts)
    for name, count in unchanged.items():
        plan.changes[name] = Change(0, 0, 0, count)
    for name in sorted(schema().classes.keys() - unchanged.keys()):
        nodes = _stored_nodes(target, name, counts[name])
        _plan_nodes(plan, name, target.dataset, nodes, full=full)
    # After all classes: links of deleted nodes are not deleted one by one.
    for name in sorted(schema().relations.keys() - unchanged.keys()):
        links = _stored_links(target, name, counts[name])
        _plan_links(
            plan,
            schema().relations[name],
            target.dataset,
            links,
        )
    for name, gone in plan.gone.items():
        plan.strangers += _strangers(target, name, gone)
    return plan


def _unchanged(
    target: Target,
    state: State | None,
    counts: Mapping[str, int],
) -> dict[str, int]:
    """The classes and relationships that need not be read, and how many rows each has."""
    if state is None or state.under_way:
        return {}
    summaries = target.dataset.summaries()
    unchanged = {}
    for name, count in target.dataset.counts().items():
        # The summary says what was written, the count what is there now
        has_same = state.summaries.get(name) == summaries[name]
        if has_same and counts[name] == count:
            unchanged[name] = count
    return unchanged


def _stored_nodes(
    target: Target,
    name: str,
    count: int,
) -> pa.Table:
    """Id and hash of each node of ours that the database has of a class."""
    start = target.dataset.start
    text = f"MATCH {ours(name)} RETURN n.{KEY}, n.{HASH}"
    ids = []
    hashes = []
    for key, digest in target.do(text, start=start) if count else ():
        if not isinstance(digest, str):
            raise EngineFailed(
                f"The node {name} {key} is not ours: it has no {HASH}",
                f"Remove its property {KEY}.",
            )
        ids.append(key.removeprefix(start))
        hashes.append(digest)
    columns = [pa.array(ids, pa.string()), pa.array(hashes, pa.string())]
    return pa.table(columns, ["id", HASH])


def _stored_links(
    target: Target,
    name: str,
    count: int,
) -> pa.Table:
    """Both ends of each link of ours that the database has of a relationship."""
    start = target.dataset.start
    text = f"MATCH {ours(name)} RETURN a.{KEY}, b.{KEY}"
    subjects = []
    objects = []
    for subject, end in target.do(text, start=start) if count else ():
        subjects.append(subject.removeprefix(start))
        objects.append(end.removeprefix(start))
    return pa.table(
        {SUBJECT: subjects, OBJECT: objects},
        schema=pa.schema(LINK_FIELDS),
    )


def _plan_nodes(
    plan: Plan,
    name: str,
    dataset: Dataset,
    stored: pa.Table,
    *,
    full: bool,
) -> None:
    """Compare the nodes of a class with the stored ones, by id and hash."""
    table = dataset.nodes(name)
    ids = table["id"].combine_chunks()
    stored_ids = stored["id"].combine_chunks()
    place = pc.index_in(ids, stored_ids)
    stored_hashes = stored[HASH].combine_chunks().take(place)
    # Somebody may have edited a node and left its hash
    if full:
        stored_hashes = pa.nulls(table.num_rows, pa.string())
    is_same = pc.equal(stored_hashes, table[HASH].combine_chunks())
    is_same = pc.fill_null(is_same, False)
    is_gone = pc.invert(pc.is_in(stored_ids, ids))
    gone = stored_ids.filter(is_gone).to_pylist()
    add = _count(pc.is_null(place))
    same = _count(is_same)
    change = table.num_rows - add - same
    plan.changes[name] = Change(add, change, len(gone), same)
    plan.written[name] = table.filter(pc.invert(is_same))
    plan.gone[name] = gone


def _count(mask: pa.Array) -> int:
    """How many values are true."""
    total = pc.sum(mask.cast(pa.int64()))
    return int(total.as_py() or 0)  # the sum of no rows is NULL


def _plan_links(
    plan: Plan,
    relation: Relation,
    dataset: Dataset,
    stored: pa.Table,
) -> None:
    """Compare the links of a relationship with the stored ones.

    A link that is stored twice is deleted and made once more: Cypher cannot delete one of two equal
    relationships by its ends.
    """
    links = dataset.links(relation)
    wanted = joined(links)
    found = joined(stored)
    is_single = pc.invert(pc.is_in(found, _repeated(found)))
    right = found.filter(is_single)
    is_missing = pc.invert(pc.is_in(wanted, right))
    missing = links.filter(is_missing)
    is_right = pc.and_(pc.is_in(found, wanted), is_single)
    surplus = stored.filter(pc.invert(is_right))
    surplus = surplus.group_by([SUBJECT, OBJECT]).aggregate([])
    plan.linked |= _by_classes(relation, missing)
    plan.unlinked |= _by_classes(relation, _between_remaining_nodes(plan, surplus))
    same = links.num_rows - missing.num_rows
    plan.changes[relation.name] = Change(
        missing.num_rows,
        0,
        surplus.num_rows,
        same,
    )


def _repeated(values: pa.Array) -> pa.Array:
    """The values that an array has more than once."""
    counts = pc.value_counts(values)
    is_repeated = pc.greater(counts.field("counts"), 1)
    return counts.filter(is_repeated).field("values")


def _between_remaining_nodes(plan: Plan, links: pa.Table) -> pa.Table:
    """The links that are not deleted with one of their nodes."""
    gone: list[str] = []
    for ids in plan.gone.values():
        gone += ids
    leaving = pa.array(gone, pa.string())
    starts_leave = pc.is_in(links[SUBJECT], leaving)
    ends_leave = pc.is_in(links[OBJECT], leaving)
    return links.filter(pc.invert(pc.or_(starts_leave, ends_leave)))


def joined(links: pa.Table) -> pa.Array:
    """Both ends of each link as one text; no identifier has a line end."""
    pairs = pc.binary_join_element_wise(
        links[SUBJECT],
        links[OBJECT],
        "\n",
    )
    if isinstance(pairs, pa.ChunkedArray):
        return pairs.combine_chunks()
    return pairs


def _by_classes(
    relation: Relation,
    links: pa.Table,
) -> dict[Between, Pairs]:
    pairs = {}
    for start, end, table in by_pair(relation, links):
        subjects = table[SUBJECT].to_pylist()
        objects = table[OBJECT].to_pylist()
        pairs[relation.name, start, end] = list(zip(subjects, objects, strict=True))
    return pairs


def _strangers(
    target: Target,
    name: str,
    gone: Sequence[str],
) -> int:
    """How many relationships of others are attached to nodes that are deleted."""
    if not gone:
        return 0
    is_ours = f"m.{KEY} STARTS WITH $start AND ({_is_any_link_of_ours(schema().relations)})"
    text = (
        f"UNWIND $gone AS id MATCH (n:{name} {{{KEY}: $start + id}})-[r]-(m)"
        f" WHERE NOT coalesce({is_ours}, false) RETURN count(DISTINCT r)"
    )
    rows = target.do(text, gone=gone, start=target.dataset.start)
    return int(rows[0][0])


def _is_any_link_of_ours(relations: Iterable[str]) -> str:
    """The condition for ``r`` to be a link of ours of one of these types."""
    by_condition: dict[str, list[str]] = {}
    for relation in relations:
        by_condition.setdefault(our_link(relation), []).append(relation)
    conditions = []
    for condition, names in by_condition.items():
        conditions.append(f"(type(r) IN {json.dumps(names)} AND {condition})")
    return " OR ".join(conditions)
