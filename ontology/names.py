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
        return self.french if language == "fr" and self.french else self.spellings[0]

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
    return rest if rest and head in _segments() else identifier


@cache
def _segments() -> frozenset[str]:
    return frozenset(schema().first_parts())


def things_called(
    name: str, things: Iterable[Thing], key: Callable[[str], str] = fold
) -> list[Thing]:
    """The things that a text names: none, one or several, by identifier.

    One is named by its value or its identifier as written; else all are that have a name like it.
    ``key`` makes alike what people take for one name.
    """
    things = list(things)
    found = {thing.asked: thing for thing in things if name and name in (thing.value, thing.id)}
    wanted = key(name)
    if not found and wanted:
        found = {
            thing.asked: thing
            for thing in things
            if any(key(each) == wanted for each in thing.names())
        }
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
        raise AmbiguousName(
            name,
            [thing.asked for thing in found],
            option,
        )
    return found[0] if found else None


_NOT_ASCII = r"[^\x00-\x7f]"
_CONTROL = r"[\x00-\x1f\x7f]"
_SIGNS = {" ": rf"(?:\s|{_NOT_ASCII})+", "'": rf"(?:['`]|{_NOT_ASCII})"}
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
    folded = sorted({fold(name) for name in names})
    choices = "|".join(
        "".join(map(_sign, name)) for name in folded if name and len(name) <= LONGEST
    )
    if not choices:
        return ""
    return f"(?is)^.*(?:{choices}).*$" if within else f"(?is)^(?:.*/)?\\s*(?:{choices})\\s*$"


def _sign(sign: str) -> str:
    if sign in _SIGNS:
        return _SIGNS[sign]
    if not sign.isascii():
        return f"{_NOT_ASCII}+"
    return f"(?:{re.escape(sign)}|{_NOT_ASCII}){_NOT_ASCII}*" if sign.isprintable() else _CONTROL


def shared(names: Iterable[str]) -> set[str]:
    """The names, folded, that stand more than once: they tell nothing apart."""
    return {name for name, count in Counter(map(fold, names)).items() if count > 1}


def nearest_names(
    name: str,
    known: Iterable[str],
) -> list[str]:
    """The known names that are spelled most like a name, else the shortest that have it as a
    word.
    """
    names = sorted(set(known))
    wanted = f" {_words(name)} "
    having = [each for each in names if wanted.strip() and wanted in f" {_words(each)} "]
    having.sort(key=lambda each: (len(each), each))
    return nearest(name, names) or having[:_MOST]


def _words(text: str) -> str:
    return " ".join("".join(sign if sign.isalnum() else " " for sign in fold(text)).split())
