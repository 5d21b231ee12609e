"""Host-country pledges open to matching; the definitions are in docs/questions.md."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from pledgegraph.queries.asked import Asked
from pledgegraph.queries.coverage import Coverage, asylum_notices
from pledgegraph.queries.grouping import Selected
from pledgegraph.queries.matches import COUNTED, DECLINED, OFFERED, OTHER, Matches
from pledgegraph.queries.naming import by_name, by_short_name, short
from pledgegraph.queries.people import People, population_types
from pledgegraph.queries.pledges import Pledges
from pledgegraph.queries.reasons import (
    Coded,
    Contact,
    Contributions,
    Published,
    Reason,
    Recorded,
    Supporting,
    Topic,
    because,
)
from pledgegraph.queries.related import FEW, Neighbourhood, Related
from pledgegraph.queries.result import Result

MOST_NOTICES = 20
"""Notices of one kind that are told one by one."""
MOST_ITEMISED = 10
"""Pledges of an actor that are named beside a statement about many."""


def answer(asked: Asked) -> Result:
    """See the card."""
    opened = asked.rows("unsupported")
    settled = sorted(
        asked.rows("unsupported.settled"), key=lambda row: (row["pledge"] or row["id"], row["id"])
    )
    first = settled[:MOST_NOTICES]
    hosts = {row["id"]: row for row in [*opened, *settled]}
    support = Support(asked, opened, first)
    rows = [support.row(row) for row in opened]
    coverage = Coverage(asked)
    notices = [
        because(
            "listed", hosts=because("host-country pledges", number=coverage.hosts), count=len(rows)
        ),
        *asylum_notices(asked),
        *(support.settled(row) for row in first),
        *_more("more not listed", len(settled)),
        *_same_notices(asked, hosts),
        *(_aggregate_notices(asked, hosts) if asked.parameters["country"] else ()),
        *_people_notices(asked, support.population_types(), opened),
    ]
    return Result(rows, coverage.sentence(), notices)


class Support:
    """What is recorded for host-country pledges: those that are open to matching, and some that are
    settled.
    """

    def __init__(
        self, asked: Asked, opened: Sequence[Selected], settled: Sequence[Selected]
    ) -> None:
        self._asked = asked
        self._opened = {row["id"] for row in opened}
        self._hosts = Pledges(asked, self._opened | {row["id"] for row in settled})
        self._matches = Matches(asked, self._hosts)
        self._people = People(asked, self._opened, self._hosts)
        few = None if asked.parameters.get("related") == "all" else FEW
        self._neighbourhood = Neighbourhood(asked, self._hosts, few)

    def row(self, host: Selected) -> dict[str, Any]:
        """A row of the answer."""
        pledge, hosts = host["id"], self._hosts
        submitters = hosts.submitters[pledge]
        contacts = list(self._contacts(pledge))
        topics = sorted(hosts.topics[pledge].items(), key=lambda topic: (topic[1], topic[0]))
        forum = hosts.forums.get(pledge)
        return {
            **host,
            "host": "; ".join(by_short_name(submitters.values())) or None,
            "host_ids": sorted(submitters),
            "country": "; ".join(sorted(hosts.countries[pledge])) or None,
            "areas": [Topic(name) for name in sorted({name for _, name in topics})],
            "area_ids": sorted(hosts.topics[pledge]),
            "forum": Published("forums", forum["name"]) if forum else None,
            "standing": Coded("standings", host["standing"]) if host["standing"] else None,
            "own_means": [Contributions(frozenset({code})) for code in hosts.own_means[pledge]],
            "own_means_only": bool(hosts.own_means[pledge]) and host["asks"] is not True,
            "people_from": self._people.from_situation(pledge),
            "stage": Coded("implementation-stages", host["stage"]) if host["stage"] else None,
            "people_types": population_types(hosts.people_types[pledge]),
            "support": self._level(host),
            "support_sentence": list(self._sentences(host)),
            "related": contacts + list(self._untold(pledge)),
            "related_ids": sorted({contact.actor_id for contact in contacts}),
            "related_pledge_ids": sorted(self._related[pledge].nearest),
        }

    @cached_property
    def _related(self) -> Mapping[str, Related]:
        """Host's pledge → its related ones."""
        return {host: self._neighbourhood.related(host, self._tied(host)) for host in self._opened}

    def _tied(self, host: str) -> set[str]:
        """The pledges that a source or the rule for joint support ties to a host's pledge."""
        tied = self._matches.pledges(host) | set(self._joint.get(host, ()))
        return (
            tied if self._hosts.submitters[host] else {*tied, host}
        )  # nothing else keeps it from itself

    @cached_property
    def _joint(self) -> Mapping[str, list[str]]:
        """Host's pledge → those that support it jointly."""
        found: dict[str, list[str]] = {}
        for row in self._asked.links("JOINTLY_SUPPORTED_BY", "Pledge", "Pledge", self._hosts.ids):
            found.setdefault(row["id"], []).append(row["other"])
        return found

    @cached_property
    def _others(self) -> Pledges:
        """The pledges that the answer tells of: related and joint ones."""
        related = {pledge for found in self._related.values() for pledge in found.nearest}
        return Pledges(self._asked, related.union(*self._joint.values()))

    def population_types(self) -> set[str]:
        """The codes of the population types that the figures of the open ones count."""
        return {code for host in self._opened for code in self._hosts.people_types[host]}

    def settled(self, host: Selected) -> Reason:
        """Why a host-country pledge is not open to matching."""
        pledge, name, level = host["id"], _name(host), host["support"]
        if host["stage"] == "fulfilled":
            return because("not listed, fulfilled", pledge=name)
        if level == "joint":
            joint = self._joint_in_order(pledge)
            through = [self._supporting(each, pledge) for each in joint]
            others = [
                because("pledge by", pledge=each.pledge, actors=because("list", names=each.actors))
                for each in through
            ]
            return because("not listed, joint", pledge=name, others=others)
        counted = self._matches.of(pledge, COUNTED)
        kind = "not listed, matched, requested" if host["asks"] is True else "not listed, matched"
        return because(kind, pledge=name, matches=counted, extent=_extent(counted))

    def _level(self, host: Selected) -> Reason:
        """The level with what shows it."""
        level, pledge = host["support"], host["id"]
        if level == "partly-supported":
            return because("level partly-supported", matches=self._matches.of(pledge, COUNTED))
        if level == "joint":
            return because(
                "level joint",
                pledges=[self._others.name(each) for each in self._joint_in_order(pledge)],
            )
        if level == "related":
            related = self._related[pledge]
            names = [self._others.name(each) for each in related.nearest]
            more = related.count - len(names)
            return because(
                "level related and more" if more else "level related", pledges=names, count=more
            )
        return because("level none-recorded")

    def _sentences(self, host: Selected) -> Iterator[Reason]:
        """What the sources record, in words that can be read aloud."""
        pledge, level = host["id"], host["support"]
        if level == "partly-supported":
            yield because("supported in part", matches=self._matches.of(pledge, COUNTED))
        elif level == "joint":
            joint = self._joint_in_order(pledge)
            yield because(
                "jointly supported", pledges=[self._supporting(each, pledge) for each in joint]
            )
        else:
            yield because("none recorded")
        if host["asks"] is True:
            words = host["asks_words"]
            yield because("requested in words", words=words) if words else because("requested")
        for kind, told in ((OFFERED, "offered"), (OTHER, "other means"), (DECLINED, "declined")):
            found = self._matches.of(pledge, kind)
            if found:
                yield because(told, matches=found)
        yield from self._related_sentences(pledge)
        own = self._hosts.own_means[pledge]
        if own:
            yield because("own means", contributions=own)
        if host["basis"] == "inferred":
            yield because("role inferred")
        yield from self._people.sentences(host)
        for text in self._people.notes.get(pledge, ()):
            yield because("reported, not official", text=text)
        if host["note"]:
            yield because("note", note=host["note"])

    def _related_sentences(self, host: str) -> Iterator[Reason]:
        for pledge in self._related[host].nearest:
            arrangement = self._arrangement(host, pledge)
            told = self._supporting(pledge)
            if arrangement:
                yield because("related by arrangement", pledge=told, arrangement=arrangement)
            else:
                yield because("related", pledge=told)
        yield from self._untold(host)

    def _untold(self, host: str) -> Iterator[Reason]:
        """How many related pledges are not told."""
        more = self._related[host].count - len(self._related[host].nearest)
        if more:
            yield because("more related", number=more)

    def _contacts(self, host: str) -> Iterator[Contact]:
        """Who brings what; partners without a contribution of their own last; nobody of a pledge
        that has ended.
        """
        own = self._neighbourhood.own_actors(host)
        running = [each for each in self._related[host].nearest if not self._others.has_ended(each)]
        for is_partner, actors_of in (
            (False, self._others.submitters),
            (True, self._others.partners),
        ):
            for pledge in running:
                arrangement, name = self._arrangement(host, pledge), self._others.name(pledge)
                contributions = frozenset(self._others.contributions[pledge])
                for actor, actor_name in by_name(actors_of[pledge]):
                    submitted = is_partner and actor in self._others.submitters[pledge]
                    if actor not in own and not submitted:
                        yield Contact(
                            actor, actor_name, name, contributions, arrangement, is_partner
                        )

    def _arrangement(self, host: str, pledge: str) -> str:
        """By which arrangement a pledge and a host's share a place; empty where both name the
        country.
        """
        hosts, others = self._hosts, self._others
        if hosts.countries[host] & others.countries[pledge]:
            return ""
        here, there = hosts.arrangements[host], others.arrangements[pledge]
        for country in sorted(hosts.countries[host] | here.keys()):
            if country in there or country in others.countries[pledge]:
                return there.get(country) or here[country]
        return ""

    def _supporting(self, pledge: str, host: str = "") -> Supporting:
        """A pledge as a sentence tells it; with a host, its own actors are left out."""
        others = self._others
        own = self._neighbourhood.own_actors(host) if host else set()
        submitters = others.submitters[pledge]
        named = by_short_name(name for actor, name in submitters.items() if actor not in own)
        part_of = (
            [short(name) for name in by_short_name(submitters.values())]
            if others.partners[pledge]
            else []
        )
        contributions = frozenset(others.contributions[pledge])
        return Supporting(
            others.name(pledge),
            named,
            contributions,
            others.amount(pledge),
            part_of,
            others.has_ended(pledge),
        )

    def _joint_in_order(self, host: str) -> list[str]:
        """The pledges that support a host's jointly, by name."""
        return sorted(self._joint[host], key=lambda pledge: (self._others.name(pledge), pledge))


