"""Matches of host-country pledges: which support the sources tie to them by name, and what of it
counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from .asked import Asked
from .grouping import Selected
from .naming import by_short_name
from .pledges import Pledges
from .reasons import Recorded

COUNTED, OFFERED, OTHER, DECLINED = "counted", "offered", "other-means", "declined"
_COLUMNS = (
    "extent",
    "status",
    "covered",
    "covered_unit",
    "matched_on",
    "counts_as_support",
    "not_counted_because",
)


class Matches:
    """The matches of some pledges, read once for all of them."""

    def __init__(self, asked: Asked, hosts: Pledges) -> None:
        self._asked, self._hosts = asked, hosts

    def of(self, host: str, kind: str) -> list[Recorded]:
        """The matches of a pledge that count, or that do not for a reason, by identifier."""
        told = self._by_host.get(host, ())
        return [self._recorded(row) for row in told if _kind(row) == kind and self._is_there(row)]

    def pledges(self, host: str) -> set[str]:
        """The pledges that a match ties to a pledge, whether it counts or not."""
        return {
            pledge
            for row in self._by_host.get(host, ())
            for pledge in self._pledges.get(row["other"], ())
        }

    @cached_property
    def _by_host(self) -> Mapping[str, list[Selected]]:
        found: dict[str, list[Selected]] = {}
        rows = self._asked.links_to("SUPPORTS", "Match", "Pledge", self._hosts.ids, *_COLUMNS)
        for row in sorted(rows, key=lambda row: str(row["other"])):
            found.setdefault(row["id"], []).append(row)
        return found

    @cached_property
    def _ids(self) -> set[str]:
        return {row["other"] for rows in self._by_host.values() for row in rows}

    @cached_property
    def _actors(self) -> Mapping[str, dict[str, str]]:
        found: dict[str, dict[str, str]] = {}
        for row in self._asked.links("SUPPORTED_BY", "Match", "Actor", self._ids, "name"):
            found.setdefault(row["id"], {})[row["other"]] = row["name"]
        return found

    @cached_property
    def _pledges(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in self._asked.links("SUPPORTED_BY", "Match", "Pledge", self._ids):
            found.setdefault(row["id"], []).append(row["other"])
        return {match: sorted(pledges) for match, pledges in found.items()}

    @cached_property
    def _supporting(self) -> Pledges:
        return Pledges(
            self._asked, {pledge for pledges in self._pledges.values() for pledge in pledges}
        )

    @cached_property
    def _contributions(self) -> Mapping[str, set[str]]:
        found: dict[str, set[str]] = {}
        for row in self._asked.links(
            "CONTRIBUTION_TYPE", "Match", "Concept", self._ids, "notation"
        ):
            found.setdefault(row["id"], set()).add(row["notation"])
        return found

    def _present(self, match: str) -> list[str]:
        """The pledges that bring a match and are not withdrawn."""
        return [
            each for each in self._pledges.get(match, ()) if not self._supporting.is_withdrawn(each)
        ]

    def _is_there(self, row: Selected) -> bool:
        return row["other"] in self._actors or bool(self._present(row["other"]))

    def _recorded(self, row: Selected) -> Recorded:
        match = row["other"]
        actors = dict(self._actors.get(match, {}))
        for pledge in self._present(match):
            actors |= self._supporting.submitters[pledge]
        return Recorded(
            by_short_name(actors.values()),
            frozenset(self._contributions.get(match, ())),
            [self._supporting.name(pledge) for pledge in self._present(match)],
            row["extent"] or "not-stated",
            row["status"] or "",
            row["covered"],
            row["covered_unit"] or "",
            row["matched_on"] or "",
        )


def _kind(row: Selected) -> str:
    return COUNTED if row["counts_as_support"] else str(row["not_counted_because"])
