"""Arrangements in which actors work with others: joint pledges, matches, multi-stakeholder pledges,
platforms.
"""

from __future__ import annotations

import pandas as pd

from pledgegraph.ontology.roles import ORIGIN
from pledgegraph.ontology.spelling import fold

from .frames import renamed, rows_with, rows_without
from .numbered import Numbered
from .parties import Parties
from .roles import present

MULTISTAKEHOLDER = "vocabulary/entity-types/multi-stakeholder"
COVERED = "country-covered"
"""The role of a country that a platform covers: it takes part, but is not a member of the
core group.
"""


def named_after_pledges(graph: Numbered) -> pd.DataFrame:
    """(actor, named_after_pledge): the actors whose name is that of a pledge, and all others.

    The word pledge, or the name of a multi-stakeholder pledge. Of an actor that its source calls
    multi-stakeholder the name may go on: ``Connectivity for Refugees coalition``.
    """
    actors = graph.nodes("Actor", ["name"], "actor")
    names = actors["name"].fillna("").map(fold)
    pledges = _folded_names(graph.current["MultistakeholderPledge"]["name"].to_pylist())
    kinds = graph.pairs("ACTOR_TYPE", "actor", "kind")
    of_several = rows_with(
        kinds,
        "kind",
        graph.number([MULTISTAKEHOLDER]),
    )
    is_pledge = names.str.contains(r"\bpledge\b") | names.isin(pledges)
    # pandas refuses an empty tuple; no name begins with a line end
    begins_so = names.str.startswith(pledges or ("\n",))
    goes_on = actors["actor"].isin(of_several["actor"]) & begins_so
    return actors[["actor"]].assign(named_after_pledge=is_pledge | goes_on)


def _folded_names(names: list[str | None]) -> tuple[str, ...]:
    known = filter(None, names)
    return tuple(sorted(map(fold, known)))


