"""Target: the place of a dataset in a database. What is stored of it, and how it is written."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pledgegraph.errors import EngineFailed
from pledgegraph.ontology.schema import schema

from .addresses import Address
from .dataset import Dataset, Label
from .ownership import count_our_links, count_our_nodes, counting_links, counting_our_nodes
from .server import STATE, session_for
from .states import STATES, State, states, was_full

if TYPE_CHECKING:
    from neo4j import Driver, ManagedTransaction, Session

BATCH = 10_000
"""Rows of one transaction: some 10 MB of memory on the server."""

# Setting and removing a property takes the server's lock on the node until the transaction ends:
# a batch that another run is writing is finished first.
_LOCK = "SET d.lock = true REMOVE d.lock"
_STATE_NODE = f"(d:{STATE} {{base: $base}})"
_TAKE = f"MERGE {_STATE_NODE} ON CREATE SET d.title = $title {_LOCK}"
_BEGIN = f"MATCH {_STATE_NODE} SET d.under_way = $run, d.full = $full"
_HOLD = f"MATCH {_STATE_NODE} {_LOCK} WITH d WHERE d.under_way = $run RETURN d.base"
_RELEASE = f"MATCH {_STATE_NODE} WHERE d.under_way = $run"


class Target:
    """The place of a dataset in a database. ``run`` is the name of this run in the state node.

    With ``writes=False`` any member of a cluster may answer; else everything is read from the
    leader, as another member may not have the last writes yet.
    """

    def __init__(
        self,
        driver: Driver,
        where: Address,
        dataset: Dataset,
        label: Label,
        *,
        writes: bool = True,
    ) -> None:
        self._driver = driver
        self._where = where
        self._writes = writes
        self.dataset = dataset
        self.label = label
        # Two runs of one build must not take each other's writing for their own
        own_token = secrets.token_hex(8)
        self.run = f"{label.fingerprint} {own_token}"

    def session(self) -> AbstractContextManager[Session]:
        """A session on the database."""
        return session_for(
            self._driver,
            self._where,
            reading=not self._writes,
        )

    def state(self) -> State | None:
        """The state of this dataset in the database; None if it was never synced."""
        rows = self.do(STATES, names=True)
        return self._own_state(rows)

    def _own_state(self, rows: Sequence[Mapping[str, Any]]) -> State | None:
        for state in states(rows):
            if state.base == self.dataset.base:
                return state
        return None

    def do(
        self,
        text: str,
        *,
        names: bool = False,
        **parameters: Any,
    ) -> list[Any]:
        """Run a text that is safe to run twice: the driver repeats it if the server asks for that.

        Returns:
            Rows as lists, or with ``names`` as maps by column name.
        """

        def work(transaction: ManagedTransaction) -> list[Any]:
            result = transaction.run(text, parameters)
            if names:
                return result.data()
            return result.values()

        with self.session() as session:
            if self._writes:
                return session.execute_write(work)
            return session.execute_read(work)

    def take(self, *, full: bool) -> State | None:
        """Start to write, in place of any other run; returns the state just before.

        ``full`` is remembered until a run that writes every node is complete, whoever starts it.
        """
        names = self._names()
        title = self.label.title

        def work(transaction: ManagedTransaction) -> State | None:
            transaction.run(_TAKE, names, title=title).consume()
            rows = transaction.run(STATES).data()
            before = self._own_state(rows)
            is_full = full or was_full(before)
            transaction.run(_BEGIN, names, full=is_full).consume()
            return before

        with self.session() as session:
            return session.execute_write(work)

    def give_back(self, before: State | None) -> None:
        """Leave the state node as it was before ``take``, when nothing was written."""
        names = self._names()
        if before is None or not (before.fingerprint or before.under_way):
            self.do(f"{_RELEASE} DELETE d", **names)
            return
        # A property that is set to NULL is removed
        was = {
            "under_way": before.under_way or None,
            "full": before.full or None,
        }
        self.do(f"{_RELEASE} SET d += $was", **names, was=was)

    def _names(self) -> dict[str, Any]:
        """What the texts on the state node call this dataset and this run."""
        return {
            "base": self.dataset.base,
            "run": self.run,
        }

    def write(
        self,
        text: str,
        parts: Sequence[Any],
        on_rows: Callable[[int], object] = lambda rows: None,
    ) -> None:
        """Run a text on ``$rows``, one transaction a batch, repeated when the server asks for that.

        Raises:
            EngineFailed: another run has started; nothing of the batch is written.
        """
        names = self._names()
        names["start"] = self.dataset.start

        def work(transaction: ManagedTransaction, part: Sequence[Any]) -> None:
            is_still_ours = transaction.run(_HOLD, names).values()
            if not is_still_ours:
                raise _taken_over()
            transaction.run(text, names, rows=part).consume()

        with self.session() as session:
            for first in range(0, len(parts), BATCH):
                part = parts[first : first + BATCH]
                session.execute_write(work, part)
                on_rows(len(part))

    def counts(self) -> dict[str, int]:
        """How many nodes of each class and links of each relationship the database has of ours."""
        classes = list(schema().classes)
        relations = list(schema().relations)
        start = self.dataset.start
        nodes = self.do(counting_our_nodes(classes), start=start)
        links = self.do(counting_links(relations), start=start)
        return count_our_nodes(classes, nodes) | count_our_links(relations, links)

    def wrong_counts(self) -> list[str]:
        """The classes and relationships whose count is not that of the build, in words."""
        wanted = self.dataset.counts()
        wrong = []
        for name, count in self.counts().items():
            expected = wanted[name]
            if count != expected:
                wrong.append(f"{name} {count:,} instead of {expected:,}")
        return wrong


def _taken_over() -> EngineFailed:
    return EngineFailed(
        "Another sync has started, so this one stopped",
        "If Neo4j should hold this build, run `pledgegraph neo4j sync` when the other one is done.",
    )


def slices(table: pa.Table) -> Iterator[pa.Table]:
    """A table in parts of one batch each."""
    for first in range(0, table.num_rows, BATCH):
        yield table.slice(first, BATCH)
