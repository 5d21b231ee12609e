"""Levels: which support the sources record for a host-country pledge, and whether it is open to
matching.

The words are those of docs/questions.md: matched, partly supported, joint, related, none recorded.
"""

from __future__ import annotations

import pandas as pd

from .cells import Cells
from .frames import rows_with, rows_without
from .numbered import Numbered, numbered_sets
from .parties import Parties
from .roles import present

MATCHED, PARTLY, JOINT, RELATED, NONE = (
    "matched",
    "partly-supported",
    "joint",
    "related",
    "none-recorded",
)


def with_levels(
    pledges: pd.DataFrame,
    matched: pd.DataFrame,
    joint: pd.DataFrame,
    related: pd.Series,
) -> pd.DataFrame:
    """The pledges with ``support_level`` and ``open_to_matching``.

    Only a host-country pledge that is not withdrawn has a level. It is open unless it is matched or
    officially fulfilled; one that is supported jointly is open if it asks for support: a stated
    request overrides an inference.

    Args:
        pledges: ``pledge``, ``host_country_pledge``, ``standing``, ``asks_for_support``,
            ``latest_stage``.
        matched: what ``matches`` gives.
        joint: (pledge, pledge_by).
        related: the host-country pledges that other pledges share place and area with.
    """
    counting = matched[matched["counts_as_support"]]
    in_full = counting[counting["extent"].ne("part")]
    weakest_first = {
        RELATED: related,
        JOINT: joint["pledge"],
        PARTLY: counting["pledge"],
        MATCHED: in_full["pledge"],
    }
    is_host = pledges["host_country_pledge"] & pledges["standing"].ne("withdrawn")
    level = pd.Series(NONE, pledges.index).where(is_host, None)
    for name, supported in weakest_first.items():
        holds = pledges["pledge"].isin(supported)
        level = level.mask(is_host & holds, name)
    is_fulfilled = pledges["latest_stage"].eq("fulfilled")
    asks = pledges["asks_for_support"].eq(True)  # unknown is not a request
    is_joint_enough = level.eq(JOINT) & ~asks
    is_settled = is_fulfilled | level.eq(MATCHED) | is_joint_enough
    return pledges.assign(
        support_level=level,
        open_to_matching=is_host & ~is_settled,
    )


def related_hosts(
    graph: Numbered,
    pledges: pd.DataFrame,
    inside: Cells,
    parties: Parties,
    matched: pd.DataFrame,
    joint: pd.DataFrame,
) -> pd.Series:
    """The host-country pledges in a cell in which more pledges bring support than are their own or
    tied to them.

    Counted by cell and by set of submitters, never by pairs of pledges. Those that a stronger level
    holds for are left out: their level does not depend on it.
    """
    alive = present(pledges)
    counting = matched[matched["counts_as_support"]]
    stronger = pd.concat([counting["pledge"], joint["pledge"]])
    asking = alive[alive["host_country_pledge"]]
    hosts = rows_without(asking, "pledge", stronger)["pledge"]
    bringing = inside.of(alive[alive["brings_support"]]["pledge"])
    if hosts.empty or bringing.empty:
        return hosts.iloc[:0]
    sets = Submitters(parties, hosts)
    # in each cell of a host: all pledges that bring support, the host's own, and those tied to it
    in_all = _counted(bringing, ["cell"], "all")
    places = inside.of(hosts).merge(in_all, on="cell")
    places = places.merge(
        sets.of_pledges,
        on="pledge",
        how="left",
    )
    own = _counted(sets.own(bringing), ["cell", "parties"], "own")
    places = places.merge(own, on=["cell", "parties"], how="left")
    tied = sets.without_own(_tied(graph, hosts, matched, sets))
    tied = tied.merge(bringing.rename(columns={"pledge": "other"}), on="other")
    tied = _counted(tied, ["pledge", "cell"], "tied")
    places = places.merge(tied, on=["pledge", "cell"], how="left")
    left_out = places["own"].fillna(0) + places["tied"].fillna(0)
    has_others = places["all"] > left_out
    return places[has_others]["pledge"].drop_duplicates()


def _counted(
    rows: pd.DataFrame,
    keys: list[str],
    name: str,
) -> pd.DataFrame:
    """How many rows have the same keys."""
    return rows.groupby(keys, sort=False).size().rename(name).reset_index()


def _tied(
    graph: Numbered,
    hosts: pd.Series,
    matched: pd.DataFrame,
    sets: Submitters,
) -> pd.DataFrame:
    """(pledge, other): the pledges that a match ties to a host's, though it does not count.

    A host's pledge without a submitter is tied to itself: nothing else keeps it from being related
    to itself.
    """
    supporters = graph.pairs("SUPPORTED_BY", "match", "other")
    found = rows_with(matched, "pledge", hosts).merge(supporters, on="match")
    nobody = hosts[~hosts.isin(sets.of_pledges["pledge"])]
    itself = pd.DataFrame({"pledge": nobody, "other": nobody})
    return pd.concat([found[["pledge", "other"]], itself]).drop_duplicates()


class Submitters:
    """Which pledges have the same submitters; each set of them has a number, so that sets are
    compared once.
    """

    def __init__(self, parties: Parties, hosts: pd.Series) -> None:
        sets = numbered_sets(parties.submitters, "pledge", "party")
        self.of_pledges = sets.rename(columns={"set": "parties"})
        members = parties.submitters.merge(self.of_pledges, on="pledge")
        members = members[["parties", "party"]].drop_duplicates()
        of_hosts = rows_with(self.of_pledges, "pledge", hosts)
        host_members = rows_with(members, "parties", of_hosts["parties"])
        self._contained = _contained(host_members, members)

    def own(self, bringing: pd.DataFrame) -> pd.DataFrame:
        """(cell, parties): a row for each pledge there that hosts of this set, and nobody else,
        submitted.
        """
        parts = self.of_pledges.rename(columns={"parties": "part"})
        theirs = bringing.merge(parts, on="pledge")
        return theirs.merge(self._contained, on="part")[["cell", "parties"]]

    def without_own(self, pairs: pd.DataFrame) -> pd.DataFrame:
        """Pairs (pledge, other) but for those whose other pledge nobody but submitters of the first
        submitted.
        """
        others = self.of_pledges.rename(columns={"pledge": "other", "parties": "part"})
        found = pairs.merge(
            self.of_pledges,
            on="pledge",
            how="left",
        )
        found = found.merge(others, on="other", how="left")
        own = self._contained.assign(is_own=True)
        found = found.merge(
            own,
            on=["parties", "part"],
            how="left",
        )
        return found[found["is_own"].isna()][["pledge", "other"]]


def _contained(wholes: pd.DataFrame, sets: pd.DataFrame) -> pd.DataFrame:
    """(parties, part): each of the first sets with those of the second that it contains."""
    sizes = sets.groupby("parties").size()
    parts = sets.rename(columns={"parties": "part"})
    shared = _counted(
        wholes.merge(parts, on="party"),
        ["parties", "part"],
        "shared",
    )
    is_whole = shared["shared"] == shared["part"].map(sizes)
    return shared[is_whole][["parties", "part"]]
