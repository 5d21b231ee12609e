"""Reasons for contacts: what shows that an actor could join, each a kind with the values that prove
it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from .aims import Aim
from .asked import Asked
from .candidates import WORKS_WITH, Shown
from .contact_order import ContactOrder, Ranked
from .cooperation import MOST_SHARED, Cooperation, Shared
from .naming import by_short_name
from .peers import Peer, Peers
from .places_known import KnownPlaces
from .pledges import Pledges
from .reasons import Coded, Place, Reason, Topic, because

MOST_NAMED = 3
"""Names that one sentence lists; it says how many more there are."""
_SHARED = {
    "joint": "shares joint pledge",
    "match": "shares match",
    "multistakeholder": "shares multi-stakeholder pledge",
    "pledging": "pledged under the same",
    "platform": "shares platform",
}


class ContactReasons:
    """The reasons for some candidates, whose details are read once for all of them."""

    def __init__(
        self,
        asked: Asked,
        aim: Aim,
        order: ContactOrder,
        cooperation: Cooperation,
        known: KnownPlaces,
        ranked: Sequence[Ranked],
    ) -> None:
        self._asked, self._aim, self._order, self._known = asked, aim, order, known
        self.pledges = Pledges(asked, {each.pledge for one in ranked for each in one.told})
        self.shared = cooperation.shared({one.candidate.actor for one in ranked})
        shared = [
            each for arrangements in self.shared.values() for each in arrangements[:MOST_SHARED]
        ]
        self._called = cooperation.names(shared)
        self._names = self._actor_names(shared, ranked)

    def _actor_names(self, shared: Sequence[Shared], ranked: Sequence[Ranked]) -> Mapping[str, str]:
        actors = {actor for each in shared for actor in each.partners}
        actors |= {each.related for one in ranked for each in one.told if each.related}
        return {
            actor: row["name"] for actor, row in self._asked.nodes("Actor", actors, "name").items()
        }

    def of(self, one: Ranked) -> Iterator[Reason]:
        """The reasons for a candidate: what is recorded, who it works with, then what placed it in
        its tier.
        """
        if one.best is not None:
            yield from self._shown(one.best)
            yield from self._contribution(one, one.best)
        by_platform: dict[str, list[str]] = {}
        for platform, country in one.candidate.platforms:
            by_platform.setdefault(platform, []).append(country)
        for platform, countries in by_platform.items():
            yield from self._member(platform, countries)
        yield from self._works_with(one)
        if one.same_kind:
            actor_type = Coded("entity-types", one.same_kind)
            yield because(
                "same kind of actor", actor_type=actor_type, actors=_few(self._order.alike(one))
            )
        if one.hint is not None:
            pledge, (country, words, is_loose) = one.hint
            kind = "text says loosely" if is_loose else "text says"
            yield because(
                kind,
                pledge=self._order.pledges.name(pledge),
                words=words,
                country=self._aim.country(country),
            )
        yield from self._also(one)

    def _shown(self, each: Shown) -> Iterator[Reason]:
        pledge = self.pledges.name(each.pledge)
        if each.related:
            yield because(
                "works with related actor",
                pledge=pledge,
                actor=self._names[each.related],
                topics=self._topics(each),
            )
        elif each.topics:
            yield because(
                "is on", pledge=pledge, topics=self._topics(each), forum=self._forum(each.pledge)
            )
        yield from self._place(each, pledge)
        if each.countries and not each.topics:
            topics = sorted(set(self.pledges.topics[each.pledge].values()))
            if topics:
                yield because(
                    "area is another",
                    pledge=pledge,
                    topics=because("list", names=list(map(Topic, topics))),
                )
            else:
                yield because("area not stated", pledge=pledge)

    def _topics(self, each: Shown) -> Reason:
        names = sorted({self._aim.topics[topic] for topic in each.topics})
        return because("list", names=[Topic(name) for name in names])

    def _forum(self, pledge: str) -> Reason:
        forum = self.pledges.forums.get(pledge)
        return because("at forum", forum=forum["name"]) if forum else because("nothing")

    def _place(self, each: Shown, pledge: str) -> Iterator[Reason]:
        countries = self._aim.countries_in_order(each.countries)
        if each.basis == "named":
            yield because("names countries", pledge=pledge, countries=countries)
        elif each.basis in ("platform", "region", "situation"):
            through = sorted(
                {self.pledges.arrangements[each.pledge].get(code, "") for code in each.countries}
                - {""}
            )
            kind = "addresses situation" if each.basis == "situation" else "place includes"
            yield because(
                kind, pledge=pledge, arrangement=because("list", names=through), countries=countries
            )
        elif each.basis == "figures":
            yield from self._by_figures(each, pledge)
        elif each.basis == "open":
            texts = self._asked.lists("Pledge", [each.pledge], "place_as_written")[each.pledge]
            words = because("list", names=texts)
            yield because("place reads", words=words) if texts else because("no place stated")

    def _by_figures(self, each: Shown, pledge: str) -> Iterator[Reason]:
        for country in sorted(each.countries):
            origin = self._known.main_origin(each.pledge, country)
            if origin is not None:
                total = self._known.refugees(country)
                yield because(
                    "addresses by figures",
                    pledge=pledge,
                    number=origin["people"],
                    total=total,
                    country=self._aim.country(country),
                    origin=Place(origin["name"], origin["french"] or ""),
                    share=(200 * origin["people"] + total) // (2 * total),
                )

    def _contribution(self, one: Ranked, each: Shown) -> Iterator[Reason]:
        """What a pledge brings, or that it states none: both only where it is so."""
        pledge, types = self.pledges.name(each.pledge), self.pledges.contributions[each.pledge]
        if not each.own:
            yield because("named partner", pledge=pledge)
        elif one.brings:
            yield because("brings what is lacking", contributions=one.brings)
        elif types == {"policy"}:
            yield because("policy only", pledge=pledge)
        elif not types:
            yield because("contribution of pledge not stated", pledge=pledge)

    def _member(self, platform: str, countries: Sequence[str]) -> Iterator[Reason]:
        """A platform, and where there is one country the people there from the situations that it
        addresses.
        """
        code = self._known.platforms[platform]
        yield because(
            "core group member", platform=code, countries=self._aim.countries_in_order(countries)
        )
        country, name = countries[0], self._aim.country(countries[0])
        origins = self._known.origins_of(platform, country)[:MOST_NAMED]
        if origins and len(countries) == 1:
            parts = [
                because(
                    "people from",
                    origin=Place(row["name"], row["french"] or ""),
                    number=row["people"],
                )
                for row in origins
            ]
            total = self._known.refugees(country)
            yield because(
                "people of platform", platform=code, country=name, total=total, parts=parts
            )

    def _works_with(self, one: Ranked) -> Iterator[Reason]:
        arrangements = self.shared[one.candidate.actor]
        for each in arrangements[:MOST_SHARED]:
            partners = by_short_name(
                self._names[actor] for actor in each.partners - {one.candidate.actor}
            )
            yield because(
                _SHARED[each.kind],
                name=self._called[each.id],
                actors=_few(partners),
                number=each.participants,
            )
        if len(arrangements) > MOST_SHARED:
            yield because("shares more", number=len(arrangements) - MOST_SHARED)

    def _also(self, one: Ranked) -> Iterator[Reason]:
        """Its other pledges that say something of it, the nearest few."""
        others = one.told[1:]
        for each in others[:MOST_NAMED]:
            if one.candidate.tier == WORKS_WITH and each.topics and not each.related:
                yield from self._shown(each)
            else:
                types = self.pledges.contributions[each.pledge] if each.own else frozenset()
                yield because("also", pledge=self.pledges.name(each.pledge), contributions=types)
        if len(others) > MOST_NAMED:
            yield because("also more", number=len(others) - MOST_NAMED)


def peer_reasons(peer: Peer, peers: Peers, aim: Aim) -> Iterator[Reason]:
    """What a peer host shares with an aim."""
    topics = sorted({aim.topics[topic] for topic in peer.topics})
    pledge = peer.pledges[0]
    forum = peers.pledges.forums.get(pledge)
    yield because(
        "is on",
        pledge=peers.pledges.name(pledge),
        topics=because("list", names=[Topic(name) for name in topics]),
        forum=because("at forum", forum=forum["name"]) if forum else because("nothing"),
    )
    if peer.platforms:
        yield because("same platform", platforms=because("list", names=list(peer.platforms)))
    if peer.regions:
        yield because("same sub-region", regions=because("list", names=list(peer.regions)))
    for other in peer.pledges[1 : MOST_NAMED + 1]:
        yield because(
            "also",
            pledge=peers.pledges.name(other),
            contributions=peers.pledges.contributions[other],
        )
    if len(peer.pledges) > MOST_NAMED + 1:
        yield because("also more", number=len(peer.pledges) - MOST_NAMED - 1)


def _few(names: Collection[str]) -> Reason:
    """The first names, and how many more there are."""
    first = list(names)[:MOST_NAMED]
    if len(names) > MOST_NAMED:
        return because("and more", names=first, number=len(names) - MOST_NAMED)
    return because("list", names=first)
