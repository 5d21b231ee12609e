"""The order of contacts inside a tier: one that a person can follow and check, criterion by
criterion.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from .aims import SUPPORT, Aim
from .asked import Asked
from .candidates import WORKS_WITH, Candidate, Shown
from .cooperation import Cooperation
from .naming import by_short_name, short
from .place_words import Hint, PlaceWords
from .pledges import Pledges


@dataclass(frozen=True, slots=True)
class Ranked:
    """What places a candidate: the pledges that are told of it, that which shows it best first, and
    the criteria.
    """

    candidate: Candidate
    name: str
    told: tuple[Shown, ...]
    brings: frozenset[str]
    nearness: int
    same_kind: str
    hint: tuple[str, Hint] | None

    @property
    def best(self) -> Shown | None:
        """The pledge that shows it best."""
        return self.told[0] if self.told else None


class ContactOrder:
    """The candidates of an aim in their order."""

    def __init__(
        self, asked: Asked, aim: Aim, cooperation: Cooperation, candidates: Sequence[Candidate]
    ) -> None:
        self._asked, self._aim, self._cooperation = asked, aim, cooperation
        self._candidates = candidates
        shown = {each.pledge for one in candidates for each in _every(one)}
        self.pledges = Pledges(asked, shown | self._said)

    def of_tier(self, tier: str) -> list[Ranked]:
        """The candidates of a tier, in order."""
        found = [self._ranked(each) for each in self._candidates if each.tier == tier]
        return sorted(found, key=self._key)

    def _ranked(self, candidate: Candidate) -> Ranked:
        told = self._told(candidate)
        brings = self._brings(told[0]) if told else frozenset()
        return Ranked(
            candidate,
            self.names[candidate.actor],
            told,
            brings & self._aim.lacking(candidate.serves),
            self._cooperation.nearness(candidate.actor),
            self._same_kind(candidate),
            self._hint_of(candidate),
        )

    def _key(self, one: Ranked) -> tuple[object, ...]:
        """Who states no support last; nearer, same kind, more of what is lacking, place in the
        text, newer, name.
        """
        best = one.best
        on_area = one.candidate.tier != WORKS_WITH or any(
            each.topics for each in _every(one.candidate)
        )
        return (
            best is None or not self._brings(best),
            not on_area,
            -one.nearness,
            not one.same_kind,
            -len(one.brings),
            one.hint is None,
            -self._sequence(best.pledge) if best else 0,
            short(one.name),
            one.name,
            one.candidate.actor,
        )

    def _pledge_key(self, each: Shown) -> tuple[object, ...]:
        brings = self._brings(each)
        lacking = self._aim.lacking(self._aim.hosts)
        return (
            not brings,
            -len(brings & lacking),
            each.pledge not in self._hints,
            -self._sequence(each.pledge),
            self.pledges.name(each.pledge),
            each.pledge,
            not each.own,
        )

    def _told(self, candidate: Candidate) -> tuple[Shown, ...]:
        """The pledges of a candidate, each once: those that show its tier, then others, best
        first.
        """
        found: dict[str, Shown] = {}
        for part in (candidate.shown, candidate.also):
            for each in sorted(part, key=self._pledge_key):
                found.setdefault(each.pledge, each)
        return tuple(found.values())

    def _brings(self, each: Shown) -> frozenset[str]:
        """The support that an actor's own pledge states; a named partner states none."""
        return (
            frozenset(self.pledges.contributions[each.pledge] & set(SUPPORT))
            if each.own
            else frozenset()
        )

    def _sequence(self, pledge: str) -> int:
        forum = self.pledges.forums.get(pledge)
        return int(forum["sequence"]) if forum else 0

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Candidate → its name."""
        rows = self._asked.nodes("Actor", {each.actor for each in self._candidates}, "name")
        return {actor: row["name"] for actor, row in rows.items()}

    @cached_property
    def _by_text(self) -> Mapping[str, list[str]]:
        """Member of a platform → its pledges whose text names a place."""
        members = {each.actor for each in self._candidates if each.platforms}
        found: dict[str, list[str]] = {}
        for row in self._asked.rows("joint-candidates.texts", members):
            found.setdefault(row["actor"], []).append(row["id"])
        return {actor: sorted(pledges) for actor, pledges in found.items()}

    @cached_property
    def _said(self) -> set[str]:
        return {pledge for pledges in self._by_text.values() for pledge in pledges}

    @cached_property
    def _hints(self) -> Mapping[str, Hint]:
        """Pledge → what its text calls a country of the aim; where a text names no place there is
        nothing to find.
        """
        rows = self._asked.nodes("Pledge", self.pledges.ids, "no_place_reason")
        told = {pledge for pledge, row in rows.items() if row["no_place_reason"] == "place-in-text"}
        words = PlaceWords(self._aim.countries)
        texts = self._asked.nodes("Pledge", told, "title", "description")
        found = {
            pledge: words.hint(row["title"], row["description"]) for pledge, row in texts.items()
        }
        return {pledge: hint for pledge, hint in found.items() if hint is not None}

    def _hint_of(self, candidate: Candidate) -> tuple[str, Hint] | None:
        """The pledge of a candidate whose text names a country of the aim, with the words."""
        own = [each.pledge for each in _every(candidate) if each.own] + self._by_text.get(
            candidate.actor, []
        )
        found = sorted(
            (self.pledges.name(pledge), pledge) for pledge in own if pledge in self._hints
        )
        return (found[0][1], self._hints[found[0][1]]) if found else None

    def _same_kind(self, candidate: Candidate) -> str:
        """A kind of a candidate that somebody involved is of, hosts aside; "" for none."""
        for kind in sorted(self._kinds.get(candidate.actor, ())):
            if any(self._is_alike(actor, candidate) for actor in self._others.get(kind, ())):
                return kind
        return ""

    def alike(self, one: Ranked) -> list[str]:
        """The names of those involved that are of the same kind as a candidate."""
        actors = self._others.get(one.same_kind, ())
        return by_short_name(
            {self._aim.working[actor] for actor in actors if self._is_alike(actor, one.candidate)}
        )

    def _is_alike(self, actor: str, candidate: Candidate) -> bool:
        """Whether an actor is involved in one of the pledges that a candidate could join."""
        return actor != candidate.actor and not self._aim.pledges_of[actor].isdisjoint(
            candidate.serves
        )

    @cached_property
    def _others(self) -> Mapping[str, list[str]]:
        """Kind → those involved, without whose pledges they are."""
        found: dict[str, list[str]] = {}
        for actor in self._aim.pledges_of.keys() - self._hosts:
            for kind in self._kinds.get(actor, ()):
                found.setdefault(kind, []).append(actor)
        return found

    @cached_property
    def _hosts(self) -> set[str]:
        return {
            actor for names in self._aim.pledges.submitters.values() for actor in names
        } | self._aim.own.keys()

    @cached_property
    def _kinds(self) -> Mapping[str, set[str]]:
        """Actor → the codes of its kinds; a government is a State by its name."""
        actors = self.names.keys() | self._aim.working.keys()
        found: dict[str, set[str]] = {}
        for row in self._asked.links("ACTOR_TYPE", "Actor", "Concept", actors, "notation"):
            found.setdefault(row["id"], set()).add(row["notation"])
        for row in self._asked.links("STATE_OF", "Actor", "Country", actors):
            found.setdefault(row["id"], set()).add("state")
        return found


def _every(candidate: Candidate) -> list[Shown]:
    return [*candidate.shown, *candidate.also]
