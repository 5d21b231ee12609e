"""Cooperation: the joint pledges, matches, multi-stakeholder pledges and platforms that actors
share.

A shared arrangement counts one over its participants, so that who is in a small one is nearer than
who is in a large one, and hubs fall back by themselves.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain

from .aims import Aim
from .asked import Asked
from .grouping import Sets, sets_by, value_by

WHOLE = 1_000_000
"""What an arrangement of one participant would count: whole numbers add up to the same on every
engine.
"""
CLASSES = {
    "joint": "Pledge",
    "match": "Match",
    "multistakeholder": "MultistakeholderPledge",
    "pledging": "MultistakeholderPledge",
    "platform": "SupportPlatform",
}
CALLED_BY = {
    "joint": "cited_as",
    "multistakeholder": "name",
    "pledging": "name",
    "platform": "code",
}
"""Kind of arrangement → the column by which answers call one."""
UNDER = ("PLEDGED_UNDER", "Actor", "MultistakeholderPledge")
Key = tuple[str, str]
"""Kind and identifier of an arrangement: who leads a multi-stakeholder pledge and who pledges under
it are two.
"""
Part = tuple[str, str, int, set[str]]
"""Kind, identifier, how many participants, and who of those involved is among them."""
MOST_SHARED = 3
"""Shared arrangements that a row lists; the smallest first."""


@dataclass(frozen=True, slots=True)
class Shared:
    """An arrangement that an actor shares with somebody who is involved; ``partners`` are these, by
    identifier.
    """

    id: str
    kind: str
    participants: int
    partners: frozenset[str]

    @property
    def share(self) -> int:
        """What it counts."""
        return WHOLE // self.participants


SharedBy = Mapping[str, list[Shared]]
"""Actor → the arrangements that it shares."""


class Cooperation:
    """The arrangements of those who are involved in an aim, and who else takes part in them."""

    def __init__(self, asked: Asked, aim: Aim) -> None:
        self._asked = asked
        self._aim = aim

    @cached_property
    def arrangements(self) -> Mapping[Key, Shared]:
        """The arrangements in which those who are involved take part; a platform that covers its
        countries too.
        """
        partners: dict[Key, set[str]] = {}
        participants: dict[Key, int] = {}
        parts = chain(
            self._taking_part(),
            self._pledging(),
            self._covering(),
        )
        for kind, arrangement, count, actors in parts:
            key = kind, arrangement
            known = partners.setdefault(key, set())
            known |= actors
            participants[key] = count
        found = {}
        for key, actors in partners.items():
            kind, arrangement = key
            count = participants[key]
            found[key] = Shared(
                arrangement,
                kind,
                count,
                frozenset(actors),
            )
        return found

    def _taking_part(self) -> Iterable[Part]:
        rows = self._asked.rows(
            "joint-candidates.arrangements",
            self._aim.working,
        )
        for row in rows:
            yield (
                row["kind"],
                row["id"],
                row["participants"],
                {row["actor"]},
            )

    def _pledging(self) -> Iterable[Part]:
        """The multi-stakeholder pledges under which those who are involved pledged; who leads them
        is another tie.
        """
        rows = self._asked.links(
            *UNDER,
            self._aim.working,
            "pledging_count",
        )
        for row in rows:
            yield (
                "pledging",
                row["other"],
                row["pledging_count"],
                {row["id"]},
            )

    def _covering(self) -> Iterable[Part]:
        """The platforms that cover countries of the aim, with the States there that are
        involved.
        """
        places = set(self._aim.places)
        links = self._asked.links_to(
            "STATE_OF",
            "Actor",
            "Country",
            places,
        )
        states = sets_by(links, "id", "other")
        covering = self._asked.links_to(
            "COVERS",
            "SupportPlatform",
            "Country",
            places,
            "participant_count",
        )
        for row in covering:
            there = states.get(row["id"], set())
            involved = self._aim.working.keys() & there
            count = row["participant_count"]

            if involved and count:
                yield "platform", row["other"], count, involved

    @cached_property
    def _nearness(self) -> Mapping[str, int]:
        """Actor → how near it is to those who are involved, of actors that take part in one of
        their arrangements.
        """
        taken: set[str] = set()
        under: set[str] = set()
        for each in self.arrangements.values():
            if each.kind == "pledging":
                under.add(each.id)
            else:
                taken.add(each.id)
        # Apart, because who leads a multi-stakeholder pledge does not work with all that pledge
        # under it
        found: Counter[str] = Counter()
        # One row for all arrangements of an actor that have the same number of participants
        for row in self._asked.rows("joint-candidates.works_with", taken):
            actor = row["id"]
            share = WHOLE // row["participants"]
            found[actor] += row["arrangements"] * share
        for row in self._asked.links_to(*UNDER, under):
            actor = row["other"]
            arrangement = self.arrangements["pledging", row["id"]]
            found[actor] += arrangement.share
        return found

    def actors(self) -> set[str]:
        """Who takes part in an arrangement with somebody who is involved; those who are involved
        are among them.
        """
        return set(self._nearness)

    def nearness(self, actor: str) -> int:
        """How near an actor is to those who are involved in the pledges that it could join."""
        is_involved = actor in self._aim.working
        if not is_involved:
            return self._nearness.get(actor, 0)
        # Of the pledges in which it is not: in its own ones it works with everybody
        shared = self._of_involved(actor)
        return sum(each.share for each in shared)

    def _of_involved(self, actor: str) -> list[Shared]:
        """What an actor that is involved in one of the pledges shares with those who are involved
        in the others.
        """
        found = []
        for arrangement in self._by_involved.get(actor, ()):
            partners = self._others(arrangement, actor)
            if partners:
                shared = replace(arrangement, partners=partners)
                found.append(shared)
        return found

    def _others(self, arrangement: Shared, actor: str) -> frozenset[str]:
        """The partners of an actor that are involved in a pledge in which it is not."""
        pledges_of = self._aim.pledges_of
        own = pledges_of.get(actor, set())
        found = set()
        for partner in arrangement.partners & pledges_of.keys():
            has_no_other = pledges_of[partner] <= own
            if partner != actor and not has_no_other:
                found.add(partner)
        return frozenset(found)

    @cached_property
    def _by_involved(self) -> SharedBy:
        """Who is involved → its arrangements; as a State that a platform covers it is no part of
        that one.
        """
        found: dict[str, list[Shared]] = {}
        for each in self.arrangements.values():
            taking_part = set(each.partners)
            if each.kind == "platform":
                # A State that a platform covers is not a member of it
                taking_part -= self._aim.own.keys()
            for actor in taking_part:
                arrangements = found.setdefault(actor, [])
                arrangements.append(each)
        return found

    def shared(self, actors: Collection[str]) -> SharedBy:
        """Actor → the arrangements that it shares with those who are involved, the smallest
        first.
        """
        found: dict[str, list[Shared]] = {}
        for actor in actors:
            found[actor] = []
        involved = self._aim.working.keys() & actors
        others = found.keys() - involved
        for actor, arrangement in self._taken_by(others):
            found[actor].append(arrangement)
        for actor in involved:
            found[actor] = self._of_involved(actor)
        for arrangements in found.values():
            arrangements.sort(key=_smallest_first)
        return found

    def _taken_by(self, actors: Collection[str]) -> Iterator[tuple[str, Shared]]:
        """Each of some actors with each of these arrangements in which it takes part."""
        pledged_under, _, _ = UNDER
        for kind, cls in CLASSES.items():
            relation = "TAKES_PART_IN"
            if kind == "pledging":
                relation = pledged_under
            links = self._asked.links(
                relation,
                "Actor",
                cls,
                actors,
            )
            for row in links:
                key = kind, row["other"]
                if key in self.arrangements:
                    yield row["id"], self.arrangements[key]

    def names(self, arrangements: Iterable[Shared]) -> Mapping[str, str]:
        """Arrangement → how it is called: a match by the pledge that it supports."""
        ids: Sets = {}
        for kind in CLASSES:
            ids[kind] = set()
        for each in arrangements:
            of_kind = ids[each.kind]
            of_kind.add(each.id)
        links = self._asked.links(
            "SUPPORTS",
            "Match",
            "Pledge",
            ids["match"],
            "cited_as",
        )
        found = value_by(links, "id", "cited_as")
        for kind, column in CALLED_BY.items():
            cls = CLASSES[kind]
            found |= self._asked.names(cls, ids[kind], column)
        return found


def _smallest_first(shared: Shared) -> tuple[int, str]:
    return shared.participants, shared.id
