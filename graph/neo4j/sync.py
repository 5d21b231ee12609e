"""Sync: a build's graph into a database of Neo4j, writing only what differs and touching only what
is ours.

Ours are the nodes of an ontology class whose ``pg_key`` begins with the dataset's base, and the
relationships of an ontology type between two of them that have no property of somebody else's. A
state node says which build is there; while it says that a sync is under way, the next one compares
everything and finishes. The driver tries a transaction again if it is sure that nothing of it is
there; if it cannot know, the run ends, and the next one looks.

A run writes only while the state node names it: one that begins later takes its place, and it
stops.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pledgegraph.errors import EngineFailed, UsageProblem
from pledgegraph.ontology.schema import schema
from pledgegraph.ontology.tables import LINK_FIELDS, OBJECT, SUBJECT

from .addresses import Address
from .changes import Change, Plan, plan_links, plan_nodes
from .dataset import HASH, Dataset, Label, computed_columns, rows
from .indexes import make_indexes, prepare
from .server import COMPUTED, KEY, STATE, connected, session_for
from .states import (
    STATES,
    State,
    count_our_links,
    counting_links,
    counting_our_nodes,
    our_link,
    ours,
    states,
)

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Session

BATCH = 10_000
"""Rows of one transaction: some 10 MB of memory on the server."""


_TAKE = (
    f"MERGE (d:{STATE} {{base: $base}}) ON CREATE SET d.title = $title SET d.lock = true REMOVE"
    " d.lock"
)
"""The lock is the server's own on the node, until the transaction ends: a batch of another run is
written before.
"""
_HOLD = (
    f"MATCH (d:{STATE} {{base: $base}}) SET d.lock = true REMOVE d.lock WITH d WHERE d.under_way ="
    " $run "
)
_UNLINK = (
    f"UNWIND $rows AS row MATCH (a:{{start}} {{{{{KEY}: $start + row[0]}}}}) "
    f"MATCH (a)-[r:{{name}}]->(b) WHERE b.{KEY} = $start + row[1] AND {{is_ours}} DELETE r"
)
"""Without a label on the end, so that the way there begins at the start: ends such as countries
have many links.
"""


class Target:
    """A dataset's place in a database: what is there, and changing it. ``run`` names who does.

    Who does not write may read from any member of a cluster; who writes reads what the leader has.
    """

    def __init__(
        self, driver: Driver, where: Address, dataset: Dataset, label: Label, *, writes: bool = True
    ) -> None:
        self._driver, self._where, self.dataset, self.label = driver, where, dataset, label
        self._writes = writes
        self.run = f"{label.fingerprint} {secrets.token_hex(8)}"

    def session(self) -> AbstractContextManager[Session]:
        """A session on the database."""
        return session_for(self._driver, self._where, reading=not self._writes)

    def state(self) -> State | None:
        """What is there of this dataset."""
        return self._own(self.do(STATES, names=True))

    def _own(self, rows: Sequence[Mapping[str, Any]]) -> State | None:
        return next((state for state in states(rows) if state.base == self.dataset.base), None)

    def do(self, text: str, *, names: bool = False, **parameters: Any) -> list[Any]:
        """Run a text that may be run again, and is where the server asks for it; rows as lists, or
        as maps by name.
        """

        def work(transaction: ManagedTransaction) -> list[Any]:
            result = transaction.run(text, parameters)
            return result.data() if names else result.values()

        with self.session() as session:
            return session.execute_write(work) if self._writes else session.execute_read(work)

    def take(self, *, full: bool) -> State | None:
        """Begin to write, in the place of any other run; what was there the moment before.

        ``full`` stays there until a run that takes every node as changed is done, whoever ends it.
        """
        names: dict[str, Any] = {"base": self.dataset.base, "run": self.run}

        def work(transaction: ManagedTransaction) -> State | None:
            transaction.run(_TAKE, names, title=self.label.title).consume()
            before = self._own(transaction.run(STATES).data())
            names["full"] = full or was_full(before)
            transaction.run(
                f"MATCH (d:{STATE} {{base: $base}}) SET d.under_way = $run, d.full = $full", names
            ).consume()
            return before

        with self.session() as session:
            return session.execute_write(work)

    def give_back(self, before: State | None) -> None:
        """Leave the state node as it was before ``take``: nothing was written."""
        text = f"MATCH (d:{STATE} {{base: $base}}) WHERE d.under_way = $run "
        if before is None or not (before.fingerprint or before.under_way):
            self.do(f"{text} DELETE d", base=self.dataset.base, run=self.run)
            return
        was = {"under_way": before.under_way or None, "full": before.full or None}
        self.do(f"{text} SET d += $was", base=self.dataset.base, run=self.run, was=was)

    def write(
        self, text: str, parts: Sequence[Any], on_rows: Callable[[int], object] = lambda rows: None
    ) -> None:
        """Run a text on ``$rows``, a batch a transaction, tried again where the server asks for it.

        Raises:
            EngineFailed: another run began; nothing of the batch is written.
        """
        names = {"base": self.dataset.base, "run": self.run, "start": self.dataset.start}

        def work(transaction: ManagedTransaction, part: Sequence[Any]) -> None:
            if not transaction.run(f"{_HOLD} RETURN d.base", names).values():
                hint = (
                    "Run `pledgegraph neo4j sync` when it is done, if this build should be there."
                )
                raise EngineFailed("Another sync took over: this one stopped", hint)
            transaction.run(text, names, rows=part).consume()

        with self.session() as session:
            for first in range(0, len(parts), BATCH):
                part = parts[first : first + BATCH]
                session.execute_write(work, part)
                on_rows(len(part))

    def counts(self) -> dict[str, int]:
        """How many of our nodes of each class and links of each relationship are there."""
        classes = [name for name in self.dataset.counts() if name in schema().classes]
        relations = [name for name in self.dataset.counts() if name in schema().relations]
        nodes = self.do(counting_our_nodes(classes), start=self.dataset.start)
        links = self.do(counting_links(relations), start=self.dataset.start)
        return dict(nodes) | count_our_links(relations, links)

    def differing(self) -> list[str]:
        """Classes and relationships of which not as many are there as there should be, in words."""
        wanted = self.dataset.counts()
        return [
            f"{name} {n:,} instead of {wanted[name]:,}"
            for name, n in self.counts().items()
            if n != wanted[name]
        ]


def make_plan(target: Target, *, full: bool = False) -> Plan:
    """What a sync would do; ``full`` takes every node as changed.

    A class or relationship that the last whole sync left as it is in the build, and of which as
    many are there, is not read.

    Raises:
        EngineFailed: a node with one of our keys that is not ours.
    """
    plan, start = Plan(), target.dataset.start
    there = target.counts()
    state, title = target.state(), target.label.title
    if state is not None and state.title not in ("", title):
        plan.renamed = (state.title, title)
    plan.left_out = sorted(set(state.audiences if state else ()) - set(target.label.audiences))
    same = {} if full else _unchanged(target, state, there)
    plan.changes |= {name: Change(0, 0, 0, count) for name, count in same.items()}
    for name in sorted(schema().classes.keys() - same.keys()):
        text = f"MATCH {ours(name)} RETURN n.{KEY}, n.{HASH}"
        found = target.do(text, start=start) if there[name] else []
        if any(not isinstance(digest, str) for _, digest in found):
            key = next(key for key, digest in found if not isinstance(digest, str))
            raise EngineFailed(
                f"The node {name} {key} is not ours: it has no {HASH}", f"Take its {KEY} away."
            )
        hashes = [None if full else digest for _, digest in found]
        plan_nodes(plan, name, target.dataset, [key[len(start) :] for key, _ in found], hashes)
    for name in sorted(schema().relations.keys() - same.keys()):
        relation = schema().relations[name]
        text = f"MATCH {ours(name)} RETURN a.{KEY}, b.{KEY}"
        pairs = target.do(text, start=start) if there[name] else []
        ends = [[pair[side][len(start) :] for pair in pairs] for side in (0, 1)]
        found_links = pa.table(
            dict(zip((SUBJECT, OBJECT), ends, strict=True)), schema=pa.schema(LINK_FIELDS)
        )
        plan_links(plan, relation, target.dataset, found_links)
    plan.strangers = sum(_strangers(target, name, gone) for name, gone in plan.gone.items() if gone)
    return plan


def _unchanged(target: Target, state: State | None, there: Mapping[str, int]) -> dict[str, int]:
    """The classes and relationships that need not be read, and how many there are of each."""
    if state is None or state.under_way:
        return {}
    wanted, summaries = target.dataset.counts(), target.dataset.summaries()
    return {
        name: count
        for name, count in wanted.items()
        if there[name] == count and state.summaries.get(name) == summaries[name]
    }


def _strangers(target: Target, name: str, gone: Sequence[str]) -> int:
    """Relationships of others on nodes that leave."""
    kinds: dict[str, list[str]] = {}
    for relation in schema().relations:
        kinds.setdefault(our_link(relation), []).append(relation)
    mine = " OR ".join(
        f"(type(r) IN {json.dumps(names)} AND {condition})" for condition, names in kinds.items()
    )
    text = (
        f"UNWIND $gone AS id MATCH (n:{name} {{{KEY}: $start + id}})-[r]-(m) WHERE NOT"
        f" coalesce(m.{KEY} STARTS WITH $start AND ({mine}), false) RETURN count(DISTINCT r)"
    )
    return int(target.do(text, gone=gone, start=target.dataset.start)[0][0])


def check_doubts(plan: Plan) -> None:
    """``UsageProblem`` for a plan that somebody should look at first."""
    for told, hint in plan.doubts():
        raise UsageProblem(told, hint)


def carry_out(
    target: Target, plan: Plan, on_rows: Callable[[int], object], *, fill: bool = False
) -> None:
    """Change the database as planned, and count what is there then.

    ``fill`` the empty lists: of an import, or of one that an interrupted sync may have found.

    Raises:
        EngineFailed: another run began, or afterwards not as many nodes and links are there as in
            the build.
    """
    for (name, start, _), pairs in plan.unlinked.items():
        target.write(_UNLINK.format(name=name, start=start, is_ours=our_link(name)), pairs, on_rows)
    for name, table in plan.written.items():
        computed = (
            f", n.{COMPUTED} = {json.dumps(computed_columns(name))}"
            if computed_columns(name)
            else ""
        )
        text = f"UNWIND $rows AS row MERGE (n:{name} {{{KEY}: row.{KEY}}}) SET n = row{computed}"
        for part in _slices(table):
            target.write(text, rows(part, target.dataset.start), on_rows)
    for (name, start, end), pairs in plan.linked.items():
        mark = f" {{{COMPUTED}: true}}" if schema().relations[name].derived else ""
        # not MERGE, which would take somebody's relationship with properties of its own for ours
        target.write(_ends(start, end) + f"CREATE (a)-[:{name}{mark}]->(b)", pairs, on_rows)
    for name, gone in plan.gone.items():
        target.write(
            f"UNWIND $rows AS id MATCH (n:{name} {{{KEY}: $start + id}}) DETACH DELETE n",
            gone,
            on_rows,
        )
    if fill:
        _fill_lists(target)
    if differing := target.differing():
        target.write("RETURN $rows", [0])  # not if another run is why
        hint = "Did somebody else write at the same time? Run `pledgegraph neo4j sync` again."
        raise EngineFailed(f"Neo4j does not hold what was written: {', '.join(differing)}", hint)
    target.write(
        f"UNWIND $rows AS row MATCH (d:{STATE} {{base: $base}}) SET d = row, d.base = $base,"
        " d.synced_at = datetime()",
        [
            vars(target.label)
            | {"audiences": list(target.label.audiences)}
            | _contents(target.dataset)
        ],
    )


def _contents(dataset: Dataset) -> dict[str, str]:
    """How many nodes and links there are, and a hash of each table, as the state node holds
    them.
    """
    return {"counts": json.dumps(dataset.counts()), "summaries": json.dumps(dataset.summaries())}


def _ends(start: str, end: str) -> str:
    return (
        f"UNWIND $rows AS row MATCH (a:{start} {{{KEY}: $start + row[0]}}) MATCH (b:{end} {{{KEY}:"
        " $start + row[1]}) "
    )


def _slices(table: pa.Table) -> Iterator[pa.Table]:
    for first in range(0, table.num_rows, BATCH):
        yield table.slice(first, BATCH)


def _fill_lists(target: Target) -> None:
    """The empty lists: ``neo4j-admin database import`` has no way to say ``[]``, and leaves the
    property out.
    """
    for cls in schema().classes.values():
        filled = [
            f"n.{column.name} = coalesce(n.{column.name}, [])"
            for column in cls.columns
            if column.many
        ]
        if filled:
            text = (
                f"UNWIND $rows AS id MATCH (n:{cls.name} {{{KEY}: $start + id}}) SET"
                f" {', '.join(filled)}"
            )
            target.write(text, target.dataset.nodes(cls.name)["id"].to_pylist())


def sync(
    where: Address,
    dataset: Dataset,
    label: Label,
    *,
    yes: bool = False,
    full: bool = False,
    on_plan: Callable[[Plan], object] = lambda plan: None,
    on_rows: Callable[[int], object] = lambda rows: None,
) -> Plan | None:
    """Make the database hold the dataset; what was done, or None where it held it already.

    Args:
        where: the database.
        dataset: the tables.
        label: what to say of the build.
        yes: delete however much leaves.
        full: write every node again, whatever its hash.
        on_plan: told what will be done before it is.
        on_rows: told how many nodes or links have just been written or deleted.

    Raises:
        UsageProblem: somebody should look at it first (`Plan.doubts`).
        EngineFailed: the database cannot take it, or another run began.
        ServiceUnreachable: no server, or none any more; the next sync finishes.
    """
    with connected(where) as driver:
        target = Target(driver, where, dataset, label)
        state = target.state()
        full = full or was_full(state)
        if not full and is_stored(target, state):
            return None
        check = check_doubts if not yes else lambda plan: None
        plan = make_plan(target, full=full)
        check(plan)
        is_imported = plan.stored_nodes() > 0 and (state is None or bool(state.under_way))
        prepare(target)
        before = target.take(full=full)
        if _has_moved(state, before):
            try:
                plan = make_plan(
                    target, full=full or was_full(before)
                )  # nobody else writes any more
                check(plan)
            except (EngineFailed, UsageProblem):
                target.give_back(before)
                raise
        on_plan(plan)
        carry_out(target, plan, on_rows, fill=is_imported)
        make_indexes(target)  # one that a value of before stood in the way of
        return plan


def was_full(state: State | None) -> bool:
    """Whether a run that takes every node as changed has begun and not ended."""
    return state is not None and state.full


def is_stored(target: Target, state: State | None) -> bool:
    """Whether the database says that it holds this very build, and as many nodes and links are
    there.
    """
    if state is None or state.under_way or state.fingerprint != target.label.fingerprint:
        return False
    return not target.differing()


def _has_moved(seen: State | None, taken: State | None) -> bool:
    """Whether another run may have written between a look at the state and taking it."""
    if taken is None or taken.under_way:
        return True
    return (taken.fingerprint, taken.synced_at) != (
        (seen.fingerprint, seen.synced_at) if seen else ("", "")
    )


def planned(
    where: Address, dataset: Dataset, label: Label, *, full: bool = False
) -> tuple[State | None, Plan]:
    """What is there, and what a sync would do; nothing is changed."""
    with connected(where) as driver:
        target = Target(driver, where, dataset, label, writes=False)
        state = target.state()
        return state, make_plan(target, full=full or was_full(state))
