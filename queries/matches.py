"""Matches of host-country pledges: which support the sources tie to them by name, and what of it
counts.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain

from .asked import Asked
from .grouping import Lists, Selected, Sets, lists_by, maps_by, rows_by, sets_by, values_in
from .naming import by_short_name
from .pledges import Pledges
from .reasons import Recorded

COUNTED = "counted"
OFFERED = "offered"
OTHER = "other-means"
DECLINED = "declined"
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
        self._asked = asked
        self._hosts = hosts

    def of(self, host: str, kind: str) -> list[Recorded]:
        """The matches of a pledge that count, or that do not for a reason, by identifier."""
        found = []
        for row in self._by_host.get(host, ()):
            if _kind(row) != kind:
                continue
            # A match whose only pledge was withdrawn is nobody's: there is nothing to say of it
            if self._has_supporter(row["other"]):
                match = self._recorded(row)
                found.append(match)
        return found

    def pledges(self, host: str) -> set[str]:
        """The pledges that a match ties to a pledge, whether it counts or not."""
        found: set[str] = set()
        for row in self._by_host.get(host, ()):
            pledges = self._pledges.get(row["other"], ())
            found.update(pledges)
        return found

    @cached_property
    def _rows(self) -> Sequence[Selected]:
        return self._asked.links_to(
            "SUPPORTS",
            "Match",
            "Pledge",
            self._hosts.ids,
            *_COLUMNS,
        )

    @cached_property
    def _by_host(self) -> Mapping[str, list[Selected]]:
        # The engines give links in orders of their own, and sentences list matches
        in_order = sorted(self._rows, key=_match_of)
        return rows_by(in_order, "id")

    @cached_property
    def _ids(self) -> set[str]:
        return values_in(self._rows, "other")

    @cached_property
    def _actors(self) -> Mapping[str, dict[str, str]]:
        """Match → the actors that bring it: identifier → name."""
        links = self._asked.links(
            "SUPPORTED_BY",
            "Match",
            "Actor",
            self._ids,
            "name",
        )
        return maps_by(links, "id", "other", "name")

    @cached_property
    def _pledges(self) -> Lists:
        """Match → the pledges that bring it, sorted."""
        links = self._asked.links(
            "SUPPORTED_BY",
            "Match",
            "Pledge",
            self._ids,
        )
        found = lists_by(links, "id", "other")
        for pledges in found.values():
            pledges.sort()
        return found

    @cached_property
    def _supporting(self) -> Pledges:
        pledges = chain.from_iterable(self._pledges.values())
        return Pledges(self._asked, set(pledges))

    @cached_property
    def _contributions(self) -> Sets:
        """Match → the codes of its contribution types."""
        links = self._asked.links(
            "CONTRIBUTION_TYPE",
            "Match",
            "Concept",
            self._ids,
            "notation",
        )
        return sets_by(links, "id", "notation")

    def _present(self, match: str) -> list[str]:
        """The pledges that bring a match and are not withdrawn."""
        found = []
        for pledge in self._pledges.get(match, ()):
            if not self._supporting.is_withdrawn(pledge):
                found.append(pledge)
        return found

    def _has_supporter(self, match: str) -> bool:
        if match in self._actors:
            return True
        return bool(self._present(match))

    def _recorded(self, row: Selected) -> Recorded:
        match = row["other"]
        pledges = self._present(match)
        named = self._actors.get(match, {})
        # A copy: the actors of its pledges are added for this sentence only
        actors = dict(named)
        for pledge in pledges:
            actors |= self._supporting.submitters[pledge]
        contributions = self._contributions.get(match, ())
        return Recorded(
            actors=by_short_name(actors.values()),
            contributions=frozenset(contributions),
            pledges=list(map(self._supporting.name, pledges)),
            extent=row["extent"] or "not-stated",
            status=row["status"] or "",
            covered=row["covered"],
            unit=row["covered_unit"] or "",
            matched_on=row["matched_on"] or "",
        )


def _match_of(row: Selected) -> str:
    return str(row["other"])


def _kind(row: Selected) -> str:
    """Whether a match counts, else the code of why it does not."""
    if row["counts_as_support"]:
        return COUNTED
    return str(row["not_counted_because"])
