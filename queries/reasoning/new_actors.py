"""Actors active on an area with no pledge recorded for a place; the definitions are in
docs/questions.md.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from pledgegraph.errors import UsageProblem
from pledgegraph.ontology.vocabularies import in_order
from pledgegraph.queries.acquaintance import CLOSE, Acquaintance, Tie
from pledgegraph.queries.activity import Activity
from pledgegraph.queries.asked import Asked
from pledgegraph.queries.contacts_wanted import only_notices, wanted
from pledgegraph.queries.coverage import asylum_notices, dated, without
from pledgegraph.queries.grouping import Selected
from pledgegraph.queries.naming import by_name, short
from pledgegraph.queries.presence import Kinds, Parties, Presence
from pledgegraph.queries.reasons import (
    Behind,
    Coded,
    Published,
    Reason,
    Topic,
    because,
    counting,
    first_names,
    one_by_one,
)
from pledgegraph.queries.result import Result
from pledgegraph.wording import worded

PLACES = ("country", "situation", "platform")
"""The parameters that say where."""
MOST_LISTED = 10
"""Pledges and actors that a cell or a notice lists."""
MOST_KNOWN = 5
"""Of those through whom an actor is known, who is listed."""


def answer(asked: Asked) -> Result:
    """See the card."""
    found = NewActors(asked)
    return Result(
        found.rows(),
        found.coverage(),
        list(found.notices()),
        {"there": found.there(), "peers": found.peers()},
        found.behind,
    )


def check(parameters: Mapping[str, Any]) -> None:
    """A place and an area: anything wider would list everybody.

    Raises:
        UsageProblem: one of them is missing.
    """
    has_place = any(parameters[name] for name in PLACES)
    if has_place and parameters["area"]:
        return
    hint = worded("Add --country, --situation or --platform.")
    if has_place:
        hint = worded("Add --area.")
    raise UsageProblem(
        worded("New actors are asked for by a country, situation or platform, and an area"), hint
    )


class NewActors:
    """Who is active on an area elsewhere, and has no pledge recorded for the place."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._presence = Presence(asked)
        self._activity = Activity(asked, self._presence.bases.keys())
        self._left_out = set(asked.parameters["exclude"])
        known = self._presence.named
        there = known | self._presence.by_arrangement | self._presence.states
        self._there_parties = Parties(asked, there).all_of(there)
        others = set()
        for actor in self._activity.actors():
            # A ministry of a government that is there is no new actor
            if self._activity.parties.of(actor) not in self._there_parties:
                others.add(actor)
        others = wanted(asked, others)
        # Who is left out is there all the same, so is not new, but nobody is known through it
        self._acquaintance = Acquaintance(
            asked,
            others,
            known - self._left_out,
        )
        self._ties: dict[str, list[Tie]] = {}
        self._unknown_partners: list[str] = []
        for actor in others:
            ties = self._acquaintance.ties(actor)
            # Of a partner nothing of its own is stated: it is listed only where somebody knows it
            if ties or self._activity.has_own(actor):
                self._ties[actor] = ties
            else:
                self._unknown_partners.append(actor)
        self._in_order = sorted(self._ties, key=self._place)

    def _place(self, actor: str) -> tuple[object, ...]:
        """Nearest tie, own support, number of ties, newest forum, name."""
        ties = self._ties[actor]
        sequence, _ = self._activity.newest(actor)
        name = self._activity.names[actor]
        return (
            _nearness(ties),
            not self._activity.brings_support(actor),
            -len(_arrangements(ties)),
            -sequence,
            short(name),
            name,
            actor,
        )

    @cached_property
    def _kinds(self) -> Kinds:
        presence = self._presence
        actors = self._ties.keys() | presence.named | presence.by_arrangement
        return Kinds(self._asked, actors)

    def rows(self) -> list[Mapping[str, Any]]:
        """The rows of the answer, in order."""
        found: list[Mapping[str, Any]] = []
        for rank, actor in enumerate(self._in_order, start=1):
            row = {"rank": rank, **self._row(actor)}
            found.append(row)
        return found

    def _row(self, actor: str) -> Mapping[str, Any]:
        activity = self._activity
        ties = self._ties[actor]
        through = activity.through(actor)
        sentences = []
        for pledge, is_own in through.items():
            sentences.append(self._through(pledge, is_own=is_own))
        types = activity.contributions(actor)
        codes = in_order("contribution-types", types)
        _, forum = activity.newest(actor)
        known = _by_partner(ties)
        partners = []
        for partner, shared in known.items():
            partners.append(self._known(partner, shared))
        kinds = self._kinds.of(actor)
        nearest = _TIES[_nearness(ties)]
        arrangements = _arrangements(ties)
        return {
            "actor": activity.names[actor],
            "kinds": _kinds(kinds),
            "active_through": _bounded(sentences),
            "contribution": one_by_one(codes),
            "known_through": _bounded(partners, MOST_KNOWN),
            "tie": because(nearest),
            "ties": len(arrangements),
            "forum": Published("forums", forum) if forum else None,
            "actor_id": actor,
            "pledge_ids": sorted(through)[:MOST_LISTED],
            "known_ids": sorted(known)[:MOST_LISTED],
            "arrangement_ids": arrangements[:MOST_LISTED],
        }

    def _through(self, pledge: str, *, is_own: bool) -> Reason:
        """A pledge through which an actor is active."""
        pledges = self._activity.pledges
        name: str | Reason = pledges.name(pledge)
        if pledges.has_ended(pledge):
            name = because("that has ended", pledge=name)
        countries = pledges.countries[pledge]
        where = because("nothing")
        if countries:
            codes = sorted(countries)
            kind = "there in" if is_own else "there in, apart"
            where = because(kind, countries=_few(codes))
        if not is_own:
            return because(
                "active as partner",
                pledge=name,
                where=where,
            )
        return because(
            "active through", pledge=name, contributions=pledges.contributions[pledge], where=where
        )

    def _known(
        self,
        actor: str,
        ties: Sequence[Tie],
    ) -> Reason:
        """Somebody there through whom an actor is known, with what they share."""
        called: list[str] = []
        for tie in ties:
            # Two matches for one pledge are called the same
            if tie.called not in called:
                called.append(tie.called)
        return because(
            "known through",
            actor=self._presence.name(actor),
            names=_few(called),
        )

    def coverage(self) -> Reason:
        """The sentence that opens the answer."""
        behind = self.behind()
        actors = because("actors of", number=len(behind["actors"]))
        topics = list(map(Topic, self._asked.parameters["area"]))
        # What has ended counts where it is asked for, and is not said to be left out
        with_ended = self._asked.parameters["with_ended"]
        return because(
            "new actors, with ended" if with_ended else "new actors",
            actors=actors,
            places=_few(self._presence.countries()),
            count=len(behind["through"]),
            pledges=because("pledges", number=len(behind["pledges"])),
            areas=because("list", names=topics),
            without=list(without(self._asked)),
            dated=dated(self._asked),
        )

    def behind(self) -> Behind:
        """The identifiers of who and what is counted."""
        through: set[str] = set()
        for actor in self._in_order:
            through.update(self._activity.through(actor))
        return {
            "actors": sorted(self._in_order),
            "through": sorted(through),
            "pledges": sorted(self._activity.on_area),
        }

    def notices(self) -> Iterator[Reason]:
        """Of which kinds those are who are there already, and who is not listed."""
        if not self._presence.named:
            yield because("nobody recorded there")
        yield from self._kind_notices()
        if self._unknown_partners:
            yield counting("partners not listed", self._unknown_partners)
        yield from only_notices(self._asked)
        yield from asylum_notices(self._asked)

    def _kind_notices(self) -> Iterator[Reason]:
        """Kinds of actor that are there and that are not, and of whom none is recorded."""
        presence = self._presence
        named = self._kinds.among(presence.named)
        arranged = self._kinds.among(presence.by_arrangement)
        elsewhere = self._kinds.among(self._in_order)
        yield from _of_kinds("kinds there", named)
        yield from _of_kinds("kinds by arrangement", arranged - named)
        yield from _of_kinds("kinds elsewhere", elsewhere - named - arranged)
        unknown: dict[str, str] = {}
        for actor in presence.named | presence.by_arrangement:
            if not self._kinds.of(actor):
                unknown[actor] = presence.name(actor)
        for actor in self._in_order:
            if not self._kinds.of(actor):
                unknown[actor] = self._activity.names[actor]
        if unknown:
            without = dict(by_name(unknown))
            actors = first_names(
                list(without.values()),
                MOST_LISTED,
                list(without),
            )
            yield because("no kind recorded", actors=actors)

    def there(self) -> list[Mapping[str, Any]]:
        """The rows of the table of those who have a pledge recorded for the place."""
        presence = self._presence
        found: list[Mapping[str, Any]] = []
        for actor in (presence.named | presence.by_arrangement) - self._left_out:
            stated = presence.pledges(actor)
            pledges = {id: name for id, name in stated.items() if id not in self._left_out}
            # What was recorded of it is left out: nothing else says that it is there
            if stated and not pledges:
                continue
            is_named = actor in presence.named
            basis = "country named" if is_named else "by arrangement only"
            kinds = self._kinds.of(actor)
            row = {
                "actor": presence.name(actor),
                "kinds": _kinds(kinds),
                "basis": because(basis),
                "by_arrangement": not is_named,
                "id": actor,
            }
            found.append({**row, **_listed(pledges)})
        return found

    def peers(self) -> list[Mapping[str, Any]]:
        """The rows of the table of peer hosts."""
        found: list[Mapping[str, Any]] = []
        for actor, pledges in self._activity.peers().items():
            name = self._activity.peer_name(actor)
            row: Selected = {"actor": name, "id": actor}
            found.append({**row, **_listed(pledges)})
        return found


