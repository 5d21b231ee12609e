"""Acquaintance: what actors share with those who are known: joint pledges, matches,
multi-stakeholder pledges and platforms.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from .asked import Asked
from .grouping import Selected, Sets, rows_by, sets_by, value_by
from .pledges import Pledges
from .presence import of_kind

CLOSE = ("joint", "match")
"""The kinds of a tie by which actors work together; the others are arrangements of many."""
KINDS = (*CLOSE, "of-many", "multistakeholder", "platform")
"""All kinds, the nearest first."""


@dataclass(frozen=True, slots=True)
class Tie:
    """An arrangement that an actor shares with another one; ``called`` is how answers cite it."""

    id: str
    kind: str
    actor: str
    called: str


class Acquaintance:
    """What some actors share with those who are known."""

    def __init__(
        self,
        asked: Asked,
        actors: Collection[str],
        known: Collection[str],
    ) -> None:
        self._asked = asked
        rows = asked.rows("new-actors.ties", {*actors, *known})
        by_arrangement = rows_by(rows, "id")
        # Only what both are in is read further
        shared = []
        for taking_part in by_arrangement.values():
            parties = {row["actor"] for row in taking_part}
            if not parties.isdisjoint(known) and not parties.isdisjoint(actors):
                shared += taking_part
        self._called = _Names(asked, shared)
        self._members = sets_by(
            shared,
            "id",
            "actor",
        )
        self._known = frozenset(known)
        self._of_actor = rows_by(shared, "actor")

    def ties(self, actor: str) -> list[Tie]:
        """What an actor shares with those who are known, the nearest kind first."""
        found = []
        for row in self._of_actor.get(actor, ()):
            arrangement, kind = row["id"], row["kind"]
            others = self._members[arrangement] & self._known
            for other in others - {actor}:
                called = self._called.of(
                    arrangement,
                    actor,
                    other,
                )
                found.append(
                    Tie(
                        arrangement,
                        kind,
                        other,
                        called,
                    )
                )
        return sorted(found, key=_nearest_first)


class _Names:
    """How shared arrangements are called: a match by the pledge that it supports, a
    multi-stakeholder pledge by the pledge that is one with it, if both actors are named there.
    """

    def __init__(
        self,
        asked: Asked,
        rows: list[Selected],
    ) -> None:
        pledges = of_kind(rows, "joint") | of_kind(rows, "of-many")
        self._names = asked.names(
            "Pledge",
            pledges,
            "cited_as",
        )
        matches = asked.links(
            "SUPPORTS",
            "Match",
            "Pledge",
            of_kind(rows, "match"),
            "cited_as",
        )
        self._names |= value_by(
            matches,
            "id",
            "cited_as",
        )
        platforms = of_kind(rows, "platform")
        self._names |= asked.names(
            "SupportPlatform",
            platforms,
            "code",
        )
        of_many = of_kind(rows, "multistakeholder")
        self._names |= asked.names("MultistakeholderPledge", of_many)
        twins = asked.links_to(
            "PART_OF",
            "Pledge",
            "MultistakeholderPledge",
            of_many,
        )
        self._parts: Sets = sets_by(
            twins,
            "id",
            "other",
        )
        part_ids = {row["other"] for row in twins}
        self._pledges = Pledges(asked, part_ids)

    def of(
        self,
        arrangement: str,
        one: str,
        other: str,
    ) -> str:
        """How answers cite an arrangement of two actors."""
        for pledge in sorted(self._parts.get(arrangement, ())):
            named = self._named(pledge)
            if one in named and other in named:
                return self._pledges.name(pledge)
        return self._names[arrangement]

    def _named(self, pledge: str) -> Mapping[str, str]:
        return self._pledges.submitters[pledge] | self._pledges.partners[pledge]


def _nearest_first(tie: Tie) -> tuple[int, str, str]:
    return KINDS.index(tie.kind), tie.called, tie.actor
