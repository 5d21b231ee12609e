"""Sharing: the pledges that share place and area with a host-country pledge, in words that many rows repeat."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from operator import attrgetter

from .facts import Pledge
from .scope import by_name, by_short_name, listed, short


class Sharing:
    """A pledge and how it comes to a place: ``placed`` is empty where it is named. Its texts are made once.

    ``sentence`` is what the sources record of it, beside a pledge that it is not tied to. ``brings`` has its
    submitters with what they bring, ``partners`` those whose own contribution is not stated, each as actor → text;
    nobody if it has ended.
    """

    __slots__ = ("brings", "brings_texts", "name", "partners", "partners_texts", "pledge", "sentence")

    def __init__(self, pledge: Pledge, placed: str) -> None:
        where = f"; {placed}" if placed else ""
        beside = f" ({placed})" if placed else ""
        why = f"named partner of {pledge.name}, own contribution not stated{where}"
        self.pledge, self.name = pledge, pledge.name
        self.sentence = f"Related: {told(pledge)}{beside}; it is not stated that it covers this pledge."
        self.brings: dict[str, str] = {}
        self.partners: dict[str, str] = {}
        if not pledge.has_ended:
            self.brings = {a: f"{n} ({pledge.means}, {pledge.name}{where})" for a, n in by_name(pledge.submitters)}
            partners = {a: n for a, n in pledge.partners.items() if a not in pledge.submitters}
            self.partners = {a: f"{n} ({why})" for a, n in by_name(partners)}
        self.brings_texts, self.partners_texts = list(self.brings.values()), list(self.partners.values())


_NAME, _SENTENCE = attrgetter("name"), attrgetter("sentence")
_BRINGS, _PARTNERS = attrgetter("brings_texts"), attrgetter("partners_texts")


@dataclass(eq=False)
class Related:
    """All that share place and area with pledges that ``own`` (actors) submitted; the words are made once for all.

    ``mixed`` are those that name one of these actors beside others.
    """

    sharings: list[Sharing]
    own: Set[str]
    mixed: Set[Sharing]

    def without(self, tied: Set[str]) -> Related:
        """Those that are not among some pledges (identifiers)."""
        return Related([sharing for sharing in self.sharings if sharing.pledge.id not in tied], self.own, self.mixed)

    @cached_property
    def names(self) -> str:
        """The pledges by name."""
        return ", ".join(map(_NAME, self.sharings))

    @cached_property
    def sentences(self) -> str:
        """What the sources record of them."""
        return " ".join(map(_SENTENCE, self.sharings))

    @cached_property
    def actors(self) -> list[str]:
        """Who brings what; partners without a contribution of their own last."""
        brings: Iterable[list[str]]
        partners: Iterable[list[str]]
        if not self.mixed:
            brings, partners = map(_BRINGS, self.sharings), map(_PARTNERS, self.sharings)
        else:
            brings = (self._of_others(s.brings) if s in self.mixed else s.brings_texts for s in self.sharings)
            partners = (self._of_others(s.partners) if s in self.mixed else s.partners_texts for s in self.sharings)
        return list(chain(chain.from_iterable(brings), chain.from_iterable(partners)))

    def _of_others(self, texts: Mapping[str, str]) -> list[str]:
        return [text for actor, text in texts.items() if actor not in self.own]


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
        whole = [short(name) for name in by_short_name(pledge.submitters.values())]
        whose = f"{listed(whole)}'s part" if whole and pledge.partners else "as stated"
        part = f", {pledge.currency} {pledge.amount:,} ({whose})"
    return f"{pledge.name} by {who} ({pledge.means}{part}{ended})"
