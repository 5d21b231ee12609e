"""Suggested contacts for a joint pledge; the definitions are in docs/questions.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pledgegraph.errors import UsageProblem
from pledgegraph.ontology.vocabularies import in_order
from pledgegraph.queries.aims import Aim
from pledgegraph.queries.asked import Asked
from pledgegraph.queries.candidates import PEER, TIERS, Search
from pledgegraph.queries.contact_order import ContactOrder, Ranked
from pledgegraph.queries.contact_reasons import ContactReasons, peer_reasons
from pledgegraph.queries.contacts_wanted import only_notices
from pledgegraph.queries.cooperation import Cooperation
from pledgegraph.queries.coverage import Coverage, asylum_notices
from pledgegraph.queries.grouping import Selected
from pledgegraph.queries.naming import listed
from pledgegraph.queries.peers import Peer, Peers
from pledgegraph.queries.reasons import (
    Contributions,
    Reason,
    Topic,
    because,
    counting,
    one_by_one,
)
from pledgegraph.queries.result import Result
from pledgegraph.wording import worded

PLACES = ("country", "situation", "platform")
"""The parameters that say where."""
FEW = 20
"""Contacts of a tier that an answer lists, unless all are asked for."""
MOST_COMPARED = 50
"""Pledges of which an answer says whether two may be one."""
MOST_LISTED = 10
"""Pledges and actors that a cell or a notice lists."""


def answer(asked: Asked) -> Result:
    """See the card."""
    aim = Aim(asked)
    # Of contacts it says nothing: who is wanted as one does not change of what they are asked
    of_hosts = asked.with_parameters({**asked.parameters, "actor": [], "actor_type": []})
    covered = Coverage(of_hosts)
    coverage = covered.sentence()
    asylum = list(asylum_notices(asked))
    if asked.parameters["pledge"] and not aim.hosts:
        no_host = because("no host in scope")
        return Result([], coverage, [no_host, *asylum])
    contacts = Contacts(asked, aim)
    notices = [
        *_aim_notices(aim),
        *contacts.notices(),
        *asylum,
    ]
    return Result(
        contacts.rows(),
        coverage,
        notices,
        behind=covered.behind,
    )


def check(parameters: Mapping[str, Any]) -> None:
    """One pledge alone, or a place with an area: anything wider would suggest everybody to
    everybody.

    Raises:
        UsageProblem: neither of them is asked for, or both.
    """
    places = []
    for name in PLACES:
        if parameters[name]:
            places.append(f"--{name}")
    besides = list(places)
    if parameters["area"]:
        besides.append("--area")
    if parameters["pledge"] and besides:
        raise UsageProblem(
            worded("A joint pledge is asked for by one pledge or by its place and area"),
            worded("Leave out {options}, or --pledge.", options=listed(besides)),
        )
    has_place_and_area = places and parameters["area"]
    if not (parameters["pledge"] or has_place_and_area):
        raise UsageProblem(
            worded(
                "A joint pledge needs --pledge, or a country, situation or platform with an area"
            ),
            _how_to_ask(places, besides),
        )


def _how_to_ask(
    places: Sequence[str],
    besides: Sequence[str],
) -> str:
    """What to add to the options that are given; ``places`` are those of them for a place."""
    if not besides:
        return worded("`pledgegraph list pledges` finds one.")
    if places:
        return worded("Add --area.")
    return worded("Add --country, --situation or --platform.")


class Contacts:
    """The contacts of an aim, tier by tier, and apart from them the peer hosts."""

    def __init__(self, asked: Asked, aim: Aim) -> None:
        self._asked = asked
        self._aim = aim
        wants_all = asked.parameters.get("contacts") == "all"
        self._few = None if wants_all else FEW
        # The search leaves peer hosts out of its last tiers; one that it finds in a better tier is
        # listed there, and not as a peer host.
        self._peers = Peers(asked, aim)
        cooperation = Cooperation(asked, aim)
        search = Search(
            asked,
            aim,
            cooperation,
            self._peers.actors(),
        )
        order = ContactOrder(
            asked,
            aim,
            cooperation,
            search.candidates(),
        )
        self._tiers: dict[str, list[Ranked]] = {}
        self._ranked: list[Ranked] = []
        actors: set[str] = set()
        for tier in TIERS:
            ranked = order.of_tier(tier)
            self._tiers[tier] = ranked
            self._ranked += ranked[: self._few]
            for one in ranked:
                actors.add(one.candidate.actor)
        self._reasons = ContactReasons(
            asked,
            aim,
            order,
            cooperation,
            search.known,
            self._ranked,
        )
        self._all_peers: list[Peer] = []
        for peer in self._peers.in_order():
            # Each actor is listed once, where its tier is better
            if peer.actor not in actors:
                self._all_peers.append(peer)

    def rows(self) -> list[Mapping[str, Any]]:
        """The rows of the answer; ``rank`` counts through all tiers."""
        rows = [self._row(one) for one in self._ranked]
        for peer in self._all_peers[: self._few]:
            rows.append(self._peer_row(peer))
        ranked: list[Mapping[str, Any]] = []
        for rank, row in enumerate(rows, start=1):
            ranked.append({"rank": rank, **row})
        return ranked

    def _row(self, one: Ranked) -> Mapping[str, Any]:
        candidate = one.candidate
        actor = candidate.actor
        pledges = sorted(_pledges(one))
        shared = self._reasons.shared[actor]
        arrangements = [each.id for each in shared]
        return {
            **self._about(candidate.serves),
            **self._best(one),
            "tier": because(candidate.tier),
            "actor": one.name,
            "reasons": list(self._reasons.of(one)),
            "actor_id": actor,
            "pledge_ids": pledges[:MOST_LISTED],
            "arrangement_ids": arrangements[:MOST_LISTED],
        }

    def _best(self, one: Ranked) -> Mapping[str, Any]:
        """The pledge that shows a candidate best, and what it brings where it is its own."""
        best = one.best
        if best is None:
            return {"contribution": None, "pledge": None}
        pledges = self._reasons.pledges
        types: frozenset[str] = frozenset()
        # What a pledge brings is its submitters': of a named partner nothing is stated
        if best.own:
            types = frozenset(pledges.contributions[best.pledge])
        return {
            "contribution": Contributions(types),
            "pledge": pledges.name(best.pledge),
        }

    def _peer_row(self, peer: Peer) -> Mapping[str, Any]:
        pledges = self._peers.pledges
        first = peer.pledges[0]
        types = frozenset(pledges.contributions[first])
        return {
            **self._about(frozenset(self._aim.hosts)),
            "tier": because(PEER),
            "actor": peer.name,
            "contribution": Contributions(types),
            "pledge": pledges.name(first),
            "reasons": list(peer_reasons(peer, self._peers, self._aim)),
            "actor_id": peer.actor,
            "pledge_ids": sorted(peer.pledges)[:MOST_LISTED],
            "arrangement_ids": [],
        }

    def _about(self, hosts: frozenset[str]) -> Mapping[str, Any]:
        """What the contact is suggested for: the pledges that it could join, who is in, what is
        lacking.
        """
        aim = self._aim
        served = aim.in_order(hosts)
        names = aim.names(served)
        involved = aim.names_involved(hosts)
        actors = list(involved)
        # In the order of the vocabulary, as in every other cell
        lacking = in_order("contribution-types", aim.lacking(hosts))
        return {
            "suggested_for": _aim_name(aim),
            "serves": _bounded(served, names),
            "already_in": _bounded(actors, list(involved.values())),
            "lacking": one_by_one(lacking),
            "serves_ids": served[:MOST_LISTED],
            "already_in_ids": actors[:MOST_LISTED],
        }

    def notices(self) -> Iterator[Reason]:
        """The tiers without anybody, those with more than are listed, and pledges that may be
        one.
        """
        yield from only_notices(self._asked)
        for tier, ranked in self._tiers.items():
            actors = [one.candidate.actor for one in ranked]
            yield from self._tier_notices(tier, actors)
        peers = [peer.actor for peer in self._all_peers]
        yield from self._tier_notices(PEER, peers)
        yield from self._same_notices()

    def _tier_notices(self, tier: str, actors: Sequence[str]) -> Iterator[Reason]:
        if not actors:
            yield because("tier empty", tier=because(tier))
        elif self._few is not None and len(actors) > self._few:
            yield counting(
                "more contacts",
                actors[self._few :],
                tier=because(tier),
            )

    def _same_notices(self) -> Iterator[Reason]:
        """What follows if two pledges of the aim are one: those involved in either are not
        contacts then.
        """
        hosts = self._aim.hosts
        in_order = self._aim.in_order(hosts)
        links = self._asked.links(
            "MAYBE_SAME_AS",
            "Pledge",
            "Pledge",
            in_order[:MOST_COMPARED],
        )
        pairs = []
        for row in links:
            if row["other"] in hosts:
                pairs.append(_ends(row))
        pairs.sort()
        for pair in pairs[:MOST_LISTED]:
            names = [hosts[host] for host in pair]
            other, one = sorted(names)
            contacts = self._involved_in(*pair)
            # Only then a decision on the two changes this list
            kind = "maybe one, contacts" if contacts else "maybe one"
            yield because(
                kind,
                one=one,
                other=other,
                actors=because("list", names=contacts),
            )

    def _involved_in(self, *hosts: str) -> list[str]:
        """The contacts that are involved in one of some pledges."""
        involved: set[str] = set()
        for host in hosts:
            involved.update(self._aim.involved[host])
        names = []
        for one in self._ranked:
            if one.candidate.actor in involved:
                names.append(one.name)
        return names


def _pledges(one: Ranked) -> set[str]:
    """The pledges that show a candidate or say more of it."""
    return {each.pledge for each in one.candidate.pledges()}


def _ends(link: Selected) -> tuple[str, str]:
    return link["id"], link["other"]


def _aim_name(aim: Aim) -> str | Reason:
    """The aim in words: the pledge, or the countries with the areas."""
    if len(aim.hosts) == 1:
        (name,) = aim.hosts.values()
        return name
    names = set(aim.topics.values())
    topics = [Topic(name) for name in sorted(names)]
    return because(
        "aim",
        countries=sorted(aim.countries),
        topics=because("list", names=topics),
    )


def _aim_notices(aim: Aim) -> Iterator[Reason]:
    """What is in scope, and for each pledge who is in already and what is recorded."""
    if not aim.hosts:
        yield because("no pledge yet")
        return
    hosts = aim.in_order(aim.hosts)
    count = counting("host-country pledges", hosts)
    yield because(
        "aim of",
        hosts=count,
        names=_bounded(hosts, aim.names(hosts)),
    )
    for host in hosts[:MOST_LISTED]:
        lacking = aim.lacking({host})
        involved = aim.names_involved({host})
        yield because(
            "in already" if lacking else "in already, nothing lacking",
            pledge=aim.hosts[host],
            actors=_bounded(list(involved), list(involved.values())),
            recorded=Contributions(aim.recorded[host]),
            lacking=Contributions(lacking),
        )


def _bounded(
    identifiers: Sequence[str],
    names: Sequence[str],
) -> list[Any]:
    """The first names, and how many more there are."""
    found: list[Any] = list(names[:MOST_LISTED])
    more = identifiers[MOST_LISTED:]
    if more:
        found.append(counting("more", more))
    return found
