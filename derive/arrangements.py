"""Arrangements in which actors work with others: joint pledges, matches, multi-stakeholder pledges,
platforms.
"""

from __future__ import annotations

import re

import numpy as np

from pledgegraph.ontology.roles import ORIGIN
from pledgegraph.ontology.spelling import fold

from .numbered import Numbered
from .parties import Parties
from .roles import present
from .rows import Array, Rows, rows_with, rows_without, stacked

MULTISTAKEHOLDER = "vocabulary/entity-types/multi-stakeholder"
COVERED = "country-covered"
"""The role of a country that a platform covers: it takes part, but is not a member of the
core group.
"""
_PLEDGE = re.compile(r"\bpledge\b")


def named_after_pledges(graph: Numbered) -> Rows:
    """(actor, named_after_pledge): the actors whose name is that of a pledge, and all others.

    The word pledge, or the name of a multi-stakeholder pledge. Of an actor that its source calls
    multi-stakeholder the name may go on: ``Connectivity for Refugees coalition``.
    """
    actors = graph.nodes("Actor", ["name"], "actor")
    pledges = _folded_names(graph.current["MultistakeholderPledge"]["name"].to_pylist())
    kinds = graph.pairs("ACTOR_TYPE", "actor", "kind")
    of_several = rows_with(
        kinds,
        "kind",
        graph.number([MULTISTAKEHOLDER], ["Concept"]),
    )
    may_go_on = np.isin(actors["actor"], of_several["actor"])
    named = []
    for name, goes_on in zip(actors["name"], may_go_on, strict=True):
        folded = fold(name or "")
        says_pledge = _PLEDGE.search(folded) is not None
        is_one = folded in pledges
        begins_so = goes_on and folded.startswith(pledges)
        named.append(says_pledge or is_one or begins_so)
    flags = np.array(named, bool)
    return actors.select("actor").having(named_after_pledge=flags)


def _folded_names(names: list[str | None]) -> tuple[str, ...]:
    known = filter(None, names)
    return tuple(sorted(map(fold, known)))


class Arrangements:
    """Who takes part in which arrangement.

    ``participants``: (arrangement, count of parties). ``links``: (actor, arrangement), the
    arrangements in which an actor takes part; a country that a platform covers is no part of them.
    ``pledging``: (arrangement, count). ``pledged_under``: (actor, arrangement), the
    multi-stakeholder pledges of which a pledge of the actor is part.

    Args:
        graph: the current tables.
        pledges: ``pledge`` (number) and ``standing``.
        matched: the matches, as ``matches`` gives them.
        parties: who is one party.
        nobody: the actors that nobody can be approached as.
    """

    def __init__(
        self,
        graph: Numbered,
        pledges: Rows,
        matched: Rows,
        parties: Parties,
        nobody: Array,
    ) -> None:
        self._graph = graph
        self._nobody = nobody
        self._submitters = graph.pairs("SUBMITTED_BY", "pledge", "actor")
        parts = rows_with(
            submitters_and_partners(graph),
            "pledge",
            present(pledges)["pledge"],
        )
        self._parts = rows_without(
            parts,
            "actor",
            nobody,
        )
        self._twins = self._pledges_that_are_arrangements()
        members = graph.pairs("MEMBER_ACTOR", "membership", "actor")
        memberships = graph.pairs("MEMBERSHIP_OF", "membership", "arrangement")
        self._memberships = memberships.joined(members, "membership")
        every = self._everybody(matched)
        self.participants = _counts(every, parties)
        others = every.where(~self._is_covered(every))
        self.links = _of_several(others, self.participants)
        under = self._pledging()
        self.pledging = _counts(under, parties)
        self.pledged_under = _of_several(under, self.pledging)

    def _everybody(self, matched: Rows) -> Rows:
        """(arrangement, actor): everybody who takes part in an arrangement."""
        every = stacked(
            self._joint(),
            self._matches(matched),
            self._twin_parties(),
            self._memberships.select("arrangement", "actor"),
        )
        return rows_without(every, "actor", self._nobody).unique()

    def _joint(self) -> Rows:
        """The submitters and partners of pledges, each pledge as an arrangement."""
        joint = rows_without(
            self._parts,
            "pledge",
            self._twins["pledge"],
        )
        return joint.renamed("arrangement", "actor")

    def _matches(self, matched: Rows) -> Rows:
        """Who brings the support of matches that count, and whose pledge it supports."""
        counted = _counting(matched)
        brought = self._graph.pairs("SUPPORTED_BY", "match", "supporter")
        brought = rows_with(brought, "match", counted["match"])
        supporters = supporting_actors(self._graph, brought)
        hosts = counted.joined(self._submitters, "pledge")
        found = stacked(supporters, hosts.select("match", "actor"))
        return found.renamed("arrangement", "actor")

    def _twin_parties(self) -> Rows:
        """The parties of pledges that are one with a multi-stakeholder pledge: they are in that
        one.
        """
        parties = self._parts.joined(self._twins, "pledge")
        return parties.select("arrangement", "actor")

    def _pledging(self) -> Rows:
        """Those whose own pledges are part of a multi-stakeholder pledge, without being it."""
        own = rows_without(
            self._parts,
            "pledge",
            self._twins["pledge"],
        )
        under = own.joined(
            self._graph.pairs("PART_OF", "pledge", "arrangement"),
            "pledge",
        )
        return under.select("arrangement", "actor").unique()

    def _is_covered(self, every: Rows) -> Array:
        """Where an actor takes part only as a country that a platform covers."""
        roles = self._graph.nodes("Membership", ["member_role"], "membership")
        memberships = self._memberships.joined(roles, "membership")
        is_covered = memberships["member_role"] == COVERED
        keys = ("arrangement", "actor")
        as_covered = every.found_in(memberships.where(is_covered), *keys)
        # A country may be a member too: then it takes part
        otherwise = every.found_in(memberships.where(~is_covered), *keys)
        return as_covered & ~otherwise

    def _pledges_that_are_arrangements(self) -> Rows:
        """(pledge, arrangement): the pledges that are one with a multi-stakeholder pledge: part of
        it, and of one name or nobody's.
        """
        under = self._graph.pairs("PART_OF", "pledge", "arrangement")
        names = self._graph.nodes("MultistakeholderPledge", ["name"], "arrangement")
        titles = self._graph.nodes("Pledge", ["title"], "pledge")
        known = under.joined(names, "arrangement")
        known = known.joined(titles, "pledge")
        has_one_name = []
        for name, title in known.select("name", "title").tuples():
            folded = fold(name or "")
            is_title = folded == fold(title or "")
            has_one_name.append(is_title)
        # Registers list such a pledge once more, as if the arrangement had submitted it
        submitters = rows_without(self._submitters, "actor", self._nobody)
        is_nobodys = ~np.isin(known["pledge"], submitters["pledge"])
        is_one = np.array(has_one_name, bool) | is_nobodys
        twins = known.where(is_one)
        return twins.select("pledge", "arrangement")


