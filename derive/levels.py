"""Levels: which support the sources record for a host-country pledge, and whether it is open to
matching.

The words are those of docs/questions.md: matched, partly supported, joint, related, none recorded.
"""

from __future__ import annotations

import numpy as np

from .cells import Cells
from .numbered import Numbered, numbered_sets
from .parties import Parties
from .roles import present
from .rows import Array, Rows, nothing, one_of, rows_with, rows_without, stacked

MATCHED, PARTLY, JOINT, RELATED, NONE = (
    "matched",
    "partly-supported",
    "joint",
    "related",
    "none-recorded",
)
NO_SET = -1
"""The number of the set of a pledge without submitters."""


def with_levels(
    pledges: Rows,
    matched: Rows,
    joint: Rows,
    related: Array,
) -> Rows:
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
    counting = matched.where(matched["counts_as_support"])
    in_full = counting.where(counting["extent"] != "part")
    weakest_first = {
        RELATED: related,
        JOINT: joint["pledge"],
        PARTLY: counting["pledge"],
        MATCHED: in_full["pledge"],
    }
    is_present = pledges["standing"] != "withdrawn"
    is_host = pledges["host_country_pledge"] & is_present
    level = nothing(len(pledges))
    level[is_host] = NONE
    for name, supported in weakest_first.items():
        holds = np.isin(pledges["pledge"], supported)
        level[is_host & holds] = name
    is_fulfilled = pledges["latest_stage"] == "fulfilled"
    # Where it is not known whether it asks, nothing is requested
    asks = one_of(pledges["asks_for_support"], (True,))
    is_joint_enough = (level == JOINT) & ~asks
    is_settled = is_fulfilled | (level == MATCHED) | is_joint_enough
    return pledges.having(
        support_level=level,
        open_to_matching=is_host & ~is_settled,
    )


def related_hosts(
    graph: Numbered,
    pledges: Rows,
    inside: Cells,
    parties: Parties,
    matched: Rows,
    joint: Rows,
) -> Array:
    """The host-country pledges in a cell in which more pledges bring support than are their own or
    tied to them.

    Counted by cell and by set of submitters, never by pairs of pledges. Those that a stronger level
    holds for are left out: their level does not depend on it.
    """
    alive = present(pledges)
    counting = matched.where(matched["counts_as_support"])
    stronger = np.concatenate([counting["pledge"], joint["pledge"]])
    asking = alive.where(alive["host_country_pledge"])
    hosts = rows_without(asking, "pledge", stronger)["pledge"]
    is_bringing = alive["brings_support"]
    bringing = inside.of(alive["pledge"][is_bringing])
    sets = Submitters(parties, hosts)
    # in each cell of a host: all pledges that bring support, the host's own, and those tied to it
    places = inside.of(hosts)
    places = places.having(parties=sets.of(places["pledge"]))
    in_all = places.looked_up(bringing.counted("cell"), "count", "cell")
    own = sets.own(bringing).counted("cell", "parties")
    in_own = places.looked_up(own, "count", "cell", "parties")
    tied = sets.without_own(_tied(graph, hosts, matched, sets))
    tied = tied.joined(bringing.renamed("other", "cell"), "other")
    tied = tied.counted("pledge", "cell")
    in_tied = places.looked_up(tied, "count", "pledge", "cell")
    has_others = in_all > in_own + in_tied
    return np.unique(places["pledge"][has_others])


def _tied(
    graph: Numbered,
    hosts: Array,
    matched: Rows,
    sets: Submitters,
) -> Rows:
    """(pledge, other): the pledges that a match ties to a host's, though it does not count.

    A host's pledge without a submitter is tied to itself: nothing else keeps it from being related
    to itself.
    """
    supporters = graph.pairs("SUPPORTED_BY", "match", "other")
    of_hosts = rows_with(matched.select("match", "pledge"), "pledge", hosts)
    found = of_hosts.joined(supporters, "match").select("pledge", "other")
    nobody = hosts[sets.of(hosts) == NO_SET]
    itself = Rows(pledge=nobody, other=nobody)
    return stacked(found, itself).unique()


class Submitters:
    """Which pledges have the same submitters; each set of them has a number, so that sets are
    compared once.
    """

    def __init__(self, parties: Parties, hosts: Array) -> None:
        sets = numbered_sets(parties.submitters, "pledge", "party")
        self._sets = sets.renamed("pledge", "parties")
        members = parties.submitters.joined(self._sets, "pledge")
        members = members.select("parties", "party").unique()
        of_hosts = rows_with(self._sets, "pledge", hosts)
        host_members = rows_with(members, "parties", of_hosts["parties"])
        self._contained = _contained(host_members, members)

    def of(self, pledges: Array) -> Array:
        """The number of the set of each pledge; ``NO_SET`` for one without submitters."""
        return Rows(pledge=pledges).looked_up(
            self._sets,
            "parties",
            "pledge",
            default=NO_SET,
        )

    def own(self, bringing: Rows) -> Rows:
        """(cell, parties): a row for each pledge there that hosts of this set, and nobody else,
        submitted.
        """
        parts = self._sets.renamed("pledge", "part")
        theirs = bringing.joined(parts, "pledge")
        return theirs.joined(self._contained, "part").select("cell", "parties")

    def without_own(self, pairs: Rows) -> Rows:
        """Pairs (pledge, other) but for those whose other pledge nobody but submitters of the first
        submitted.
        """
        both = pairs.having(
            parties=self.of(pairs["pledge"]),
            part=self.of(pairs["other"]),
        )
        is_own = both.found_in(self._contained, "parties", "part")
        return pairs.where(~is_own)


def _contained(wholes: Rows, sets: Rows) -> Rows:
    """(parties, part): each of the first sets with those of the second that it contains."""
    sizes = sets.counted("parties").renamed("part", "size")
    parts = sets.renamed("part", "party")
    shared = wholes.joined(parts, "party").counted("parties", "part")
    size = shared.looked_up(sizes, "size", "part")
    return shared.where(shared["count"] == size)
