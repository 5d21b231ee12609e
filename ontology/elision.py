"""Elision: how French joins ``de`` and ``que`` to the value that follows them in a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping

from .spelling import fold

_BEFORE = re.compile(r"\b([dDqQ]u?e) \{(\w+)\}")
_VOWELS = tuple("aeiou")
"""Letters before which ``e`` is left out. H is not among them: some words elide before it, others
do not; nor is Y, which most names of places begin with as a consonant.
"""


def filled(text: str, values: Mapping[str, str]) -> str:
    """A French text with its values: ``de {name}`` becomes ``de l'IGAD``, ``d'Uber``, ``de HIAS``.

    An acronym has its article there; other names, which may have none, only lose the ``e``.
    """

    def joined(found: re.Match[str]) -> str:
        word, name = found.groups()
        value = values[name]
        return f"{before(word, value)}{{{name}}}"

    return _BEFORE.sub(joined, text).format_map(values)


def before(word: str, value: str) -> str:
    """``de`` or ``que`` as it is before a value, with the blank or apostrophe between them."""
    if not fold(value[:1]).startswith(_VOWELS):
        return f"{word} "
    first, *_ = re.split(r"\W", value, maxsplit=1)
    # Of a name in capitals: IGAD and UNICEF are read with an article, a name such as Uber is not
    if len(first) > 1 and first.isupper():
        return f"{word} l'"
    return f"{word[:-1]}'"
