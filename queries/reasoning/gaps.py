"""Where support is thin; the definitions are in docs/questions.md."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pledgegraph.queries.asked import Asked
from pledgegraph.queries.coverage import about, asylum_notices, dated
from pledgegraph.queries.gap_places import GapPlace, GapPlaces
from pledgegraph.queries.gap_pledges import NOT_STATED, SUPPORT, Pledge, pledges_in_scope
from pledgegraph.queries.grouping import value_by
from pledgegraph.queries.reasons import (
    Behind,
    Contributions,
    Published,
    Reason,
    Topic,
    because,
    counting,
    first_names,
)
from pledgegraph.queries.result import Result, ResultRows
from pledgegraph.queries.selecting import rows_of

AREAS = (
    "Arrangements for burden- and responsibility-sharing",
    "Education",
    "Jobs and livelihoods",
    "Energy and infrastructure",
    "Solutions",
    "Protection capacity",
)
"""The areas of focus in the order of 2019."""
NO_AREA, NO_THEME = "no-area", "no-theme"
ORDER = {area: place for place, area in enumerate((*AREAS, NO_AREA, NO_THEME))}
COLUMNS = (*SUPPORT, NOT_STATED)
MOST_PLACES = 3
"""Places of which notices speak one by one."""
MOST_NAMED = 20
"""Pledges that a notice names."""


def answer(asked: Asked) -> Result:
    """See the card."""
    gaps = Gaps(asked)
    (table,) = asked.question.tables
    regional = rows_of(table, asked)
    rows = list(gaps.rows())
    notices = [
        *gaps.notices(),
        *_regional(regional),
        *asylum_notices(asked),
    ]
    return Result(
        rows,
        gaps.coverage(),
        notices,
        {"regional": regional},
        gaps.behind,
    )


class Gaps:
    """The pledges that are asked for, place by place and area by area."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        self._pledges = pledges_in_scope(asked)
        self._places = self._places_asked()
        self._with_ended = bool(asked.parameters["with_ended"])

    def _places_asked(self) -> list[GapPlace]:
        """The situations that are asked for, else the countries; without either those for which a
        host-country pledge is recorded.
        """
        places = GapPlaces(self._asked)
        given = self._asked.parameters
        if given["situation"]:
            named = self._asked.rows("_situations")
            french = value_by(named, "name", "french")
            return places.situations(french)
        by_country: dict[str, set[str]] = {}
        for code in given["country"]:
            by_country[code] = set()
        shown = set(by_country)
        for pledge in self._pledges.values():
            if pledge.is_host and not given["country"]:
                shown |= pledge.countries
            for country in pledge.countries:
                so_far = by_country.setdefault(country, set())
                so_far.add(pledge.id)
        # A pledge for Uganda and Kenya is of Kenya too, which nobody asked about
        for country in by_country.keys() - shown:
            del by_country[country]
        return places.countries(by_country)

    def _at(self, place: GapPlace) -> Sequence[Pledge]:
        """The pledges of a place, by name."""
        ids = place.pledges & self._pledges.keys()
        found = [self._pledges[each] for each in ids]
        return sorted(found, key=_by_name)

    def _counts(self, pledge: Pledge) -> bool:
        """Whether a pledge of others counts."""
        if pledge.has_ended and not self._with_ended:
            return False
        return pledge.may_support

    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows of all places."""
        for place in self._places:
            by_area: dict[str, list[Pledge]] = {}
            for pledge in self._at(place):
                for area in pledge.areas:
                    alike = by_area.setdefault(area, [])
                    alike.append(pledge)
            for area in (*AREAS, NO_AREA, NO_THEME):
                pledges = by_area.get(area, [])
                row = self._row(
                    place,
                    area,
                    pledges,
                )
                if self._is_shown(area, row):
                    yield row

    def _is_shown(
        self,
        area: str,
        row: Mapping[str, Any],
    ) -> bool:
        """Whether a row has something in it, or is of an area that is asked for."""
        given = self._asked.parameters
        if row["host_count"] or row["support"]:
            return True
        # Who asks about an area wants its row and no other
        if given["area"]:
            return area in given["area"]
        # Of a place that is asked for, a row without anything is an answer too
        is_asked = given["country"] or given["situation"]
        return bool(is_asked) and area != NO_THEME

    def _row(
        self,
        place: GapPlace,
        area: str,
        pledges: Sequence[Pledge],
    ) -> dict[str, Any]:
        hosts = [pledge for pledge in pledges if pledge.is_host]
        others = list(filter(self._counts, pledges))
        supporters: set[str] = set()
        for host in hosts:
            supporters |= host.supporters
        words = []
        has_support = bool(supporters)
        for pledge in others:
            has_support |= pledge.brings_support
            countries = place.shown(pledge.id, pledge.countries)
            words.append(pledge.words(hosts, countries))
        return {
            "place": place.name,
            "area": _area(area),
            "people": place.people,
            "people_year": place.year,
            "people_in": place.people_in,
            "protracted": place.protracted,
            "host_count": len(hosts),
            "host_pledges": [host.name for host in hosts],
            "host_pledge_ids": [host.id for host in hosts],
            **_columns(others),
            "support": words,
            "own_means": list(_own_means(hosts)),
            "matches": sorted(supporters),
            "other_means": _other_means(pledges),
            "thin": bool(hosts) and not has_support,
            "place_people": place.order,
            "area_kind": _kind(area),
            "area_place": ORDER[area],
            "place_id": place.id,
        }

    def coverage(self) -> Reason:
        """The sentence that opens the answer."""
        behind = self.behind()
        return because(
            "coverage of gaps",
            pledges=because("pledges", number=len(behind["pledges"])),
            about=list(about(self._asked)),
            hosts=len(behind["hosts"]),
            others=len(behind["others"]),
            dated=dated(self._asked),
        )

    def behind(self) -> Behind:
        """The identifiers of the pledges that are counted."""
        hosts = []
        others = []
        for pledge in self._pledges.values():
            if pledge.is_host:
                hosts.append(pledge.id)
            if pledge.brings_support and self._counts(pledge):
                others.append(pledge.id)
        return {
            "pledges": sorted(self._pledges),
            "hosts": sorted(hosts),
            "others": sorted(others),
        }

    def notices(self) -> Iterator[Reason]:
        """What the figures are, what is protracted, and what does not count or counts twice."""
        yield from _people(self._places)
        if len(self._places) <= MOST_PLACES:
            for place in self._places:
                yield from _about_place(place)
        there: dict[str, Pledge] = {}
        for place in self._places:
            for pledge in self._at(place):
                there[pledge.id] = pledge
            if place.is_situation:
                yield from self._naming(place)
        pledges = sorted(there.values(), key=_by_name)
        counted = [each for each in pledges if each.is_host or self._counts(each)]
        yield from _of_counted(counted)
        if not self._with_ended:
            yield from _ended(pledges)

    def _naming(self, place: GapPlace) -> Iterator[Reason]:
        """Which of the pledges name a situation, and which only one of its countries."""
        by_name: list[Pledge] = []
        by_country: list[Pledge] = []
        for pledge in self._at(place):
            if pledge.is_host or self._counts(pledge):
                is_named = pledge.id in place.named
                alike = by_name if is_named else by_country
                alike.append(pledge)
        found = {
            "naming the situation": by_name,
            "naming a country of it": by_country,
        }
        for kind, pledges in found.items():
            if pledges:
                yield because(
                    kind,
                    situation=place.name,
                    pledges=_listed(pledges),
                )


def _about_place(place: GapPlace) -> Iterator[Reason]:
    """The people of a situation country by country, and what is protracted in a place."""
    if place.people_in:
        yield because(
            "people of situation",
            situation=place.name,
            origins=because("list", names=place.origins),
            parts=place.people_in,
        )
    if place.protracted:
        yield because(
            "protracted there",
            place=place.name,
            what=because("list", names=place.protracted),
        )


def _of_counted(counted: Sequence[Pledge]) -> Iterator[Reason]:
    """What is to be known of the pledges that count."""
    hosts = 0
    without_area: list[str] = []
    twice = []
    for pledge in counted:
        hosts += pledge.is_host
        if NO_THEME in pledge.areas:
            without_area.append(pledge.id)
        if _is_twice(pledge):
            twice.append(pledge)
    # A zero next to zeros is easily read as a gap
    if not hosts:
        yield because("no host itemised")
    yield counting("area not stated there", without_area)
    if twice:
        yield because("counted twice", pledges=_listed(twice))


def _ended(pledges: Sequence[Pledge]) -> Iterator[Reason]:
    """Pledges of others that would count if they had not ended."""
    ended = [each for each in pledges if each.has_ended and each.may_support]
    for pledge in ended[:MOST_NAMED]:
        areas = pledge.areas.intersection(AREAS)
        means = Contributions(frozenset(pledge.contributions))
        yield because(
            "ended, not counted",
            pledge=pledge.name,
            what=[*map(Topic, sorted(areas)), means],
            why=pledge.ended_because,
        )
    more = ended[MOST_NAMED:]
    if more:
        yield counting("more ended, not counted", map(_id_of, more))


def _id_of(pledge: Pledge) -> str:
    return pledge.id


def _columns(others: Sequence[Pledge]) -> dict[str, Any]:
    """How many pledges count in each column, and which."""
    found: dict[str, Any] = {}
    for column in COLUMNS:
        name = column.replace("-", "_")
        # Of one list, so that number and identifiers cannot differ
        ids = []
        for pledge in others:
            if column in pledge.columns():
                ids.append(pledge.id)
        found[name] = len(ids)
        found[f"{name}_ids"] = ids
    return found


def _own_means(hosts: Sequence[Pledge]) -> Iterator[Reason]:
    """What hosts put into their own pledges."""
    for host in hosts:
        means = host.contributions.intersection(SUPPORT)
        if means:
            codes = Contributions(frozenset(means))
            yield because("own means of", pledge=host.name, means=codes)


def _other_means(pledges: Sequence[Pledge]) -> list[str]:
    """Pledges of others by other means, such as policy: they do not count."""
    found = []
    for pledge in pledges:
        if not pledge.is_host and not pledge.may_support:
            found.append(pledge.name)
    return found


def _people(places: Sequence[GapPlace]) -> Iterator[Reason]:
    """What the figures of people count, or that there are none."""
    # Countries may have their newest figure in different years
    years = {place.year for place in places} - {None}
    if years:
        in_order = sorted(map(str, years))
        yield because("people of places", years=because("list", names=in_order))
    elif places:
        yield because("no people of places")


def _regional(rows: ResultRows) -> Iterator[Reason]:
    if rows:
        # A pledge may have several rows, two pledges one name
        names = value_by(rows, "id", "pledge")
        in_order = sorted(names, key=names.__getitem__)
        listed = first_names(
            sorted(names.values()),
            MOST_NAMED,
            in_order,
        )
        yield because("regional, apart", pledges=listed)


def _listed(pledges: Sequence[Pledge]) -> Reason:
    """Pledges in running text, of very many the first ones."""
    names = [pledge.name for pledge in pledges]
    return first_names(names, MOST_NAMED, list(map(_id_of, pledges)))


def _area(area: str) -> Published | Reason:
    # A theme for which no list names an area is not a seventh area
    if area in AREAS:
        return Published("areas-of-focus", area)
    if area == NO_AREA:
        return because("theme without an area")
    return because("no area stated")


def _kind(area: str) -> int:
    """Areas first, then themes without one, then what states none."""
    if area in AREAS:
        return 0
    return 1 if area == NO_AREA else 2


def _is_twice(pledge: Pledge) -> bool:
    """Whether a pledge counts in two rows or in two columns."""
    # Who adds up a column would count it again
    if len(pledge.areas) > 1:
        return True
    columns = list(pledge.columns())
    return not pledge.is_host and len(columns) > 1


def _by_name(pledge: Pledge) -> tuple[str, str]:
    return pledge.name, pledge.id
