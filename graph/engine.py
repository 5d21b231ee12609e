"""What an engine is.

An engine answers texts in its ``language``. ``ask`` takes a text with named parameters and gives
rows, keyed by the text's own column names, of text, whole numbers, truth values, lists of text or
None. ``close`` lets go of its files.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal, Protocol

Value = str | int | bool | list[str] | None
Row = dict[str, Value]
Language = Literal["cypher", "sparql"]


class Engine(Protocol):
    """See the module."""

    @property
    def language(self) -> Language:
        """In which language ``ask`` takes its texts."""
        ...

    def ask(self, text: str, parameters: Mapping[str, object], name: str = "") -> list[Row]:
        """The rows of a text, in no order.

        Args:
            text: a reading text in the engine's language.
            parameters: values by name, without ``$``; a list is never NULL. ``ids`` are identifiers
                of nodes, which
                SPARQL takes as IRIs.
            name: what to call the question in messages.

        Raises:
            QueryProblem: the engine refuses the text.
            QueryTimeout: the text ran into its limit of time or memory.
        """
        ...

    def close(self) -> None:
        """Let go of the engine's files."""
        ...
