"""Repeated asking: an engine that is asked a short text with the same values once, for work such as
the pictures of a site, each of which needs names that the one before needed too.
"""

from __future__ import annotations

from collections.abc import Mapping

from .engine import Engine, Language, Row

MOST_ROWS = 1_000
"""Rows of an answer that is kept. A longer one is of all pledges, and no picture asks for it."""


class Repeated:
    """An engine whose answers do not change while it is open, as a build's do not."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: dict[tuple[object, ...], list[Row]] = {}

    @property
    def language(self) -> Language:
        """See ``Engine``."""
        return self._engine.language

    def ask(
        self,
        text: str,
        parameters: Mapping[str, object],
        name: str = "",
    ) -> list[Row]:
        """See ``Engine``."""
        key = (text, repr(sorted(parameters.items())))
        rows = self._kept.get(key)
        if rows is None:
            rows = self._engine.ask(text, parameters, name)
            if len(rows) > MOST_ROWS:
                return rows
            self._kept[key] = rows
        # Whoever asks may add to a row
        return [dict(row) for row in rows]

    def close(self) -> None:
        """See ``Engine``."""
        self._engine.close()
