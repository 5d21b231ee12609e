"""Evidence: what the sources record for host-country pledges, and the pledges that share place and area."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from .facts import SUPPORT, Facts, Pledge, Rows, Support, gather_facts, in_words
from .scope import by_short_name, listed
from .sharing import Sharing, how_placed

Around = tuple[frozenset[str], frozenset[tuple[str, str]], frozenset[str]]
"""Countries, arrangements and topics: pledges that agree in them have the same pledges around them."""


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
        self._around: dict[Around, list[Sharing]] = {}
        self._sharing: dict[tuple[str, str], Sharing] = {}

    @cached_property
    def _cells(self) -> dict[tuple[str, str], list[Pledge]]:
        """(country, topic) → the pledges that bring support there, by name or by arrangement."""
        cells: dict[tuple[str, str], list[Pledge]] = {}
        for pledge in self.facts.pledges.values():
            if pledge.brings:
                for country in pledge.places:
                    for topic in pledge.topics:
                        cells.setdefault((country, topic), []).append(pledge)
        return cells

    def related(self, host: Pledge) -> list[Sharing]:
        """Other actors' pledges that bring support and share place and area, tied to the host's pledge by no source."""
        tied = {pledge for match in self.facts.supports.get(host.id, ()) for pledge in match.pledges}
        tied |= {pledge.id for pledge in self._joint.get(host.id, ())}
        around = self.around(host)
        return [s for s in around if s.pledge.is_by_another_than(host) and s.pledge.id not in tied]

    def around(self, host: Pledge) -> list[Sharing]:
        """The pledges that bring support and share place and area, in order; found once for hosts that are alike."""
        key = (frozenset(host.countries), frozenset(host.arranged.items()), host.topics)
        if key not in self._around:
            found = {p.id: p for c in host.places for topic in host.topics for p in self._cells.get((c, topic), ())}
            ordered = sorted(found.values(), key=lambda p: p.order)
            self._around[key] = [self._shared(pledge, how_placed(host, pledge)) for pledge in ordered]
        return self._around[key]

    def _shared(self, pledge: Pledge, placed: str) -> Sharing:
        """Each once, as it keeps its words."""
        found = self._sharing.get((pledge.id, placed))
        if found is None:
            found = self._sharing[pledge.id, placed] = Sharing(pledge, placed)
        return found

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
        if match.extent == "part":
            covered = f": {match.covered:,} {match.unit}".rstrip() if match.covered is not None else ""
            parts.append(f"in part{covered}")
        parts += [text for text in (match.status, match.matched_on) if text]
        return f"{listed(self.supporters(match))} ({', '.join(parts)})"
