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
from .dataset import HASH, Dataset, Label
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
    dataset = target.dataset
    classes = schema().classes
    relations = schema().relations
    counts = target.counts()
    state = target.state()
    if state is not None:
        _compare_labels(plan, state, target.label)
    unchanged: Mapping[str, int] = {}
    if not full:
        unchanged = _unchanged(target, state, counts)
    for name, count in unchanged.items():
        plan.changes[name] = Change(0, 0, 0, count)
    for name in sorted(classes.keys() - unchanged.keys()):
        nodes = _stored_nodes(target, name, counts[name])
        _plan_nodes(
            plan,
            name,
            dataset,
            nodes,
            full=full,
        )
    # After all classes: links of deleted nodes are not deleted one by one.
    for name in sorted(relations.keys() - unchanged.keys()):
        links = _stored_links(target, name, counts[name])
        _plan_links(
            plan,
            relations[name],
            dataset,
            links,
        )
    for name, gone in plan.gone.items():
        plan.strangers += _strangers(target, name, gone)
    return plan


def _compare_labels(
    plan: Plan,
    state: State,
    label: Label,
) -> None:
    """Whether the database has another title, or records for audiences that the build has not."""
    if state.title not in ("", label.title):
        plan.renamed = state.title, label.title
    left_out = set(state.audiences).difference(label.audiences)
    plan.left_out = sorted(left_out)


def _unchanged(
    target: Target,
    state: State | None,
    counts: Mapping[str, int],
) -> dict[str, int]:
    """The classes and relationships that need not be read, and how many rows each has."""
    # What a sync that did not finish has written is not known
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
    # Where the count is 0 there is nothing to ask for
    stored = target.do(text, start=start) if count else []
    # A node of somebody else with our key would be written over by the next MERGE
    for key, digest in stored:
        if not isinstance(digest, str):
            raise EngineFailed(
                f"The node {name} {key} is not ours: it has no {HASH}",
                f"Remove its property {KEY}.",
            )
        ids.append(key.removeprefix(start))
        hashes.append(digest)
    return pa.table(
        {
            "id": pa.array(ids, pa.string()),
            HASH: pa.array(hashes, pa.string()),
        }
    )


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
    stored = target.do(text, start=start) if count else []
    for subject, end in stored:
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
    if full:
        # Somebody may have edited a node and left its hash
        stored_hashes = pa.nulls(table.num_rows, pa.string())
    else:
        known_hashes = stored[HASH].combine_chunks()
        stored_hashes = known_hashes.take(place)
    hashes = table[HASH].combine_chunks()
    # A node that is not stored has NULL for its hash, which is like none
    is_same = pc.equal(stored_hashes, hashes)
    is_same = pc.fill_null(is_same, False)
    remains = pc.is_in(stored_ids, ids)
    leaving = stored_ids.filter(pc.invert(remains))
    gone = leaving.to_pylist()
    is_new = pc.is_null(place)
    add = _count(is_new)
    same = _count(is_same)
    change = table.num_rows - add - same
    plan.changes[name] = Change(
        add,
        change,
        len(gone),
        same,
    )
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
    is_repeated = pc.is_in(found, _repeated(found))
    is_single = pc.invert(is_repeated)
    right = found.filter(is_single)
    is_stored = pc.is_in(wanted, right)
    missing = links.filter(pc.invert(is_stored))
    is_wanted = pc.is_in(found, wanted)
    is_right = pc.and_(is_wanted, is_single)
    surplus = stored.filter(pc.invert(is_right))
    # Each once: a repeated one is deleted by its ends, and so all of it at once
    by_ends = surplus.group_by([SUBJECT, OBJECT])
    surplus = by_ends.aggregate([])
    # The server deletes the links of a deleted node itself
    to_delete = _between_remaining_nodes(plan, surplus)
    # By the classes of both ends: with both labels the server finds the nodes by their index
    plan.linked |= _by_classes(relation, missing)
    plan.unlinked |= _by_classes(relation, to_delete)
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
    # All classes together: identifiers begin with their class, so that none is in two of them
    gone: list[str] = []
    for ids in plan.gone.values():
        gone += ids
    leaving = pa.array(gone, pa.string())
    starts_leave = pc.is_in(links[SUBJECT], leaving)
    ends_leave = pc.is_in(links[OBJECT], leaving)
    is_leaving = pc.or_(starts_leave, ends_leave)
    return links.filter(pc.invert(is_leaving))


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
    by_classes = {}
    for start, end, table in by_pair(relation, links):
        subjects = table[SUBJECT].to_pylist()
        objects = table[OBJECT].to_pylist()
        pairs = list(zip(subjects, objects, strict=True))
        by_classes[relation.name, start, end] = pairs
    return by_classes


def _strangers(
    target: Target,
    name: str,
    gone: Sequence[str],
) -> int:
    """How many relationships of others are attached to nodes that are deleted."""
    # The text below would be planned by the server for nothing
    if not gone:
        return 0
    link_is_ours = _is_any_link_of_ours(schema().relations)
    is_ours = f"m.{KEY} STARTS WITH $start AND ({link_is_ours})"
    text = (
        f"UNWIND $gone AS id MATCH (n:{name} {{{KEY}: $start + id}})-[r]-(m)"
        f" WHERE NOT coalesce({is_ours}, false) RETURN count(DISTINCT r)"
    )
    rows = target.do(text, gone=gone, start=target.dataset.start)
    return int(rows[0][0])


def _is_any_link_of_ours(relations: Iterable[str]) -> str:
    """The condition for ``r`` to be a link of ours of one of these types."""
    # Few conditions for many types, so that the server plans a short text
    by_condition: dict[str, list[str]] = {}
    for relation in relations:
        condition = our_link(relation)
        names = by_condition.setdefault(condition, [])
        names.append(relation)
    conditions = []
    for condition, names in by_condition.items():
        types = json.dumps(names)
        conditions.append(f"(type(r) IN {types} AND {condition})")
    return " OR ".join(conditions)
