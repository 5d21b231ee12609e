"""Acronyms: whether letters may be short for a name, in ways other than first letters alone:
``COMAR`` of Comisión Mexicana de Ayuda a Refugiados, ``APNOR`` of Asia Pacific Network of Refugees.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

FEWEST_LETTERS = 4
FEWEST_OF_TWO = 5
"""Letters of an acronym of two words: shorter ones are the start of too many."""
MOST_OF_A_WORD = 4
_NO_ACTORS = frozenset("ngo ingo cso rlo eu uk usa uae drc roc car lac mena eca plc asia".split())
"""Letters in brackets that say where or what an actor is, and not who."""


def is_acronym(text: str) -> bool:
    """Whether letters in brackets are an actor's, by which others can be found."""
    has_capitals = sum(map(str.isupper, text)) > 1
    return len(text) > 2 and has_capitals and text.casefold() not in _NO_ACTORS


def may_be_short_for(
    letters: str,
    words: Sequence[str],
    small: Collection[str],
) -> bool:
    """Whether letters are made of the beginnings of all large words in their order, and of first
    letters of small ones or none.

    Args:
        letters: in lower case.
        words: as the name has them, folded.
        small: words that may have no letter.
    """
    large = [word for word in words if word not in small]
    fewest = FEWEST_OF_TWO if len(large) == 2 else FEWEST_LETTERS
    if len(large) < 2 or len(letters) < max(fewest, len(large)):
        return False
    return _goes_on(letters, tuple(words), small)


def _goes_on(
    letters: str,
    words: tuple[str, ...],
    small: Collection[str],
) -> bool:
    if not words:
        return not letters
    word, *others = words
    rest = tuple(others)
    is_small = word in small
    if is_small and _goes_on(letters, rest, small):
        return True
    most = 1 if is_small else MOST_OF_A_WORD
    for count in range(1, most + 1):
        if not letters.startswith(word[:count]) or count > len(word):
            return False
        if _goes_on(letters[count:], rest, small):
            return True
    return False
