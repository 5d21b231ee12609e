"""Alike names: pairs of names that may be of one actor, for a person to decide. Nothing is merged
here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, takewhile

from rapidfuzz import fuzz

from .words_of_actors import Word, is_country, shortened_words, spelled_out, words_of

SPELLED, INITIALS, WITHIN, BEGINNING = "spelled alike", "initials", "words within", "beginning"
LIKE = 88
"""How like two names must be, in hundredths, whatever the order of their words."""
SHORTEST = 6
"""Letters of a name that may be found by likeness: short names are like too many."""
FEWEST_WITHIN = 2
"""Words of a name that another one may have among others."""
WORDS_BEFORE, LETTERS_BEFORE = 4, 24
"""Words and letters with which two names begin that may be one although they go on otherwise."""
FEWEST_INITIALS = 2
LARGEST_BLOCK = 300
"""Names that share a word: where there are more, the word says nothing of any two of them, and a
rarer one brings those together that are one.
"""
START = 4
"""Letters of a word by which names are brought together, so that an ending may differ."""
_SMALL = frozenset(
    "a an and at by de del der des di do du e et for from in la le les los of on pour the to und"
    " y".split()
)
_FORMS = frozenset(
    "ab ag as asbl association bv city co company corp corporation ev gmbh greater inc kk limited"
    " llc ltd ngo nv ong organization oy plc pvt sa sarl sas se society spa".split()
)
"""Words that say what an actor is, and that one spelling of its name may lack."""
_BRACKET = re.compile(r"\(([A-Z][A-Za-z]{1,7})\)\s*$")
_CAPITALS = re.compile(r"\b[A-Z](?:[a-z]?[A-Z])+\b")
_GENERAL = frozenset(
    "foundation fund global group initiative international network philanthropies trust"
    " worldwide".split()
)
"""Words that may stand behind a name of one word, and are left out where people know it."""
FEWEST_BARE = 4
"""Letters of such a name."""
LETTERS_JOINED = 8
"""Letters with which two names begin that are compared although they share no word."""
FEWEST_LEFT = 3
"""Letters of initials of which one word may have none: ``SDC`` of an agency for two things."""


@dataclass(frozen=True)
class Alike:
    """Two names, by their places in a list, how like they are (0 to 100), and by what."""

    first: int
    second: int
    likeness: int
    by: str


@dataclass(frozen=True)
class _Name:
    written: tuple[Word, ...]
    words: tuple[str, ...]
    shortened: frozenset[str]
    sorted_words: str
    joined: str
    core: str
    bare: str
    initials: str
    inner: str
    bracket: str


def alike_names(names: Sequence[str]) -> list[Alike]:
    """The pairs of names that may be one, the likest first. Names of two countries or with other
    numbers are none.
    """
    read = [_read(name) for name in names]
    found = []
    for first, second in sorted(_pairs(read)):
        by = _compared(read[first], read[second])
        if by is not None:
            likeness, what = by
            found.append(
                Alike(
                    first,
                    second,
                    likeness,
                    what,
                )
            )
    found.sort(key=lambda pair: (-pair.likeness, pair.first, pair.second))
    return found


def _read(name: str) -> _Name:
    # A name of capital letters alone may be another one's initials
    shown = _CAPITALS.findall(name)
    inner = shown[0] if len(shown) == 1 else ""
    bracket = "".join(_BRACKET.findall(name)).casefold()
    words = words_of(name)
    # "(NRC)" behind the name that it is short for says nothing more
    if words and words[-1][1] == bracket and _is_made_of(bracket, words[:-1]):
        words = words[:-1]
    return _with_words(words, shortened_words(name), inner, bracket)


def _is_made_of(letters: str, words: Sequence[Word]) -> bool:
    """Whether letters are first ones of words in their order, small words left out or not."""
    first = iter(written[0] for _, written in words)
    return all(letter in first for letter in letters)


def _with_words(
    written: tuple[Word, ...],
    shortened: frozenset[str],
    inner: str,
    bracket: str,
) -> _Name:
    words = tuple(word for word, _ in written)
    large = [word for word in words if word not in _SMALL]
    core = [word for word in large if word not in _FORMS]
    return _Name(
        written,
        words,
        shortened,
        " ".join(sorted(large)),
        "".join(words),
        "".join(core),
        "".join(word for word in core if word not in _GENERAL),
        _initials(written),
        inner,
        bracket,
    )


def _as_compared(name: _Name, other: _Name) -> _Name:
    """A name with its shortened words as another one has them."""
    if not name.shortened:
        return name
    words = spelled_out(name.written, name.shortened, other.written)
    return _with_words(words, frozenset(), name.inner, name.bracket)


def _initials(words: Sequence[Word]) -> str:
    """As the name has them: not those of a country's code."""
    return "".join(written[0] for word, written in words if word not in _SMALL)


def _initials_without_one(initials: str) -> Iterator[str]:
    """Initials of which those of one word, not the first, are left out."""
    for place in range(1, len(initials)):
        left = initials[:place] + initials[place + 1 :]
        if len(left) >= FEWEST_LEFT:
            yield left