class Arrangements:
    """Who takes part in which arrangement.

    ``participants``: (arrangement, participant_count). ``links``: (actor, arrangement), the
    arrangements in which an actor takes part; a country that a platform covers is no part of them.
    ``pledging``: (arrangement, pledging_count). ``pledged_under``: (actor, arrangement), the
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
        pledges: pd.DataFrame,
        matched: pd.DataFrame,
        parties: Parties,
        nobody: pd.Series,
    ) -> None:
        self._graph = graph
        self._nobody = nobody
        self._submitters = graph.pairs("SUBMITTED_BY", "pledge", "actor")
        parts = rows_with(
            _submitters_and_partners(graph),
            "pledge",
            present(pledges)["pledge"],
        )
        self._parts = rows_without(
            parts.drop_duplicates(),
            "actor",
            nobody,
        )
        self._twins = self._pledges_that_are_arrangements()
        members = graph.pairs("MEMBER_ACTOR", "membership", "actor")
        memberships = graph.pairs("MEMBERSHIP_OF", "membership", "arrangement")
        self._memberships = memberships.merge(members, on="membership")
        every = self._everybody(matched)
        self.participants = _counts(every, parties, "participant_count")
        others = every[~self._is_covered(every)]
        self.links = _of_several(others, self.participants)
        under = self._pledging()
        self.pledging = _counts(under, parties, "pledging_count")
        self.pledged_under = _of_several(under, self.pledging)

    def _everybody(self, matched: pd.DataFrame) -> pd.DataFrame:
        """(arrangement, actor): everybody who takes part in an arrangement."""
        every = pd.concat(
            [
                self._joint(),
                self._matches(matched),
                self._twin_parties(),
                self._memberships[["arrangement", "actor"]],
            ]
        )
        return rows_without(every, "actor", self._nobody).drop_duplicates()

    def _joint(self) -> pd.DataFrame:
        """The submitters and partners of pledges, each pledge as an arrangement."""
        joint = rows_without(
            self._parts,
            "pledge",
            self._twins["pledge"],
        )
        return joint.rename(columns={"pledge": "arrangement"})

    def _matches(self, matched: pd.DataFrame) -> pd.DataFrame:
        """Who brings the support of matches that count, and whose pledge it supports."""
        counted = matched[matched["counts_as_support"]]
        brought = self._graph.pairs("SUPPORTED_BY", "match", "supporter")
        brought = rows_with(brought, "match", counted["match"])
        supporters = _supporting_actors(self._graph, brought)
        hosts = counted[["match", "pledge"]].merge(self._submitters, on="pledge")
        found = pd.concat([supporters, hosts[["match", "actor"]]])
        return found.rename(columns={"match": "arrangement"})

    def _twin_parties(self) -> pd.DataFrame:
        """The parties of pledges that are one with a multi-stakeholder pledge: they are in that
        one.
        """
        parties = self._parts.merge(self._twins, on="pledge")
        return parties[["arrangement", "actor"]]

    def _pledging(self) -> pd.DataFrame:
        """Those whose own pledges are part of a multi-stakeholder pledge, without being it."""
        own = rows_without(
            self._parts,
            "pledge",
            self._twins["pledge"],
        )
        under = own.merge(
            self._graph.pairs("PART_OF", "pledge", "arrangement"),
            on="pledge",
        )
        return under[["arrangement", "actor"]].drop_duplicates()

    def _is_covered(self, every: pd.DataFrame) -> pd.Series:
        """Where an actor takes part only as a country that a platform covers."""
        roles = self._graph.nodes("Membership", ["member_role"], "membership")
        memberships = self._memberships.merge(roles, on="membership")
        is_covered = memberships["member_role"].eq(COVERED)
        keys = ["arrangement", "actor"]
        pairs = pd.MultiIndex.from_frame(every[keys])
        covered = pd.MultiIndex.from_frame(memberships[is_covered][keys])
        # A country may be a member too: then it takes part
        others = pd.MultiIndex.from_frame(memberships[~is_covered][keys])
        is_only_covered = pairs.isin(covered) & ~pairs.isin(others)
        return pd.Series(is_only_covered, every.index)

    def _pledges_that_are_arrangements(self) -> pd.DataFrame:
        """The pledges that are one with a multi-stakeholder pledge: part of it, and of one name or
        nobody's.
        """
        under = self._graph.pairs("PART_OF", "pledge", "arrangement")
        names = self._graph.nodes("MultistakeholderPledge", ["name"], "arrangement")
        titles = self._graph.nodes("Pledge", ["title"], "pledge")
        known = under.merge(names, on="arrangement").merge(titles, on="pledge")
        folded_names = known["name"].fillna("").map(fold)
        folded_titles = known["title"].fillna("").map(fold)
        # Registers list such a pledge once more, as if the arrangement had submitted it
        submitters = rows_without(self._submitters, "actor", self._nobody)
        is_nobodys = ~known["pledge"].isin(submitters["pledge"])
        return known[(folded_names == folded_titles) | is_nobodys]


def _counts(
    links: pd.DataFrame,
    parties: Parties,
    name: str,
) -> pd.DataFrame:
    """(arrangement, count): how many parties there are, of arrangements that more than one is
    in.
    """
    # A government and its ministries are one party: they do not cooperate with each other
    by_party = links.assign(party=parties.of_actors(links["actor"]))
    counts = by_party.groupby("arrangement")["party"].nunique()
    return counts[counts > 1].rename(name).reset_index()


def _of_several(links: pd.DataFrame, counted: pd.DataFrame) -> pd.DataFrame:
    """(actor, arrangement) of the arrangements that more than one party is in."""
    found = rows_with(links, "arrangement", counted["arrangement"])
    return found[["actor", "arrangement"]]


def _submitters_and_partners(graph: Numbered) -> pd.DataFrame:
    """(pledge, actor): the submitters and the joint partners of pledges."""
    submitters = graph.pairs("SUBMITTED_BY", "pledge", "actor")
    partners = graph.pairs("JOINT_WITH", "pledge", "actor")
    return pd.concat([submitters, partners])


def _supporting_actors(graph: Numbered, brought: pd.DataFrame) -> pd.DataFrame:
    """(match, actor): who brings support, themselves or by a pledge that they submitted.

    Args:
        brought: (match, supporter), a supporter being an actor or a pledge.
    """
    actors = graph.nodes("Actor", [], "actor")
    themselves = rows_with(brought, "supporter", actors["actor"])
    submitters = graph.pairs("SUBMITTED_BY", "supporter", "actor")
    by_pledges = brought.merge(submitters, on="supporter")[["match", "actor"]]
    return pd.concat([renamed(themselves, "match", "actor"), by_pledges])


def involved(
    graph: Numbered,
    pledges: pd.DataFrame,
    matched: pd.DataFrame,
    joint: pd.DataFrame,
) -> pd.DataFrame:
    """(pledge, actor): who is already involved in a pledge of a host country or of a country of
    origin: its submitters and joint partners, and those of the support recorded for it.
    """
    is_concerned = pledges["host_country_pledge"] | pledges["role"].eq(ORIGIN)
    concerned = pledges[is_concerned]["pledge"]
    parts = _submitters_and_partners(graph)
    counted = matched[matched["counts_as_support"]][["match", "pledge"]]
    brought = graph.pairs("SUPPORTED_BY", "match", "supporter")
    brought = rows_with(brought, "match", counted["match"])
    supporting = counted.merge(_supporting_actors(graph, brought), on="match")
    jointly = joint.merge(renamed(parts, "pledge_by", "actor"), on="pledge_by")
    every = pd.concat(
        [
            parts,
            supporting[["pledge", "actor"]],
            jointly[["pledge", "actor"]],
        ]
    )
    return rows_with(every, "pledge", concerned).drop_duplicates()
