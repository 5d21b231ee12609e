"""Changes: what a sync is going to do, and what a person should check first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import pyarrow as pa

from pledgegraph.ontology.schema import schema

Pairs = list[tuple[str, str]]
Between = tuple[str, str, str]
"""A relationship, and the classes of its start and its end."""
DELETED_SHARE = 0.2
DELETED_FLOOR = 5
"""A sync asks first if it would delete a larger share of all nodes, or of the nodes of a class of
which it would delete at least so many.
"""
_CHECK = "Check it with --dry-run, then add --yes."


@dataclass(frozen=True)
class Change:
    """How many nodes of a class, or links of a relationship, are added, changed, deleted, and stay
    as they are.
    """

    add: int
    change: int
    delete: int
    same: int

    @property
    def stored(self) -> int:
        """How many the database has before the sync."""
        return self.change + self.delete + self.same


@dataclass
class Plan:
    """Everything a sync does.

    Attributes:
        changes: by class and relationship.
        written: the nodes to write, by class.
        gone: the ids of the nodes to delete, by class.
        linked, unlinked: pairs of ids by relationship, class of the start and class of the end.
        strangers: relationships of others at nodes that are deleted; they are deleted with them.
        renamed: the title in the database and that of the build, if they differ.
        left_out: audiences whose records are in the database and not in the build.
    """

    changes: dict[str, Change] = field(default_factory=dict)
    written: dict[str, pa.Table] = field(default_factory=dict)
    gone: dict[str, list[str]] = field(default_factory=dict)
    linked: dict[Between, Pairs] = field(default_factory=dict)
    unlinked: dict[Between, Pairs] = field(default_factory=dict)
    strangers: int = 0
    renamed: tuple[str, str] | None = None
    left_out: Sequence[str] = ()

    def steps(self) -> int:
        """How many rows are written. The links of a deleted node are not among them: they are
        deleted with it.
        """
        steps = self.deleted_nodes()
        for change in self.changes.values():
            steps += change.add
            steps += change.change
        for pairs in self.unlinked.values():
            steps += len(pairs)
        return steps

    def differs(self) -> bool:
        """Whether there is anything to do."""
        for change in self.changes.values():
            if change.add or change.change or change.delete:
                return True
        return False

    def __str__(self) -> str:
        """How many nodes and relationships are added, changed and deleted."""
        nodes: list[Change] = []
        links: list[Change] = []
        for name, change in self.changes.items():
            if name in schema().classes:
                nodes.append(change)
            else:
                links.append(change)
        of_nodes = _in_words(nodes)
        of_links = _in_words(links)
        return f"nodes {of_nodes}; relationships {of_links}"

    def doubts(self) -> Iterator[tuple[str, str]]:
        """What a person should check first: what it is, and what to do."""
        # Two workspaces with one base would delete each other's nodes in turn
        if self.renamed:
            stored, title = self.renamed
            yield (
                f"Neo4j holds {stored!r} under the base of this workspace, {title!r}",
                "Give this workspace a `base` of its own in pledgegraph.toml; add --yes if only its"
                " title changed.",
            )
        if self.left_out and self.deleted_nodes():
            audiences = " and ".join(self.left_out)
            options = [f"--audience {name}" for name in self.left_out]
            to_add = " ".join(options)
            yield (
                f"Neo4j also holds the records for {audiences}, which the sync would delete",
                f"To keep them, add {to_add}. {_CHECK}",
            )
        # A wrong file or a narrower audience looks like a deletion of most of a class
        for which, deleted, total in self._deletions():
            if deleted > DELETED_SHARE * total:
                share = deleted / total
                nodes = f"{deleted:,} of {total:,} nodes {which} ({share:.0%})"
                yield f"The sync would delete {nodes}", _CHECK
        if self.strangers:
            yield (
                f"{self.strangers:,} relationships of others are attached to nodes that the sync"
                " would delete",
                f"They would be deleted too. {_CHECK}",
            )

    def _deletions(self) -> Iterator[tuple[str, int, int]]:
        """What is deleted in all and of each class: its name, and how many nodes of how many."""
        yield "in all", self.deleted_nodes(), self.stored_nodes()
        for name, gone in self.gone.items():
            deleted = len(gone)
            if deleted >= DELETED_FLOOR:
                stored = self.changes[name].stored
                yield f"of {name}", deleted, stored

    def deleted_nodes(self) -> int:
        """How many nodes are deleted."""
        return sum(map(len, self.gone.values()))

    def stored_nodes(self) -> int:
        """How many nodes of the dataset the database has before the sync."""
        stored = 0
        for name, change in self.changes.items():
            if name in schema().classes:
                stored += change.stored
        return stored


def _in_words(changes: Sequence[Change]) -> str:
    counts = {
        "added": sum(each.add for each in changes),
        "changed": sum(each.change for each in changes),
        "deleted": sum(each.delete for each in changes),
    }
    parts = []
    for word, count in counts.items():
        if count:
            parts.append(f"{count:,} {word}")
    return ", ".join(parts) or "as they are"
