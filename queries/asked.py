"""Asked: a question as it is asked, and the rows that an engine gives for its texts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .catalogue import Question
from .texts import links_text, nodes_text, text_of

if TYPE_CHECKING:
    from pledgegraph.graph.engine import Engine

Row = Mapping[str, Any]


class Asked:
    """A question with its parameters and an engine; ``manifest`` says what the build was made
    of.
    """

    def __init__(
        self,
        question: Question,
        parameters: Mapping[str, Any],
        engine: Engine,
        manifest: Mapping[str, Any],
    ) -> None:
        self.question, self.parameters, self.manifest = question, parameters, manifest
        self._engine = engine

    def rows(self, name: str, ids: Collection[str] | None = None) -> Sequence[Row]:
        """The rows of a text of ``questions/``, made for the parameters that have a value.

        ``ids`` are the identifiers that it takes from a text before it; without any it has no rows.
        """
        if ids is not None and not ids:
            return ()
        values = {**self.parameters, "ids": sorted(ids or ())}
        given = {key for key, value in self.parameters.items() if value}
        text = text_of(name, self._engine.language, given)
        bound = {key: value for key, value in values.items() if f"${key}" in text}
        return self._engine.ask(text, bound, self.question.name)

    def nodes(self, cls: str, ids: Collection[str], *columns: str) -> dict[str, Row]:
        """Columns of the nodes of a class, by their identifiers."""
        if not ids:
            return {}
        text = nodes_text(cls, columns, self._engine.language)
        return {row["id"]: row for row in self._asked_for(text, ids)}

    def lists(self, cls: str, ids: Collection[str], column: str) -> dict[str, list[str]]:
        """A column of several values, sorted, of the nodes of a class."""
        found: dict[str, list[str]] = {identifier: [] for identifier in ids}
        for row in (
            self._asked_for(nodes_text(cls, [column], self._engine.language), ids) if ids else ()
        ):
            values = row[column]  # SPARQL has a row for each value
            found[row["id"]] += (
                values if isinstance(values, list) else [] if values is None else [values]
            )
        return {identifier: sorted(values) for identifier, values in found.items()}

    def links(
        self, relation: str, start: str, end: str, ids: Collection[str], *columns: str
    ) -> Sequence[Row]:
        """Links of a relationship that start from nodes: ``id``, ``other`` and columns of the other
        end.
        """
        if not ids:
            return ()
        return self._asked_for(
            links_text(relation, start, end, columns, self._engine.language), ids
        )

    def links_to(
        self,
        relation: str,
        start: str,
        end: str,
        ids: Collection[str],
        *columns: str,
        only: str = "",
    ) -> Sequence[Row]:
        """Links of a relationship that come to nodes: ``id`` of these, ``other`` and columns of
        where they start.

        ``only`` names a column that must be true of where they start.
        """
        if not ids:
            return ()
        text = links_text(
            relation, start, end, columns, self._engine.language, backwards=True, only=only
        )
        return self._asked_for(text, ids)

    def _asked_for(self, text: str, ids: Collection[str]) -> Sequence[Row]:
        return self._engine.ask(text, {"ids": sorted(ids)}, self.question.name)
