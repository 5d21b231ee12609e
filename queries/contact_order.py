"""The order of contacts inside a tier: one that a person can follow and check, criterion by
criterion.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from .aims import SUPPORT, Aim
from .asked import Asked
from .candidates import WORKS_WITH, Candidate, Shown
from .contacts_wanted import kinds_of
from .cooperation import Cooperation
from .grouping import Lists, Sets, lists_by, rows_with, values_in
from .naming import by_short_name, short
from .place_words import Hint, PlaceWords
from .pledges import Pledges


@dataclass(frozen=True, slots=True)
class Ranked:
    """What places a candidate: the pledges that show it, the best first, and the criteria."""

    candidate: Candidate
    name: str
    pledges: tuple[Shown, ...]
    brings: frozenset[str]
    nearness: int
    same_kind: str
    hint: tuple[str, Hint] | None

    @property
    def best(self) -> Shown | None:
        """The pledge that shows it best."""
        return self.pledges[0] if self.pledges else None


class ContactOrder:
    """The candidates of an aim in their order."""

    def __init__(
        self,
        asked: Asked,
        aim: Aim,
        cooperation: Cooperation,
        candidates: Sequence[Candidate],
    ) -> None:
        self._asked = asked
        self._aim = aim
        self._cooperation = cooperation
        self._candidates = candidates
        ids: set[str] = set()
        for pledges in self._by_text.values():
            ids.update(pledges)
        for candidate in candidates:
            for each in candidate.pledges():
                ids.add(each.pledge)
        self.pledges = Pledges(asked, ids)

    def of_tier(self, tier: str) -> list[Ranked]:
        """The candidates of a tier, in order."""
        ranked = []
        for candidate in self._candidates:
            if candidate.tier == tier:
                ranked.append(self._ranked(candidate))
        return sorted(ranked, key=self._key)

    def _ranked(self, candidate: Candidate) -> Ranked:
        pledges = self._best_first(candidate)
        brings: frozenset[str] = frozenset()
        if pledges:
            best = pledges[0]
            # Only what its best pledge brings: that is the one which the reasons name
            lacking = self._aim.lacking(candidate.serves)
            brings = self._brings(best) & lacking
        return Ranked(
            candidate=candidate,
            name=self.names[candidate.actor],
            pledges=pledges,
            brings=brings,
            nearness=self._cooperation.nearness(candidate.actor),
            same_kind=self._same_kind(candidate),
            hint=self._hint_of(candidate),
        )

    def _key(self, one: Ranked) -> tuple[object, ...]:
        """Who has ended, then who states no support last; nearer, same kind, more of what is
        lacking, place in the text, newer, name.
        """
        best = one.best
        states_support = best is not None and bool(self._brings(best))
        sequence = self._sequence(best.pledge) if best else 0
        has_ended = best is not None and self.pledges.has_ended(best.pledge)
        return (
            has_ended,
            not states_support,
            not self._is_on_area(one.candidate),
            -one.nearness,
            not one.same_kind,
            -len(one.brings),
            one.hint is None,
            -sequence,
            # The name alone does not decide between two: every run must give one order
            short(one.name),
            one.name,
            one.candidate.actor,
        )

    def _is_on_area(self, candidate: Candidate) -> bool:
        """Whether one of its pledges is on the area, which only the third tier leaves open."""
        if candidate.tier != WORKS_WITH:
            return True
        return any(each.topics for each in candidate.pledges())

    def _pledge_key(self, each: Shown) -> tuple[object, ...]:
        brings = self._brings(each)
        lacking = self._aim.lacking(self._aim.hosts)
        is_needed = brings & lacking
        return (
            self.pledges.has_ended(each.pledge),
            not brings,
            -len(is_needed),
            each.pledge not in self._hints,
            -self._sequence(each.pledge),
            self.pledges.name(each.pledge),
            each.pledge,
            not each.own,
        )

    def _best_first(self, candidate: Candidate) -> tuple[Shown, ...]:
        """The pledges of a candidate, each once: those that show its tier, then others, best
        first.
        """
        found: dict[str, Shown] = {}
        for part in (candidate.shown, candidate.also):
            for each in sorted(part, key=self._pledge_key):
                # A pledge may be in both parts: where it shows the tier it comes first
                found.setdefault(each.pledge, each)
        return tuple(found.values())

    def _brings(self, each: Shown) -> frozenset[str]:
        """The support that an actor's own pledge states; a named partner states none."""
        if not each.own:
            return frozenset()
        contributions = self.pledges.contributions[each.pledge]
        return SUPPORT & contributions

    def _sequence(self, pledge: str) -> int:
        # A pledge without a forum counts as the oldest
        forum = self.pledges.forums.get(pledge)
        return int(forum["sequence"]) if forum else 0

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Candidate → its name."""
        actors = {each.actor for each in self._candidates}
        return self._asked.names("Actor", actors)

    @cached_property
    def _by_text(self) -> Lists:
        """Member of a platform → its pledges whose text names a place."""
        members = set()
        for candidate in self._candidates:
            # Of members of platforms alone: others are candidates by a pledge that is read anyway
            if candidate.platforms:
                members.add(candidate.actor)
        rows = self._asked.rows("joint-candidates.texts", members)
        return lists_by(rows, "actor", "id")

    @cached_property
    def _hints(self) -> Mapping[str, Hint]:
        """Pledge → what its text calls a country of the aim; where a text names no place there is
        nothing to find.
        """
        # Texts are long: only those are read that were found to name a place
        nodes = self._asked.nodes(
            "Pledge",
            self.pledges.ids,
            "no_place_reason",
        )
        rows = rows_with(nodes.values(), "no_place_reason", "place-in-text")
        with_place = values_in(rows, "id")
        words = PlaceWords(self._aim.countries)
        texts = self._asked.nodes("Pledge", with_place, "title", "description")
        found = {}
        for pledge, row in texts.items():
            title = row["title"]
            description = row["description"]
            hint = words.hint(title, description)
            if hint is not None:
                found[pledge] = hint
        return found

    def _hint_of(self, candidate: Candidate) -> tuple[str, Hint] | None:
        """The pledge of a candidate whose text names a country of the aim, with the words."""
        of_member = self._by_text.get(candidate.actor, ())
        own = set(of_member)
        for each in candidate.pledges():
            if each.own:
                own.add(each.pledge)
        found = own & self._hints.keys()
        if not found:
            return None

        def name_and_id(pledge: str) -> tuple[str, str]:
            return self.pledges.name(pledge), pledge

        first = min(found, key=name_and_id)
        return first, self._hints[first]

    def _same_kind(self, candidate: Candidate) -> str:
        """A kind of a candidate that somebody involved is of, hosts aside; "" for none."""
        kinds = self._kinds.get(candidate.actor, ())
        for kind in sorted(kinds):
            if any(self._alike(kind, candidate)):
                return kind
        return ""

    def alike(self, one: Ranked) -> list[str]:
        """The names of those involved that are of the same kind as a candidate."""
        names = set()
        for actor in self._alike(one.same_kind, one.candidate):
            names.add(self._aim.working[actor])
        return by_short_name(names)

    def _alike(self, kind: str, candidate: Candidate) -> Iterator[str]:
        """Who of a kind is involved in one of the pledges that a candidate could join."""
        for actor in self._others.get(kind, ()):
            involved_in = self._aim.pledges_of[actor]
            is_elsewhere = involved_in.isdisjoint(candidate.serves)
            if actor != candidate.actor and not is_elsewhere:
                yield actor

    @cached_property
    def _others(self) -> Lists:
        """Kind → those involved, without whose pledges they are."""
        found: Lists = {}
        # Every host is a State: that another State is of the same kind says nothing
        for actor in self._aim.pledges_of.keys() - self._hosts:
            for kind in self._kinds.get(actor, ()):
                actors = found.setdefault(kind, [])
                actors.append(actor)
        return found

    @cached_property
    def _hosts(self) -> set[str]:
        submitters = self._aim.pledges.submitters
        own = set(self._aim.own)
        return own.union(*submitters.values())

    @cached_property
    def _kinds(self) -> Sets:
        """Actor → the codes of its kinds; a government is a State by its name."""
        actors = self.names.keys() | self._aim.working.keys()
        return kinds_of(self._asked, actors)
