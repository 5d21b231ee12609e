"""What the texts of a question say of each pledge, gathered under its identifier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Rows = Sequence[Mapping[str, Any]]
STAGES = {"planning": "Planning stage", "in-progress": "In progress", "fulfilled": "Fulfilled"}
SUPPORT = ("financial", "material", "technical")
TYPE_ORDER = ("financial", "technical", "material", "policy", "resettlement", "other")


@dataclass(slots=True)
class Support:
    """A match: support that a source ties to a pledge by name. ``pledges`` and ``actors`` (id → name) bring it."""

    id: str
    pledge: str
    extent: str
    status: str
    remark: str
    covered: int | None
    unit: str
    matched_on: str
    contributions: set[str] = field(default_factory=set)
    pledges: list[str] = field(default_factory=list)
    actors: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Pledge:
    """A pledge as the sources state it, its names and sets ready for comparing."""

    id: str
    name: str
    title: str
    description: str
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
    amount_note: str
    place_texts: list[str] = field(default_factory=list)
    submitters: dict[str, str] = field(default_factory=dict)
    partners: dict[str, str] = field(default_factory=dict)
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

    @property
    def topics(self) -> set[str]:
        """Themes and areas: two pledges that share one share an area."""
        return {f"theme {name}" for name in self.themes} | {f"area {name}" for name in self.areas}

    def has_ended(self, as_of: str) -> bool:
        """Officially fulfilled, or its target year passed."""
        return self.stage == "fulfilled" or (self.target_year is not None and self.target_year < int(as_of[:4]))

    def is_by_another_than(self, other: Pledge) -> bool:
        """Whether somebody else submitted it: another submitter, or none that is named."""
        return self.id != other.id and (not self.submitters or bool(self.submitters.keys() - other.submitters.keys()))

    def means(self) -> str:
        """Its contribution types in words."""
        return in_words(self.contributions)


def in_words(contributions: Iterable[str]) -> str:
    """Contribution types in their usual order, ``contribution not stated`` where there is none."""
    given = set(contributions)
    return ", ".join(kind for kind in TYPE_ORDER if kind in given) or "contribution not stated"


@dataclass(slots=True)
class Facts:
    """All pledges by identifier, the support recorded for them, and the people in each country."""

    pledges: dict[str, Pledge]
    supports: dict[str, list[Support]]
    people: dict[tuple[str, str], tuple[int, int]]


def gather_facts(texts: Mapping[str, Rows]) -> Facts:
    """The facts that the shared texts (their names start with ``_``) give."""
    pledges = {row["id"]: _pledge(row) for row in texts["_pledges"]}
    for name, attribute in (("_submitters", "submitters"), ("_partners", "partners")):
        for row in texts[name]:
            getattr(pledges[row["id"]], attribute)[row["actor"]] = row["name"]
    sets = (("_places", "countries", "country"), ("_themes", "themes", "name"), ("_areas", "areas", "name"))
    codes = (("_contributions", "contributions", "code"), ("_populations", "populations", "code"))
    for name, attribute, key in (*sets, *codes):
        for row in texts[name]:
            getattr(pledges[row["id"]], attribute).add(row[key])
    for row in texts["_place_texts"]:
        pledges[row["id"]].place_texts.append(row["text"])
    for name in ("_covered_by_platform", "_covered_by_region", "_in_situation"):
        for row in sorted(texts[name], key=lambda row: str(row["region"])):
            pledge = pledges[row["id"]]
            # A situation says where a pledge is that names no country; a host's own pledge is where it says.
            if name != "_in_situation" or not (pledge.countries or pledge.host):
                pledge.arranged.setdefault(row["country"], row["region"])
    for row in texts["_forums"]:
        pledge = pledges[row["id"]]
        pledge.forum, pledge.forum_sequence = row["name"], row["sequence"]
    for row in texts["_targets"]:
        pledge = pledges[row["id"]]
        if row["target_year"] is not None:
            pledge.target_year = max(row["target_year"], pledge.target_year or 0)
    for row in texts["_updates"]:
        pledges[row["id"]].has_update = True
    # Returned refugees are back in their country of origin: UNHCR's figures give the country they left as well.
    figures = [*(row for row in texts["_people"] if row["code"] != "RET"), *texts["_returned"]]
    people = {(row["country"], row["code"]): (row["value"], row["year"]) for row in figures}
    for pledge in pledges.values():
        pledge.place_texts.sort()
    return Facts(pledges, _supports(texts), people)


def _pledge(row: Mapping[str, Any]) -> Pledge:
    return Pledge(
        row["id"],
        row["official"] or row["local"] or row["id"].partition("/")[2],
        row["title"] or "",
        row["description"] or "",
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
        row["amount_note"] or "",
    )


def _supports(texts: Mapping[str, Rows]) -> dict[str, list[Support]]:
    found = {
        row["id"]: Support(
            row["id"],
            row["pledge"],
            row["extent"] or "not-stated",
            row["status"] or "",
            row["remark"] or "",
            row["covered"],
            row["unit"] or "",
            row["matched_on"] or "",
        )
        for row in texts["_matches"]
    }
    for row in texts["_match_contributions"]:
        found[row["id"]].contributions.add(row["code"])
    for row in texts["_match_pledges"]:
        found[row["id"]].pledges.append(row["pledge"])
    for row in texts["_match_actors"]:
        found[row["id"]].actors[row["actor"]] = row["name"]
    by_pledge: dict[str, list[Support]] = {}
    for match in sorted(found.values(), key=lambda match: match.id):
        by_pledge.setdefault(match.pledge, []).append(match)
    return by_pledge
