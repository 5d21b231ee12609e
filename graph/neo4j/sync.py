"""Sync: a build's graph into a database of Neo4j. Only what differs is written, and only what is
ours is touched.

Ours are the nodes of an ontology class whose ``pg_key`` begins with the dataset's base, and the
relationships of an ontology type between two of them that have no property of somebody else's. A
state node says which build is stored. While it says that a sync is under way, the next sync
compares everything and finishes the work. The driver repeats a transaction only if it is sure that
nothing of it was written; otherwise the run ends, and the next one compares.

A run writes only while the state node names it. When another one starts, it takes that place, and
the first one stops.
"""

from __future__ import annotations

import json
from collections.abc import Callable

from pledgegraph.errors import EngineFailed, UsageProblem
from pledgegraph.ontology.schema import schema

from .addresses import Address
from .changes import Plan
from .dataset import Dataset, Label, computed_columns, rows
from .indexes import make_indexes, prepare
from .ownership import our_link
from .plan import make_plan
from .server import COMPUTED, KEY, STATE, connected
from .states import State, was_full
from .target import Target, slices

OnRows = Callable[[int], object]

# The end has no label here. With one the server may begin there, and an end such as a country has
# very many links.
_UNLINK = (
    f"UNWIND $rows AS row MATCH (a:{{start}} {{{{{KEY}: $start + row[0]}}}}) "
    f"MATCH (a)-[r:{{name}}]->(b) WHERE b.{KEY} = $start + row[1] AND {{is_ours}} DELETE r"
)
# CREATE and not MERGE, which would accept a relationship of somebody else with properties.
_LINK = (
    f"UNWIND $rows AS row MATCH (a:{{start}} {{{{{KEY}: $start + row[0]}}}}) "
    f"MATCH (b:{{end}} {{{{{KEY}: $start + row[1]}}}}) CREATE (a)-[:{{name}}{{mark}}]->(b)"
)
_DELETE = f"UNWIND $rows AS id MATCH (n:{{name}} {{{{{KEY}: $start + id}}}}) DETACH DELETE n"
_FILL = f"UNWIND $rows AS id MATCH (n:{{name}} {{{{{KEY}: $start + id}}}}) SET {{values}}"
_SAY = (
    f"UNWIND $rows AS row MATCH (d:{STATE} {{base: $base}})"
    " SET d = row, d.base = $base, d.synced_at = datetime()"
)


def sync(
    where: Address,
    dataset: Dataset,
    label: Label,
    *,
    yes: bool = False,
    full: bool = False,
    on_plan: Callable[[Plan], object] = lambda plan: None,
    on_rows: OnRows = lambda rows: None,
) -> Plan | None:
    """Make the database hold the dataset; returns what was done, or None if it was stored already.

    Args:
        where: the database.
        dataset: the tables.
        label: what the state node says of the build.
        yes: do not ask, however many nodes are deleted.
        full: write every node again, whatever its hash.
        on_plan: called with the plan before anything is written.
        on_rows: called with the number of nodes or links that have just been written or deleted.

    Raises:
        UsageProblem: a person should check the plan first (`Plan.doubts`).
        EngineFailed: the database refuses it, or another run started.
        ServiceUnreachable: there is no server, or it went away; the next sync finishes.
    """
    with connected(where) as driver:
        target = Target(driver, where, dataset, label)
        state = target.state()
        full = full or was_full(state)
        if not full and is_stored(target, state):
            return None
        plan = _checked_plan(target, full=full, yes=yes)
        # Our nodes without a complete sync may come from an import
        is_incomplete = state is None or bool(state.under_way)
        is_imported = is_incomplete and plan.stored_nodes() > 0
        # Before the state node is taken: what fails here leaves the state as it was
        prepare(target)
        before = target.take(full=full)
        if _has_moved(state, before):
            plan = _plan_again(target, before, full=full, yes=yes)
        on_plan(plan)
        carry_out(target, plan, on_rows, fill=is_imported)
        # Once more: an index could not be made while a value that is now gone was too long for it.
        make_indexes(target)
        return plan


def planned(
    where: Address,
    dataset: Dataset,
    label: Label,
    *,
    full: bool = False,
) -> tuple[State | None, Plan]:
    """The state in the database, and what a sync would do; nothing is changed."""
    with connected(where) as driver:
        target = Target(driver, where, dataset, label, writes=False)
        state = target.state()
        # A run that was to write all and broke off has written some: the next one writes all
        is_full = full or was_full(state)
        return state, make_plan(target, full=is_full)


