"""Asked: a question as it is asked, and the rows that an engine gives for its texts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from .catalogue import Question
from .grouping import Lists, Selected, row_by, value_by
from .texts import links_text, named_in, nodes_text, text_of, with_value

if TYPE_CHECKING:
    from pledgegraph.graph.engine import Engine


SMALL, PER_LOOKUP = 1_000, 16
"""Rows of a table that are read in the time of planning a lookup, and of one lookup, as measured
with Ladybug.
"""


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
        self.question = question
        self.parameters = parameters
        self.manifest = manifest
        self._engine = engine
        self._language = engine.language
        self._given = with_value(parameters)

    @property
    def engine(self) -> Engine:
        """The engine that is asked."""
        return self._engine

    def with_parameters(self, parameters: Mapping[str, Any]) -> Asked:
        """The same question of the same engine, asked with other parameters."""
        return self.of(self.question, parameters)

    def of(self, question: Question, parameters: Mapping[str, Any]) -> Asked:
        """A question of the same engine."""
        return Asked(
            question,
            parameters,
            self._engine,
            self.manifest,
        )

    def behind(self, name: str) -> Lists:
        """The identifiers behind each number of a text: it is asked once more, with a row for each
        pledge (or country) that it counts.
        """
        listing = self.with_parameters({**self.parameters, "listed": True})
        found: Lists = {}
        for row in listing.rows(name):
            for number, value in row.items():
                # Of one pledge a number is 1 or 0, and a condition is true or not
                if isinstance(value, int):
                    ids = found.setdefault(number, [])
                    if value and row["id"]:
                        ids.append(row["id"])
        for ids in found.values():
            ids.sort()
        return found

    def rows(
        self,
        name: str,
        ids: Collection[str] | None = None,
    ) -> Sequence[Selected]:
        """The rows of a text of ``questions/``, made for the parameters that have a value.

        ``ids`` are the identifiers that it takes from a text before it; without any it has no rows.
        """
        if ids is not None and not ids:
            return ()
        text = text_of(
            name,
            self._language,
            self._given,
        )
        # One that is about a parameter without a value has no lines left
        if not text.strip():
            return ()
        # Sorted, so that a question is asked with the same values in every run
        wanted = sorted(ids or ())
        values = {**self.parameters, "ids": wanted}
        return self._engine.ask(
            text,
            named_in(text, values),
            self.question.name,
        )

    def nodes(
        self,
        cls: str,
        ids: Collection[str],
        *columns: str,
    ) -> dict[str, Selected]:
        """Columns of the nodes of a class, by their identifiers."""
        # Nothing wanted, nothing asked: each text costs milliseconds in a new process
        if not ids:
            return {}
        text = nodes_text(cls, columns, self._language)
        rows = self._selected(text, ids)
        return row_by(rows, "id")

    def names(
        self,
        cls: str,
        ids: Collection[str],
        column: str = "name",
    ) -> dict[str, str]:
        """How nodes of a class are called: a column of theirs, or the identifier without one."""
        nodes = self.nodes(cls, ids, column)
        found = value_by(nodes.values(), "id", column)
        for identifier, name in found.items():
            found[identifier] = name or identifier
        return found

    def lists(
        self,
        cls: str,
        ids: Collection[str],
        column: str,
    ) -> Lists:
        """A column of several values, sorted, of the nodes of a class."""
        if not ids:
            return {}
        found: Lists = {}
        for identifier in ids:
            found[identifier] = []
        text = nodes_text(cls, [column], self._language)
        for row in self._selected(text, ids):
            value = row[column]
            values = found[row["id"]]
            if isinstance(value, list):
                values += value
            elif value is not None:  # SPARQL has a row for each value
                values.append(value)
        # Engines give them in orders of their own
        for values in found.values():
            values.sort()
        return found

    def links(
        self,
        relation: str,
        start: str,
        end: str,
        ids: Collection[str],
        *columns: str,
    ) -> Sequence[Selected]:
        """Links of a relationship that start from nodes: ``id``, ``other`` and columns of the other
        end.
        """
        if not ids:
            return ()
        text = links_text(
            relation,
            start,
            end,
            columns,
            self._language,
            few=self._are_few(ids, relation, start, end),
        )
        return self._selected(text, ids)

    def links_to(
        self,
        relation: str,
        start: str,
        end: str,
        ids: Collection[str],
        *columns: str,
        only: str = "",
    ) -> Sequence[Selected]:
        """Links of a relationship that come to nodes: ``id`` of these, ``other`` and columns of
        where they start.

        ``only`` names a column that must be true of where they start.
        """
        if not ids:
            return ()
        text = links_text(
            relation,
            start,
            end,
            columns,
            self._language,
            backwards=True,
            only=only,
            few=self._are_few(ids, relation, start, end),
        )
        return self._selected(text, ids)

    def _are_few(self, ids: Collection[str], *tables: str) -> bool:
        """Whether it takes less to look up nodes one by one than to read the largest of the tables
        that a text joins.
        """
        counts = self.manifest.get("counts", {})
        sizes = [counts.get(table, 0) for table in tables]
        largest: int = max(sizes)
        lookups = SMALL + PER_LOOKUP * len(ids)
        return lookups < largest

    def _selected(
        self,
        text: str,
        ids: Collection[str],
    ) -> Sequence[Selected]:
        return self._engine.ask(
            text,
            {"ids": sorted(ids)},
            self.question.name,
        )
