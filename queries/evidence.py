"""Evidence: what the sources record for host-country pledges, and the pledges that share place and area."""

from __future__ import annotations

from collections.abc import Mapping
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
    """Matches that count, that are offered, and that are not financial, technical or material."""

    counted: list[Support]
    offered: list[Support]
    other: list[Support]


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
        """The matches of a pledge, told apart: counted, offered, by other means."""
        kept = [match for match in self.facts.supports.get(host.id, ()) if match.status != "declined"]
        kept = [match for match in kept if match.actors or any(p in self.facts.pledges for p in match.pledges)]
        support = [match for match in kept if not match.contributions or match.contributions & set(SUPPORT)]
        counted = [match for match in support if match.status != "offered"]
        return Supports(
            counted,
            [match for match in support if match.status == "offered"],
            [match for match in kept if match not in support],
        )

    def supporters(self, match: Support) -> list[str]:
        """Who brings a match, as names."""
        names = list(match.actors.values())
        for identifier in match.pledges:
            if identifier in self.facts.pledges:
                names += list(self.facts.pledges[identifier].submitters.values())
        return by_short_name(set(names))

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