def _by_whom(pledge: Supporting) -> Reason:
    """``PF077 by Government of Denmark``."""
    return because("pledge by", pledge=pledge.pledge, actors=because("list", names=pledge.actors))


def _extent(counted: Sequence[Recorded]) -> Reason:
    """What is not known of how much matches cover; what is known stands with each match."""
    unstated = sum(match.extent == "not-stated" for match in counted)
    if not unstated:
        return because("nothing")
    if unstated == len(counted):
        return because("extent not stated")
    return because("extent not stated for", count=unstated, all=len(counted))


def _more(kind: str, count: int) -> Iterator[Reason]:
    """How many notices of a kind are not told one by one."""
    if count > MOST_NOTICES:
        yield because(kind, count=count - MOST_NOTICES)


def _name(host: Selected) -> str:
    return str(host["pledge"] or host["id"])


def _same_notices(asked: Asked, hosts: Mapping[str, Selected]) -> Iterator[Reason]:
    """Pledges that may be one; where support is recorded for one of them alone, what follows either
    way.
    """
    links = asked.links("MAYBE_SAME_AS", "Pledge", "Pledge", set(hosts))
    pairs = [
        sorted((hosts[row["id"]], hosts[row["other"]]), key=_name)
        for row in links
        if row["other"] in hosts
    ]
    ordered = sorted(pairs, key=lambda pair: (_name(pair[1]), _name(pair[0])))
    for other, one in ordered[:MOST_NOTICES]:
        supported = [host for host in (one, other) if host["support"] in ("joint", "matched")]
        if len(supported) == 1:
            bare = one if supported[0] is other else other
            kind = "maybe one, supported"
            yield because(
                kind,
                one=_name(one),
                other=_name(other),
                supported=_name(supported[0]),
                bare=_name(bare),
            )
        else:
            yield because("maybe one", one=_name(one), other=_name(other))
    yield from _more("more maybe one", len(ordered))


