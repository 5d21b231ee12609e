"""Shared names: names of a country that another one has too, or that a bracket gives to another."""

from __future__ import annotations

from functools import cache

from pledgegraph.loaders.files.cell_parts import enumerated, name_and_remark, split
from pledgegraph.loaders.files.cells import BadCell, CellColumn
from pledgegraph.wording import Name, name_in, worded

from .countries import Country, countries, find_country
from .country_forms import name_key
from .governments import GOVERNMENT, with_article

_ALSO = {
    "congo": "COD",
    "le congo": "COD",
    "el congo": "COD",
    "конго": "COD",
    "الكونغو": "COD",
    "刚果": "COD",
}
"""Name of one country → the other one that people call so, too."""


@cache
def shared_name(text: str) -> BadCell | None:
    """N019 for a text that is read as a country and may mean another one: ``Congo``, ``Georgia
    (USA)``; None for any other text.
    """
    country = find_country(text) or find_country(name_and_remark(text)[0])
    other = _other_country(text, country)
    if country is None or other is None:
        return None
    return BadCell(
        code="N019",
        found=worded(
            "{text} is read as {country}; {other} may be meant",
            text=repr(text),
            country=_named(country),
            other=_named(other),
        ),
        hint=worded("Write a name that no other country has, or its ISO 3166-1 alpha-3 code."),
        severity="finding",
    )


def _named(country: Country) -> Name:
    """What a sentence calls a country."""
    in_french = f"{country.name_fr} ({country.iso3})"
    return name_in(with_article(country.name), fr=in_french)


def _other_country(text: str, country: Country | None) -> Country | None:
    """The other country that a text may mean, which is read as one."""
    name, remark = name_and_remark(text)
    code = _ALSO.get(name_key(name))
    # "Congo (Brazzaville)" says which one it is
    if code is not None and (not remark or find_country(text) is None):
        return countries()[code]
    if not remark or find_country(text) is not None:
        return None
    other = find_country(remark)
    return None if other is country else other


def shared_names_in(text: str) -> list[BadCell]:
    """The names of a cell of places that may mean another country."""
    found = []
    for part in split(text):
        is_one = find_country(part) or find_country(name_and_remark(part)[0])
        for piece in [part] if is_one else enumerated(part):
            problem = shared_name(piece)
            if problem is not None:
                found.append(problem)
    return found


def report_shared_names(column: CellColumn) -> None:
    """N019 at the cells of a column of countries that may mean another one."""
    for index, text in enumerate(column.texts):
        problem = shared_name(text) if text else None
        if problem is not None:
            column.report(index, problem)


def shared_government(name: str) -> BadCell | None:
    """N019 for a government that is named by such a name: ``Government of Congo``."""
    match = GOVERNMENT.fullmatch(name)
    return shared_name(match[1] if match else name)
