"""What the texts of a question say of each pledge, gathered under its identifier."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pledgegraph.ontology.names import shared
from pledgegraph.ontology.spelling import fold

from . import words

Rows = Sequence[Mapping[str, Any]]
SUPPORT = ("financial", "material", "technical")


@dataclass(slots=True)
class Support:
    """A match: support that a source ties to a pledge by name. ``pledges`` and ``actors`` (id → name) bring it."""

    id: str
    pledge: str
    extent: str
    status: str
    covered: int | None
    unit: str
    matched_on: str
    amount: tuple[int | None, str] = (None, "")
    contributions: set[str] = field(default_factory=set)
    pledges: list[str] = field(default_factory=list)
    actors: dict[str, str] = field(default_factory=dict)

    def may_be(self, other: Support) -> bool:
        """Whether another record by the same actors may tell of the same support: nothing that both state differs."""
        if self.contributions and other.contributions and not self.contributions & other.contributions:
            return False
        return None in (self.amount[0], other.amount[0]) or self.amount == other.amount

    def is_newer(self, other: Support) -> bool:
        """Whether its date is known to be later; dates of a year or a month are compared as far as both go."""
        length = min(len(self.matched_on), len(other.matched_on))
        return self.matched_on[:length] > other.matched_on[:length]


@dataclass(eq=False)
class Pledge:
    """A pledge as the sources state it, its names and sets ready for comparing; each is worked out once."""

    id: str
    name: str
    title: str
    note: str
    standing: str | None
    stage: str | None
    asks: bool | None
    asks_words: str
    host: bool
    brings: bool
    basis: str
    amount: int | None
    currency: str
    description: str = ""
    place_texts: list[str] = field(default_factory=list)
    submitters: dict[str, str] = field(default_factory=dict)
    partners: dict[str, str] = field(default_factory=dict)
    parties: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    arranged: dict[str, str] = field(default_factory=dict)
    themes: set[str] = field(default_factory=set)
    areas: set[str] = field(default_factory=set)
    contributions: set[str] = field(default_factory=set)
    populations: set[str] = field(default_factory=set)
    forum: str | None = None
    forum_sequence: int | None = None
    target_year: int | None = None
    has_update: bool = False
    has_ended: bool = False

    @cached_property
    def order(self) -> tuple[str, str]:
        """Its place among pledges: by name."""
        return self.name, self.id

    @cached_property
    def topics(self) -> frozenset[str]:
        """Themes and areas: two pledges that share one share an area."""
        return frozenset({f"theme {name}" for name in self.themes} | {f"area {name}" for name in self.areas})

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
    return ", ".join(words.in_order("contribution-types", contributions)) or "contribution not stated"


@dataclass
class Facts:
    """All pledges by identifier and in order, the support recorded for them, and people by country, type and year."""

    pledges: dict[str, Pledge]
    supports: dict[str, list[Support]]
    people: dict[tuple[str, str], dict[int, int]]
    states: Mapping[str, str]

    def own_actors(self, pledge: Pledge) -> set[str]:
        """The actors that are not others to a pledge: its submitters, and a State's government and ministries."""
        return pledge.submitters.keys() | {actor for party in pledge.parties for actor in self._by_state.get(party, ())}

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
    """The facts that the shared texts (their names start with ``_``) give, whatever the order of their rows.

    ``as_of`` is the day that they are told of, "" for one that nobody knows: no target year has passed then.
    """
    several = shared(map(_name, texts["_pledges"]))
    found = [_pledge(row, several) for row in texts["_pledges"] if row["standing"] != "withdrawn"]
    pledges = {pledge.id: pledge for pledge in sorted(found, key=lambda pledge: pledge.order)}
    _add_links(texts, pledges)
    states = {row["actor"]: row["country"] for row in texts["_states"]}
    for pledge in pledges.values():
        pledge.parties = {states.get(actor, actor) for actor in pledge.submitters}
    for name in ("_covered_by_platform", "_covered_by_region", "_in_situation"):
        for pledge, row in _linked(sorted(texts[name], key=lambda row: str(row["region"])), pledges):
            # A situation says where a pledge is that names no country; a host's own pledge is where it says.
            if name != "_in_situation" or not (pledge.countries or pledge.host):
                pledge.arranged.setdefault(row["country"], row["region"])
    for pledge, row in _linked(texts["_forums"], pledges):
        pledge.forum, pledge.forum_sequence = row["name"], row["sequence"]
    for pledge, row in _linked(texts["_targets"], pledges):
        pledge.target_year = max(row["target_year"], pledge.target_year or 0)
    for pledge, _ in _linked(texts["_updates"], pledges):
        pledge.has_update = True
    for pledge in pledges.values():  # officially fulfilled, or its target year passed
        passed = bool(as_of) and pledge.target_year is not None and pledge.target_year < int(as_of[:4])
        pledge.has_ended = passed or pledge.stage == "fulfilled"
    return Facts(pledges, _supports(texts), _people(texts), states)


