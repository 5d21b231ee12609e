"""Reasons for contacts: what shows that an actor could join, each a kind with the values that prove
it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from .aims import Aim
from .asked import Asked
from .candidates import WORKS_WITH, Shown
from .contact_order import ContactOrder, Ranked
from .cooperation import MOST_SHARED, Cooperation, Shared
from .grouping import Lists, Selected
from .naming import by_short_name
from .peers import Peer, Peers
from .place_words import Hint
from .places_known import KnownPlaces
from .pledges import Pledges
from .reasons import Coded, Place, Published, Reason, Topic, because, first_names

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
        self._asked = asked
        self._aim = aim
        self._order = order
        self._known = known
        candidates: set[str] = set()
        pledges: set[str] = set()
        actors: set[str] = set()
        for one in ranked:
            candidates.add(one.candidate.actor)
            for each in one.pledges:
                pledges.add(each.pledge)
                actors.add(each.related)
        self.pledges = Pledges(asked, pledges)
        self.shared = cooperation.shared(candidates)
        named: list[Shared] = []
        for arrangements in self.shared.values():
            named += arrangements[:MOST_SHARED]
        for arrangement in named:
            actors |= arrangement.partners
        self._called = cooperation.names(named)
        # A pledge that shows its own actor has no related one
        actors.discard("")
        self._names = asked.names("Actor", actors)

    def of(self, one: Ranked) -> Iterator[Reason]:
        """The reasons for a candidate: what is recorded, who it works with, then what placed it in
        its tier.
        """
        if one.best is not None:
            yield from self._shown(one.best)
            yield from self._contribution(one, one.best)
        by_platform: Lists = {}
        for platform, country in one.candidate.platforms:
            countries = by_platform.setdefault(platform, [])
            countries.append(country)
        for platform, countries in by_platform.items():
            yield from self._member(platform, countries)
        yield from self._works_with(one)
        if one.same_kind:
            alike = self._order.alike(one)
            yield because(
                "same kind of actor",
                actor_type=Coded("entity-types", one.same_kind),
                actors=first_names(alike, MOST_NAMED),
            )
        if one.hint is not None:
            yield self._hinted(*one.hint)
        # Last, because the first sentences say why the actor is in this tier
        yield from self._also(one)

    def _hinted(self, pledge: str, hint: Hint) -> Reason:
        """The words of a text that name a place, or are also used for it."""
        country, words, is_loose = hint
        return because(
            "text says loosely" if is_loose else "text says",
            pledge=self._order.pledges.name(pledge),
            words=words,
            country=self._aim.country(country),
        )

    def _shown(self, each: Shown) -> Iterator[Reason]:
        pledge = self.pledges.name(each.pledge)
        topics = _topics(self._aim, each.topics)
        if each.related:
            yield because(
                "works with related actor",
                pledge=pledge,
                actor=self._names[each.related],
                topics=topics,
            )
        elif each.topics:
            yield because(
                "is on",
                pledge=pledge,
                topics=topics,
                forum=at_forum(self.pledges, each.pledge),
            )
        yield from self._place(each, pledge)
        if each.countries and not each.topics:
            yield self._other_area(each, pledge)

    def _other_area(self, each: Shown, pledge: str) -> Reason:
        """On what a pledge is that is not on the area of the aim."""
        topics = self.pledges.topics[each.pledge]
        names = set(topics.values())
        if not names:
            return because("area not stated", pledge=pledge)
        return because(
            "area is another",
            pledge=pledge,
            topics=as_topics(names),
        )

    def _place(self, each: Shown, pledge: str) -> Iterator[Reason]:
        if each.basis == "named":
            countries = self._aim.countries_named(each.countries)
            yield because("names countries", pledge=pledge, countries=countries)
        elif each.basis in ("platform", "region", "situation"):
            yield self._through_arrangement(each, pledge)
        elif each.basis == "figures":
            yield from self._by_figures(each, pledge)
        elif each.basis == "open":
            texts = self._asked.lists(
                "Pledge",
                [each.pledge],
                "place_as_written",
            )
            words = texts[each.pledge]
            if words:
                yield because("place reads", words=because("list", names=words))
            else:
                yield because("no place stated")

    def _through_arrangement(self, each: Shown, pledge: str) -> Reason:
        """By which platforms, regions or situations a pledge comes to countries."""
        arrangements = self.pledges.arrangements[each.pledge]

        through = {arrangements[code] for code in each.countries if code in arrangements}
        names = sorted(through, key=str)
        kind = "place includes"
        if each.basis == "situation":
            kind = "addresses situation"
        return because(
            kind,
            pledge=pledge,
            arrangement=because("list", names=names),
            countries=self._aim.countries_named(each.countries),
        )

    def _by_figures(self, each: Shown, pledge: str) -> Iterator[Reason]:
        for country in sorted(each.countries):
            origin = self._known.main_origin(each.pledge, country)
            if origin is None:
                continue
            number = origin["people"]
            total = self._known.refugees(country)
            yield because(
                "addresses by figures",
                pledge=pledge,
                number=number,
                total=total,
                country=self._aim.country(country),
                origin=_named(origin),
                share=_percent(number, total),
            )

    def _contribution(self, one: Ranked, each: Shown) -> Iterator[Reason]:
        """What a pledge brings, or that it states none: both only where it is so."""
        pledge = self.pledges.name(each.pledge)
        types = self.pledges.contributions[each.pledge]
        if self.pledges.has_ended(each.pledge):
            yield because("pledge has ended", pledge=pledge)
        if not each.own:
            yield because("named partner", pledge=pledge)
        elif one.brings:
            yield because("brings what is lacking", contributions=one.brings)
        elif types == {"policy"}:
            yield because("policy only", pledge=pledge)
        elif not types:
            yield because("contribution of pledge not stated", pledge=pledge)

    def _member(
        self,
        platform: str,
        countries: Sequence[str],
    ) -> Iterator[Reason]:
        """A platform, and where there is one country the people there from the situations that it
        addresses.
        """
        code = self._known.platforms[platform]
        covered = self._aim.countries_named(countries)
        yield because("core group member", platform=code, countries=covered)

        country = countries[0]
        origins = self._known.origins_of(platform, country)
        if origins and len(countries) == 1:
            first = origins[:MOST_NAMED]
            yield because(
                "people of platform",
                platform=code,
                country=self._aim.country(country),
                total=self._known.refugees(country),
                parts=list(map(_people_from, first)),
            )

    def _works_with(self, one: Ranked) -> Iterator[Reason]:
        actor = one.candidate.actor
        arrangements = self.shared[actor]
        for each in arrangements[:MOST_SHARED]:
            # Who is involved in one pledge may be a contact for another, not a partner of itself
            partners = each.partners - {actor}
            names = [self._names[partner] for partner in partners]
            yield because(
                _SHARED[each.kind],
                name=self._called[each.id],
                actors=first_names(by_short_name(names), MOST_NAMED),
                number=each.participants,
            )
        more = len(arrangements) - MOST_SHARED
        if more > 0:
            yield because("shares more", number=more)

    def _also(self, one: Ranked) -> Iterator[Reason]:
        """Its other pledges that say something of it, the nearest few."""
        others = one.pledges[1:]
        for each in others[:MOST_NAMED]:
            is_on_area = each.topics and not each.related
            if one.candidate.tier == WORKS_WITH and is_on_area:
                yield from self._shown(each)
            else:
                yield self._other_pledge(each)
        yield from also_more(len(others))

    def _other_pledge(self, each: Shown) -> Reason:
        types: Collection[str] = ()
        if each.own:
            types = self.pledges.contributions[each.pledge]
        return because(
            "also",
            pledge=self.pledges.name(each.pledge),
            contributions=types,
        )


def peer_reasons(
    peer: Peer,
    peers: Peers,
    aim: Aim,
) -> Iterator[Reason]:
    """What a peer host shares with an aim."""
    pledges = peers.pledges
    first, *others = peer.pledges
    yield because(
        "is on",
        pledge=pledges.name(first),
        topics=_topics(aim, peer.topics),
        forum=at_forum(pledges, first),
    )
    if peer.platforms:
        platforms = because("list", names=list(peer.platforms))
        yield because("same platform", platforms=platforms)
    if peer.regions:
        regions = because("list", names=list(peer.regions))
        yield because("same sub-region", regions=regions)
    for other in others[:MOST_NAMED]:
        types = pledges.contributions[other]
        yield because(
            "also",
            pledge=pledges.name(other),
            contributions=types,
        )
    yield from also_more(len(others))


def also_more(count: int) -> Iterator[Reason]:
    """How many other pledges are not named."""
    more = count - MOST_NAMED
    if more > 0:
        yield because("also more", number=more)


def at_forum(pledges: Pledges, pledge: str) -> Reason:
    """The forum at which a pledge was announced, as the end of a sentence."""
    forum = pledges.forums.get(pledge)
    if forum is None:
        return because("nothing")
    return because("at forum", forum=Published("forums", forum["name"]))


def _topics(aim: Aim, topics: Collection[str]) -> Reason:
    """Topics of an aim by name, in order."""
    # A theme and an area of focus may have one name, which is said once
    names = {aim.topics[topic] for topic in topics}
    return as_topics(names)


def as_topics(names: Collection[str]) -> Reason:
    """Names of topics, in order."""
    topics = [Topic(name) for name in sorted(names)]
    return because("list", names=topics)


def _people_from(origin: Selected) -> Reason:
    return because(
        "people from",
        origin=_named(origin),
        number=origin["people"],
    )


def _named(country: Selected) -> Place:
    french = country["french"] or ""
    return Place(country["name"], french)


def _percent(number: int, total: int) -> int:
    """The share of a number in a total in whole per cent, a half rounded up."""
    # In whole numbers: round() takes a half to the even number, 50.5 % to 50
    twice = 200 * number + total
    return twice // (2 * total)
