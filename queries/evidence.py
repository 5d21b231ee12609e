"""Evidence: what the sources record for host-country pledges, and the pledges that share place and area."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from .facts import SUPPORT, Facts, Pledge, Rows, Support, gather_facts, in_words
from .neighbours import Neighbours
from .scope import by_short_name, listed
from .sharing import Related
from .words import in_text

Alike = tuple[frozenset[str], frozenset[tuple[str, str]], frozenset[str], frozenset[str]]
"""Countries, arrangements, topics, submitters: pledges that agree in them have the same related pledges."""


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
        self._related: dict[Alike, Related] = {}

    @cached_property
    def _neighbours(self) -> Neighbours:
        return Neighbours(self.facts)

    def related(self, host: Pledge) -> Related:
        """Other actors' pledges that bring support and share place and area, tied to the host's pledge by no source."""
        alike = (
            frozenset(host.countries),
            frozenset(host.arranged.items()),
            host.topics,
            frozenset(host.parties),
        )
        related = self._related.get(alike)
        if related is None:
            related = self._related[alike] = self._neighbours.around(host, self.facts.own_actors(host))
        tied = {pledge for match in self.facts.supports.get(host.id, ()) for pledge in match.pledges}
        tied |= {pledge.id for pledge in self._joint.get(host.id, ())}
        if not host.submitters:  # nothing else keeps it from being related to itself
            tied.add(host.id)
        return related.without(tied) if tied else related

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

    def match_in_words(self, match: Support) -> str:
        """``Government of Denmark (financial, PF051)``."""
        parts = [in_words(match.contributions)]
        parts += [self.facts.pledges[p].name for p in match.pledges if p in self.facts.pledges]
        if match.extent == "full":
            parts.append("in full")
        if match.extent == "part":
            covered = f": {match.covered:,} {match.unit}".rstrip() if match.covered is not None else ""
            parts.append(f"in part{covered}")
        parts += [text for text in (in_text("match-statuses", match.status), match.matched_on) if text]
        return f"{listed(self.supporters(match))} ({', '.join(parts)})"
