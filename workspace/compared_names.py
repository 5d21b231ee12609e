"""Compared names: what the nodes of a comparison are called."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pledgegraph.ontology.tables import Tables


_CALLED = ["id", "official_identifier", "local_identifier", "title"]
"""The columns by which people know a pledge."""


class Names:
    """What nodes are called."""

    def __init__(
        self,
        old: Tables,
        new: Tables,
    ) -> None:
        self._actors: dict[str, str] = {}
        self._pledges: dict[str, tuple[str, str]] = {}
        # The new names count: the old ones are those of what is gone
        for tables in (old, new):
            for row in tables["Actor"].to_pylist():
                self._actors[row["id"]] = row["name"]
            # Without descriptions, which are most of what a register says
            for row in tables["Pledge"].select(_CALLED).to_pylist():
                called = row["official_identifier"] or row["local_identifier"] or _last(row["id"])
                self._pledges[row["id"]] = (called, row["title"] or "")

    def pledge(
        self,
        identifier: str,
    ) -> tuple[str, str]:
        """What a pledge is called, and its title."""
        return self._pledges.get(identifier, (_last(identifier), ""))

    def shown(
        self,
        value: str,
    ) -> str:
        """A value, or the name of the node that an identifier is of."""
        if value in self._actors:
            return self._actors[value]
        if value in self._pledges:
            return self._pledges[value][0]
        return value

    def joined(
        self,
        values: Iterable[str],
        *,
        are_nodes: bool,
    ) -> str:
        """Several values as one text."""
        texts = []
        for value in values:
            shown = self.shown(value)
            texts.append(_last(shown) if are_nodes and shown == value else shown)
        return "; ".join(sorted(texts))


def _last(identifier: str) -> str:
    return identifier.rpartition("/")[2]
