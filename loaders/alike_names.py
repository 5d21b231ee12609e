"""Alike names: pairs of names that may be of one actor, for a person to decide. Nothing is merged
here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, takewhile

from rapidfuzz import fuzz

from .acronyms import is_acronym, may_be_short_for
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
    "a an and at aux by d da das de del der des di do dos du e el en et for from fur im in l la"
    " las le les los of on para pour the to und y zu zur".split()
)
_FORMS = frozenset(
    "ab ag as asbl association bv city co company corp corporation ev gmbh greater inc kk limited"
    " llc ltd ngo nv ong organization oy plc pvt sa sarl sas se society spa".split()
)
"""Words that say what an actor is, and that one spelling of its name may lack."""
_BRACKET = re.compile(r"\(([A-Z][A-Za-z]{1,7})\)(?=\s*(?:$|[,;-]))")
_OF_GOVERNMENT = re.compile(
    r"^(?:the\s+)?government of (?P<country>.{3,40}?)\s+[-\u2013\u2014:]\s+(?P<body>\S+\s+\S.*)$",
    re.I,
)
"""``Government of Chad - Ministry of Health``: the body's country is in front."""
_DASHED = re.compile(r"^\s*([A-Z]{3,10})\s+[-\u2013\u2014:]\s+(?=\S+\s+\S)")
"""Initials in front of the name: ``DRC - Danish Refugee Council``."""
_CAPITALS = re.compile(r"\b[A-Z](?:[a-z]?[A-Z])+\b")
_GENERAL = frozenset(
    "foundation fund global group holding holdings industries initiative international network"
    " philanthropies technology trust worldwide".split()
)
"""Words that may stand behind a name of one word, and are left out where people know it."""
_OFFICES = _GENERAL | {"headquarters", "office", "secretariat"}
"""Words that may stand next to initials: ``JRS International Office``."""
_TOPICS = frozenset(
    "agriculture children disability education environment finance health interior justice labour"
    " protection water women youth".split()
)
"""For whom or for what an actor is: where two names differ in it, they are of two."""
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
    is_of_actor: bool
    """Whether what is in brackets may be the initials of an actor."""
    places: frozenset[str]
    topics: frozenset[str]


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
    in_brackets = [*_BRACKET.findall(name), *_DASHED.findall(name)][:1]
    is_of_actor = any(map(is_acronym, in_brackets))
    bracket = "".join(in_brackets).casefold()
    plain = _OF_GOVERNMENT.sub(r"\g<body>, \g<country>", _DASHED.sub("", name))
    if is_of_actor:
        plain = plain.replace(f"({in_brackets[0]})", "")
    words = words_of(plain)
    # "(NRC)" behind the name that it is short for says nothing more
    if words and words[-1][1] == bracket and _is_made_of(bracket, words[:-1]):
        words = words[:-1]
    return _with_words(words, shortened_words(name), inner, bracket, is_of_actor)


def _is_made_of(letters: str, words: Sequence[Word]) -> bool:
    """Whether letters are first ones of words in their order, small words left out or not."""
    first = iter(written[0] for _, written in words)
    return all(letter in first for letter in letters)


def _with_words(
    written: tuple[Word, ...],
    shortened: frozenset[str],
    inner: str,
    bracket: str,
    is_of_actor: bool,
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
        is_of_actor,
        frozenset(filter(is_country, words)),
        _TOPICS.intersection(words),
    )


def _as_compared(name: _Name, other: _Name) -> _Name:
    """A name with its shortened words as another one has them."""
    if not name.shortened:
        return name
    words = spelled_out(name.written, name.shortened, other.written)
    return _with_words(
        words,
        frozenset(),
        name.inner,
        name.bracket,
        name.is_of_actor,
    )


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
        if name.is_of_actor:
            keys.add(f"({name.bracket})")
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
    found.update(_pairs_by_letters(names))
    return {(one, other) for one, other in found if one != other}


def _pairs_by_letters(names: Sequence[_Name]) -> Iterator[tuple[int, int]]:
    """Pairs of which one is letters that the other one's words begin with."""
    by_letter: dict[str, list[int]] = {}
    for place, name in enumerate(names):
        by_letter.setdefault(name.initials[:1], []).append(place)
    for place, name in enumerate(names):
        if name.words != (name.inner.casefold(),):
            continue
        for other in by_letter.get(name.words[0][:1], ()):
            if _is_made_by(name, names[other]):
                yield min(place, other), max(place, other)


def _is_made_by(one: _Name, other: _Name) -> bool:
    """Whether a name is letters of the words of another."""
    words = [written for _, written in other.written]
    is_letters = one.words == (one.inner.casefold(),)
    return is_letters and may_be_short_for(one.words[0], words, _SMALL)


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
    if _differ(one.places, other.places):
        return None
    if _is_short_for(one, other) or _is_short_for(other, one) or _have_one_acronym(one, other):
        return 90, INITIALS
    # "Youth Initiative for Peace" is spelled much like "Women Initiative for Peace"
    if _differ(one.topics, other.topics):
        return None
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
    if _is_made_by(one, other):
        return True
    mine = [word for word in one.words if word not in other.words and word not in _SMALL]
    # What is next to the initials adds nothing: "JRS International Office"
    mine = [word for word in mine if word not in _OFFICES] or mine
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


def _have_one_acronym(one: _Name, other: _Name) -> bool:
    """Whether both have the same initials in brackets, in whatever language their words are."""
    return one.is_of_actor and other.is_of_actor and one.bracket == other.bracket


def _letters(name: _Name) -> set[str]:
    """The letters of a name that may be initials: all of ``KfW``, and the large ones of ``MoH``."""
    large = "".join(filter(str.isupper, name.inner)).casefold()
    return set(filter(None, (name.inner.casefold(), large)))


def _stands_for(inner: str, initials: str) -> bool:
    """Whether letters are initials, of which one word may have none, or the society is left out."""
    return inner in _may_be_written(initials)


def _numbers(name: _Name) -> list[str]:
    return sorted(word for word in name.words if word.isdigit())


def _differ(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether each of two names has a country, or a topic, that the other one has not."""
    return bool(one - other) and bool(other - one)
