"""Alike actors: pairs of actors that may be one, and what speaks for it; a person decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from rapidfuzz import fuzz

from pledgegraph.ontology.tables import ID, OBJECT, SOURCE, SUBJECT, Tables

from .alike_names import alike_names
from .decision_files import DIFFERENT, IGNORE, SAME, Decision
from .decisions import actor_key

SUBMITTER = "submitter"
"""Two sources name them as the submitter of one pledge."""
LIKE_ENOUGH = 40
"""How like the names must be of those that two sources give for one pledge, in hundredths."""
LIKE_BY_TYPE = 95
"""How like names must be whose actors are of two kinds."""
_OF_A_PLEDGE = ("SUBMITTED_BY", "JOINT_WITH")


@dataclass(frozen=True)
class ActorFacts:
    """What the sources say of an actor, all of it identifiers."""

    id: str
    name: str
    types: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    pledges: frozenset[str] = frozenset()


@dataclass(frozen=True)
class AlikeActors:
    """Two actors that may be one.

    Attributes:
        likeness: of their names, 0 to 100.
        by: why they may be one, as ``alike_names`` and ``SUBMITTER`` say.
        pledge: one that two sources give to the one and to the other; "" for none.
    """

    first: ActorFacts
    second: ActorFacts
    likeness: int
    by: str
    pledge: str = ""

    @property
    def shared(self) -> Collection[str]:
        """The pledges that name both."""
        return self.first.pledges & self.second.pledges


def alike_actors(
    stated: Tables,
    decided: Sequence[Decision],
) -> list[AlikeActors]:
    """The pairs of a build that nobody has decided on, those with the most pledges to decide on
    first among equally like ones.
    """
    facts = sorted(_facts(stated), key=lambda actor: (actor.name, actor.id))
    closed = _Closed(decided)
    found: dict[tuple[str, str], AlikeActors] = {}
    for pair in alike_names([actor.name for actor in facts]):
        first = facts[pair.first]
        second = facts[pair.second]
        if _may_be_one(
            first,
            second,
            pair.likeness,
        ):
            found[first.id, second.id] = AlikeActors(
                first,
                second,
                pair.likeness,
                pair.by,
            )
    by_id = {actor.id: actor for actor in facts}
    for one, other, pledge in sorted(_named_for_one_pledge(stated)):
        first, second = sorted((by_id[one], by_id[other]), key=lambda actor: (actor.name, actor.id))
        known = found.get((first.id, second.id))
        if known is not None:
            found[first.id, second.id] = replace(known, pledge=pledge)
            continue
        names = (first.name.casefold(), second.name.casefold())
        likeness = round(fuzz.token_set_ratio(*names))
        if likeness >= LIKE_ENOUGH:
            pair_here = AlikeActors(
                first,
                second,
                likeness,
                SUBMITTER,
                pledge,
            )
            found[first.id, second.id] = pair_here
    pairs = [pair for pair in found.values() if not closed.has(pair.first.id, pair.second.id)]
    return sorted(pairs, key=_order)


def _order(pair: AlikeActors) -> tuple[int, int, str, str]:
    pledges = len(pair.first.pledges) + len(pair.second.pledges)
    return -pair.likeness, -pledges, pair.first.name, pair.second.name


def _may_be_one(
    first: ActorFacts,
    second: ActorFacts,
    likeness: int,
) -> bool:
    """Whether nothing that the sources say of two actors makes them two."""
    # Each country has a Ministry of Education
    if first.countries and second.countries and not first.countries & second.countries:
        return False
    of_two_kinds = bool(first.types and second.types) and not first.types & second.types
    return likeness >= LIKE_BY_TYPE or not of_two_kinds


def _facts(stated: Tables) -> Iterator[ActorFacts]:
    countries = _ends(stated, "REPRESENTS") | _ends(stated, "BASED_IN")
    types = _ends(stated, "ACTOR_TYPE")
    pledges: dict[str, set[str]] = defaultdict(set)
    for relation in _OF_A_PLEDGE:
        for pledge, actors in _ends(stated, relation).items():
            for actor in actors:
                pledges[actor].add(pledge)
    names: dict[str, str] = {}
    table = stated["Actor"]
    for identifier, name in zip(
        table[ID].to_pylist(),
        table["name"].to_pylist(),
        strict=True,
    ):
        # Sources may show an actor by other names; the first in the alphabet is as good as any
        names[identifier] = min(name, names.get(identifier, name))
    for identifier, name in names.items():
        yield ActorFacts(
            identifier,
            name,
            frozenset(types.get(identifier, ())),
            frozenset(countries.get(identifier, ())),
            frozenset(pledges.get(identifier, ())),
        )


def _ends(
    stated: Tables,
    relation: str,
) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    table = stated[relation]
    starts = table[SUBJECT].to_pylist()
    for start, end in zip(
        starts,
        table[OBJECT].to_pylist(),
        strict=True,
    ):
        found[start].add(end)
    return found


def _named_for_one_pledge(stated: Tables) -> Iterator[tuple[str, str, str]]:
    """(actor, actor, pledge) where two sources give a pledge one submitter each, not the same."""
    table = stated["SUBMITTED_BY"]
    columns = [table[name].to_pylist() for name in (SUBJECT, SOURCE, OBJECT)]
    by_source: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for pledge, source, actor in zip(*columns, strict=True):
        by_source[pledge][source].add(actor)
    for pledge, sources in by_source.items():
        alone = {next(iter(actors)) for actors in sources.values() if len(actors) == 1}
        for one, other in combinations(sorted(alone), 2):
            yield one, other, pledge


@dataclass
class _Closed:
    """The pairs on which somebody has decided."""

    decided: Sequence[Decision]
    _end: dict[str, str] = field(init=False)
    _apart: set[frozenset[str]] = field(init=False)
    _ignored: set[str] = field(init=False)

    def __post_init__(self) -> None:
        self._end = {}
        for each in self.decided:
            if each.decision == SAME:
                self._end[actor_key(each.name)] = actor_key(each.other)
        self._ignored = {actor_key(each.name) for each in self.decided if each.decision == IGNORE}
        self._apart = set()
        for each in self.decided:
            if each.decision == DIFFERENT:
                ends = (self._meant(actor_key(each.name)), self._meant(actor_key(each.other)))
                self._apart.add(frozenset(ends))

    def has(
        self,
        one: str,
        other: str,
    ) -> bool:
        """Whether two actors are decided to be one, or two, or one of them to be nobody."""
        # What is nobody is not asked about again
        if {one, other} & self._ignored:
            return True
        ends = frozenset((self._meant(one), self._meant(other)))
        return len(ends) == 1 or ends in self._apart

    def _meant(
        self,
        actor: str,
    ) -> str:
        # A circle of decisions is reported by check, and must not hang here
        seen = set()
        while actor in self._end and actor not in seen:
            seen.add(actor)
            actor = self._end[actor]
        return actor
