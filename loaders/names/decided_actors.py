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
        met: those of ``same`` that cells named, with whom they are; it grows as cells are read.
    """

    same: Mapping[str, Identity] = field(default_factory=dict)
    ignored: frozenset[str] = frozenset()
    met: dict[str, str] = field(default_factory=dict, compare=False)

    def of(self, who: Identity) -> Identity | None:
        """Whom a name stands for; None where it names nobody."""
        if who.actor in self.ignored:
            return None
        meant = self.same.get(who.actor)
        if meant is None:
            return who
        # An audience must learn only of names that its own sources have
        self.met[who.actor] = meant.actor
        return meant


NOTHING_DECIDED = DecidedActors()
