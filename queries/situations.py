"""Situations as people call them: without the word for what they are, ``Syria`` for the Syria situation."""

from __future__ import annotations

from collections.abc import Iterable

from pledgegraph.ontology.names import Thing
from pledgegraph.ontology.spelling import SITUATION_WORDS, fold, situation_key


class Situations:
    """Situations, whose names are their first spellings, by short names; ``short`` are those that only one has."""

    def __init__(self, things: Iterable[Thing]) -> None:
        self._by_key: dict[str, dict[str, Thing]] = {}
        called: dict[str, str] = {}
        for thing in sorted(things, key=lambda thing: (thing.spellings[0], thing.id)):
            head = thing.spellings[0].partition("(")[0]
            key = situation_key(head)
            if key:
                self._by_key.setdefault(key, {})[thing.id] = thing
                called.setdefault(key, " ".join(word for word in head.split() if fold(word) not in SITUATION_WORDS))
        self.short = {short for key, short in called.items() if len(self._by_key[key]) == 1}

    def called(self, name: str) -> list[Thing]:
        """The situations that a short name may mean: none, one or several."""
        found = self._by_key.get(situation_key(name), {})
        return [found[identifier] for identifier in sorted(found)]
