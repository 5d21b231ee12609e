"""Engine: what a graph database must offer to answer questions.

An engine answers texts in its ``language``. ``ask`` takes a text with named parameters and returns
rows, keyed by the text's own column names. ``close`` closes its files.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Protocol

Value = str | int | bool | list[str] | None
"""A value of an answer."""
Row = dict[str, Value]
"""A row of an answer: each value by the name of its column."""
Language = Literal["cypher", "sparql"]


class Engine(Protocol):
    """See the module."""

    @property
    def language(self) -> Language:
        """The language of the texts for ``ask``."""
        ...

    def ask(
        self,
        text: str,
        parameters: Mapping[str, object],
        name: str = "",
    ) -> list[Row]:
        """The rows of a text, in no order.

        Args:
            text: a reading text in the engine's language.
            parameters: values by name, without ``$``; a list is never NULL. ``ids`` are identifiers
                of nodes, which SPARQL gets as IRIs.
            name: what to call the question in messages.

        Raises:
            QueryProblem: the engine refuses the text.
            QueryTimeout: the text ran into its limit of time or memory.
        """
        ...

    def close(self) -> None:
        """Close the engine's files."""
        ...