def _people(texts: Mapping[str, Rows]) -> dict[tuple[str, str], dict[int, int]]:
    # Returned refugees are back in their country of origin: UNHCR's figures give the country they left as well.
    found: dict[tuple[str, str], dict[int, int]] = {}
    for row in [*(row for row in texts["_people"] if row["code"] != "RET"), *texts["_returned"]]:
        found.setdefault((row["country"], row["code"]), {})[row["year"]] = row["value"]
    return found


def newest(rows: Rows) -> list[Mapping[str, Any]]:
    """The figures of the newest year: several extracts may be there, and years are never added up."""
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
    for pledge, row in _linked(texts["_populations"], pledges):
        pledge.populations.add(row["code"])


def add_wording(texts: Mapping[str, Rows], pledges: Mapping[str, Pledge]) -> None:
    """The descriptions of pledges and the places as written, for those who search in them."""
    for pledge, row in _linked(texts["_descriptions"], pledges):
        pledge.description = row["description"]
    for pledge, row in _linked(sorted(texts["_place_texts"], key=lambda row: str(row["text"])), pledges):
        pledge.place_texts.append(row["text"])


def _linked(rows: Rows, pledges: Mapping[str, Pledge]) -> Iterator[tuple[Pledge, Mapping[str, Any]]]:
    """Each row with its pledge; rows of withdrawn pledges fall away."""
    for row in rows:
        pledge = pledges.get(row["id"])
        if pledge is not None:
            yield pledge, row


def _name(row: Mapping[str, Any]) -> str:
    """How answers name a pledge, if it alone is named so."""
    return str(row["official"] or row["local"] or row["id"].partition("/")[2])


def _pledge(row: Mapping[str, Any], several: Collection[str]) -> Pledge:
    name = _name(row)
    return Pledge(
        row["id"],
        row["id"] if several and fold(name) in several else name,
        row["title"] or "",
        row["note"] or "",
        row["standing"],
        row["stage"],
        row["asks"],
        row["asks_words"] or "",
        row["host"],
        row["brings"],
        row["basis"] or "",
        row["amount"],
        row["currency"] or "",
    )


def _supports(texts: Mapping[str, Rows]) -> dict[str, list[Support]]:
    found = {
        row["id"]: Support(
            row["id"],
            row["pledge"],
            row["extent"] or "not-stated",
            row["status"] or "",
            row["covered"],
            row["unit"] or "",
            row["matched_on"] or "",
            (row["amount"], row["currency"] or ""),
        )
        for row in texts["_matches"]
    }
    for row in texts["_match_contributions"]:
        found[row["id"]].contributions.add(row["code"])
    for row in texts["_match_pledges"]:
        found[row["id"]].pledges.append(row["pledge"])
    for match in found.values():
        match.pledges.sort()
    for row in texts["_match_actors"]:
        found[row["id"]].actors[row["actor"]] = row["name"]
    by_pledge: dict[str, list[Support]] = {}
    for match in sorted(found.values(), key=lambda match: match.id):
        by_pledge.setdefault(match.pledge, []).append(match)
    return by_pledge
