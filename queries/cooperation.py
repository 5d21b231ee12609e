"""Cooperation: the joint pledges, matches, multi-stakeholder pledges and platforms that actors
share.

A shared arrangement counts one over its participants, so that who is in a small one is nearer than
who is in a large one, and hubs fall back by themselves.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest

from .aims import Aim
from .asked import Asked

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
UNDER = ("PLEDGED_UNDER", "Actor", "MultistakeholderPledge")
Key = tuple[str, str]
"""Kind and identifier of an arrangement: who leads a multi-stakeholder pledge and who pledges under
it are two.
"""
Part = tuple[str, str, int, set[str]]
"""Kind, identifier, how many participants, and who of those involved is among them."""
MOST_SHARED = 3
"""Shared arrangements that a row tells; the smallest first."""


@dataclass(frozen=True, slots=True)
class Shared:
    """An arrangement that an actor shares with somebody who is involved; ``partners`` are these, by
    identifier.
    """

    id: str
    kind: str
    participants: int
    partners: frozenset[str]


class Cooperation:
    """The arrangements of those who are involved in an aim, and who else takes part in them."""

    def __init__(self, asked: Asked, aim: Aim) -> None:
        self._asked, self._aim = asked, aim

    @cached_property
    def arrangements(self) -> Mapping[Key, Shared]:
        """The arrangements in which those who are involved take part; a platform that covers its
        countries too.
        """
        partners: dict[Key, set[str]] = {}
        participants: dict[Key, int] = {}
        for kind, arrangement, count, actors in [
            *self._taking_part(),
            *self._pledging(),
            *self._covering(),
        ]:
            partners.setdefault((kind, arrangement), set()).update(actors)
            participants[kind, arrangement] = count
        return {
            key: Shared(key[1], key[0], participants[key], frozenset(partners[key]))
            for key in partners
        }

    def _taking_part(self) -> Iterable[Part]:
        for row in self._asked.rows("joint-candidates.arrangements", self._aim.working):
            yield row["kind"], row["id"], row["participants"], {row["actor"]}

    def _pledging(self) -> Iterable[Part]:
        """The multi-stakeholder pledges under which those who are involved pledged; who leads them
        is another tie.
        """
        rows = self._asked.links(*UNDER, self._aim.working, "pledging_count")
        for row in rows:
            yield "pledging", row["other"], row["pledging_count"], {row["id"]}

    def _covering(self) -> Iterable[Part]:
        """The platforms that cover countries of the aim, with the States there that are
        involved.
        """
        states = self._asked.links_to("STATE_OF", "Actor", "Country", set(self._aim.places))
        rows = self._asked.links_to(
            "COVERS", "SupportPlatform", "Country", set(self._aim.places), "participant_count"
        )
        for row in rows:
            there = {
                state["other"] for state in states if state["id"] == row["id"]
            } & self._aim.working.keys()
            if there and row["participant_count"]:
                yield "platform", row["other"], row["participant_count"], there

    @cached_property
    def _nearness(self) -> Mapping[str, int]:
        """Actor → how near it is to those who are involved, of actors that take part in one of
        their arrangements.
        """
        found: dict[str, int] = {}
        taken = {each.id for each in self.arrangements.values() if each.kind != "pledging"}
        for row in self._asked.rows("joint-candidates.works_with", taken):
            found[row["id"]] = found.get(row["id"], 0) + row["arrangements"] * (
                WHOLE // row["participants"]
            )
        under = {each.id for each in self.arrangements.values() if each.kind == "pledging"}
        for row in self._asked.links_to(*UNDER, under):
            found[row["other"]] = (
                found.get(row["other"], 0)
                + WHOLE // self.arrangements["pledging", row["id"]].participants
            )
        return found

    def actors(self) -> set[str]:
        """Who takes part in an arrangement with somebody who is involved; those who are involved
        are among them.
        """
        return set(self._nearness)

    def nearness(self, actor: str) -> int:
        """How near an actor is to those who are involved in the pledges that it could join."""
        if actor not in self._aim.working:
            return self._nearness.get(actor, 0)
        return sum(WHOLE // each.participants for each in self._of_involved(actor))

    def _of_involved(self, actor: str) -> list[Shared]:
        """What an actor that is involved in one of the pledges shares with those who are involved
        in the others.
        """
        found = [self._with_others(each, actor) for each in self._by_involved.get(actor, ())]
        return [each for each in found if each.partners]

    def _with_others(self, arrangement: Shared, actor: str) -> Shared:
        """An arrangement with those partners of an actor that are involved in a pledge in which it
        is not.
        """
        theirs, own = self._aim.pledges_of, self._aim.pledges_of.get(actor, frozenset())
        others = (each for each in arrangement.partners if each != actor and each in theirs)
        kept = frozenset(each for each in others if not theirs[each] <= own)
        return Shared(arrangement.id, arrangement.kind, arrangement.participants, kept)

    @cached_property
    def _by_involved(self) -> Mapping[str, list[Shared]]:
        """Who is involved → its arrangements; as a State that a platform covers it is no part of
        that one.
        """
        found: dict[str, list[Shared]] = {}
        for each in self.arrangements.values():
            for actor in each.partners:
                if each.kind != "platform" or actor not in self._aim.own:
                    found.setdefault(actor, []).append(each)
        return found

    def shared(self, actors: Collection[str]) -> Mapping[str, list[Shared]]:
        """Actor → the arrangements that it shares with those who are involved, the smallest
        first.
        """
        found: dict[str, list[Shared]] = {actor: [] for actor in actors}
        others = [actor for actor in actors if actor not in self._aim.working]
        for kind, cls in CLASSES.items():
            relation = UNDER[0] if kind == "pledging" else "TAKES_PART_IN"
            for row in self._asked.links(relation, "Actor", cls, others):
                if (kind, row["other"]) in self.arrangements:
                    found[row["id"]].append(self.arrangements[kind, row["other"]])
        for actor in set(actors) & self._aim.working.keys():
            found[actor] = self._of_involved(actor)
        return {
            actor: nsmallest(len(each), each, key=lambda one: (one.participants, one.id))
            for actor, each in found.items()
        }

    def names(self, arrangements: Iterable[Shared]) -> Mapping[str, str]:
        """Arrangement → how it is called: a match by the pledge that it supports."""
        by_kind: dict[str, set[str]] = {}
        for each in arrangements:
            by_kind.setdefault(each.kind, set()).add(each.id)
        found: dict[str, str] = {}
        columns = {
            "joint": "cited_as",
            "multistakeholder": "name",
            "pledging": "name",
            "platform": "code",
        }
        for kind, column in columns.items():
            rows = self._asked.nodes(CLASSES[kind], by_kind.get(kind, ()), column)
            found |= {each: row[column] or each for each, row in rows.items()}
        matches = self._asked.links(
            "SUPPORTS", "Match", "Pledge", by_kind.get("match", ()), "cited_as"
        )
        return found | {row["id"]: row["cited_as"] for row in matches}
