"""Joint-pledge candidates: actors that could join, with the reasons that a person can check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from pledgegraph.errors import UsageProblem
from pledgegraph.queries.answers import Row
from pledgegraph.queries.arrangements import Arrangements
from pledgegraph.queries.asked import Asked
from pledgegraph.queries.coverage import Coverage, asylum_notices
from pledgegraph.queries.evidence import Evidence
from pledgegraph.queries.facts import Pledge, Rows, add_place_texts, in_words
from pledgegraph.queries.focus import Focus
from pledgegraph.queries.naming import by_short_name, listed, short
from pledgegraph.queries.reasons import Contributions, Reason, because
from pledgegraph.queries.result import Result
from pledgegraph.queries.words import in_order

PLACE_AND_AREA = "place and area recorded"
AREA_OPEN_PLACE = "area recorded, place open"
SITUATION = "situation recorded, area open"
ARRANGEMENT = "place by arrangement, area open"
PEER = "peer host"
PLACES = ("country", "situation", "platform")
"""The parameters that say where."""
TIERS = (PLACE_AND_AREA, AREA_OPEN_PLACE, SITUATION, ARRANGEMENT, PEER)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor, or the partners of one pledge, that could join; ``order`` places it within its
    tier.

    ``pledge`` shows it; members of a platform may have none.
    """

    tier: str
    actor: str
    contribution: str
    pledge: Pledge | None
    reasons: tuple[str, ...]
    order: tuple[Any, ...] = field(compare=False)


def answer(asked: Asked) -> Result:
    """Suggested contacts for a joint pledge; see docs/questions.md.

    Raises:
        UsageProblem: neither one pledge nor a place with an area is asked for, or both.
    """
    _check_focus(asked.parameters)
    texts = Texts(asked)
    arrangements, evidence = Arrangements(texts), Evidence(texts, str(asked.parameters["as_of"]))
    add_place_texts(texts, evidence.facts.pledges)
    hosts = [evidence.facts.pledges[row["id"]] for row in asked.rows(asked.question.name)]
    focus = Focus(evidence, hosts, arrangements, asked.parameters)
    coverage, asylum = Coverage(asked).sentence(), list(asylum_notices(asked))
    if not focus.hosts:
        return Result([], coverage, [because("no host in scope"), *asylum])
    found = Search(evidence, focus, arrangements).candidates()
    return Result(_rows(found, focus, focus.name()), coverage, [*_notices(focus, found), *asylum])