def _aggregate_notices(asked: Asked, hosts: Mapping[str, Selected]) -> Iterator[Reason]:
    """What sources tell of many pledges by one of the hosts' submitters."""
    submitters = asked.links("SUBMITTED_BY", "Pledge", "Actor", set(hosts), "name")
    names = {row["other"]: row["name"] for row in submitters}
    columns = ("official_identifier", "local_identifier", "title", "pledge_count")
    told = asked.links_to("SUBMITTED_BY", "PledgeAggregate", "Actor", set(names), *columns)
    told = [row for row in told if row["pledge_count"] is not None]
    itemised: dict[str, list[str]] = {}
    for row in asked.links_to(
        "SUBMITTED_BY", "Pledge", "Actor", {row["id"] for row in told}, "cited_as", "standing"
    ):
        if row["standing"] != "withdrawn":
            itemised.setdefault(row["id"], []).append(row["cited_as"])
    for row in sorted(told, key=lambda row: (row["other"], row["id"])):
        own = sorted(itemised.get(row["id"], ()))
        yield because(
            "aggregate" if len(own) <= MOST_ITEMISED else "aggregate and more",
            pledges=because("pledges", number=row["pledge_count"]),
            actor=names[row["id"]],
            name=row["official_identifier"] or row["local_identifier"],
            title=row["title"],
            itemised=own[:MOST_ITEMISED],
        )


def _people_notices(
    asked: Asked, types: Collection[str], opened: Sequence[Selected]
) -> Iterator[Reason]:
    """Of which people the figures are, and where from."""
    sources = asked.manifest["sources"]
    files = [
        s["file"].rpartition("/")[2] for s in sources if s.get("kind", s["layout"]) == "population"
    ]
    years = sorted({str(row["people_year"]) for row in opened if row["people_year"] is not None})
    if files and years:
        yield because(
            "people",
            types=population_types(types),
            years=because("list", names=years),
            files=files,
        )
