"""UNHCR's codes of countries: three letters as ISO's, of which many mean another country."""

from __future__ import annotations

import re
from functools import cache

from pledgegraph.loaders.files.cell_parts import enumerated, split
from pledgegraph.loaders.files.cells import BadCell, CellColumn
from pledgegraph.wording import worded

from .countries import countries

_CODE = re.compile(r"[A-Z]{3}")


@cache
def _by_code() -> dict[str, str]:
    """UNHCR's code → ISO 3166-1 alpha-3."""
    found = {}
    for country in countries().values():
        if country.unhcr_code:
            found[country.unhcr_code] = country.iso3
    return found


def is_unhcr_code(text: str) -> bool:
    """Whether a text is one of UNHCR's codes."""
    return text in _by_code()


def iso_of_unhcr(text: str) -> str:
    """The ISO 3166-1 alpha-3 code of a country that UNHCR's code means; "" for any other text."""
    return _by_code().get(text, "")


def is_doubtful(text: str) -> bool:
    """Whether a text is a code that is not the same country in both lists."""
    if not _CODE.fullmatch(text):
        return False
    # A code of neither list is just a word
    by_code = _by_code()
    if text not in by_code and text not in countries():
        return False
    return by_code.get(text) != text


def report_unhcr_codes(column: CellColumn) -> None:
    """N016 at the first cell that shows that the codes of a column are UNHCR's."""
    first = first_unhcr_code(column)
    # Once for the column: each cell would say the same
    if first is not None:
        index, code = first
        column.report(index, _as_codes(code))


def first_unhcr_code(column: CellColumn) -> tuple[int, str] | None:
    """The first code of a column that is UNHCR's and not an ISO code, with the number of its text:
    one shows that all codes of the column are UNHCR's.
    """
    for index, text in enumerate(column.texts):
        if not text:
            continue
        for part in split(column.parted(index)):
            for code in enumerated(part):
                if is_unhcr_code(code) and code not in countries():
                    return index, code
    return None


def _as_codes(code: str) -> BadCell:
    return BadCell(
        code="N016",
        found=worded(
            "the codes of this column look like UNHCR's: {code} is not an ISO code", code=repr(code)
        ),
        hint=worded(
            "Write ISO 3166-1 alpha-3 codes or names; until then codes that differ are text."
        ),
        severity="finding",
    )
