"""Pledges of a place for ``gaps``: those of host countries, and those of others that bring support
or do not say what they bring.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from .asked import Asked
from .reasons import Reason, Supporting, because

SUPPORT = ("financial", "technical", "material")
NOT_STATED = "not-stated"
"""The column of pledges whose contribution is not stated: neither support nor its absence."""


@dataclass
class Pledge:
    """A pledge with its areas of focus by name; ``no-area`` and ``no-theme`` are among them.

    ``tied`` are the host-country pledges to which a source ties it, ``supporters`` the actors that
    a match of a host-country pledge names.
    """

    id: str
    name: str
    is_host: bool
    ended_because: Reason | None
    brings_support: bool
    amount: tuple[int, str] | None
    areas: set[str] = field(default_factory=set)
    contributions: set[str] = field(default_factory=set)
    actors: list[str] = field(default_factory=list)
    countries: set[str] = field(default_factory=set)
    tied: set[str] = field(default_factory=set)
    supporters: set[str] = field(default_factory=set)

    @property
    def has_ended(self) -> bool:
        """Whether it is officially fulfilled, or its target year has passed."""
        return self.ended_because is not None

    @property
    def may_support(self) -> bool:
        """Whether it is one of others that brings support, or may do so."""
        if self.is_host:
            return False
        return self.brings_support or not self.contributions

    def columns(self) -> Iterator[str]:
        """The columns in which it counts."""
        # An unknown type is not a zero in the other columns
        if not self.contributions:
            yield NOT_STATED
        for code in SUPPORT:
            if code in self.contributions:
                yield code

    def words(
        self,
        hosts: Sequence[Pledge],
        countries: Sequence[str],
    ) -> Reason:
        """Who brings what, where, and whether a source ties it to one of the host's pledges."""
        said = Supporting(
            pledge=self.name,
            actors=sorted(self.actors),
            contributions=frozenset(self.contributions),
            amount=self.amount,
            has_ended=self.has_ended,
        )
        remarks: list[str | Reason] = list(countries)
        # Where no host-country pledge is recorded there is nothing to be tied to
        if hosts:
            remarks.append(self._tie(hosts))
        if not remarks:
            return because("said alone", what=said)
        return because("with remarks", what=said, remarks=remarks)

    def _tie(self, hosts: Sequence[Pledge]) -> Reason:
        tied = [host.name for host in hosts if host.id in self.tied]
        if not tied:
            return because("tie not stated")
        names = because("list", names=sorted(tied))
        return because("tied to", pledges=names)


def pledges_in_scope(asked: Asked) -> dict[str, Pledge]:
    """The pledges that are asked for, without withdrawn ones, by identifier."""
    found: dict[str, Pledge] = {}
    year = int(asked.parameters["year"])
    for row in asked.rows("gaps"):
        pledge = found.get(row["id"])
        if pledge is None:
            pledge = _pledge(row, year)
            found[pledge.id] = pledge
        # A row for each area
        pledge.areas.add(row["area"])
    for row in asked.rows("gaps.contributions"):
        found[row["id"]].contributions.add(row["contribution"])
    for row in asked.rows("gaps.submitters"):
        found[row["id"]].actors.append(row["name"])
    for row in asked.rows("gaps.countries"):
        found[row["id"]].countries.add(row["country"])
    _tie(asked, found)
    return found


def _pledge(row: Mapping[str, Any], year: int) -> Pledge:
    amount = None
    # An amount without its currency says nothing
    if row["amount"] is not None and row["currency"]:
        amount = row["amount"], row["currency"]
    target = row["target_year"]
    has_passed = target is not None and target < year
    why = None
    if row["stage"] == "fulfilled":
        why = because("officially fulfilled")
    elif has_passed:
        why = because("target year passed", target_year=str(target))
    return Pledge(
        id=row["id"],
        name=row["pledge"],
        is_host=row["host"],
        ended_because=why,
        brings_support=row["brings"],
        amount=amount,
    )


def _tie(asked: Asked, pledges: Mapping[str, Pledge]) -> None:
    """What sources tie to host-country pledges: joint pledges, and matches with who is named."""
    for row in asked.rows("gaps.joint"):
        # One that is not in scope is in no row
        other = pledges.get(row["other"])
        if other is not None:
            other.tied.add(row["id"])
    for row in asked.rows("gaps.matched"):
        host = row["id"]
        if row["actor"]:
            pledges[host].supporters.add(row["actor"])
        other = pledges.get(row["other"])
        if other is not None:
            other.tied.add(host)
