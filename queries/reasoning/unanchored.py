"""General or thematic pledges, with what their words suggest; the definitions are in
docs/questions.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from pledgegraph.queries.asked import Asked
from pledgegraph.queries.grouping import Selected, rows_by, value_by, values_in
from pledgegraph.queries.reasons import (
    Place,
    Reason,
    Situation,
    Topic,
    because,
    counting,
    first_names,
)
from pledgegraph.queries.result import Result
from pledgegraph.queries.selecting import select

APART = (
    "unanchored.countries",
    "unanchored.situations",
    "unanchored.regions",
    "unanchored.ended",
)
"""The texts of the card that are read here."""
MOST_NAMED = 20
"""Ended pledges that a notice names."""


def answer(asked: Asked) -> Result:
    """See the card."""
    found = select(asked, APART)
    ids = values_in(found.rows, "id")
    suggested = Suggestions(asked, ids)
    rows = []
    for row in found.rows:
        cells = suggested.cells(row)
        rows.append({**row, **cells})
    notices = [
        *_ended(asked),
        *suggested.notices(rows),
        *found.notices,
    ]
    return replace(found, rows=rows, notices=notices)


class Suggestions:
    """What the words of some pledges suggest, pledge by pledge."""

    def __init__(self, asked: Asked, ids: set[str]) -> None:
        named = asked.rows("unanchored.countries", ids)
        self._countries = rows_by(named, "id")
        pledges = self._countries.keys()
        near = asked.rows("unanchored.situations", pledges)
        self._situations = rows_by(near, "country")
        regions = asked.rows("unanchored.regions", ids)
        self._regions = rows_by(regions, "id")

    def cells(self, row: Mapping[str, Any]) -> Mapping[str, Any]:
        """The suggestions for a pledge in words, with their identifiers, and its areas."""
        pledge = row["id"]
        named = self._countries.get(pledge, ())
        regions = self._regions.get(pledge, ())
        said: list[Reason | Place] = []
        ids = values_in(regions, "region")
        for country in sorted(named, key=_by_name):
            code = country["country"]
            situations = self._near(code)
            ids.add(code)
            ids |= values_in(situations, "situation")
            said.append(_country(country, situations))
        said += _in_regions(regions, row["words"])
        return {
            "suggestions": said,
            "suggestion_ids": sorted(ids),
            "areas": list(map(Topic, row["areas"])),
        }

    def _near(self, country: str) -> Sequence[Selected]:
        """The situations of a country: those of sources; only without any, those of figures."""
        found = self._situations.get(country, [])
        by_basis = rows_by(found, "basis")
        # As with asylum countries: figures only where no source says anything
        by_figures = by_basis.get("figures", [])
        near = by_basis.get("source", by_figures)
        return sorted(near, key=_by_name)

    def notices(self, rows: Sequence[Mapping[str, Any]]) -> Iterator[Reason]:
        """Of how many pledges the words suggest something; what that is worth."""
        suggested = [row["id"] for row in rows if row["suggestions"]]
        if suggested:
            yield counting("suggested of", suggested)


def _country(
    country: Selected,
    situations: Sequence[Selected],
) -> Reason | Place:
    french = country["french"] or ""
    place = Place(country["name"], french)
    if not situations:
        return place
    bases = values_in(situations, "basis")
    kind = "suggested country"
    if "figures" in bases:
        kind = "suggested country by figures"
    return because(
        kind,
        country=place,
        situations=_named(situations),
    )


def _in_regions(
    regions: Sequence[Selected],
    words: Sequence[str],
) -> Iterator[Reason | Place]:
    """Regions, loosely named or by their names, and the situations of support platforms."""
    ordered = sorted(regions, key=_by_name)
    by_platform = rows_by(ordered, "platform")
    text = "\n".join(words)
    for region in by_platform.pop("", ()):
        name = region["name"]
        place = Place(name, region["french"])
        # A French name is as good as the English one
        french = place.french or name
        if name in text or french in text:
            yield place
        else:
            yield because("suggested loosely", region=place)
    for platform, situations in sorted(by_platform.items()):
        yield because(
            "suggested platform",
            platform=platform,
            situations=_named(situations),
        )


def _named(situations: Sequence[Selected]) -> list[Situation]:
    """Situations by their names, without what a source says of them in brackets."""
    names = []
    for each in situations:
        name, _, _ = each["name"].partition(" (")
        french = each["french"] or ""
        names.append(Situation(name, french))
    return names


def _ended(asked: Asked) -> Iterator[Reason]:
    """The pledges that are not listed because they have ended."""
    if asked.parameters["with_ended"]:
        return
    rows = asked.rows("unanchored.ended")
    names = value_by(rows, "id", "pledge")
    if not names:
        return
    ended = sorted(names, key=names.__getitem__)
    # Of a large register they are thousands
    first = first_names(
        sorted(names.values()),
        MOST_NAMED,
        ended,
    )
    yield counting(
        "ended, not listed",
        ended,
        pledges=first,
    )


def _by_name(row: Selected) -> str:
    return str(row["name"])
