"""Decided actors: who a name stands for because a person has decided it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .actors import Identity


@dataclass(frozen=True)
class DecidedActors:
    """What has been decided of names.

    Attributes:
        same: actor by its name → the actor that it is.
        ignored: actors by their names that are none.
    """

    same: Mapping[str, Identity] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()

    def of(self, who: Identity) -> Identity | None:
        """Whom a name stands for; None where it names nobody."""
        if who.actor in self.ignored:
            return None
        return self.same.get(who.actor, who)


NOTHING_DECIDED = DecidedActors()
