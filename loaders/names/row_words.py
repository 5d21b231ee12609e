"""Row words: what the row of a name says of the actor, and what a name means with it."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pledgegraph.loaders.files.cells import BadCell
from pledgegraph.ontology.vocabularies import vocabulary
from pledgegraph.wording import worded, words_of_list

from .countries import Country, countries, find_country, is_code
from .governments import (
    country_of_government,
    government_named,
    government_of,
    unknown_government,
    with_article,
)

ACRONYMS = Path(__file__).parent / "acronyms.csv"
STATE = "vocabulary/entity-types/state"
MANY = "vocabulary/entity-types/multi-stakeholder"


@dataclass(frozen=True, slots=True)
class RowWords:
    """What a row says of its lone submitter: a type and a country (identifiers), empty where it
    says nothing.
    """

    entity_type: str = ""
    country: str = ""

    @property
    def is_state(self) -> bool:
        """Whether it says that the actor is a State."""
        return self.entity_type == STATE

    @property
    def is_other(self) -> bool:
        """Whether it says that the actor is something else than a State."""
        return self.entity_type not in ("", STATE, MANY)


NOTHING = RowWords()


@cache
def state_named(name: str, words: RowWords) -> Country | None:
    """The country whose government a name means in its row.

    A code alone needs a row that says State, and no other country; a country's name alone names its
    government unless the row says that it is something else.
    """
    country = country_of_government(name, is_state=words.is_state)
    if country is None or government_named(name) is country:
        return country
    # DRC in a row of Denmark is the Danish Refugee Council
    is_elsewhere = words.country not in ("", country.id)
    is_doubtful = is_code(name) and is_elsewhere
    if words.is_other or is_doubtful:
        return None
    return country


_BODY_FIRST = re.compile(
    r"(?P<body>.+?)\s*(?:,|\s[-–—]|[(])\s*(?P<country>[^,()]+)\)?"
    r"|(?P<body2>.+)\s(?:of|du|de la|des|de|del) (?:the )?(?P<country2>[^,()]+)",
    re.I,
)
_COUNTRY_FIRST = re.compile(r"(?P<country>[^,()]+?)(?:\s[-–—]\s|\s?:\s|['’]s\s|,\s)(?P<body>.+)")


@cache
def body_of_state(name: str, words: RowWords) -> tuple[str, Country] | None:
    """A ministry or another body of a State, and the country that its name or its row states; None
    where the row does not say that it is a State, or no country is known.
    """
    if not words.is_state or is_code(name) or unknown_government(name) is not None:
        return None
    # The name first: it says more exactly than the row's country whose body it is
    for body, country_name in _bodies(name):
        country = find_country(country_name)
        if country is not None and find_country(body) is None:
            return body, country
    if words.country:
        code = words.country.removeprefix("country/")
        return name, countries()[code]
    return None


def _bodies(name: str) -> Iterator[tuple[str, str]]:
    """The ways in which a name may be a body and its country."""
    match = _COUNTRY_FIRST.fullmatch(name)
    if match:
        yield match["body"].strip(), match["country"].strip()
    match = _BODY_FIRST.fullmatch(name)
    if match:
        body = match["body"] or match["body2"]
        country = match["country"] or match["country2"]
        yield body.strip(), country.strip()


def body_name(body: str, country: Country) -> str:
    """``Ministry of Education of Kenya``, however a cell orders it."""
    return f"{body} of {with_article(country.name)}"


_MINISTRY = re.compile(
    r"(?:the )?(?:federal |national |state )?(?:ministry|ministries|minist[eè]re|ministerio"
    r"|departamento|министерство|وزارة|office of the prime minister|prime minister's office)\b.*"
    r"|.*部",
    re.I,
)


def is_ministry(name: str) -> bool:
    """Whether a name has the form of a ministry's, as every State has one."""
    return _MINISTRY.fullmatch(name) is not None


def state_problems(name: str, words: RowWords) -> list[BadCell]:
    """What is wrong or unsure about a name as a State: N012, N013, N014."""
    found = []
    country = state_named(name, words)
    named = country or country_of_government(name, is_state=True)
    body = body_of_state(name, words)
    if body is not None and country is None:
        named = body[1]
    if named is not None and _contradicts(named, name, words):
        found.append(_contradiction(name, named, words))
    elif country is None and is_code(name):
        found.append(_abbreviation(name))
    elif country is None and body is None and _is_a_state(name, words):
        found.append(_no_country(name))
    return found


def _is_a_state(name: str, words: RowWords) -> bool:
    """Whether a name whose country is not known is a State's; one of a country that nobody knows is
    reported as such.
    """
    if unknown_government(name) is not None:
        return False
    return words.is_state or _is_homeless(name, words)


def _is_homeless(name: str, words: RowWords) -> bool:
    """Whether a name is a ministry's, and neither it nor its row says the country."""
    if words.country or not is_ministry(name):
        return False
    return not any(find_country(country) for _, country in _bodies(name))


def _contradicts(
    named: Country,
    name: str,
    words: RowWords,
) -> bool:
    # A code may be the other thing: DRC is a council, too
    if words.is_other and not is_code(name):
        return True
    return words.is_state and words.country not in ("", named.id)


def _contradiction(
    name: str,
    named: Country,
    words: RowWords,
) -> BadCell:
    return BadCell(
        code="N012",
        found=worded(
            "{name} names the {id}, and its row says {said}",
            name=repr(name),
            id=government_of(named.id),
            said=_said(words),
        ),
        hint=worded("Correct the name, the type or the country."),
        severity="finding",
    )


def _said(words: RowWords) -> str:
    """The type and the country of a row, as a sentence has them."""
    code = words.entity_type.rpartition("/")[2]
    concept = vocabulary("entity-types").concepts.get(code)
    kind = words_of_list("entity-types", [concept.name]) if concept is not None else ""
    if not words.country:
        return kind
    country = words.country.removeprefix("country/")
    if not kind:
        return country
    return worded("{kind} ({country})", kind=kind, country=country)


def _abbreviation(name: str) -> BadCell:
    country = find_country(name)
    assert country is not None
    other = acronyms().get(name.upper()) or worded("another actor")
    return BadCell(
        code="N014",
        found=worded(
            "{name} may be {other} or the {id}",
            name=repr(name),
            other=other,
            id=government_of(country.id),
        ),
        hint=worded("Write the name in full; until then it is an actor of its own."),
        severity="finding",
    )


def _no_country(name: str) -> BadCell:
    return BadCell(
        code="N013",
        found=worded("{name} is a State's, and no country is known", name=repr(name)),
        hint=worded("Write the country with the name, as Ministry of Education of Kenya."),
        severity="finding",
    )


@cache
def acronyms() -> dict[str, str]:
    """Acronyms that are also a country's code → the actor."""
    with ACRONYMS.open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    rows = csv.DictReader(lines)
    return {row["acronym"]: row["actor"] for row in rows}
