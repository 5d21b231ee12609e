"""What a sync would change: the tables of a build compared with what a database holds of them, by
whole columns.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.ontology.schema import Relation, schema
from pledgegraph.ontology.tables import OBJECT, SUBJECT

from .dataset import HASH

if TYPE_CHECKING:
    from .dataset import Dataset

Pairs = list[tuple[str, str]]
DELETED_SHARE, DELETED_FLOOR = 0.2, 5
"""A sync that deletes a larger share of the dataset's nodes asks first; or of a class, if so many
are deleted.
"""


@dataclass(frozen=True)
class Change:
    """How many nodes of a class, or links of a relationship, are added, changed, deleted, and stay
    as they are.
    """

    add: int
    change: int
    delete: int
    same: int


@dataclass
class Plan:
    """Everything a sync does.

    ``strangers``: relationships of others on nodes that leave; they go with them. ``renamed``: the
    title of what is there and the build's, where they differ. ``left_out``: audiences whose records
    are there and not in the build.
    """

    changes: dict[str, Change] = field(default_factory=dict)
    written: dict[str, pa.Table] = field(default_factory=dict)
    gone: dict[str, list[str]] = field(default_factory=dict)
    linked: dict[tuple[str, str, str], Pairs] = field(default_factory=dict)
    unlinked: dict[tuple[str, str, str], Pairs] = field(default_factory=dict)
    strangers: int = 0
    renamed: tuple[str, str] | None = None
    left_out: Sequence[str] = ()

    def steps(self) -> int:
        """How many rows are written; the links of a node that leaves go with it."""
        written = sum(
            change.add + change.change for change in self.changes.values()
        )  # links among them
        return written + sum(len(found) for found in self.unlinked.values()) + self.deleted_nodes()

    def differs(self) -> bool:
        """Whether there is anything to do."""
        return any(change.add or change.change or change.delete for change in self.changes.values())

    def __str__(self) -> str:
        """How many nodes and relationships are added, changed and deleted."""
        told = []
        for what, is_node in (("nodes", True), ("relationships", False)):
            counted = [
                change
                for name, change in self.changes.items()
                if (name in schema().classes) == is_node
            ]
            parts = [
                (sum(c.add for c in counted), "added"),
                (sum(c.change for c in counted), "changed"),
            ]
            parts.append((sum(c.delete for c in counted), "deleted"))
            told.append(
                f"{what} " + (", ".join(f"{n:,} {word}" for n, word in parts if n) or "as they are")
            )
        return "; ".join(told)

    def doubts(self) -> Iterator[tuple[str, str]]:
        """What somebody should look at before: what it is, and what to do."""
        look = "Look at it with --dry-run; add --yes if that is right."
        if self.renamed:
            there, new = self.renamed
            hint = (
                "Give this workspace a `base` of its own in pledgegraph.toml; add --yes if only its"
                " title changed."
            )
            yield f"Neo4j holds {there!r} under the base of this workspace, {new!r}", hint
        if self.left_out and self.deleted_nodes():
            told, options = (
                " and ".join(self.left_out),
                " ".join(f"--audience {name}" for name in self.left_out),
            )
            hint = f"{options} beside the others keeps them. {look}"
            yield f"Neo4j holds the records for {told} too, which the sync would delete", hint
        shares = [(f"of {name}", len(gone), self._stored(name)) for name, gone in self.gone.items()]
        shares = [share for share in shares if share[1] >= DELETED_FLOOR]
        for which, gone, stored in [("in all", self.deleted_nodes(), self.stored_nodes()), *shares]:
            if gone > DELETED_SHARE * stored:
                share = f"{gone:,} of {stored:,} nodes {which} ({gone / stored:.0%})"
                yield f"The sync would delete {share}", look
        if self.strangers:
            told = (
                f"{self.strangers:,} relationships of others hang on nodes that the sync would"
                " delete"
            )
            yield told, f"They would go with them. {look}"

    def deleted_nodes(self) -> int:
        """How many nodes leave."""
        return sum(map(len, self.gone.values()))

    def stored_nodes(self) -> int:
        """How many nodes of the dataset the database holds before."""
        return sum(self._stored(name) for name in self.changes if name in schema().classes)

    def _stored(self, name: str) -> int:
        change = self.changes[name]
        return change.change + change.delete + change.same


def plan_nodes(
    plan: Plan, name: str, dataset: Dataset, ids: Sequence[str], hashes: Sequence[str | None]
) -> None:
    """Compare the nodes of a class with those that the database holds, by id and hash."""
    table = dataset.nodes(name)
    there, known = pa.array(ids, pa.string()), pa.array(hashes, pa.string())
    place = pc.index_in(table["id"].combine_chunks(), there)
    is_new = pc.is_null(place)
    is_same = pc.fill_null(pc.equal(known.take(place), table[HASH].combine_chunks()), False)
    gone = there.filter(pc.invert(pc.is_in(there, table["id"].combine_chunks()))).to_pylist()
    add, same = _count(is_new), _count(is_same)
    plan.changes[name] = Change(add, table.num_rows - add - same, len(gone), same)
    plan.written[name] = table.filter(pc.invert(is_same))
    plan.gone[name] = gone


def _count(mask: pa.Array) -> int:
    return int(pc.sum(mask.cast(pa.int64())).as_py() or 0)


def plan_links(plan: Plan, relation: Relation, dataset: Dataset, found: pa.Table) -> None:
    """Compare the links of a relationship with those found, after all nodes were compared.

    A link that is there twice is deleted and made once more.
    """
    links = dataset.links(relation)
    wanted, stored = joined(links), joined(found)
    counts = pc.value_counts(stored)
    twice = counts.filter(pc.greater(counts.field("counts"), 1)).field("values")
    good = pc.invert(pc.is_in(stored, twice))
    missing = links.filter(pc.invert(pc.is_in(wanted, stored.filter(good))))
    surplus = (
        found.filter(pc.invert(pc.and_(pc.is_in(stored, wanted), good)))
        .group_by([SUBJECT, OBJECT])
        .aggregate([])
    )
    leaving = pa.array(
        [identifier for ids in plan.gone.values() for identifier in ids], pa.string()
    )
    is_left = pc.invert(
        pc.or_(pc.is_in(surplus[SUBJECT], leaving), pc.is_in(surplus[OBJECT], leaving))
    )
    plan.linked |= _by_classes(relation, missing)
    plan.unlinked |= _by_classes(
        relation, surplus.filter(is_left)
    )  # the others go with their nodes
    same = links.num_rows - missing.num_rows
    plan.changes[relation.name] = Change(missing.num_rows, 0, surplus.num_rows, same)


def joined(links: pa.Table) -> pa.Array:
    """Both ends as one text; no identifier has a line end."""
    joined = pc.binary_join_element_wise(links[SUBJECT], links[OBJECT], "\n")
    return joined.combine_chunks() if isinstance(joined, pa.ChunkedArray) else joined


def _by_classes(relation: Relation, links: pa.Table) -> Mapping[tuple[str, str, str], Pairs]:
    from pledgegraph.graph.loading import by_pair

    return {
        (relation.name, start, end): list(
            zip(table[SUBJECT].to_pylist(), table[OBJECT].to_pylist(), strict=True)
        )
        for start, end, table in by_pair(relation, links)
    }
