"""Alike names: pairs of names that may be of one actor, for a person to decide. Nothing is merged
here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, takewhile

from rapidfuzz import fuzz

from pledgegraph.loaders.names.countries import find_country
from pledgegraph.ontology.spelling import fold

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
_FULL = {
    "assoc": "association",
    "centre": "center",
    "comm": "commission",
    "dept": "department",
    "dev": "development",
    "devt": "development",
    "educ": "education",
    "fdn": "foundation",
    "fondation": "foundation",
    "fundacion": "foundation",
    "govt": "government",
    "int": "international",
    "internationale": "international",
    "intl": "international",
    "min": "ministry",
    "ministere": "ministry",
    "ministerio": "ministry",
    "natl": "national",
    "org": "organization",
    "organisation": "organization",
    "programme": "program",
    "soc": "society",
    "univ": "university",
    "universite": "university",
}
"""Short forms and other spellings of words that names of actors often have."""
_FORMS = frozenset(
    "asbl association city co company corp corporation ev gmbh greater inc llc ltd municipality ngo"
    " ong organization plc sa society".split()
)
"""Words that say what an actor is, and that one spelling of its name may lack."""
_APOSTROPHE = re.compile(r"(?<=\w)['’](?=\w)")
_NO_WORD = re.compile(r"[^\w]+")
_BRACKET = re.compile(r"\(([A-Z][A-Za-z]{1,7})\)\s*$")
_CAPITALS = re.compile(r"\b[A-Z]{2,}(?:[a-z]?[A-Z])*\b")


@dataclass(frozen=True)
class Alike:
    """Two names, by their places in a list, how like they are (0 to 100), and by what."""

    first: int
    second: int
    likeness: int
    by: str


@dataclass(frozen=True)
class _Name:
    words: tuple[str, ...]
    sorted_words: str
    core: str
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
    # "Int'l" is one word, and "l'Education" two: only what makes a short form is joined
    joined = _APOSTROPHE.sub("", fold(name))
    apart = _NO_WORD.sub(" ", fold(name)).split()
    together = _NO_WORD.sub(" ", joined).split()
    plain = together if set(together) & set(_FULL) else apart
    words = tuple(_FULL.get(word, word) for word in plain)
    large = [word for word in words if word not in _SMALL]
    core = [word for word in large if word not in _FORMS]
    # A name of capital letters alone may be another one's initials
    shown = _CAPITALS.findall(name)
    inner = shown[0].casefold() if len(shown) == 1 else ""
    return _Name(
        words,
        " ".join(sorted(large)),
        "".join(core),
        _initials(words),
        inner,
        "".join(_BRACKET.findall(name)).casefold(),
    )


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word not in _SMALL)


def _pairs(names: Sequence[_Name]) -> set[tuple[int, int]]:
    """Pairs of names that share the start of a word, or of which one may be initials."""
    blocks: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        keys = {word[:START] for word in name.words if word not in _SMALL}
        if len(name.initials) > 1:
            keys.add(f"= {name.initials}")
        if name.inner:
            keys.add(f"= {name.inner}")
        for key in keys:
            blocks.setdefault(key, []).append(place)
    found: set[tuple[int, int]] = set()
    # Only names that share something are compared: ten thousand have fifty million pairs
    for block in blocks.values():
        if len(block) <= LARGEST_BLOCK:
            found.update(combinations(block, 2))
    return found


def _compared(
    one: _Name,
    other: _Name,
) -> tuple[int, str] | None:
    """How like two names are, and by what; None where they are two."""
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
    is_same = bool(one.core) and one.core == other.core
    if is_same or (likeness >= LIKE and is_long):
        return round(likeness), SPELLED
    if _begin_alike(shorter.words, longer.words):
        return round(likeness), BEGINNING
    large = {word for word in shorter.words if word not in _SMALL}
    if len(large) >= FEWEST_WITHIN and large <= set(longer.words):
        return round(likeness), WITHIN
    return None


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
    if len(one.inner) < FEWEST_INITIALS:
        return False
    mine = [word for word in one.words if word not in other.words and word not in _SMALL]
    its = [word for word in other.words if word not in one.words]
    if mine == [one.inner]:
        return _initials(its) == one.inner
    # "NRC" and "Norwegian Refugee Council (NRC)"
    return one.words == (one.inner,) and one.inner == other.bracket


def _numbers(name: _Name) -> list[str]:
    return sorted(word for word in name.words if word.isdigit())


def _are_of_two_countries(
    one: _Name,
    other: _Name,
) -> bool:
    """Whether the words in which two names differ are two countries."""
    mine = set(_countries(set(one.words) - set(other.words)))
    its = set(_countries(set(other.words) - set(one.words)))
    return bool(mine and its) and mine.isdisjoint(its)


def _countries(words: set[str]) -> Iterator[str]:
    for word in words:
        country = find_country(word) if len(word) > SHORTEST - 3 else None
        if country is not None:
            yield country.iso3
