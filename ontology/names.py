"""Names: which thing a text names. A name that several things have names none of them: the message
lists each of them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple

from pledgegraph.errors import AmbiguousName, nearest

from .schema import schema
from .spelling import fold

_MOST = 3
"""How many names that have a word in them are suggested."""


class Thing(NamedTuple):
    """Something that can be named: ``value`` is what it is asked for by, ``id`` its identifier (""
    for a label).
    """

    value: str
    id: str
    spellings: tuple[str, ...] = ()
    french: str = ""

    def called(self, language: str) -> str:
        """What people call it; in French by its English name where no source has a French one."""
        if language == "fr" and self.french:
            return self.french
        return self.spellings[0]

    @property
    def asked(self) -> str:
        """How to ask for this thing and no other."""
        return self.id or self.value

    def names(self) -> Iterable[str]:
        """All that names it as a whole; of a label no part does."""
        yield self.value
        if self.id:
            yield self.id
            yield segment_in(self.id)
        yield from self.spellings


def segment_in(identifier: str) -> str:
    """What stands behind the class in an identifier: ``actor/unhcr`` → ``unhcr``; any other text as
    it is.
    """
    head, _, rest = identifier.partition("/")
    has_class = head in _segments()
    return rest if rest and has_class else identifier


@cache
def _segments() -> frozenset[str]:
    return frozenset(schema().first_parts())


def things_called(
    name: str,
    things: Iterable[Thing],
    key: Callable[[str], str] = fold,
) -> list[Thing]:
    """The things that a text names: none, one or several, by identifier.

    One is named by its value or its identifier as written; else all are that have a name like it.
    ``key`` makes alike what people take for one name.
    """
    if not name:
        return []
    things = list(things)
    found = {}
    for thing in things:
        if name in (thing.value, thing.id):
            found[thing.asked] = thing
    wanted = key(name)
    # Only where nothing has the name as written are all names compared, which takes longer
    if wanted and not found:
        for thing in things:
            if wanted in map(key, thing.names()):
                found[thing.asked] = thing
    return [found[asked] for asked in sorted(found)]


def the_one(
    name: str,
    found: list[Thing],
    option: str = "",
) -> Thing | None:
    """The thing that a text names, or None.

    Raises:
        AmbiguousName: it names several; ``option`` is where the name was given.
    """
    if len(found) > 1:
        choices = [thing.asked for thing in found]
        raise AmbiguousName(name, choices, option)
    return found[0] if found else None


_NOT_ASCII = r"[^\x00-\x7f]"
_CONTROL = r"[\x00-\x1f\x7f]"
_SIGNS = {
    " ": rf"(?:\s|{_NOT_ASCII})+",
    "'": rf"(?:['`]|{_NOT_ASCII})",
}
"""Signs that people write in several ways, as ``fold`` makes them alike."""
LONGEST = 200
"""Characters of a name that a pattern is made of; no engine need compile a longer one."""


def like(names: Iterable[str], *, within: bool = False) -> str:
    """A regular expression for all that ``fold`` makes the same as one of these names, and perhaps
    for more.

    Engines know case but no accents: a letter may be itself or anything outside ASCII, and marks
    may follow it. Before a name may stand the class of an identifier; ``within`` lets the name be a
    part of a longer one. It is empty where no name can be looked for.
    """
    patterns = []
    folded = set(map(fold, names))
    # Sorted, so that the same names give the same pattern in every run
    for name in sorted(folded):
        if 0 < len(name) <= LONGEST:
            signs = map(_sign, name)
            patterns.append("".join(signs))
    if not patterns:
        return ""
    choices = "|".join(patterns)
    if within:
        # Both ends given: Ladybug and Neo4j match whole texts, SPARQL looks for a part
        return f"(?is)^.*(?:{choices}).*$"
    return f"(?is)^(?:.*/)?\\s*(?:{choices})\\s*$"


def _sign(sign: str) -> str:
    if sign in _SIGNS:
        return _SIGNS[sign]
    if not sign.isascii():
        return f"{_NOT_ASCII}+"
    if not sign.isprintable():
        return _CONTROL
    # A letter with an accent is outside ASCII, or has its mark behind it
    own = re.escape(sign)
    return f"(?:{own}|{_NOT_ASCII}){_NOT_ASCII}*"


def shared(names: Iterable[str]) -> set[str]:
    """The names, folded, that stand more than once: they tell nothing apart."""
    counts = Counter(map(fold, names))
    return {name for name, count in counts.items() if count > 1}


def nearest_names(
    name: str,
    known: Iterable[str],
) -> list[str]:
    """The shortest known names that have a name as a word, else those that are spelled most like
    it: ``Korea`` is nearer to the Republic of Korea than to Kenya.
    """
    names = sorted(set(known))
    words = _words(name)
    having = []
    for each in names:
        # With blanks around both, so that only whole words are found
        if words and f" {words} " in f" {_words(each)} ":
            having.append(each)
    having.sort(key=_shortest_first)
    return having[:_MOST] or nearest(name, names)


def _shortest_first(name: str) -> tuple[int, str]:
    return len(name), name


def _words(text: str) -> str:
    """The words of a text with one blank between them, without other signs."""
    signs = [sign if sign.isalnum() else " " for sign in fold(text)]
    words = "".join(signs).split()
    return " ".join(words)