class Texts(dict[str, Rows]):
    """The rows of a text by its name; each is asked once, when somebody first looks at its rows."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked

    def __missing__(self, name: str) -> Rows:
        self[name] = self._asked.rows(name)
        return self[name]


def _check_focus(parameters: Mapping[str, Any]) -> None:
    """One pledge alone, or a place with an area: anything wider would suggest everybody to
    everybody.
    """
    places = [f"--{name}" for name in PLACES if parameters[name]]
    besides = [*places, *(["--area"] if parameters["area"] else [])]
    if parameters["pledge"]:
        if besides:
            hint = f"Leave out {listed(besides)}, or --pledge."
            raise UsageProblem(
                "A joint pledge is asked for by one pledge or by its place and area", hint
            )
    elif not places or not parameters["area"]:
        add = "--area" if places else "--country, --situation or --platform"
        hint = f"Add {add}." if besides else "`pledgegraph list pledges` finds one."
        raise UsageProblem(
            "A joint pledge needs --pledge, or a country, situation or platform with an area", hint
        )


def _rows(found: list[Candidate], focus: Focus, name: str) -> list[Row]:
    already_in = by_short_name(focus.inside.values())
    lacking = in_order("contribution-types", focus.lacking)
    return [
        {
            "rank": number,
            "focus": name,
            "tier": candidate.tier,
            "actor": candidate.actor,
            "contribution": candidate.contribution or None,
            "pledge": candidate.pledge.name if candidate.pledge else None,
            "reasons": list(candidate.reasons),
            "serves": focus.serves(candidate.pledge),
            "already_in": already_in,
            "lacking": lacking,
        }
        for number, candidate in enumerate(found, 1)
    ]


def _notices(focus: Focus, found: list[Candidate]) -> list[Reason]:
    hosts = because("host-country pledges", number=len(focus.hosts))
    inside = by_short_name(focus.inside.values())
    tiers = {candidate.tier for candidate in found}
    return [
        because("focus", hosts=hosts, names=[host.name for host in focus.hosts]),
        because(
            "in already" if focus.lacking else "in already, nothing lacking",
            actors=inside,
            recorded=Contributions(frozenset(focus.recorded)),
            lacking=Contributions(frozenset(focus.lacking)),
        ),
        *(because("tier empty", tier=because(tier)) for tier in TIERS if tier not in tiers),
    ]


class Search:
    """The search for candidates around one focus."""

    def __init__(self, evidence: Evidence, focus: Focus, arrangements: Arrangements) -> None:
        self._facts = evidence.facts
        self._focus, self._arrangements = focus, arrangements
        self._shared: dict[frozenset[str], tuple[list[str], list[str]]] = {}

    def candidates(self) -> list[Candidate]:
        """All candidates, tier by tier, in order; nobody twice."""
        seen: set[str] = self._focus.own | self._focus.inside.keys()
        found: list[Candidate] = []
        for tier in (PLACE_AND_AREA, AREA_OPEN_PLACE, SITUATION):
            of_tier = [
                c
                for pledge in self._by_tier.get(tier, ())
                for c in self._of_pledge(tier, pledge, seen)
            ]
            found += _best(of_tier)
            seen |= {actor for _, actors in of_tier for actor in actors}
        found += self._by_arrangement(seen)
        return found + self._peers()

    @cached_property
    def _by_tier(self) -> dict[str, list[Pledge]]:
        """Tier → the pledges of others that put an actor into it."""
        tiers: dict[str, list[Pledge]] = {}
        for pledge in self._facts.pledges.values():
            if not pledge.host and not pledge.has_ended:
                tiers.setdefault(self._tier(pledge), []).append(pledge)
        return tiers

    def _tier(self, pledge: Pledge) -> str:
        focus = self._focus
        shares_area = not pledge.topics.isdisjoint(focus.topics)
        reached = pledge.places
        if not reached.isdisjoint(focus.countries):
            return PLACE_AND_AREA if shares_area and pledge.brings else ""
        if not reached and shares_area and pledge.contributions - {"resettlement", "other"}:
            return AREA_OPEN_PLACE
        if not pledge.brings:
            return ""
        by_situation = (
            not pledge.topics
            and self._arrangements.situation_of(pledge.id, focus.countries) is not None
        )
        return SITUATION if by_situation or (not reached and focus.shared_phrase(pledge)) else ""

    def _of_pledge(
        self, tier: str, pledge: Pledge, seen: set[str]
    ) -> list[tuple[Candidate, list[str]]]:
        """The submitters of a pledge, each a candidate; its partners together as one."""
        focus = self._focus
        reasons = self._reasons(tier, pledge)
        named = focus.named_in(pledge)
        lacking = len(pledge.contributions & focus.lacking)
        found = []

        def order(name: str, own: bool) -> tuple[Any, ...]:
            newest = -(pledge.forum_sequence or 0)
            return (
                not pledge.brings,
                not named,
                -lacking,
                newest,
                not own,
                short(name),
                pledge.name,
            )

        for actor, name in pledge.submitters.items():
            if actor not in seen and self._arrangements.reaches(actor, focus.countries):
                found.append(
                    (
                        Candidate(tier, name, pledge.means, pledge, reasons, order(name, True)),
                        [actor],
                    )
                )
        partners = {
            a: n for a, n in pledge.partners.items() if a not in seen and a not in pledge.submitters
        }
        kept = {a: n for a, n in partners.items() if self._arrangements.reaches(a, focus.countries)}
        # Beside a named submitter a partner whose own contribution is not stated is no contact for
        # another place
        if kept and (tier == PLACE_AND_AREA or not pledge.submitters):
            names = "; ".join(by_short_name(kept.values()))
            why = (*reasons, f"partners of {pledge.name}; their own contribution is not stated")
            found.append(
                (
                    Candidate(
                        tier, names, "contribution not stated", pledge, why, order(names, False)
                    ),
                    list(kept),
                )
            )
        return found

    def _reasons(self, tier: str, pledge: Pledge) -> tuple[str, ...]:
        said = []
        shared = sorted({topic.partition(" ")[2] for topic in pledge.topics & self._focus.topics})
        if shared:
            said.append(
                f"{pledge.name} is on {listed(shared)}"
                + (f", {pledge.forum}" if pledge.forum else "")
            )
        if tier == PLACE_AND_AREA:
            places = sorted(pledge.countries & self._focus.countries)
            arranged = sorted(
                {pledge.arranged[c] for c in pledge.arranged.keys() & self._focus.countries}
            )
            said.append(
                f"it names {listed(places)}" if places else f"by arrangement: {listed(arranged)}"
            )
        elif tier == AREA_OPEN_PLACE:
            said.append(
                f"its place reads {listed(pledge.place_texts)!r}"
                if pledge.place_texts
                else "it names no country"
            )
        else:
            why = self._arrangements.situation_of(
                pledge.id, self._focus.countries
            ) or self._focus.shared_phrase(pledge)
            said.append(f"{pledge.name}: {why}")
        named = self._focus.named_in(pledge)
        if named:
            said.append(f"its text names {named}")
        brings = pledge.contributions & self._focus.lacking
        if brings:
            said.append(f"brings what is lacking: {in_words(brings)}")
        if not pledge.brings:
            said.append("convener: policy only")
        return tuple(said)

    def _by_arrangement(self, seen: set[str]) -> list[Candidate]:
        """Members of platforms that cover a country of the focus, without a pledge in the tiers
        above.
        """
        found: dict[str, Candidate] = {}
        for country in sorted(self._focus.countries):
            for platform, actor, name in self._arrangements.members_covering(country):
                if actor in seen or actor in found:
                    continue
                own = self._facts.by_submitter.get(actor, ())
                naming = [p for p in own if not p.host and self._focus.named_in(p)]
                why = [f"member of the {platform} support platform, which covers {country}"]
                areas = {topic.partition(" ")[2] for topic in self._focus.topics}
                priorities = sorted(self._arrangements.areas_of(platform) & areas)
                if priorities:
                    why.append(f"{platform} has {listed(priorities)} among its priorities")
                why += self._arrangements.share(platform, country)
                why += [f"the text of {p.name} names {self._focus.named_in(p)}" for p in naming]
                order = (not naming, short(name))
                pledge = naming[0] if naming else None
                found[actor] = Candidate(ARRANGEMENT, name, "", pledge, tuple(why), order)
        return sorted(found.values(), key=lambda candidate: candidate.order)

    def _peers(self) -> list[Candidate]:
        """Other host countries with a pledge in the same area: same platform, same sub-region, then
        by name.
        """
        focus, found = self._focus, []
        for pledge in self._facts.pledges.values():
            shared = pledge.topics & focus.topics
            if (
                not pledge.host
                or not shared
                or not pledge.countries
                or pledge.countries & focus.countries
            ):
                continue
            if not pledge.submitters or pledge.submitters.keys() & (
                focus.own | focus.inside.keys()
            ):
                continue
            platforms, regions = self._shared_arrangements(frozenset(pledge.countries))
            why = [f"{pledge.name} is on {listed(sorted({t.partition(' ')[2] for t in shared}))}"]
            why += [f"same platform: {listed(platforms)}"] if platforms else []
            why += [f"same sub-region: {listed(regions)}"] if regions else []
            name = "; ".join(by_short_name(pledge.submitters.values()))
            order = (
                not platforms,
                not regions,
                short(name),
                -len(pledge.topics & focus.themes),
                pledge.name,
            )
            found.append(Candidate(PEER, name, pledge.means, pledge, tuple(why), order))
        return sorted(found, key=lambda candidate: candidate.order)

    def _shared_arrangements(self, countries: frozenset[str]) -> tuple[list[str], list[str]]:
        """The platforms and the sub-regions that countries share with the focus."""
        if countries not in self._shared:
            platforms = self._arrangements.shared_platforms(countries, self._focus.countries)
            regions = self._arrangements.shared_regions(countries, self._focus.countries)
            self._shared[countries] = sorted(platforms), sorted(regions)
        return self._shared[countries]


def _best(found: list[tuple[Candidate, list[str]]]) -> list[Candidate]:
    """Each actor once, at its best place, its other pledges told beside; in order."""
    kept: dict[tuple[str, ...], Candidate] = {}
    also: dict[tuple[str, ...], list[str]] = {}
    taken: set[str] = set()
    for candidate, actors in sorted(found, key=lambda pair: pair[0].order):
        key = tuple(actors)
        if key in kept:
            assert candidate.pledge is not None
            also[key].append(
                f"also {candidate.pledge.name} ({candidate.contribution}): {candidate.reasons[0]}"
            )
        elif not taken.issuperset(actors):
            kept[key], also[key] = candidate, []
        taken |= set(actors)
    return [
        replace(candidate, reasons=(*candidate.reasons, *also[key]))
        for key, candidate in kept.items()
    ]
