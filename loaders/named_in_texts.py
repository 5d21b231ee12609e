"""Named in texts: actors that free texts name, for a person to look at."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

_WORD = re.compile(r"\w+(?:['’&-]\w+)*")
FEWEST_LETTERS = 3
"""Letters of an abbreviation that is looked for; shorter ones are words as well."""


class NamesInTexts:
    """The names of actors, looked for in texts as they are written: ``Tent`` is not a tent."""

    def __init__(self, names: Mapping[str, str]) -> None:
        """``names``: actor (an identifier) → its name."""
        # By their first words, so that a text is gone through once for all names
        self._by_word: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for actor, name in names.items():
            words = tuple(_WORD.findall(name))
            if _is_telling(words):
                self._by_word[words[0]].append((words, actor))

    def found(self, text: str) -> Iterator[str]:
        """The actors that a text names, each once, in its order."""
        words = _WORD.findall(text)
        seen = set()
        for place, word in enumerate(words):
            for name, actor in self._by_word.get(word, ()):
                is_here = tuple(words[place : place + len(name)]) == name
                if is_here and actor not in seen:
                    seen.add(actor)
                    yield actor


def _is_telling(words: Sequence[str]) -> bool:
    """Whether a name can only be a name: it has several words, or is an abbreviation."""
    if len(words) > 1:
        return True
    return bool(words) and words[0].isupper() and len(words[0]) >= FEWEST_LETTERS
