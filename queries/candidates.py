"""Joint-pledge candidates: actors that could join, with the reasons that a person can check."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .answers import Row
from .arrangements import Arrangements
from .facts import SUPPORT, TYPE_ORDER, Pledge, Rows, in_words
from .findings import Findings
from .recorded import Evidence
from .scope import Scope, count, listed, short

PLACE_AND_AREA = "place and area recorded"
AREA_OPEN_PLACE = "area recorded, place open"
SITUATION = "situation recorded, area open"
ARRANGEMENT = "place by arrangement, area open"
PEER = "peer host"
TIERS = (PLACE_AND_AREA, AREA_OPEN_PLACE, SITUATION, ARRANGEMENT, PEER)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor, or the partners of one pledge, that could join; ``order`` places it within its tier."""

    tier: str
    actor: str
    contribution: str
    pledge: str
    reasons: tuple[str, ...]
    order: tuple[Any, ...] = field(compare=False)


class Focus:
    """What a joint pledge would be about: host-country pledges, their places and topics, who is in, what is lacking."""

    def __init__(self, evidence: Evidence, scope: Scope, pledge: str) -> None:
        facts = evidence.facts
        chosen = [facts.pledges[pledge]] if pledge in facts.pledges else scope.hosts(facts)
        self.hosts = [host for host in chosen if host.host]
        self.countries = {country for host in self.hosts for country in host.countries} | scope.countries
        self.topics = {topic for host in self.hosts for topic in host.topics}
        if scope.areas:
            wanted = {f"{kind} {name}" for kind in ("theme", "area") for name in scope.areas}
            self.topics = self.topics & wanted or wanted
        self.inside: dict[str, str] = {}
        self.recorded: set[str] = set()
        for host in self.hosts:
            self.inside |= host.submitters | host.partners
            self.recorded |= host.contributions
            for match in evidence.supports(host).counted:
                self.inside |= match.actors
                self.recorded |= match.contributions
                for identifier in match.pledges:
                    if identifier in facts.pledges:
                        self.inside |= facts.pledges[identifier].submitters
            for joint in evidence.joint(host):
                self.inside |= joint.submitters | joint.partners
                self.recorded |= joint.contributions
        self.lacking = {kind for kind in SUPPORT if kind not in self.recorded}

    def name(self, areas: Iterable[str]) -> str:
        """The focus in words: the pledge, or the countries with the areas."""
        if len(self.hosts) == 1:
            return self.hosts[0].name
        parts = [", ".join(sorted(self.countries)), ", ".join(sorted(areas))]
        return ": ".join(part for part in parts if part)

    def serves(self, pledge: Pledge | None) -> list[str]:
        """The host-country pledges that share an area with a pledge, else all of the focus."""
        shared = [h.name for h in self.hosts if pledge is not None and h.topics & pledge.topics]
        return shared or [h.name for h in self.hosts]


def joint_candidates(texts: Mapping[str, Rows], parameters: Mapping[str, Any], manifest: Mapping[str, Any]) -> Findings:
    """Suggested contacts for a joint pledge; see docs/questions.md."""
    evidence, scope, arrangements = Evidence(texts), Scope(texts, parameters), Arrangements(texts)
    focus = Focus(evidence, scope, parameters["pledge"])
    coverage = scope.coverage(evidence.facts, manifest["sources_up_to"])
    if not focus.hosts:
        return Findings([], coverage, ["No host-country pledge in scope: name another pledge, country or area."])
    search = Search(evidence, focus, arrangements, scope.as_of)
    found = search.candidates()
    name = focus.name(scope.areas)
    rows = [_row(number, candidate, focus, name, evidence) for number, candidate in enumerate(found, 1)]
    return Findings(rows, coverage, _notices(focus, found))


def _row(number: int, candidate: Candidate, focus: Focus, name: str, evidence: Evidence) -> Row:
    shown = next((p for p in evidence.facts.pledges.values() if p.name == candidate.pledge), None)
    return {
        "rank": number,
        "focus": name,
        "tier": candidate.tier,
        "actor": candidate.actor,
        "contribution": candidate.contribution or None,
        "pledge": candidate.pledge or None,
        "reasons": list(candidate.reasons),
        "serves": focus.serves(shown),
        "already_in": sorted(focus.inside.values(), key=short),
        "lacking": [kind for kind in TYPE_ORDER if kind in focus.lacking],
    }


