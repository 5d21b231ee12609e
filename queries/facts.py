"""What the texts of a question say of each pledge, gathered under its identifier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from . import words

Rows = Sequence[Mapping[str, Any]]
SUPPORT = ("financial", "material", "technical")


@dataclass(slots=True)
class Match:
    """A match that counts as support of a pledge; ``pledges`` and ``actors`` (id → name) bring
    it.
    """

    id: str
    pledge: str
    contributions: set[str] = field(default_factory=set)
    pledges: list[str] = field(default_factory=list)
    actors: dict[str, str] = field(default_factory=dict)


@dataclass(eq=False)
class Pledge:
    """A pledge as the sources state it, its names and sets ready for comparing; each is worked out
    once.
    """

    id: str
    name: str
    title: str
    description: str
    host: bool
    brings: bool
    has_ended: bool
    place_texts: list[str] = field(default_factory=list)
    submitters: dict[str, str] = field(default_factory=dict)
    partners: dict[str, str] = field(default_factory=dict)
    parties: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    arranged: dict[str, str] = field(default_factory=dict)
    themes: set[str] = field(default_factory=set)
    areas: set[str] = field(default_factory=set)
    contributions: set[str] = field(default_factory=set)
    forum: str | None = None
    forum_sequence: int | None = None

    @cached_property
    def order(self) -> tuple[str, str]:
        """Its place among pledges: by name."""
        return self.name, self.id

    @cached_property
    def topics(self) -> frozenset[str]:
        """Themes and areas: two pledges that share one share an area."""
        return frozenset(
            {f"theme {name}" for name in self.themes} | {f"area {name}" for name in self.areas}
        )

    @cached_property
    def places(self) -> frozenset[str]:
        """The countries that it names and those of the arrangements that it names."""
        return frozenset(self.countries | self.arranged.keys())

    @cached_property
    def means(self) -> str:
        """Its contribution types in words."""
        return in_words(self.contributions)


def in_words(contributions: Iterable[str]) -> str:
    """Contribution types in their usual order, ``contribution not stated`` where there is none."""
    return (
        ", ".join(words.in_order("contribution-types", contributions)) or "contribution not stated"
    )


@dataclass
class Facts:
    """All pledges by identifier and in order, and the matches that count for them."""

    pledges: dict[str, Pledge]
    matches: dict[str, list[Match]]
    states: Mapping[str, str]

    def own_actors(self, pledge: Pledge) -> set[str]:
        """The actors that are not others to a pledge: its submitters, and a State's government and
        ministries.
        """
        return pledge.submitters.keys() | {
            actor for party in pledge.parties for actor in self._by_state.get(party, ())
        }

    @cached_property
    def _by_state(self) -> dict[str, list[str]]:
        """Country → its government and ministries."""
        found: dict[str, list[str]] = {}
        for actor, country in self.states.items():
            found.setdefault(country, []).append(actor)
        return found

    @cached_property
    def by_submitter(self) -> dict[str, list[Pledge]]:
        """Actor → its own pledges, in order."""
        found: dict[str, list[Pledge]] = {}
        for pledge in self.pledges.values():
            for actor in pledge.submitters:
                found.setdefault(actor, []).append(pledge)
        return found


def gather_facts(texts: Mapping[str, Rows], as_of: str) -> Facts:
    """The facts that the shared texts (their names start with ``_``) give, whatever the order of
    their rows.

    ``as_of`` is the day that they are told of, "" for one that nobody knows: no target year has
    passed then.
    """
    found = [_pledge(row, as_of) for row in texts["_pledges"]]
    pledges = {pledge.id: pledge for pledge in sorted(found, key=lambda pledge: pledge.order)}
    _add_links(texts, pledges)
    states = {row["actor"]: row["country"] for row in texts["_states"]}
    for pledge in pledges.values():
        pledge.parties = {states.get(actor, actor) for actor in pledge.submitters}
    for name in ("_covered_by_platform", "_covered_by_region", "_in_situation"):
        for pledge, row in _linked(
            sorted(texts[name], key=lambda row: str(row["region"])), pledges
        ):
            # A situation says where a pledge is that names no country; a host's own pledge is where
            # it says.
            if name != "_in_situation" or not (pledge.countries or pledge.host):
                pledge.arranged.setdefault(row["country"], row["region"])
    for pledge, row in _linked(texts["_forums"], pledges):
        pledge.forum, pledge.forum_sequence = row["name"], row["sequence"]
    return Facts(pledges, _matches(texts), states)


def newest(rows: Rows) -> list[Mapping[str, Any]]:
    """The figures of the newest year: several extracts may be there, and years are never added
    up.
    """
    year = max((row["year"] for row in rows), default=None)
    return [row for row in rows if row["year"] == year]


def _add_links(texts: Mapping[str, Rows], pledges: Mapping[str, Pledge]) -> None:
    for pledge, row in _linked(texts["_submitters"], pledges):
        pledge.submitters[row["actor"]] = row["name"]
    for pledge, row in _linked(texts["_partners"], pledges):
        pledge.partners[row["actor"]] = row["name"]
    for pledge, row in _linked(texts["_places"], pledges):
        pledge.countries.add(row["country"])
    for pledge, row in _linked(texts["_themes"], pledges):
        pledge.themes.add(row["name"])
    for pledge, row in _linked(texts["_areas"], pledges):
        pledge.areas.add(row["name"])
    for pledge, row in _linked(texts["_contributions"], pledges):
        pledge.contributions.add(row["code"])


def add_place_texts(texts: Mapping[str, Rows], pledges: Mapping[str, Pledge]) -> None:
    """The places of pledges as written, for those who show them."""
    for pledge, row in _linked(
        sorted(texts["_place_texts"], key=lambda row: str(row["text"])), pledges
    ):
        pledge.place_texts.append(row["text"])


def _linked(
    rows: Rows, pledges: Mapping[str, Pledge]
) -> Iterator[tuple[Pledge, Mapping[str, Any]]]:
    """Each row with its pledge; rows of withdrawn pledges fall away."""
    for row in rows:
        pledge = pledges.get(row["id"])
        if pledge is not None:
            yield pledge, row


def _pledge(row: Mapping[str, Any], as_of: str) -> Pledge:
    year = row["target_year"]
    has_passed = bool(as_of) and year is not None and year < int(as_of[:4])
    has_ended = has_passed or row["stage"] == "fulfilled"
    description = row["description"] or ""
    return Pledge(
        row["id"],
        row["name"] or row["id"],
        row["title"] or "",
        description,
        row["host"],
        row["brings"],
        has_ended,
    )


def _matches(texts: Mapping[str, Rows]) -> dict[str, list[Match]]:
    found = {row["id"]: Match(row["id"], row["pledge"]) for row in texts["_matches"]}
    for match, row in _counting(texts["_match_contributions"], found):
        match.contributions.add(row["code"])
    for match, row in _counting(texts["_match_pledges"], found):
        match.pledges.append(row["pledge"])
    for match, row in _counting(texts["_match_actors"], found):
        match.actors[row["actor"]] = row["name"]
    by_pledge: dict[str, list[Match]] = {}
    for match in sorted(found.values(), key=lambda match: match.id):
        match.pledges.sort()
        by_pledge.setdefault(match.pledge, []).append(match)
    return by_pledge


def _counting(
    rows: Rows, matches: Mapping[str, Match]
) -> Iterator[tuple[Match, Mapping[str, Any]]]:
    """Each row with its match; rows of those that do not count fall away."""
    for row in rows:
        match = matches.get(row["id"])
        if match is not None:
            yield match, row
