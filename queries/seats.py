"""Seats: who is a member of a support platform, and which pledges are recorded for each in the
countries that it covers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pledgegraph.ontology.languages import N_
from pledgegraph.ontology.spelling import name_order

from .grouping import Selected, Sets, rows_with, sets_by, value_by, values_in
from .hosting import called, most_people
from .naming import by_name, short
from .platform_members import covered_countries, named_members, only_platform
from .pledges import Pledges
from .scope import OF_ACTORS, RECORDED, Scope
from .seat_ties import WAYS, Ties, countries_of, ties_of, weight

HOST = N_("covered country")
MEMBER = N_("member")
OTHER = N_("not a member")


@dataclass(frozen=True)
class Seats:
    """A platform's table: ``countries`` with people hosted, those with most first, and the rows of
    their own pledges, of members and of others.

    ``unseated`` pledges are in scope and in none of the rows; ``beyond`` are in rows and outside
    the scope, as what ties them to a country is not that they name it.

    ``pledges`` has the identifier of each pledge by the name that it has in rows.

    Each row is of one actor and country, with the names of pledges: ``actor``, ``kind``,
    ``country``, one list for each of ``WAYS``, ``supported`` (of a country: those with support
    recorded) and ``id``. A member without any has one row without a country.
    """

    countries: Sequence[Mapping[str, Any]]
    hosts: Sequence[Mapping[str, Any]]
    members: Sequence[Mapping[str, Any]]
    others: Sequence[Mapping[str, Any]]
    unseated: int = 0
    beyond: int = 0
    pledges: Mapping[str, str] = field(default_factory=dict)


def seats(scope: Scope) -> Seats:
    """The table of the one platform that is asked for, within what else is asked for.

    Raises:
        UsageProblem: no platform is asked for, or several; it has no countries or no members.
    """
    return _Seating(scope).made()


class _Seating:
    """A table in the making."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope
        self._asked = scope.asked
        platform = only_platform(scope)
        self._countries = covered_countries(scope, platform)
        self._members = named_members(scope, platform)
        self._places = value_by(self._countries.values(), "iso3", "id")
        self._seated: set[str] = set()
        self._named: dict[str, str] = {}

    def made(self) -> Seats:
        """The whole table."""
        in_scope = set(self._scope.ids)
        hosts = self._rows_of_countries()
        members = self._rows_of_members()
        others = self._rows_of_others()
        return Seats(
            list(map(self._country, self._in_order())),
            hosts,
            members,
            others,
            # Both are said, so that a reader can add up the counts of a page
            unseated=len(in_scope - self._seated),
            beyond=len(self._seated - in_scope),
            pledges=self._named,
        )

    def _in_order(self) -> list[Selected]:
        return sorted(self._countries.values(), key=most_people)

    def _country(self, row: Selected) -> dict[str, Any]:
        return {
            "country": self._called(row["id"]),
            "people": row["people_hosted"],
            "year": row["people_hosted_year"],
        }

    def _called(self, country: str) -> str:
        return called(self._countries[country], self._scope.phrases)

    def _row(
        self,
        who: str,
        kind: str,
        country: str,
        identifier: str,
        **lists: Sequence[str],
    ) -> dict[str, Any]:
        row: dict[str, Any] = {
            "actor": who,
            "kind": self._scope.phrases.translated(kind),
            "country": self._called(country) if country else "",
        }
        # All ways in each row, so that the rows are a table
        for name in (*WAYS, "supported"):
            row[name] = lists.get(name, [])
        row["id"] = identifier
        return row

    def _rows_of_countries(self) -> list[dict[str, Any]]:
        """The host-country pledges in each country, and those with support recorded."""
        rows: list[dict[str, Any]] = []
        # Of some actors alone they would be read as all that the country has
        if any(self._asked.parameters[name] for name in OF_ACTORS):
            return rows
        for country in self._in_order():
            pledges: list[str] = []
            supported: list[str] = []
            for host in self._scope.hosts:
                if country["iso3"] not in self._scope.pledges.countries[host["id"]]:
                    continue
                pledges.append(host["name"])
                self._seated.add(host["id"])
                self._named[host["name"]] = host["id"]
                if host["level"] in RECORDED:
                    supported.append(host["name"])
            row = self._row(
                self._called(country["id"]),
                HOST,
                country["id"],
                country["id"],
                pledges=sorted(pledges, key=name_order),
                supported=sorted(supported, key=name_order),
            )
            rows.append(row)
        return rows

    def _rows_of_members(self) -> list[dict[str, Any]]:
        """The members with most fields first; those without any last, each by name."""
        ties = self._ties_of_members()
        in_order = by_name(self._members)
        # Sorting keeps the order by name where as much is recorded
        in_order.sort(key=lambda member: weight(member[0], ties))
        rows = []
        cited = self._cited(ties)
        for member, name in in_order:
            rows += self._rows_of(
                member,
                name,
                MEMBER,
                ties,
                cited,
            )
            if not countries_of(member, ties, WAYS):
                rows.append(
                    self._row(
                        short(name),
                        MEMBER,
                        "",
                        member,
                    )
                )
        return rows

    def _rows_of_others(self) -> list[dict[str, Any]]:
        """Who is not a member and submitted a pledge that names a covered country, or is for the
        platform or its region.
        """
        pledges = self._scope.pledges
        others = values_in(rows_with(self._scope.rows, "host", False), "id")
        actors: Sets = {}
        places: Sets = {}
        names: dict[str, str] = {}
        for pledge in others:
            submitters = pledges.submitters[pledge]
            actors[pledge] = submitters.keys() - self._members.keys()
            codes = pledges.countries[pledge] & self._places.keys()
            places[pledge] = {self._places[code] for code in codes}
            names.update(submitters)
        arranged = self._arranged(sorted(others))
        ties = {
            "pledges": ties_of(others, actors, places),
            "by_arrangement": ties_of(others, actors, arranged),
        }
        # Whose pledges name other countries alone is not there
        found = {}
        for actor, _ in (*ties["pledges"], *ties["by_arrangement"]):
            found[actor] = names[actor]
        rows = []
        cited = self._cited(ties)
        for actor, name in by_name(found):
            rows += self._rows_of(
                actor,
                name,
                OTHER,
                ties,
                cited,
            )
        return rows

    def _rows_of(
        self,
        actor: str,
        name: str,
        kind: str,
        ties: Mapping[str, Ties],
        cited: Mapping[str, str],
    ) -> list[dict[str, Any]]:
        """The rows of an actor, one for each country to which a pledge ties it."""
        found = countries_of(actor, ties, WAYS)
        rows = []
        for country in self._in_order():
            if country["id"] not in found:
                continue
            lists = {}
            for way, of_way in ties.items():
                pledges = of_way.get((actor, country["id"]), ())
                names = [cited[pledge] for pledge in pledges]
                lists[way] = sorted(names, key=name_order)
            rows.append(
                self._row(
                    short(name),
                    kind,
                    country["id"],
                    actor,
                    **lists,
                )
            )
        return rows

    def _cited(self, ties: Mapping[str, Ties]) -> Mapping[str, str]:
        """How the pledges of all ties are cited, asked for once."""
        ids: set[str] = set()
        for of_way in ties.values():
            ids.update(*of_way.values())
        self._seated |= ids
        cited = self._asked.names("Pledge", ids, "cited_as")
        for pledge, name in cited.items():
            self._named[name] = pledge
        return cited

    def _ties_of_members(self) -> dict[str, Ties]:
        """Way → the pledges that tie each member to each country."""
        own = self._submitted("SUBMITTED_BY")
        partner = self._submitted("JOINT_WITH")
        matched = self._matched()
        # Members are those that are asked for: their pledges are theirs, as submitter or partner
        passing = self._kept({*own, *partner}, ("actor",))
        # Who submitted it says nothing of who supports it
        passing |= self._kept(matched, OF_ACTORS)
        # In the same order in every run
        kept = sorted(passing)
        named = self._countries_by("IMPLEMENTED_IN", kept)
        by_way: dict[str, tuple[Sets, Sets]] = {
            "pledges": (own, named),
            "by_arrangement": (own, self._arranged(kept)),
            "matches": (matched, named),
            "as_partner": (partner, named),
            "text_only": (own, self._countries_by("MENTIONS", kept)),
        }
        ties = {}
        for way, (actors, places) in by_way.items():
            ties[way] = ties_of(kept, actors, places)
        return ties

    def _submitted(self, relation: str) -> Sets:
        """Pledge → the members that a relationship of it leads to."""
        links = self._asked.links_to(
            relation,
            "Pledge",
            "Actor",
            self._members,
        )
        return sets_by(links, "other", "id")

    def _matched(self) -> Sets:
        """Pledge → the members whose matches support it; other means than support count too, as in
        the question on platforms.
        """
        links = self._asked.links_to(
            "SUPPORTED_BY",
            "Match",
            "Actor",
            self._members,
        )
        of_match = sets_by(links, "other", "id")
        # Not those that were declined or only offered
        matches = self._asked.nodes("Match", of_match, "not_counted_because")
        counted = []
        for identifier, match in matches.items():
            if match["not_counted_because"] in (None, "other-means"):
                counted.append(identifier)
        found: Sets = {}
        for row in self._asked.links(
            "SUPPORTS",
            "Match",
            "Pledge",
            counted,
        ):
            members = found.setdefault(row["other"], set())
            members |= of_match[row["id"]]
        return found

    def _kept(
        self,
        ids: Collection[str],
        passed_over: Sequence[str],
    ) -> set[str]:
        """Those of some pledges that pass what else is asked for, and are not withdrawn; some
        parameters are passed over.

        A pledge for a region names no covered country: place is looked at by what ties it there.
        """
        if not ids:
            return set()
        # Anywhere: what ties it to a country is looked at afterwards
        anywhere: dict[str, list[str]] = {"named": sorted(ids)}
        for name in ("platform", "country", "region", *passed_over):
            anywhere[name] = []
        parameters = {**self._asked.parameters, **anywhere}
        rows = self._asked.with_parameters(parameters).rows("_pictured")
        pledges = Pledges(self._asked, values_in(rows, "id"))
        # What is named is selected even if it was withdrawn
        return {pledge for pledge in pledges.ids if not pledges.is_withdrawn(pledge)}

    def _countries_by(self, relation: str, pledges: Sequence[str]) -> Sets:
        """Pledge → the covered countries to which a relationship of it leads."""
        links = self._asked.links(
            relation,
            "Pledge",
            "Country",
            pledges,
        )
        covered = [row for row in links if row["other"] in self._countries]
        return sets_by(
            covered,
            "id",
            "other",
            pledges,
        )

    def _arranged(self, pledges: Sequence[str]) -> Sets:
        found = self._countries_by("REACHES_BY_PLATFORM", pledges)
        for pledge, countries in self._countries_by("REACHES_BY_REGION", pledges).items():
            found[pledge] |= countries
        return found
