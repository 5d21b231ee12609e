"""Evidence: what the sources record for host-country pledges, and the pledges that share place and area."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from .facts import SUPPORT, Facts, Pledge, Rows, Support, gather_facts
from .naming import by_short_name


@dataclass(frozen=True, slots=True)
class Supports:
    """Matches that count, that are offered, that are not financial, technical or material, that are declined."""

    counted: list[Support]
    offered: list[Support]
    other: list[Support]
    declined: list[Support]


class Evidence:
    """All that the sources record for host-country pledges."""

    def __init__(self, texts: Mapping[str, Rows], as_of: str) -> None:
        self.facts: Facts = gather_facts(texts, as_of)
        self._joint: dict[str, list[Pledge]] = {}
        for row in texts["_joint"]:
            if row["pledge"] in self.facts.pledges:
                self._joint.setdefault(row["id"], []).append(self.facts.pledges[row["pledge"]])

    def joint(self, host: Pledge) -> list[Pledge]:
        """The pledges that jointly support the host's."""
        return sorted(self._joint.get(host.id, ()), key=lambda p: p.order)

    def supports(self, host: Pledge) -> Supports:
        """The matches of a pledge, told apart: counted, offered, by other means, declined."""
        told = self.facts.supports.get(host.id, ())
        told = [match for match in told if match.actors or any(p in self.facts.pledges for p in match.pledges)]
        declined = [match for match in told if self._is_declined(match, told)]
        kept = [match for match in told if match not in declined]
        support = [match for match in kept if not match.contributions or match.contributions & set(SUPPORT)]
        return Supports(
            [match for match in support if match.status != "offered"],
            [match for match in support if match.status == "offered"],
            [match for match in kept if match not in support],
            declined,
        )

    def _is_declined(self, match: Support, told: Iterable[Support]) -> bool:
        """Whether a match is declined, by its own status or by another record of the same support, unless it is newer.

        Records by the same actors are of the same support unless contributions or amounts tell them apart.
        """
        by = self._brought_by(match)
        return any(
            other.status == "declined" and self._brought_by(other) == by and match.may_be(other)
            for other in told
            if other is match or not match.is_newer(other)
        )

    def _brought_by(self, match: Support) -> frozenset[str]:
        """The actors that bring a match, themselves or by a pledge of theirs."""
        pledges = self.facts.pledges
        named = ((pledges[p].submitters if p in pledges else {}) or {p: ""} for p in match.pledges)
        return frozenset(match.actors).union(*named)

    def supporters(self, match: Support) -> list[str]:
        """Who brings a match, as names; two actors of one name are two."""
        actors = dict(match.actors)
        for identifier in match.pledges:
            if identifier in self.facts.pledges:
                actors |= self.facts.pledges[identifier].submitters
        return by_short_name(actors.values())
