"""Scope: which host-country pledges a question is about, by its parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pledgegraph.dates import sources_date, sources_up_to

from .asylum import Asylum
from .facts import Facts, Pledge, Rows
from .words import in_text

PEOPLE = ("REF", "ASY", "OIP")
"""Refugees, asylum-seekers, others in need of international protection: unless a pledge concerns others."""


class Scope:
    """The parameters of a question as tests on pledges; ``notices`` tell what had to be chosen for it."""

    def __init__(self, texts: Mapping[str, Rows], parameters: Mapping[str, Any]) -> None:
        self.countries = set(parameters["country"])
        self.areas = set(parameters["area"])
        self.forums = set(parameters.get("forum", ()))
        self.as_of: str = parameters["as_of"]
        self.platforms, self.situations = set(parameters["platform"]), set(parameters["situation"])
        asylum = Asylum(texts, self.situations)
        self.notices = asylum.notices
        self._places = [
            {r["country"] for r in texts["_platforms"] if r["platform"] in self.platforms} if self.platforms else None,
            asylum.countries if self.situations else None,
        ]
        addresses = texts["_addresses"] if self.situations else ()
        self._addressing = {row["id"] for row in addresses if row["situation"] in self.situations}

    def has(self, pledge: Pledge) -> bool:
        """Whether a pledge is asked about."""
        if self.countries and not pledge.countries & self.countries:
            return False
        if self.areas and not (pledge.themes | pledge.areas) & self.areas:
            return False
        if self.forums and pledge.forum not in self.forums:
            return False
        platform, asylum = self._places
        if (
            platform is not None
            and not pledge.countries & platform
            and not set(pledge.arranged.values()) & self.platforms
        ):
            return False
        return asylum is None or bool(pledge.countries & asylum) or pledge.id in self._addressing

    def hosts(self, facts: Facts) -> list[Pledge]:
        """The host-country pledges asked about, by name."""
        return [pledge for pledge in facts.pledges.values() if pledge.host and self.has(pledge)]

    def coverage(self, facts: Facts, manifest: Mapping[str, Any]) -> str:
        """The sentence that opens an answer: of how many pledges the sources say how much."""
        asked = [pledge for pledge in facts.pledges.values() if self.has(pledge)]
        stated, updated = sum(bool(p.contributions) for p in asked), sum(p.has_update for p in asked)
        about = " ".join([count(len(asked), "pledge"), *self._in_words()])
        dated = sources_up_to(manifest)
        dated += f"; as of {self.as_of}" if self.as_of != sources_date(manifest) else ""
        return f"Of {about}, {stated} state a contribution and {updated} have an update; {dated}."

    def _in_words(self) -> Iterator[str]:
        if self.countries:
            yield f"naming {', '.join(sorted(self.countries))}"
        situations = [name.partition(" (")[0].removesuffix(" situation") for name in sorted(self.situations)]
        for noun, names in (("situation", situations), ("support platform", sorted(self.platforms))):
            if names:
                yield f"in countries of the {noun}{'' if len(names) == 1 else 's'} {listed(names)}"
        if self.areas:
            yield f"on {listed(sorted(self.areas))}"
        if self.forums:
            yield f"announced at {listed(sorted(self.forums))}"


def count(number: int, noun: str) -> str:
    """``1 pledge``, ``2 pledges``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def concerned(pledge: Pledge) -> tuple[str, ...]:
    """The population types whose people a pledge concerns."""
    said = pledge.populations
    if not said or "REF" in said:
        return (*PEOPLE, *sorted(said - set(PEOPLE)))
    return tuple(sorted(said))


def people(facts: Facts, pledge: Pledge) -> tuple[int | None, int | None, list[str]]:
    """(people, year, population types in words) in the countries that a pledge names; None where there is no figure.

    The year is the newest that has a figure of them; no figure of another year is added.
    """
    types = concerned(pledge)
    cells = {(country, code): facts.people.get((country, code), {}) for country in pledge.countries for code in types}
    year = max((year for figures in cells.values() for year in figures), default=None)
    if year is None:
        return None, None, []
    counted = {cell: figures[year] for cell, figures in cells.items() if year in figures}
    known = {code for _, code in counted}
    return sum(counted.values()), year, [in_text("population-types", code) for code in types if code in known]


def listed(names: Sequence[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)
