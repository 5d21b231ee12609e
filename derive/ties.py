"""Ties: who works with whom by a match or a joint pledge, and who connects others in this way."""

from __future__ import annotations

from itertools import combinations

import numpy as np

from .arrangements import MULTISTAKEHOLDER, submitters_and_partners, supporting_actors
from .matches import OTHER_MEANS
from .numbered import Numbered
from .parties import Parties
from .roles import present
from .rows import Array, Rows, one_of, rows_with, rows_without, stacked

MATCH, JOINT = 0, 1
"""The kinds of a tie, as numbers: the matches of a pledge are one tie, the pledge may be another.
"""
Tie = tuple[int, int]
"""A kind and the number of a pledge."""


def named_parts(
    graph: Numbered,
    parties: Parties,
    nobody: Array,
) -> Rows:
    """(pledge, actor, party): the submitters and joint partners of each pledge, without those that
    nobody can be approached as.
    """
    parts = submitters_and_partners(graph)
    parts = rows_without(parts, "actor", nobody)
    party = parties.of_actors(parts["actor"])
    return parts.having(party=party)


def party_counts(parts: Rows) -> dict[int, int]:
    """Pledge → how many parties are named as its submitters or joint partners."""
    each_once = parts.select("pledge", "party").unique()
    return dict(each_once.counted("pledge").tuples())


def connecting(
    graph: Numbered,
    pledges: Rows,
    matched: Rows,
    parties: Parties,
    parts: Rows,
) -> Rows:
    """(actor, pledge): the matches and joint pledges by which an actor connects others: two of them
    have no other party in common.

    Multi-stakeholder pledges count for nobody: they have many members, who meet nowhere else.
    """
    ties = stacked(
        _joint(graph, pledges, parts),
        _in_matches(graph, pledges, matched, parties),
    ).unique()
    members: dict[Tie, set[int]] = {}
    of_actors: dict[tuple[int, int], list[Tie]] = {}
    for kind, pledge, actor, party in ties.tuples():
        tie = (kind, pledge)
        in_tie = members.setdefault(tie, set())
        in_tie.add(party)
        own = of_actors.setdefault((actor, party), [])
        own.append(tie)
    actors: list[int] = []
    connected: list[int] = []
    for (actor, party), own in of_actors.items():
        apart = _apart(own, members, party)
        actors += [actor] * len(apart)
        connected += sorted(apart)
    return Rows(
        actor=np.array(actors, np.int64),
        pledge=np.array(connected, np.int64),
    )


def _apart(
    ties: list[Tie],
    members: dict[Tie, set[int]],
    itself: int,
) -> set[int]:
    """The pledges of ties that have nobody in common with another one but the actor itself."""
    every = {pledge for _, pledge in ties}
    found: set[int] = set()
    for one, other in combinations(ties, 2):
        shared = members[one] & members[other]
        if shared == {itself}:
            found |= {one[1], other[1]}
        # The many ties of a hub are not compared pair by pair
        if found == every:
            break
    return found


def _joint(
    graph: Numbered,
    pledges: Rows,
    parts: Rows,
) -> Rows:
    """(kind, pledge, actor, party) of the joint pledges that no source calls multi-stakeholder."""
    kinds = graph.pairs("SUBMITTER_TYPE", "pledge", "kind")
    multistakeholder = graph.number([MULTISTAKEHOLDER], ["Concept"])
    of_many = rows_with(kinds, "kind", multistakeholder)
    joint = rows_with(parts, "pledge", present(pledges)["pledge"])
    joint = rows_without(joint, "pledge", of_many["pledge"])
    each_once = joint.select("pledge", "party").unique()
    counts = each_once.counted("pledge")
    is_joint = counts["count"] > 1
    several = counts["pledge"][is_joint]
    return _ties(JOINT, rows_with(joint, "pledge", several))


def _in_matches(
    graph: Numbered,
    pledges: Rows,
    matched: Rows,
    parties: Parties,
) -> Rows:
    """(kind, pledge, actor, party): those whose pledge is supported, and those who support it, in
    matches that are neither only offered nor declined.
    """
    is_tie = one_of(matched["not_counted_because"], (None, OTHER_MEANS))
    kept = matched.where(is_tie).select("match", "pledge")
    kept = rows_with(kept, "pledge", present(pledges)["pledge"])
    brought = graph.pairs("SUPPORTED_BY", "match", "supporter")
    brought = rows_with(brought, "match", kept["match"])
    supporters = supporting_actors(graph, brought).joined(kept, "match")
    submitters = graph.pairs("SUBMITTED_BY", "pledge", "actor")
    submitters = rows_with(submitters, "pledge", kept["pledge"])
    found = stacked(supporters.select("pledge", "actor"), submitters)
    party = parties.of_actors(found["actor"])
    return _ties(MATCH, found.having(party=party))


def _ties(
    kind: int,
    rows: Rows,
) -> Rows:
    kinds = np.full(len(rows), kind, np.int64)
    return Rows(
        kind=kinds,
        pledge=rows["pledge"],
        actor=rows["actor"],
        party=rows["party"],
    )
