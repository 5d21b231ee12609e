"""Comparing: all that a database holds of a dataset with the build, value by value. Counts see no
edit of a value.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.errors import shortened
from pledgegraph.ontology.schema import schema

from .addresses import Address
from .changes import joined
from .dataset import Dataset, Label, Row, computed_columns, rows
from .server import COMPUTED, KEY, connected
from .states import ours
from .sync import BATCH, Target

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

TOLD = 5
"""Nodes or relationships of a class that are named."""


@dataclass(frozen=True)
class Difference:
    """How a class or relationship differs from the build, which has ``wanted``; ``examples`` name
    some of it.

    ``differing`` are there with other values, ``missing`` are not there, ``surplus`` are and should
    not.
    """

    name: str
    wanted: int
    differing: int
    missing: int
    surplus: int
    examples: tuple[str, ...]

    def __str__(self) -> str:
        counted = (
            (self.differing, "with other values"),
            (self.missing, "missing"),
            (self.surplus, "too many"),
        )
        told = ", ".join(f"{n:,} {what}" for n, what in counted if n)
        more = ", …" if self.differing + self.missing + self.surplus > len(self.examples) else ""
        return f"{self.name}, of {self.wanted:,}: {told}: {', '.join(self.examples)}{more}"


def compared(where: Address, dataset: Dataset, label: Label) -> Generator[Difference, None, None]:
    """Every class and relationship that differs; nothing is changed. One class is in memory at a
    time.

    Raises:
        EngineFailed: the database cannot be read.
        ServiceUnreachable: no server, or none any more.
    """
    with connected(where) as driver:
        target = Target(driver, where, dataset, label, writes=False)
        yield from filter(None, (_compare_nodes(target, name) for name in sorted(schema().classes)))
        yield from filter(
            None, (_compare_links(target, name) for name in sorted(schema().relations))
        )


def _compare_nodes(target: Target, name: str) -> Difference | None:
    def work(transaction: ManagedTransaction) -> _Nodes:
        found = _Nodes(target.dataset, name)
        text = f"MATCH {ours(name)} RETURN n.{KEY}, properties(n)"
        for batch in _batches(transaction.run(text, start=target.dataset.start)):
            found.take(batch)
        return found

    with target.session() as session:
        return session.execute_read(work).difference()


def _batches(found: Iterable[Any]) -> Iterator[list[Any]]:
    """The rows of a result, a part at a time as they come."""
    rest = iter(found)
    while batch := list(islice(rest, BATCH)):
        yield batch


class _Nodes:
    """What has been found of a class, compared with what the build has of it."""

    def __init__(self, dataset: Dataset, name: str) -> None:
        self._name, self._table, self._start = name, dataset.nodes(name), dataset.start
        self._computed = {COMPUTED: computed_columns(name)} if computed_columns(name) else {}
        self._place = {
            dataset.start + each: n for n, each in enumerate(self._table["id"].to_pylist())
        }
        self._seen: set[str] = set()
        self._differing = self._surplus = 0
        self._examples: list[str] = []

    def take(self, batch: Sequence[tuple[str, Row]]) -> None:
        """Compare some nodes: the key and all properties of each."""
        known = []
        for key, stored in batch:
            if key in self._place and key not in self._seen:
                self._seen.add(key)
                known.append((key, stored))
            else:
                self._surplus += 1
                self._tell(key)
        wanted = rows(self._table.take([self._place[key] for key, _ in known]), self._start)
        for (key, stored), row in zip(known, wanted, strict=True):
            row |= self._computed
            changed = sorted(
                each
                for each in stored.keys() | row.keys()
                if not _same(stored.get(each), row.get(each))
            )
            if changed:
                self._differing += 1
                self._tell(key, changed)

    def _tell(self, key: str, changed: Sequence[str] = ()) -> None:
        if len(self._examples) < TOLD:
            which = f" ({shortened(', '.join(changed), 100)})" if changed else ""
            self._examples.append(shortened(key.removeprefix(self._start), 100) + which)

    def difference(self) -> Difference | None:
        """All that differs, after every node was taken."""
        missing = len(self._place) - len(self._seen)
        for key in self._place if missing else ():
            if key not in self._seen:
                self._tell(key)
        return _difference(
            self._name, len(self._place), self._differing, missing, self._surplus, self._examples
        )


def _same(one: object, other: object) -> bool:
    """Whether two values are one: 1, 1.0 and true are three."""
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(_same, one, other))
    return type(one) is type(other) and one == other


def _difference(
    name: str, wanted: int, differing: int, missing: int, surplus: int, examples: Iterable[str]
) -> Difference | None:
    if not differing + missing + surplus:
        return None
    return Difference(name, wanted, differing, missing, surplus, tuple(islice(examples, TOLD)))


def _compare_links(target: Target, name: str) -> Difference | None:
    start = len(target.dataset.start)

    def work(transaction: ManagedTransaction) -> pa.ChunkedArray:
        found = transaction.run(
            f"MATCH {ours(name)} RETURN a.{KEY}, b.{KEY}", start=target.dataset.start
        )
        parts = [
            [f"{one[start:]}\n{other[start:]}" for one, other in batch] for batch in _batches(found)
        ]
        return pa.chunked_array(parts, pa.string())

    with target.session() as session:
        stored = session.execute_read(work)
    wanted = joined(target.dataset.links(schema().relations[name]))
    missing = wanted.filter(pc.invert(pc.is_in(wanted, stored)))
    counts = pc.value_counts(stored)
    is_wanted, is_single = (
        pc.is_in(counts.field("values"), wanted),
        pc.equal(counts.field("counts"), 1),
    )
    unwanted = counts.filter(pc.invert(pc.and_(is_wanted, is_single))).field("values")
    surplus = len(stored) - (len(wanted) - len(missing))
    pairs = [*missing.slice(0, TOLD).to_pylist(), *unwanted.slice(0, TOLD).to_pylist()]
    examples = (shortened(pair.replace("\n", " -> "), 200) for pair in pairs)
    return _difference(name, len(wanted), 0, len(missing), surplus, examples)