def _pairs(names: Sequence[_Name]) -> set[tuple[int, int]]:
    """Pairs of names that share the start of a word, or of which one may be initials."""
    blocks: dict[str, list[int]] = {}
    by_initials: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        keys = {word[:START] for word in name.words if word not in _SMALL}
        # "DubaiCares" and "Dubai Cares" share no word
        keys.add(f"+ {name.joined[:LETTERS_JOINED]}")
        # Names with a slip in a rare word have the same initials
        keys.add(f"= {name.initials}")
        for key in keys:
            blocks.setdefault(key, []).append(place)
        for initials in {name.bracket, *_may_be_written(name.initials)}:
            by_initials.setdefault(initials, []).append(place)
    found: set[tuple[int, int]] = set()
    # Only names that share something are compared: ten thousand have fifty million pairs
    for block in blocks.values():
        if len(block) <= LARGEST_BLOCK:
            found.update(combinations(block, 2))
    for place, name in enumerate(names):
        for inner in _letters(name):
            others = by_initials.get(inner, ())
            if len(others) <= LARGEST_BLOCK:
                found.update((min(place, other), max(place, other)) for other in others)
    return {(one, other) for one, other in found if one != other}


def _may_be_written(initials: str) -> set[str]:
    """The letters that a name with these initials may be written with."""
    if len(initials) < FEWEST_INITIALS:
        return set()
    # The society at the end has a letter or none
    return {initials, f"{initials}s", *_initials_without_one(initials)}


def _compared(
    one: _Name,
    other: _Name,
) -> tuple[int, str] | None:
    """How like two names are, and by what; None where they are two."""
    one, other = _as_compared(one, other), _as_compared(other, one)
    numbers = [_numbers(one), _numbers(other)]
    # "Group of 77" is spelled much like "Group of 20"
    if all(numbers) and numbers[0] != numbers[1]:
        return None
    if _are_of_two_countries(one, other):
        return None
    if _is_short_for(one, other) or _is_short_for(other, one):
        return 90, INITIALS
    shorter, longer = sorted((one, other), key=lambda name: len(name.words))
    likeness = max(
        fuzz.token_sort_ratio(one.sorted_words, other.sorted_words),
        # "DubaiCares" is "Dubai Cares", and the company is its name without the form
        fuzz.ratio(one.core, other.core),
    )
    is_long = min(len(one.core), len(other.core)) >= SHORTEST
    is_same = one.joined == other.joined or (bool(one.core) and one.core == other.core)
    if is_same or (likeness >= LIKE and is_long):
        return round(likeness), SPELLED
    if _begin_alike(shorter.words, longer.words):
        return round(likeness), BEGINNING
    if _is_within(shorter, longer) or _is_within(longer, shorter):
        return round(likeness), WITHIN
    return None


def _is_within(shorter: _Name, longer: _Name) -> bool:
    """Whether a name has no words but those of another one, which says more."""
    large = {word for word in shorter.words if word not in _SMALL}
    bare = large - _FORMS
    its = set(longer.words)
    for words in (large, bare):
        if len(words) >= FEWEST_WITHIN and words <= its:
            return True
    # One word alone is in too many names, but not where the other has general ones only behind it
    return len(shorter.bare) >= FEWEST_BARE and shorter.bare == longer.bare


def _begin_alike(
    one: Sequence[str],
    other: Sequence[str],
) -> bool:
    """Whether two names have a long beginning in common, as consortia that several lead."""
    common = list(
        takewhile(
            _are_equal,
            zip(
                one,
                other,
                strict=False,
            ),
        )
    )
    letters = sum(len(word) for word, _ in common)
    return len(common) >= WORDS_BEFORE and letters >= LETTERS_BEFORE


def _are_equal(pair: tuple[str, str]) -> bool:
    return pair[0] == pair[1]


def _is_short_for(one: _Name, other: _Name) -> bool:
    """Whether a name has initials in place of words of another: ``NRC``, ``AU Commission``."""
    mine = [word for word in one.words if word not in other.words and word not in _SMALL]
    its = [word for word in other.written if word[0] not in one.words]
    initials = _initials(its)
    for inner in _letters(one):
        if len(inner) < FEWEST_INITIALS:
            continue
        if mine == [one.inner.casefold()] and _stands_for(inner, initials):
            return True
        # "NRC" and "Norwegian Refugee Council (NRC)"
        if one.words == (inner,) and inner == other.bracket:
            return True
    return False


def _letters(name: _Name) -> set[str]:
    """The letters of a name that may be initials: all of ``KfW``, and the large ones of ``MoH``."""
    large = "".join(filter(str.isupper, name.inner)).casefold()
    return set(filter(None, (name.inner.casefold(), large)))


def _stands_for(inner: str, initials: str) -> bool:
    """Whether letters are initials, of which one word may have none, or the society is left out."""
    return inner in _may_be_written(initials)


def _numbers(name: _Name) -> list[str]:
    return sorted(word for word in name.words if word.isdigit())


def _are_of_two_countries(
    one: _Name,
    other: _Name,
) -> bool:
    """Whether the words in which two names differ are two countries."""
    mine = set(filter(is_country, one.words)) - set(other.words)
    its = set(filter(is_country, other.words)) - set(one.words)
    return bool(mine and its)
