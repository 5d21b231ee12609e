"""Tags: rows of a sheet that say what its columns mean (HXL), not what anybody pledged."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .csv_rows import CsvRow

_TAG = re.compile(r"#[a-z][a-z0-9_]*(?:\s*\+\s*[a-z][a-z0-9_]*)*", re.I)


_HXL = frozenset(
    """access activity adm1 adm2 adm3 adm4 adm5 affected aid beneficiary capacity cause channel
    contact country crisis
    currency date delivery description event frequency geo group impact indicator inneed item loc
    meta modality need
    operations org output population reached region respondee sector service severity status
    subsector targeted
    value""".split()
)
"""The hashtags of the HXL standard, version 1.1
(https://hxlstandard.org/standard/1-1final/dictionary/).
"""


def is_tags(cells: Sequence[str]) -> bool:
    """Whether a row holds HXL tags: each cell a tag or empty, and several of them or one of the
    standard.

    Anything else that begins with ``#`` is data: ``#12`` may be somebody's identifier.
    """
    filled = list(filter(None, map(str.strip, cells)))
    if not filled or not all(map(_TAG.fullmatch, filled)):
        return False
    return len(filled) > 1 or _hashtag(filled[0]) in _HXL


def header_row(rows: Sequence[CsvRow]) -> CsvRow:
    """The row with the names of the columns: the first, but where the third has tags the second:
    above it are names of groups of columns.
    """
    tagged = 2
    if len(rows) > tagged and is_tags(rows[tagged].cells) and not is_tags(rows[1].cells):
        return rows[1]
    return rows[0]


def _hashtag(cell: str) -> str:
    """``#Adm1 +name`` → ``adm1``."""
    return re.split(r"[\s+]", cell[1:].casefold())[0]