def _notices(focus: Focus, found: list[Candidate]) -> list[str]:
    inside = ", ".join(sorted(focus.inside.values(), key=short))
    lacking = in_words(focus.lacking) if focus.lacking else "none of the three"
    notices = [
        f"{count(len(focus.hosts), 'host-country pledge')}: {', '.join(h.name for h in focus.hosts)}.",
        f"In already: {inside}. Recorded: {in_words(focus.recorded)}. Lacking: {lacking}.",
    ]
    tiers = {candidate.tier for candidate in found}
    return notices + [f"{tier.capitalize()}: none." for tier in TIERS if tier not in tiers]


class Search:
    """The search for candidates around one focus."""

    def __init__(self, evidence: Evidence, focus: Focus, arrangements: Arrangements, as_of: str) -> None:
        self._evidence, self._focus, self._arrangements, self._as_of = evidence, focus, arrangements, as_of

    def candidates(self) -> list[Candidate]:
        """All candidates, tier by tier, in order; nobody twice."""
        seen: set[str] = set(self._focus.inside)
        found: list[Candidate] = []
        for tier in (PLACE_AND_AREA, AREA_OPEN_PLACE, SITUATION):
            of_tier = [c for pledge in self._pledges(tier) for c in self._of_pledge(tier, pledge, seen)]
            found += _best(of_tier)
            seen |= {actor for _, actors in of_tier for actor in actors}
        found += self._by_arrangement(seen)
        return found + self._peers()

    def _pledges(self, tier: str) -> list[Pledge]:
        """The pledges of others that put an actor into a tier."""
        return [
            pledge
            for pledge in self._evidence.facts.pledges.values()
            if not pledge.host and not pledge.has_ended(self._as_of) and self._tier(pledge) == tier
        ]

    def _tier(self, pledge: Pledge) -> str:
        focus = self._focus
        shares_area = bool(pledge.topics & focus.topics)
        reached = pledge.countries | pledge.arranged.keys()
        if reached & focus.countries:
            return PLACE_AND_AREA if shares_area and pledge.brings else ""
        if not reached and shares_area and pledge.contributions - {"resettlement", "other"}:
            return AREA_OPEN_PLACE
        if not pledge.brings:
            return ""
        by_situation = not pledge.topics and self._arrangements.situation_of(pledge.id, focus.countries) is not None
        return SITUATION if by_situation or (not reached and self._shared_phrase(pledge)) else ""

    def _shared_phrase(self, pledge: Pledge) -> str:
        """In words, if a multi-stakeholder pledge it is part of shares two words running with a title of the focus."""
        for name in self._arrangements.parts_of(pledge.id):
            for host in self._focus.hosts:
                phrase = next(iter(sorted(_word_pairs(name) & _word_pairs(host.title))), "")
                if phrase:
                    return f"part of {name!r}, which like {host.name} is about {phrase}"
        return ""

    def _of_pledge(self, tier: str, pledge: Pledge, seen: set[str]) -> list[tuple[Candidate, list[str]]]:
        """The submitters of a pledge, each a candidate; its partners together as one."""
        focus = self._focus
        reasons = self._reasons(tier, pledge)
        named = self._named_in_text(pledge)
        lacking = len(pledge.contributions & focus.lacking)
        found = []

        def order(name: str, own: bool) -> tuple[Any, ...]:
            newest = -(pledge.forum_sequence or 0)
            return (not pledge.brings, not named, -lacking, newest, not own, short(name), pledge.name)

        for actor, name in pledge.submitters.items():
            if actor not in seen and self._arrangements.reaches(name, focus.countries):
                found.append((Candidate(tier, name, pledge.means(), pledge.name, reasons, order(name, True)), [actor]))
        partners = {a: n for a, n in pledge.partners.items() if a not in seen and a not in pledge.submitters}
        kept = {a: n for a, n in partners.items() if self._arrangements.reaches(n, focus.countries)}
        # Beside a named submitter a partner whose own contribution is not stated is no contact for another place
        if kept and (tier == PLACE_AND_AREA or not pledge.submitters):
            names = "; ".join(sorted(kept.values(), key=short))
            why = (*reasons, f"partners of {pledge.name}; their own contribution is not stated")
            found.append(
                (Candidate(tier, names, "contribution not stated", pledge.name, why, order(names, False)), list(kept))
            )
        return found

    def _reasons(self, tier: str, pledge: Pledge) -> tuple[str, ...]:
        said = []
        shared = sorted({topic.partition(" ")[2] for topic in pledge.topics & self._focus.topics})
        if shared:
            said.append(f"{pledge.name} is on {listed(shared)}" + (f", {pledge.forum}" if pledge.forum else ""))
        if tier == PLACE_AND_AREA:
            places = sorted(pledge.countries & self._focus.countries)
            arranged = sorted({pledge.arranged[c] for c in pledge.arranged.keys() & self._focus.countries})
            said.append(f"it names {listed(places)}" if places else f"by arrangement: {listed(arranged)}")
        elif tier == AREA_OPEN_PLACE:
            said.append(
                f"its place reads {listed(pledge.place_texts)!r}" if pledge.place_texts else "it names no country"
            )
        else:
            why = self._arrangements.situation_of(pledge.id, self._focus.countries) or self._shared_phrase(pledge)
            said.append(f"{pledge.name}: {why}")
        named = self._named_in_text(pledge)
        if named:
            said.append(f"its text names {named}")
        brings = pledge.contributions & self._focus.lacking
        if brings:
            said.append(f"brings what is lacking: {in_words(brings)}")
        if not pledge.brings:
            said.append("convener: policy only")
        return tuple(said)

    def _named_in_text(self, pledge: Pledge) -> str:
        text = f"{pledge.title} {pledge.description}"
        names = [n for country in sorted(self._focus.countries) for n in self._arrangements.words_for(country)]
        return next((name for name in names if re.search(rf"\b{re.escape(name)}\b", text)), "")

    def _by_arrangement(self, seen: set[str]) -> list[Candidate]:
        """Members of platforms that cover a country of the focus, without a pledge in the tiers above."""
        found: dict[str, Candidate] = {}
        for country in sorted(self._focus.countries):
            for platform, actor, name in self._arrangements.members_covering(country):
                if actor in seen or name in found:
                    continue
                own = [p for p in self._evidence.facts.pledges.values() if actor in p.submitters]
                naming = [p for p in own if self._named_in_text(p) and not p.host]
                why = [f"member of the {platform} support platform, which covers {country}"]
                areas = {topic.partition(" ")[2] for topic in self._focus.topics}
                priorities = sorted(self._arrangements.areas_of(platform) & areas)
                if priorities:
                    why.append(f"{platform} has {listed(priorities)} among its priorities")
                why += self._arrangements.share(platform, country)
                why += [f"the text of {p.name} names {self._named_in_text(p)}" for p in naming]
                order = (not naming, short(name))
                pledge = naming[0].name if naming else ""
                found[name] = Candidate(ARRANGEMENT, name, "", pledge, tuple(why), order)
        return sorted(found.values(), key=lambda candidate: candidate.order)

    def _peers(self) -> list[Candidate]:
        """Other host countries with a pledge in the same area: same platform, same sub-region, then by name."""
        focus, found = self._focus, []
        for pledge in self._evidence.facts.pledges.values():
            shared = pledge.topics & focus.topics
            if not pledge.host or not shared or not pledge.countries or pledge.countries & focus.countries:
                continue
            if not pledge.submitters or pledge.submitters.keys() & focus.inside.keys():
                continue
            platforms = self._arrangements.shared_platforms(pledge.countries, focus.countries)
            regions = self._arrangements.shared_regions(pledge.countries, focus.countries)
            why = [f"{pledge.name} is on {listed(sorted({t.partition(' ')[2] for t in shared}))}"]
            why += [f"same platform: {listed(sorted(platforms))}"] if platforms else []
            why += [f"same sub-region: {listed(sorted(regions))}"] if regions else []
            name = "; ".join(sorted(pledge.submitters.values(), key=short))
            themes = {topic for host in focus.hosts for topic in host.topics if topic.startswith("theme")}
            order = (not platforms, not regions, short(name), -len(pledge.topics & themes), pledge.name)
            found.append(Candidate(PEER, name, pledge.means(), pledge.name, tuple(why), order))
        return sorted(found, key=lambda candidate: candidate.order)


_PLAIN_WORDS = frozenset("a and for from in into of on or the to with refugee refugees".split())


def _word_pairs(text: str) -> set[str]:
    """Two words running, plain words aside: ``travel documents``."""
    words = re.findall(r"\w+", text.casefold())
    return {f"{a} {b}" for a, b in itertools.pairwise(words) if a not in _PLAIN_WORDS and b not in _PLAIN_WORDS}


def _best(found: list[tuple[Candidate, list[str]]]) -> list[Candidate]:
    """Each actor once, at its best place, its other pledges told beside; in order."""
    kept: dict[tuple[str, ...], Candidate] = {}
    taken: set[str] = set()
    for candidate, actors in sorted(found, key=lambda pair: pair[0].order):
        key = tuple(actors)
        if key in kept:
            also = f"also {candidate.pledge} ({candidate.contribution}): {candidate.reasons[0]}"
            kept[key] = replace(kept[key], reasons=(*kept[key].reasons, also))
        elif not taken.issuperset(actors):
            kept[key] = candidate
        taken |= set(actors)
    return list(kept.values())
