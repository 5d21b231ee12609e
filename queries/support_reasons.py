"""Reasons for host-country pledges: what the sources record as their support, in part, jointly or
by related pledges, and what of it does not count.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from .asked import Asked
from .grouping import Lists, Selected, lists_by
from .matches import COUNTED, DECLINED, OFFERED, OTHER, Matches
from .naming import by_name, by_short_name, short
from .people import People
from .pledges import Arrangement, Names, Pledges
from .reasons import Contact, Reason, Recorded, Supporting, because
from .related import FEW, Neighbourhood, Related

NOT_COUNTED = {
    OFFERED: "offered",
    OTHER: "other means",
    DECLINED: "declined",
}
"""Kinds of matches that are shown and do not count, each with its sentence."""


class SupportReasons:
    """What is recorded for some host-country pledges; ``opened`` are those that an answer lists."""

    def __init__(
        self,
        asked: Asked,
        opened: Collection[str],
        hosts: Pledges,
        people: People,
    ) -> None:
        self._asked = asked
        self._opened = opened
        self._hosts = hosts
        self._people = people
        self._matches = Matches(asked, hosts)
        wants_all = asked.parameters.get("related") == "all"
        few = None if wants_all else FEW
        self._neighbourhood = Neighbourhood(asked, hosts, few)

    @cached_property
    def related(self) -> Mapping[str, Related]:
        """Host's pledge → its related ones."""
        found = {}
        for host in self._opened:
            tied = self._tied(host)
            found[host] = self._neighbourhood.related(host, tied)
        return found

    def _tied(self, host: str) -> set[str]:
        """The pledges that a source or the rule for joint support ties to a host's pledge."""
        tied = self._matches.pledges(host)
        joint = self._joint.get(host, ())
        tied.update(joint)
        if not self._hosts.submitters[host]:
            # The pledges of its parties are left out elsewhere; without a submitter it has none,
            # and would be related to itself.
            tied.add(host)
        return tied

    @cached_property
    def _joint(self) -> Lists:
        """Host's pledge → those that support it jointly."""
        links = self._asked.links(
            "JOINTLY_SUPPORTED_BY",
            "Pledge",
            "Pledge",
            self._hosts.ids,
        )
        return lists_by(links, "id", "other")

    @cached_property
    def _others(self) -> Pledges:
        """The related and the joint pledges, whose details are read once for all hosts."""
        ids: set[str] = set()
        for joint in self._joint.values():
            ids.update(joint)
        for related in self.related.values():
            ids.update(related.nearest)
        return Pledges(self._asked, ids)

    def recorded(self, pledge: str) -> set[str]:
        """The contribution types that are recorded for a host's pledge: its own, and those of its
        support.
        """
        found = set(self._hosts.contributions[pledge])
        for match in self._matches.of(pledge, COUNTED):
            found |= match.contributions
        for joint in self._joint.get(pledge, ()):
            found |= self._others.contributions[joint]
        return found

    def settled(self, host: Selected) -> Reason:
        """Why a host-country pledge is not open to matching."""
        pledge = host["id"]
        name = name_of(host)
        if host["stage"] == "fulfilled":
            return because("not listed, fulfilled", pledge=name)
        if host["support"] == "joint":
            joint = self._jointly(pledge)
            through = list(map(_by_whom, joint))
            return because("not listed, joint", pledge=name, others=through)
        counted = self._matches.of(pledge, COUNTED)
        kind = "not listed, matched"
        if host["asks"] is True:
            kind = "not listed, matched, requested"
        return because(
            kind,
            pledge=name,
            matches=counted,
            extent=_extent(counted),
        )

    def level(self, host: Selected) -> Reason:
        """The level with what shows it."""
        level = host["support"]
        pledge = host["id"]
        if level == "partly-supported":
            counted = self._matches.of(pledge, COUNTED)
            return because("level partly-supported", matches=counted)
        if level == "joint":
            names = self._names(self._joint_in_order(pledge))
            return because("level joint", pledges=names)
        if level == "related":
            related = self.related[pledge]
            names = self._names(related.nearest)
            more = related.count - len(names)
            kind = "level related and more" if more else "level related"
            return because(kind, pledges=names, count=more)
        return because("level none-recorded")

    def shown_by(self, host: Selected) -> Sequence[Recorded | Supporting]:
        """The support that a source, or the rule for joint support, ties to a pledge; of one with
        none the nearest related pledges.
        """
        pledge = host["id"]
        level = host["support"]
        if level == "joint":
            return self._jointly(pledge)
        if level == "related":
            nearest = self.related[pledge].nearest
            return [self._supporting(each) for each in nearest]
        return self._matches.of(pledge, COUNTED)

    def _names(self, pledges: Iterable[str]) -> list[str]:
        """How answers cite related or joint pledges."""
        return [self._others.name(pledge) for pledge in pledges]

    def sentences(self, host: Selected) -> Iterator[Reason]:
        """What the sources record, in words that can be read aloud."""
        yield from self._tied_sentences(host)
        yield from self._related_sentences(host["id"])
        yield from self._stated_sentences(host)

    def own_sentences(self, host: Selected) -> Iterator[Reason]:
        """The same without related pledges, for who lists them apart."""
        yield from self._tied_sentences(host)
        yield from self._stated_sentences(host)

    def _tied_sentences(self, host: Selected) -> Iterator[Reason]:
        """The support that a source ties to the pledge, asked for, offered or otherwise not
        counted.
        """
        pledge = host["id"]
        yield self._support(host)
        if host["asks"] is True:
            yield _request(host)
        for kind, sentence in NOT_COUNTED.items():
            found = self._matches.of(pledge, kind)
            if found:
                yield because(sentence, matches=found)

    def _stated_sentences(self, host: Selected) -> Iterator[Reason]:
        """What else the source states, and what it does not."""
        pledge = host["id"]
        own = self._hosts.own_means[pledge]
        if own:
            yield because("own means", contributions=own)
        # What no source states is said, because a reader may know better
        if host["basis"] == "inferred":
            yield because("role inferred")
        yield from self._people.sentences(host)
        for text in self._people.notes.get(pledge, ()):
            yield because("reported, not official", text=text)
        if host["note"]:
            yield because("note", note=host["note"])

    def _support(self, host: Selected) -> Reason:
        """The support that counts, if there is any."""
        pledge = host["id"]
        if host["support"] == "partly-supported":
            counted = self._matches.of(pledge, COUNTED)
            return because("supported in part", matches=counted)
        if host["support"] == "matched":
            counted = self._matches.of(pledge, COUNTED)
            return because(
                "supported",
                matches=counted,
                extent=_extent(counted),
            )
        if host["support"] == "joint":
            return because("jointly supported", pledges=self._jointly(pledge))
        return because("none recorded")

    def _related_sentences(self, host: str) -> Iterator[Reason]:
        for pledge in self.related[host].nearest:
            arrangement = self._arrangement(host, pledge)
            supporting = self._supporting(pledge)
            if arrangement:
                yield because(
                    "related by arrangement",
                    pledge=supporting,
                    arrangement=arrangement,
                )
            else:
                yield because("related", pledge=supporting)
        yield from self.more_related(host)

    def more_related(self, host: str) -> Iterator[Reason]:
        """How many related pledges are not listed one by one."""
        related = self.related[host]
        more = related.count - len(related.nearest)
        if more:
            yield because("more related", number=more)

    def contacts(self, host: str) -> Iterator[Contact]:
        """Who brings what; partners without a contribution of their own last; nobody of a pledge
        that has ended.
        """
        others = self._others
        own = self._neighbourhood.own_actors(host)
        running = []
        for pledge in self.related[host].nearest:
            if others.counts_no_more(pledge) or others.is_left_out(pledge):
                continue
            running.append(pledge)
        for pledge in running:
            submitters = others.submitters[pledge]
            actors = _without(submitters, own)
            yield from self._contacts_of(host, pledge, actors)
        for pledge in running:
            submitters = others.submitters[pledge]
            partners = others.partners[pledge]
            # Who submits and is a partner is listed above already
            left_out = own | submitters.keys()
            actors = _without(partners, left_out)
            yield from self._contacts_of(
                host,
                pledge,
                actors,
                is_partner=True,
            )

    def _contacts_of(
        self,
        host: str,
        pledge: str,
        actors: Names,
        *,
        is_partner: bool = False,
    ) -> Iterator[Contact]:
        # Most pledges have no partner, and nothing has to be worked out for them
        if not actors:
            return
        name = self._others.name(pledge)
        types = self._others.contributions[pledge]
        contributions = frozenset(types)
        arrangement = self._arrangement(host, pledge)
        for actor, actor_name in by_name(actors):
            yield Contact(
                actor,
                actor_name,
                name,
                contributions,
                arrangement,
                is_partner,
                self._others.has_ended(pledge),
            )

    def _arrangement(self, host: str, pledge: str) -> Arrangement:
        """By which arrangement a pledge and a host's share a place; empty where both name the
        country.
        """
        named_here = self._hosts.countries[host]
        named_there = self._others.countries[pledge]
        if named_here & named_there:
            return ""
        here = self._hosts.arrangements[host]
        there = self._others.arrangements[pledge]
        places_there = named_there | there.keys()
        # By code: of several countries that they share every run names the same one
        for country in sorted(named_here | here.keys()):
            if country in places_there:
                arrangement = there.get(country)
                return arrangement or here[country]
        return ""

    def _jointly(self, host: str) -> list[Supporting]:
        """The pledges that support a host's jointly, without the host's own actors."""
        own = self._neighbourhood.own_actors(host)
        pledges = self._joint_in_order(host)
        return [self._supporting(pledge, own) for pledge in pledges]

    def _supporting(
        self,
        pledge: str,
        left_out: Collection[str] = (),
    ) -> Supporting:
        """A pledge as a sentence shows it, without some of its submitters."""
        others = self._others
        submitters = others.submitters[pledge]
        named = _without(submitters, left_out)
        part_of: list[str] = []
        # With partners, the sentence says whose joint pledge it is
        if others.partners[pledge]:
            names = by_short_name(submitters.values())
            part_of = list(map(short, names))
        return Supporting(
            pledge=others.name(pledge),
            actors=by_short_name(named.values()),
            contributions=frozenset(others.contributions[pledge]),
            amount=others.amount(pledge),
            part_of=part_of,
            has_ended=others.has_ended(pledge),
        )

    def _joint_in_order(self, host: str) -> list[str]:
        """The pledges that support a host's jointly, by name."""

        def name_and_id(pledge: str) -> tuple[str, str]:
            return self._others.name(pledge), pledge

        return sorted(self._joint[host], key=name_and_id)


def name_of(host: Selected) -> str:
    """How answers cite a host's pledge."""
    return str(host["pledge"] or host["id"])


def _without(actors: Names, left_out: Collection[str]) -> Names:
    kept = {}
    for actor, name in actors.items():
        if actor not in left_out:
            kept[actor] = name
    return kept


def _request(host: Selected) -> Reason:
    """That support is requested, in the source's words where it has some."""
    words = host["asks_words"]
    if words:
        return because("requested in words", words=words)
    return because("requested")


def _by_whom(pledge: Supporting) -> Reason:
    """``PF077 by Government of Denmark``."""
    actors = because("list", names=pledge.actors)
    return because("pledge by", pledge=pledge.pledge, actors=actors)


def _extent(counted: Sequence[Recorded]) -> Reason:
    """What is not known of how much matches cover; what is known is said with each match."""
    # Unknown is not part and not full: a reader must not take it for either
    extents = [match.extent for match in counted]
    unstated = extents.count("not-stated")
    if not unstated:
        return because("nothing")
    count = len(counted)
    if unstated == count:
        return because("extent not stated")
    return because("extent not stated for", count=unstated, all=count)