def _counts(links: Rows, parties: Parties) -> Rows:
    """(arrangement, count): how many parties there are, of arrangements that more than one is
    in.
    """
    # A government and its ministries are one party: they do not cooperate with each other
    by_party = Rows(
        arrangement=links["arrangement"],
        party=parties.of_actors(links["actor"]),
    )
    counts = by_party.unique().counted("arrangement")
    return counts.where(counts["count"] > 1)


def _of_several(links: Rows, counted: Rows) -> Rows:
    """(actor, arrangement) of the arrangements that more than one party is in."""
    found = rows_with(links, "arrangement", counted["arrangement"])
    return found.select("actor", "arrangement")


def _counting(matched: Rows) -> Rows:
    """(match, pledge) of the matches that count."""
    counts = matched["counts_as_support"]
    return matched.where(counts).select("match", "pledge")


def submitters_and_partners(graph: Numbered) -> Rows:
    """(pledge, actor): the submitters and the joint partners of pledges."""
    submitters = graph.pairs("SUBMITTED_BY", "pledge", "actor")
    partners = graph.pairs("JOINT_WITH", "pledge", "actor")
    return stacked(submitters, partners).unique()


def supporting_actors(graph: Numbered, brought: Rows) -> Rows:
    """(match, actor): who brings support, themselves or by a pledge that they submitted.

    Args:
        brought: (match, supporter), a supporter being an actor or a pledge.
    """
    actors = graph.nodes("Actor", [], "actor")
    themselves = rows_with(brought, "supporter", actors["actor"])
    submitters = graph.pairs("SUBMITTED_BY", "supporter", "actor")
    by_pledges = brought.joined(submitters, "supporter")
    return stacked(
        themselves.renamed("match", "actor"),
        by_pledges.select("match", "actor"),
    )


def involved(
    graph: Numbered,
    pledges: Rows,
    matched: Rows,
    joint: Rows,
) -> Rows:
    """(pledge, actor): who is already involved in a pledge of a host country or of a country of
    origin: its submitters and joint partners, and those of the support recorded for it.
    """
    is_origin = pledges["role"] == ORIGIN
    is_concerned = pledges["host_country_pledge"] | is_origin
    concerned = pledges["pledge"][is_concerned]
    parts = submitters_and_partners(graph)
    counted = _counting(matched)
    brought = graph.pairs("SUPPORTED_BY", "match", "supporter")
    brought = rows_with(brought, "match", counted["match"])
    supporting = counted.joined(supporting_actors(graph, brought), "match")
    jointly = joint.joined(parts.renamed("pledge_by", "actor"), "pledge_by")
    every = stacked(
        parts,
        supporting.select("pledge", "actor"),
        jointly.select("pledge", "actor"),
    )
    return rows_with(every, "pledge", concerned)