_TIES = ("close tie", "tie by arrangement", "no tie")
"""The kinds of the nearest tie, in order."""


def _nearness(ties: Sequence[Tie]) -> int:
    """The place in ``_TIES`` of the nearest of some ties, the nearest of which comes first."""
    if not ties:
        return 2
    return 0 if ties[0].kind in CLOSE else 1


def _arrangements(ties: Sequence[Tie]) -> list[str]:
    """The shared arrangements, each once: one with two actors there is one tie."""
    ids = {tie.id for tie in ties}
    return sorted(ids)


def _by_partner(ties: Sequence[Tie]) -> Mapping[str, list[Tie]]:
    """Who is there → what is shared with it, the nearest first."""
    found: dict[str, list[Tie]] = {}
    for tie in ties:
        of_actor = found.setdefault(tie.actor, [])
        of_actor.append(tie)
    return found


def _kinds(codes: Collection[str]) -> list[Coded]:
    ordered = in_order("entity-types", set(codes))
    return [Coded("entity-types", code) for code in ordered]


def _of_kinds(sentence: str, codes: Collection[str]) -> Iterator[Reason]:
    """A sentence on some kinds of actor, if there are any."""
    if codes:
        kinds = because("list", names=_kinds(codes))
        yield because(sentence, kinds=kinds)


def _listed(pledges: Mapping[str, str]) -> Mapping[str, Any]:
    return {"pledges": sorted(pledges.values()), "pledge_ids": sorted(pledges)}


def _few(names: Sequence[Any]) -> Reason:
    """The first few names, and how many more there are."""
    return first_names(names, 3)


def _bounded(values: Sequence[Any], most: int = MOST_LISTED) -> list[Any]:
    """The first values of a cell, and how many more there are."""
    found = list(values[:most])
    more = len(values) - len(found)
    if more:
        found.append(because("more", number=more))
    return found
