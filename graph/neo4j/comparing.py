"""Comparing: everything that a database stores of a dataset with the build, value by value, as
counts do not show an edited value.
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
from .dataset import Dataset, Label, Properties, computed_columns, rows
from .ownership import ours
from .plan import joined
from .server import COMPUTED, KEY, connected
from .target import BATCH, Target

if TYPE_CHECKING:
    from neo4j import ManagedTransaction

EXAMPLES = 5
"""How many nodes or relationships of a class are named."""


@dataclass(frozen=True)
class Difference:
    """How a class or relationship differs from the build, which has ``wanted`` of it.

    ``differing`` are stored with other values, ``missing`` are not stored, ``surplus`` are stored
    and not in the build; ``examples`` names some of them.
    """

    name: str
    wanted: int
    differing: int
    missing: int
    surplus: int
    examples: tuple[str, ...]

    def __str__(self) -> str:
        counts = []
        for number, what in (
            (self.differing, "with other values"),
            (self.missing, "missing"),
            (self.surplus, "too many"),
        ):
            if number:
                counts.append(f"{number:,} {what}")
        total = self.differing + self.missing + self.surplus
        more = ", …" if total > len(self.examples) else ""
        examples = ", ".join(self.examples)
        return f"{self.name}, of {self.wanted:,}: {', '.join(counts)}: {examples}{more}"


def compared(
    where: Address,
    dataset: Dataset,
    label: Label,
) -> Generator[Difference, None, None]:
    """Every class and relationship that differs; nothing is changed. One class is in memory at a
    time.

    Raises:
        EngineFailed: the database cannot be read.
        ServiceUnreachable: there is no server, or it went away.
    """
    with connected(where) as driver:
        target = Target(driver, where, dataset, label, writes=False)
        for name in sorted(schema().classes):
            if found := _compare_nodes(target, name):
                yield found
        for name in sorted(schema().relations):
            if found := _compare_links(target, name):
                yield found


def _compare_nodes(target: Target, name: str) -> Difference | None:
    text = f"MATCH {ours(name)} RETURN n.{KEY}, properties(n)"

    def work(transaction: ManagedTransaction) -> _Nodes:
        # Made again in each attempt: the driver repeats a transaction from its beginning.
        nodes = _Nodes(target.dataset, name)
        for batch in _batches(transaction.run(text, start=target.dataset.start)):
            nodes.compare(batch)
        return nodes

    with target.session() as session:
        return session.execute_read(work).difference()


def _batches(found: Iterable[Any]) -> Iterator[list[Any]]:
    """The rows of a result in parts, as they arrive."""
    rest = iter(found)
    while batch := list(islice(rest, BATCH)):
        yield batch


class _Nodes:
    """The stored nodes of a class so far, compared with those of the build."""

    def __init__(self, dataset: Dataset, name: str) -> None:
        self._name = name
        self._table = dataset.nodes(name)
        self._start = dataset.start
        computed = computed_columns(name)
        self._computed = {COMPUTED: computed} if computed else {}
        self._place = {}
        for place, identifier in enumerate(self._table["id"].to_pylist()):
            self._place[dataset.start + identifier] = place
        self._seen: set[str] = set()
        self._differing = self._surplus = 0
        self._examples: list[str] = []

    def compare(self, batch: Sequence[tuple[str, Properties]]) -> None:
        """Compare some nodes: the key and all properties of each."""
        known = []
        for key, stored in batch:
            if key in self._place and key not in self._seen:
                self._seen.add(key)
                known.append((key, stored))
            else:
                self._surplus += 1
                self._add_example(key)
        places = [self._place[key] for key, _ in known]
        wanted = rows(self._table.take(places), self._start)
        for (key, stored), node in zip(known, wanted, strict=True):
            changed = _changed(stored, node | self._computed)
            if changed:
                self._differing += 1
                self._add_example(key, changed)

    def _add_example(self, key: str, changed: Sequence[str] = ()) -> None:
        if len(self._examples) < EXAMPLES:
            which = f" ({shortened(', '.join(changed), 100)})" if changed else ""
            identifier = key.removeprefix(self._start)
            self._examples.append(shortened(identifier, 100) + which)

    def difference(self) -> Difference | None:
        """Everything that differs, after all nodes were compared."""
        missing = len(self._place) - len(self._seen)
        for key in self._place if missing else ():
            if key not in self._seen:
                self._add_example(key)
        return _difference(
            self._name, len(self._place), self._differing, missing, self._surplus, self._examples
        )


def _changed(stored: Properties, wanted: Properties) -> list[str]:
    """The names of the properties whose values differ."""
    names = []
    for name in stored.keys() | wanted.keys():
        if not _same(stored.get(name), wanted.get(name)):
            names.append(name)
    return sorted(names)


def _same(one: object, other: object) -> bool:
    """Whether two values are the same; 1, 1.0 and true differ, though Python finds them equal."""
    if isinstance(one, list) and isinstance(other, list):
        is_as_long = len(one) == len(other)
        return is_as_long and all(map(_same, one, other))
    return type(one) is type(other) and one == other


def _difference(
    name: str, wanted: int, differing: int, missing: int, surplus: int, examples: Iterable[str]
) -> Difference | None:
    if not differing + missing + surplus:
        return None
    first = tuple(islice(examples, EXAMPLES))
    return Difference(name, wanted, differing, missing, surplus, first)


def _compare_links(target: Target, name: str) -> Difference | None:
    stored = _stored_pairs(target, name)
    relation = schema().relations[name]
    wanted = joined(target.dataset.links(relation))
    is_stored = pc.is_in(wanted, stored)
    missing = wanted.filter(pc.invert(is_stored))
    surplus = len(stored) - (len(wanted) - len(missing))
    # One that is wanted and stored twice is also too many.
    counts = pc.value_counts(stored)
    pairs = counts.field("values")
    is_single = pc.equal(counts.field("counts"), 1)
    is_right = pc.and_(pc.is_in(pairs, wanted), is_single)
    unwanted = pairs.filter(pc.invert(is_right))
    examples = []
    for part in (missing, unwanted):
        for pair in part.slice(0, EXAMPLES).to_pylist():
            examples.append(shortened(pair.replace("\n", " -> "), 200))
    return _difference(
        name,
        len(wanted),
        0,
        len(missing),
        surplus,
        examples,
    )


def _stored_pairs(target: Target, name: str) -> pa.ChunkedArray:
    """The ends of our stored links of a relationship, as ``joined`` has those of the build."""
    start = target.dataset.start
    text = f"MATCH {ours(name)} RETURN a.{KEY}, b.{KEY}"

    def work(transaction: ManagedTransaction) -> pa.ChunkedArray:
        parts = []
        for batch in _batches(transaction.run(text, start=start)):
            pairs = []
            for subject, end in batch:
                subject = subject.removeprefix(start)
                end = end.removeprefix(start)
                # No identifier has a line end
                pairs.append(f"{subject}\n{end}")
            parts.append(pairs)
        return pa.chunked_array(parts, pa.string())

    with target.session() as session:
        return session.execute_read(work)
