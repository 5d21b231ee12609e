"""Shown columns: what a message calls a column that no layout maps. Its header may be the name of a
person, so it is shown only where it has nothing but words that columns have.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from pledgegraph.ontology.spelling import fold

from .header_words import HEADER_WORDS
from .sheets import Sheet

_INNER_CAPITAL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_NO_WORD = re.compile(r"[\W\d_]+")
MAY_NAME = "whose name is not shown, as it may be a person's"


def is_plain(name: str) -> bool:
    """Whether a header has only words that columns have: ``Contact: Awa Diallo`` has others."""
    apart = _INNER_CAPITAL.sub(" ", name)
    words = _NO_WORD.sub(" ", fold(apart)).split()
    return all(map(_is_plain_word, words))


def _is_plain_word(word: str) -> bool:
    # One letter is the start of a name at most, and most words have a plural in s
    return len(word) == 1 or word in HEADER_WORDS or word.removesuffix("s") in HEADER_WORDS


def plain_names(names: Collection[str]) -> list[str]:
    """Those of some headers that may be shown."""
    return [name for name in names if is_plain(name)]


def shown_column(
    sheet: Sheet,
    name: str,
) -> str:
    """A column by its name, or by its position where the name may be a person's."""
    return name if is_plain(name) else position(sheet, name)


def position(
    sheet: Sheet,
    name: str,
) -> str:
    """What a column is called by its position: ``column 5``, in a workbook ``column E``."""
    place = sheet.header.index(name)
    if sheet.letters:
        return f"column {sheet.letters[place]}"
    # Columns without a name are not in the sheet, and are counted all the same
    number = sheet.numbers[place] if sheet.numbers else place + 1
    return f"column {number}"


def listed_columns(
    header: Sequence[str],
    name: str,
    letters: Sequence[str] = (),
) -> str:
    """The columns that have a name, by their positions: ``the columns B, E``."""
    same = []
    for place, other in enumerate(header):
        if other == name:
            same.append(letters[place] if letters else str(place + 1))
    return f"the columns {', '.join(same)}"
