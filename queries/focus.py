"""Focus: what a joint pledge would be about."""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import Any

from .arrangements import Arrangements
from .evidence import Evidence
from .facts import SUPPORT, Pledge

_PLAIN_WORDS = frozenset("a and for from in into of on or the to with refugee refugees".split())


class Focus:
    """Host-country pledges, their places and topics, who is in, what is lacking; each looked up
    once.
    """

    def __init__(
        self,
        evidence: Evidence,
        hosts: Sequence[Pledge],
        arrangements: Arrangements,
        parameters: Mapping[str, Any],
    ) -> None:
        self.hosts = sorted(hosts, key=lambda host: host.order)
        self.countries = {country for host in self.hosts for country in host.countries} | set(
            parameters["country"]
        )
        self.topics = {topic for host in self.hosts for topic in host.topics}
        self._areas = set(parameters["area"])
        if self._areas:
            wanted = {f"{kind} {name}" for kind in ("theme", "area") for name in self._areas}
            self.topics = self.topics & wanted or wanted
        self.inside: dict[str, str] = {}
        self.own: set[str] = set()
        self.recorded: set[str] = set()
        for host in self.hosts:
            self._take_in(host, evidence)
        self.lacking = {kind for kind in SUPPORT if kind not in self.recorded}
        self._arrangements = arrangements
        self._served: dict[frozenset[str], list[str]] = {}
        self._phrases: dict[str, str] = {}
        self._named: dict[str, str] = {}

    def _take_in(self, host: Pledge, evidence: Evidence) -> None:
        """Who is in through a host-country pledge, and what they bring."""
        pledges = evidence.facts.pledges
        self.inside |= host.submitters | host.partners
        self.own |= evidence.facts.own_actors(host)
        self.recorded |= host.contributions
        for match in evidence.counted(host):
            self.inside |= match.actors
            self.recorded |= match.contributions
            for identifier in match.pledges:
                self.inside |= pledges[identifier].submitters if identifier in pledges else {}
        for joint in evidence.joint(host):
            self.inside |= joint.submitters | joint.partners
            self.recorded |= joint.contributions

    def name(self) -> str:
        """The focus in words: the pledge, or the countries with the areas."""
        if len(self.hosts) == 1:
            return self.hosts[0].name
        parts = [", ".join(sorted(self.countries)), ", ".join(sorted(self._areas))]
        return ": ".join(part for part in parts if part)

    def serves(self, pledge: Pledge | None) -> list[str]:
        """The host-country pledges that share an area with a pledge, else all of the focus."""
        topics = frozenset() if pledge is None else pledge.topics
        if topics not in self._served:
            shared = [host.name for host in self.hosts if not host.topics.isdisjoint(topics)]
            self._served[topics] = shared or [host.name for host in self.hosts]
        return self._served[topics]

    @cached_property
    def themes(self) -> set[str]:
        """The themes of all its pledges."""
        return {topic for host in self.hosts for topic in host.topics if topic.startswith("theme")}

    def shared_phrase(self, pledge: Pledge) -> str:
        """In words, if a multi-stakeholder pledge it is part of shares two words running with a
        title of the focus.
        """
        return next(filter(None, map(self._phrase_in, self._arrangements.parts_of(pledge.id))), "")

    def _phrase_in(self, name: str) -> str:
        if name not in self._phrases:
            pairs = _word_pairs(name)
            shared = (
                (host, min(pairs & own))
                for host, own in self._title_pairs
                if not pairs.isdisjoint(own)
            )
            host, phrase = next(shared, (None, ""))
            self._phrases[name] = (
                f"part of {name!r}, which like {host.name} is about {phrase}" if host else ""
            )
        return self._phrases[name]

    @cached_property
    def _title_pairs(self) -> list[tuple[Pledge, set[str]]]:
        return [(host, _word_pairs(host.title)) for host in self.hosts]

    def named_in(self, pledge: Pledge) -> str:
        """What the text of a pledge calls one of the countries, if it names any."""
        if pledge.id not in self._named:
            text = f"{pledge.title} {pledge.description}"
            found = (
                name
                for name, pattern in self._country_words
                if name in text and pattern.search(text)
            )
            self._named[pledge.id] = next(found, "")
        return self._named[pledge.id]

    @cached_property
    def _country_words(self) -> list[tuple[str, re.Pattern[str]]]:
        words = dict.fromkeys(
            w for country in sorted(self.countries) for w in self._arrangements.words_for(country)
        )
        return [(word, re.compile(rf"\b{re.escape(word)}\b")) for word in words]


def _word_pairs(text: str) -> set[str]:
    """Two words running, plain words aside: ``travel documents``."""
    words = re.findall(r"\w+", text.casefold())
    return {
        f"{a} {b}"
        for a, b in itertools.pairwise(words)
        if a not in _PLAIN_WORDS and b not in _PLAIN_WORDS
    }