def is_stored(target: Target, state: State | None) -> bool:
    """Whether the state node names this very build, and the counts agree with it."""
    if state is None or state.under_way:
        return False
    if state.fingerprint != target.label.fingerprint:
        return False
    # Somebody may have edited the database since
    return not target.wrong_counts()


def _checked_plan(
    target: Target,
    *,
    full: bool,
    yes: bool,
) -> Plan:
    plan = make_plan(target, full=full)
    if not yes:
        check_doubts(plan)
    return plan


def _plan_again(
    target: Target,
    before: State | None,
    *,
    full: bool,
    yes: bool,
) -> Plan:
    """The plan after another run wrote while the first was made. From here on no other run
    writes.
    """
    try:
        return _checked_plan(
            target,
            full=full or was_full(before),
            yes=yes,
        )
    except (EngineFailed, UsageProblem):
        target.give_back(before)
        raise


def check_doubts(plan: Plan) -> None:
    """``UsageProblem`` for a plan that a person should check first."""
    for doubt, hint in plan.doubts():
        raise UsageProblem(doubt, hint)


def _has_moved(seen: State | None, taken: State | None) -> bool:
    """Whether another run may have written between a look at the state and taking it."""
    if taken is None or taken.under_way:
        return True
    before = (seen.fingerprint, seen.synced_at) if seen else ("", "")
    return (taken.fingerprint, taken.synced_at) != before


def carry_out(
    target: Target,
    plan: Plan,
    on_rows: OnRows,
    *,
    fill: bool = False,
) -> None:
    """Change the database as planned, and count afterwards what it has.

    ``fill``: add the empty lists that an import has left out.

    Raises:
        EngineFailed: another run started, or the counts afterwards are not those of the build.
    """
    for (name, start, _), pairs in plan.unlinked.items():
        text = _UNLINK.format(
            name=name,
            start=start,
            is_ours=our_link(name),
        )
        target.write(text, pairs, on_rows)
    _write_nodes(target, plan, on_rows)
    for (name, start, end), pairs in plan.linked.items():
        relation = schema().relations[name]
        mark = f" {{{COMPUTED}: true}}" if relation.derived else ""
        text = _LINK.format(
            name=name,
            start=start,
            end=end,
            mark=mark,
        )
        target.write(text, pairs, on_rows)
    for name, gone in plan.gone.items():
        target.write(_DELETE.format(name=name), gone, on_rows)
    if fill:
        _fill_lists(target)
    _check_counts(target)
    target.write(_SAY, [_statements(target)])


def _write_nodes(
    target: Target,
    plan: Plan,
    on_rows: OnRows,
) -> None:
    for name, table in plan.written.items():
        text = f"UNWIND $rows AS row MERGE (n:{name} {{{KEY}: row.{KEY}}}) SET n = row"
        computed = computed_columns(name)
        if computed:
            text += f", n.{COMPUTED} = {json.dumps(computed)}"
        # Only one batch at a time is in memory as Python's objects.
        for part in slices(table):
            target.write(
                text,
                rows(part, target.dataset.start),
                on_rows,
            )


def _fill_lists(target: Target) -> None:
    """Write the empty lists: ``neo4j-admin database import`` cannot write ``[]``, and leaves the
    property out.
    """
    for cls in schema().classes.values():
        values = []
        for column in cls.columns:
            if column.many:
                values.append(f"n.{column.name} = coalesce(n.{column.name}, [])")
        if values:
            ids = target.dataset.nodes(cls.name)["id"].to_pylist()
            text = _FILL.format(name=cls.name, values=", ".join(values))
            target.write(text, ids)


def _check_counts(target: Target) -> None:
    wrong = target.wrong_counts()
    if not wrong:
        return
    # If another run is the reason, this write raises its error instead.
    target.write("RETURN $rows", [0])
    raise EngineFailed(
        f"Neo4j does not hold what was written: {', '.join(wrong)}",
        "Did somebody else write at the same time? Run `pledgegraph neo4j sync` again.",
    )


def _statements(target: Target) -> dict[str, object]:
    """The properties of the state node after a complete sync."""
    dataset = target.dataset
    label = target.label
    return {
        **vars(label),
        "audiences": list(label.audiences),
        "counts": json.dumps(dataset.counts()),
        "summaries": json.dumps(dataset.summaries()),
    }
