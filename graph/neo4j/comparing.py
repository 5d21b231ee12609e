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
        numbers = {
            "with other values": self.differing,
            "missing": self.missing,
            "too many": self.surplus,
        }
        counts = []
        for what, number in numbers.items():
            if number:
                counts.append(f"{number:,} {what}")
        found = ", ".join(counts)
        examples = ", ".join(self.examples)
        total = sum(numbers.values())
        are_all = total <= len(self.examples)
        more = "" if are_all else ", …"
        return f"{self.name}, of {self.wanted:,}: {found}: {examples}{more}"


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
        counts = target.counts()
        # Sorted, so that every run names the differences in the same order
        for name in sorted(schema().classes):
            if found := _compare_nodes(target, name, counts[name]):
                yield found
        for name in sorted(schema().relations):
            if found := _compare_links(target, name, counts[name]):
                yield found


def _compare_nodes(
    target: Target,
    name: str,
    count: int,
) -> Difference | None:
    dataset = target.dataset
    text = f"MATCH {ours(name)} RETURN n.{KEY}, properties(n)"

    def work(transaction: ManagedTransaction) -> _Nodes:
        # Made again in each attempt: the driver repeats a transaction from its beginning.
        nodes = _Nodes(dataset, name)
        stored = transaction.run(text, start=dataset.start)
        for batch in _batches(stored):
            nodes.compare(batch)
        return nodes

    # Where the count is 0 there is nothing to ask for
    if not count:
        return _Nodes(dataset, name).difference()
    with target.session() as session:
        nodes = session.execute_read(work)
    return nodes.difference()


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
        self._computed: Properties = {}
        computed = computed_columns(name)
        if computed:
            self._computed[COMPUTED] = computed
        self._place: dict[str, int] = {}
        identifiers = self._table["id"].to_pylist()
        for place, identifier in enumerate(identifiers):
            key = dataset.start + identifier
            self._place[key] = place
        self._seen: set[str] = set()
        self._differing = 0
        self._surplus = 0
        self._examples: list[str] = []

    def compare(self, batch: Sequence[tuple[str, Properties]]) -> None:
        """Compare some nodes: the key and all properties of each."""
        known = []
        places = []
        for key, stored in batch:
            # A key that comes twice is one node too many
            is_wanted = key in self._place and key not in self._seen
            if is_wanted:
                self._seen.add(key)
                known.append((key, stored))
                places.append(self._place[key])
            else:
                self._surplus += 1
                self._add_example(key)
        # Only these rows become Python values: the whole class would take its memory many times
        # over
        nodes = self._table.take(places)
        wanted = rows(nodes, self._start)
        pairs = zip(known, wanted, strict=True)
        for (key, stored), node in pairs:
            node |= self._computed
            changed = _changed(stored, node)
            if changed:
                self._differing += 1
                self._add_example(key, changed)

    def _add_example(self, key: str, changed: Sequence[str] = ()) -> None:
        if len(self._examples) >= EXAMPLES:
            return
        identifier = key.removeprefix(self._start)
        example = shortened(identifier, 100)
        if changed:
            names = ", ".join(changed)
            example += f" ({shortened(names, 100)})"
        self._examples.append(example)

    def difference(self) -> Difference | None:
        """Everything that differs, after all nodes were compared."""
        missing = [key for key in self._place if key not in self._seen]
        for key in missing:
            self._add_example(key)
        return _difference(
            self._name,
            len(self._place),
            self._differing,
            len(missing),
            self._surplus,
            self._examples,
        )


def _changed(stored: Properties, wanted: Properties) -> list[str]:
    """The names of the properties whose values differ."""
    names = []
    for name in stored.keys() | wanted.keys():
        one = stored.get(name)
        other = wanted.get(name)
        if not _same(one, other):
            names.append(name)
    return sorted(names)


def _same(one: object, other: object) -> bool:
    """Whether two values are the same; 1, 1.0 and true differ, though Python finds them equal."""
    if isinstance(one, list) and isinstance(other, list):
        is_as_long = len(one) == len(other)
        return is_as_long and all(map(_same, one, other))
    if type(one) is not type(other):
        return False
    return one == other


def _difference(
    name: str,
    wanted: int,
    differing: int,
    missing: int,
    surplus: int,
    examples: Iterable[str],
) -> Difference | None:
    is_same = not (differing or missing or surplus)
    if is_same:
        return None
    # As many as are named: the others are counted
    first = islice(examples, EXAMPLES)
    return Difference(
        name,
        wanted,
        differing,
        missing,
        surplus,
        tuple(first),
    )


def _compare_links(
    target: Target,
    name: str,
    count: int,
) -> Difference | None:
    stored = pa.chunked_array([], pa.string())
    if count:
        stored = _stored_pairs(target, name)
    relation = schema().relations[name]
    wanted = joined(target.dataset.links(relation))
    is_stored = pc.is_in(wanted, stored)
    missing = wanted.filter(pc.invert(is_stored))
    found = len(wanted) - len(missing)
    surplus = len(stored) - found
    # One that is wanted and stored twice is also too many.
    counts = pc.value_counts(stored)
    pairs = counts.field("values")
    is_wanted = pc.is_in(pairs, wanted)
    is_single = pc.equal(counts.field("counts"), 1)
    is_right = pc.and_(is_wanted, is_single)
    # Twice the same is unwanted as well, though one of the two is right
    unwanted = pairs.filter(pc.invert(is_right))
    examples = []
    for part in (missing, unwanted):
        first = part.slice(0, EXAMPLES)
        for pair in first.to_pylist():
            arrow = pair.replace("\n", " -> ")
            examples.append(shortened(arrow, 200))
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
        stored = transaction.run(text, start=start)
        for batch in _batches(stored):
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
