"""Sharing: the pledges that share place and area with a host-country pledge, in words that many rows repeat."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property

from .facts import Pledge
from .scope import by_name, by_short_name, listed, short


@dataclass(eq=False)
class Sharing:
    """A pledge and how it comes to a place: ``placed`` is empty where it is named. Each text is made once."""

    pledge: Pledge
    placed: str

    @cached_property
    def sentence(self) -> str:
        """What the sources record of it, beside a pledge that it is not tied to."""
        where = f" ({self.placed})" if self.placed else ""
        return f"Related: {told(self.pledge)}{where}; it is not stated that it covers this pledge."

    @cached_property
    def brings(self) -> list[tuple[str, str]]:
        """Its submitters with what they bring, as (actor, text); nobody if it has ended."""
        pledge, where = self.pledge, self._where
        named = {} if pledge.has_ended else pledge.submitters
        return [(actor, f"{name} ({pledge.means}, {pledge.name}{where})") for actor, name in by_name(named)]

    @cached_property
    def partners(self) -> list[tuple[str, str]]:
        """Its partners, whose own contribution is not stated, as (actor, text); nobody if it has ended."""
        pledge, where = self.pledge, self._where
        named = {} if pledge.has_ended else {a: n for a, n in pledge.partners.items() if a not in pledge.submitters}
        why = f"named partner of {pledge.name}, own contribution not stated{where}"
        return [(actor, f"{name} ({why})") for actor, name in by_name(named)]

    @property
    def _where(self) -> str:
        return f"; {self.placed}" if self.placed else ""


@dataclass(eq=False)
class Related:
    """All that share place and area with pledges that ``own`` (actors) submitted; the words are made once for all."""

    sharings: list[Sharing]
    own: Set[str]

    def without(self, tied: Set[str]) -> Related:
        """Those that are not among some pledges (identifiers)."""
        return Related([sharing for sharing in self.sharings if sharing.pledge.id not in tied], self.own)

    @cached_property
    def names(self) -> str:
        """The pledges by name."""
        return ", ".join(sharing.pledge.name for sharing in self.sharings)

    @cached_property
    def sentences(self) -> str:
        """What the sources record of them."""
        return " ".join(sharing.sentence for sharing in self.sharings)

    @cached_property
    def actors(self) -> list[str]:
        """Who brings what; partners without a contribution of their own last."""
        brings = [text for sharing in self.sharings for actor, text in sharing.brings if actor not in self.own]
        partners = [text for sharing in self.sharings for actor, text in sharing.partners if actor not in self.own]
        return brings + partners


def others(pledge: Pledge, own: Set[str]) -> list[str]:
    """A pledge's submitters, ``own`` (actors) left out, by name."""
    return by_short_name(name for actor, name in pledge.submitters.items() if actor not in own)


def told(pledge: Pledge, own: Set[str] = frozenset()) -> str:
    """``PF077 by Government of Denmark (financial, DKK 1,000,000 (Denmark's part), ended)``, without ``own`` actors."""
    names = others(pledge, own)
    who = listed(names) or "submitter not named"
    ended = ", ended" if pledge.has_ended else ""
    part = ""
    if pledge.amount is not None and pledge.currency:
        whose = f"{listed([short(name) for name in names])}'s part" if names and pledge.partners else "as stated"
        part = f", {pledge.currency} {pledge.amount:,} ({whose})"
    return f"{pledge.name} by {who} ({pledge.means}{part}{ended})"
