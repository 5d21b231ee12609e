"""Ranking: the place of a partner by each method, and what such places come to."""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import mean

from benchmarks.facts import Case, Facts

RESAMPLES, SEED, FIRST = 2_000, 1, 10
BASELINES = ("popularity", "common neighbours", "Adamic-Adar", "shared arrangements")
Scores = Mapping[str, float]


@dataclass
class Outcome:
    """The rank of the partner by each method; ``first`` are our first ten."""

    case: Case
    eligible: int
    is_newcomer: bool
    ranks: dict[str, float] = field(default_factory=dict)
    first: Sequence[str] = ()
    is_listed: bool = False


def rank(actor: str, scores: Scores) -> float:
    """The place of an actor by its score; of those with one score, the mean of their places."""
    own = scores[actor]
    better = sum(score > own for score in scores.values())
    as_good = sum(score == own for score in scores.values())
    return better + (as_good + 1) / 2


def baselines(facts: Facts, involved: Collection[str]) -> dict[str, Scores]:
    """Popularity, and what is read from the graph of actors and their arrangements."""
    members: dict[str, set[str]] = {}
    for actor, arrangement in facts.links("TAKES_PART_IN") | facts.links("PLEDGED_UNDER"):
        members.setdefault(arrangement, set()).add(actor)
    partners: dict[str, set[str]] = {}
    shared: Counter[str] = Counter()
    for inside in members.values():
        for actor in inside:
            partners.setdefault(actor, set()).update(inside - {actor})
            others_involved = inside.intersection(involved) - {actor}
            if others_involved:
                shared[actor] += 1_000_000 // len(inside)
    common: dict[str, float] = {}
    adamic_adar: dict[str, float] = {}
    for actor, known in partners.items():
        in_common = known.intersection(involved)
        common[actor] = len(in_common)
        adamic_adar[actor] = sum(1 / math.log(1 + len(partners[one])) for one in in_common)
    popularity = Counter(actor for _, actor in facts.parts)
    scores = (popularity, common, adamic_adar, shared)
    return dict(zip(BASELINES, scores, strict=True))


def reciprocal(outcomes: Iterable[Outcome], method: str) -> float:
    """The mean reciprocal rank."""
    return mean(1 / each.ranks[method] for each in outcomes)


def hits(outcomes: Iterable[Outcome], method: str) -> float:
    """How many partners are among the first ten."""
    return mean(each.ranks[method] <= FIRST for each in outcomes)


def interval(
    outcomes: Sequence[Outcome],
    value: Callable[[Sequence[Outcome]], float],
) -> tuple[float, float]:
    """95 % of the values of groups drawn by lot, with replacement."""
    groups: dict[str, list[Outcome]] = {}
    for each in outcomes:
        groups.setdefault(each.case.group, []).append(each)
    names = sorted(groups)
    drawn = random.Random(SEED)
    values = []
    for _ in range(RESAMPLES):
        some: list[Outcome] = []
        for name in drawn.choices(names, k=len(names)):
            some += groups[name]
        values.append(value(some))
    values.sort()
    outside = RESAMPLES // 40  # 2.5 % at each end
    return values[outside], values[-1 - outside]


def gini(counts: Iterable[int]) -> float:
    """How unevenly counts are spread: 0 for all alike, near 1 for all of one."""
    ordered = sorted(counts)
    total = sum(ordered)
    if not total:
        return 0.0
    number = len(ordered)
    weighted = sum(place * count for place, count in enumerate(ordered, 1))
    return 2 * weighted / (number * total) - (number + 1) / number
