"""Situations as people call them: without the word for what they are, ``Syria`` for the Syria
situation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from .names import Thing
from .spelling import SITUATION_WORDS, fold, situation_key

_FRENCH_WORD = re.compile(
    r"^(?:l[ae] |les )?(?:situation|crise|refugies?|deplacements?)\b"
    r"(?: (?:en|au|aux|du|des|de la|de l'|dans l[ae]s?)\b)?"
)
"""How the French name of a situation begins that says which one it is only then: ``Situation en
Syrie``.
"""
_LINKS = ("en", "au", "aux", "du", "des", "de", "la", "le", "les")
_NOT_SHOWN = frozenset((*SITUATION_WORDS, *_LINKS))
_CODE = re.compile(r"^sit-", re.I)


class Situations:
    """Situations, whose names are their first spellings, by short names; ``short`` are those that
    only one has, in English, ``short_french`` those in French.
    """

    def __init__(self, things: Iterable[Thing]) -> None:
        things = sorted(things, key=_by_name)
        self._by_key: dict[str, dict[str, Thing]] = {}
        shorter: dict[str, str] = {}
        for thing in things:
            for name in thing.spellings:
                key = short_name(name)
                same_key = self._by_key.setdefault(key, {})
                same_key[thing.id] = thing
            head, _, _ = thing.spellings[0].partition("(")
            words = []
            for word in head.split():
                if fold(word) not in SITUATION_WORDS:
                    words.append(word)
            shorter.setdefault(short_name(head), " ".join(words))
        # A name of such words alone would be that of every situation
        self._by_key.pop("", None)
        self.short = set()
        for key, name in shorter.items():
            # A short name of two situations would be suggested and then refused
            if len(self._by_key.get(key, ())) == 1:
                self.short.add(name)
        self.short_french = self._short_french(things)

    def _short_french(self, things: Sequence[Thing]) -> set[str]:
        found = set()
        for thing in things:
            words = thing.french.split()
            while words and fold(words[0]) in _NOT_SHOWN:
                words.pop(0)
            name = " ".join(words)
            # Only what is found again, and means this situation alone
            if len(self.called(name)) == 1:
                found.add(name)
        return found

    def called(self, name: str) -> list[Thing]:
        """The situations that a short name may mean: none, one or several."""
        key = short_name(name)
        found = self._by_key.get(key, {})
        return [found[identifier] for identifier in sorted(found)]


def short_name(name: str) -> str:
    """The part of a name that identifies a situation: ``the Syria crisis``, ``Situation en Syrie``
    → ``syria``, ``syrie``.
    """
    head, _, _ = name.partition("(")
    without_kind = _FRENCH_WORD.sub("", fold(head))
    return situation_key(without_kind)


def country_in(name: str) -> str:
    """The country that a situation may be called after: ``SIT-SDN`` → ``SDN``, ``crise au Soudan``
    → ``soudan``.
    """
    code = name.strip()
    if _CODE.match(code):
        return _CODE.sub("", code)
    return short_name(name)


def _by_name(thing: Thing) -> tuple[str, str]:
    return thing.spellings[0], thing.id
