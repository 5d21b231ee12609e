"""Arrangements in which actors work with others: joint pledges, matches, multi-stakeholder pledges,
platforms.
"""

from __future__ import annotations

import pandas as pd

from pledgegraph.ontology.roles import ORIGIN
from pledgegraph.ontology.spelling import fold

from .numbered import Numbered
from .parties import Parties

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
    known = graph.current["MultistakeholderPledge"]["name"].to_pylist()
    pledges = tuple(sorted(fold(name) for name in known if name))
    kinds = graph.pairs("ACTOR_TYPE", "actor", "kind")
    of_several = kinds[kinds["kind"].isin(graph.number([MULTISTAKEHOLDER]))]["actor"]
    is_pledge = names.str.contains(r"\bpledge\b") | names.isin(pledges)
    goes_on = actors["actor"].isin(of_several) & names.str.startswith(pledges or ("\n",))
    return actors[["actor"]].assign(named_after_pledge=is_pledge | goes_on)


class Arrangements:
    """Who takes part in which arrangement.

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
        self._graph, self._matched, self._nobody = graph, matched, nobody
        present = pledges[pledges["standing"].ne("withdrawn")]["pledge"]
        links = [graph.pairs(name, "pledge", "actor") for name in ("SUBMITTED_BY", "JOINT_WITH")]
        parts = pd.concat(links).drop_duplicates()
        self._parts = parts[parts["pledge"].isin(present) & ~parts["actor"].isin(nobody)]
        self._of_platforms = graph.pairs("MEMBERSHIP_OF", "membership", "arrangement").merge(
            graph.pairs("MEMBER_ACTOR", "membership", "actor"), on="membership"
        )
        every = pd.concat([self._joint(), self._matches(), self._twin_parties(), self._members()])
        every = every[~every["actor"].isin(nobody)].drop_duplicates()
        self.participants = self._counts(every, parties, "participant_count")
        core = every[~self._is_covered(every)]
        self.links = core[core["arrangement"].isin(self.participants["arrangement"])][
            ["actor", "arrangement"]
        ]
        under = self._pledging()
        self.pledging = self._counts(under, parties, "pledging_count")
        self.pledged_under = under[under["arrangement"].isin(self.pledging["arrangement"])][
            ["actor", "arrangement"]
        ]

    def _counts(self, links: pd.DataFrame, parties: Parties, name: str) -> pd.DataFrame:
        """(arrangement, count): how many parties there are, of arrangements that more than one is
        in.
        """
        counts = (
            links.assign(party=parties.of_actors(links["actor"]))
            .groupby("arrangement")["party"]
            .nunique()
        )
        return counts[counts > 1].rename(name).reset_index()

    def _joint(self) -> pd.DataFrame:
        joint = self._parts[~self._parts["pledge"].isin(self._twins["pledge"])]
        return joint.rename(columns={"pledge": "arrangement"})

    def _matches(self) -> pd.DataFrame:
        """Who brings the support of matches that count, and whose pledge it supports."""
        counted = self._matched[self._matched["counts_as_support"]]
        brought = self._graph.pairs("SUPPORTED_BY", "match", "actor")
        brought = brought[brought["match"].isin(counted["match"])]
        through = brought.rename(columns={"actor": "pledge"}).merge(self._submitters, on="pledge")
        actors = self._graph.nodes("Actor", [], "actor")["actor"]
        hosts = counted[["match", "pledge"]].merge(self._submitters, on="pledge")
        found = pd.concat([brought[brought["actor"].isin(actors)], through, hosts])
        return found[["match", "actor"]].rename(columns={"match": "arrangement"})

    @property
    def _submitters(self) -> pd.DataFrame:
        return self._graph.pairs("SUBMITTED_BY", "pledge", "actor")

    def _twin_parties(self) -> pd.DataFrame:
        """The parties of pledges that are one with a multi-stakeholder pledge: they are in that
        one.
        """
        return self._parts.merge(self._twins, on="pledge")[["arrangement", "actor"]]

    def _pledging(self) -> pd.DataFrame:
        """Those whose own pledges are part of a multi-stakeholder pledge, without being it."""
        own = self._parts[~self._parts["pledge"].isin(self._twins["pledge"])]
        under = own.merge(self._graph.pairs("PART_OF", "pledge", "arrangement"), on="pledge")
        return under[["arrangement", "actor"]].drop_duplicates()

    def _members(self) -> pd.DataFrame:
        return self._of_platforms[["arrangement", "actor"]]

    def _is_covered(self, every: pd.DataFrame) -> pd.Series:
        """Where an actor takes part only as a country that a platform covers."""
        roles = self._graph.nodes("Membership", ["member_role"], "membership")
        known = self._of_platforms.merge(roles, on="membership")
        covered = known[known["member_role"].eq(COVERED)]
        others = known[known["member_role"].ne(COVERED)]
        keys = ["arrangement", "actor"]
        pairs = pd.MultiIndex.from_frame(every[keys])
        only = pairs.isin(pd.MultiIndex.from_frame(covered[keys]))
        also = pairs.isin(pd.MultiIndex.from_frame(others[keys]))
        return pd.Series(only & ~also, every.index)

    @property
    def _twins(self) -> pd.DataFrame:
        """The pledges that are one with a multi-stakeholder pledge: part of it, and of one name or
        nobody's.
        """
        under = self._graph.pairs("PART_OF", "pledge", "arrangement")
        names = self._graph.nodes("MultistakeholderPledge", ["name"], "arrangement")
        titles = self._graph.nodes("Pledge", ["title"], "pledge")
        known = under.merge(names, on="arrangement").merge(titles, on="pledge")
        same = known["name"].fillna("").map(fold) == known["title"].fillna("").map(fold)
        submitters = self._submitters[~self._submitters["actor"].isin(self._nobody)]
        return known[same | ~known["pledge"].isin(submitters["pledge"])]


def involved(
    graph: Numbered, pledges: pd.DataFrame, matched: pd.DataFrame, joint: pd.DataFrame
) -> pd.DataFrame:
    """(pledge, actor): who is already involved in a pledge of a host country or of a country of
    origin.
    """
    concerned = pledges[pledges["host_country_pledge"] | pledges["role"].eq(ORIGIN)]["pledge"]
    links = [graph.pairs(name, "pledge", "actor") for name in ("SUBMITTED_BY", "JOINT_WITH")]
    parts = pd.concat(links)
    own = parts[parts["pledge"].isin(concerned)]
    counted = matched[matched["counts_as_support"]][["match", "pledge"]]
    brought = counted.merge(graph.pairs("SUPPORTED_BY", "match", "actor"), on="match")
    through = brought.rename(columns={"actor": "by"}).merge(
        links[0].set_axis(["by", "actor"], axis=1), on="by"
    )
    actors = graph.nodes("Actor", [], "actor")["actor"]
    jointly = joint.merge(parts.set_axis(["pledge_by", "actor"], axis=1), on="pledge_by")
    found = [own, brought[brought["actor"].isin(actors)], through, jointly]
    every = pd.concat([part[["pledge", "actor"]] for part in found])
    return every[every["pledge"].isin(concerned)].drop_duplicates()
