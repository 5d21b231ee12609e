"""Actors: which names in a cell are actors, and which names are one actor."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pledgegraph.loaders.files.cell_parts import name_and_remark
from pledgegraph.loaders.files.cells import BadCell
from pledgegraph.loaders.files.texts import is_error_value
from pledgegraph.ontology.iris import named
from pledgegraph.ontology.spelling import fold
from pledgegraph.wording import worded

from .countries import find_country
from .formulas import begins_as_formula
from .governments import GOVERNMENT, country_of_government, shown_spelling
from .row_words import (
    NOTHING,
    RowWords,
    body_name,
    body_of_state,
    is_ministry,
    state_named,
    state_problems,
)

NAMES = Path(__file__).parent / "actor_names.csv"
_WEB_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://|www\.", re.I)
_NOT_AN_ACTOR = re.compile(
    r"""\d+ .* | \d+
      | (two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)\ .*
        \b(entities|agencies|states|countries)
      | (the\ )?((international|development|humanitarian|bilateral|multilateral|donor|national
      |local|private\ sector
          |implementing|regional|united\ nations|un|non-governmental|civil\ society|academic)\ )*
        (partners|donors|ngos|agencies|entities|country\ teams?|organi[sz]ations|institutions
        |community|actors|countries
          |communities|civil\ society|private\ sector|academia)
      | (about|some|over|more\ than|around|nearly|almost|up\ to|several|various|many|all|other
      |others)\b .*
      | .*\b(member\ states?|members|states\ parties|participating\ states)
      | .*\b(in|from|of)\ (about|over|more\ than|around|nearly)\ \d+ .*
      | multi-?stakeholder | joint\ submission | tbc | tbd | n/?a | none | unknown | not\ stated
      | various | null | unspecified | undisclosed | anonymous
      | multiple( \ (donors|actors|partners|organi[sz]ations|agencies|countries|ngos|sources) )?
      | not\ (applicable|available|known|specified|yet\ .*) | data\ not\ available | no\ data
      | private( \ (donors|individuals|sector) )?
      | (un|united\ nations)\ agencies\ and\ .* | ngos\ and\ .* | individuals?( \ and\ .* )?
      | sin\ datos | no\ aplica | non\ precise e? | sans\ objet | plusieurs | varios | divers
      | to\ be\ (confirmed|determined|announced)""",
    re.X,
)
_THROUGH = re.compile(
    r"(.+?)\s*,?\s+((?:acting |represented )?(?:through|via|by its|par l['’]interm[ée]diaire d[eu]"
    r"|[àa] travers|a trav[ée]s de|por medio de)\b.+)",
    re.I | re.S,
)
"""``Sweden, through the Swedish International Development Cooperation Agency (Sida)``."""
NOT_A_NAME_REMARKS = ("all actors",)
_PLEDGE_NUMBER = re.compile(r"grf[-_ ]?\d+")
"""The form of an official number, folded."""


@dataclass(frozen=True, slots=True)
class KnownActor:
    """An actor of the reviewed list: its name and entity type."""

    name: str
    entity_type: str


@cache
def known_actors() -> dict[str, KnownActor]:
    """Well-known actors by every accepted spelling."""
    found = {}
    with NAMES.open(encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    for row in csv.DictReader(lines):
        actor = KnownActor(row["name"], row["entity_type"])
        spellings = [actor.name, *row["names"].split("|")]
        for spelling in spellings:
            found[fold(spelling)] = actor
    return found


def known_actor(name: str) -> KnownActor | None:
    return known_actors().get(fold(name))


def is_reviewed(name: str) -> bool:
    """Whether a name is one of the reviewed list, or a government's."""
    return known_actor(name) is not None or country_of_government(name) is not None


def is_pledge_number(name: str) -> bool:
    """Whether a name has the form of an official number: an actor ``GRF-99999`` would hide a
    mistyped pledge.
    """
    return bool(_PLEDGE_NUMBER.fullmatch(fold(name)))


@cache
def is_actor_name(text: str) -> bool:
    """Whether a text names somebody: ``others``, ``15 UN entities``, ``IGAD Member States`` and
    ``GRF-00350`` do not.
    """
    if begins_as_formula(text) or is_error_value(text):
        return False
    name, remark = name_and_remark(text)
    if fold(remark) in NOT_A_NAME_REMARKS:
        return False
    if not any(map(str.isalnum, name)):
        return False
    # Before the forms below, which a reviewed name may have as well
    if is_reviewed(name):
        return True
    if _NOT_AN_ACTOR.fullmatch(fold(name)) or _WEB_ADDRESS.match(name):
        return False
    if is_pledge_number(name):
        return False
    # "child protection" is a topic and no name; scripts without capital letters have no such sign
    has_capital = any(map(str.isupper, name))
    return has_capital or not name.isascii() or "." in name


def name_and_remarks(part: str) -> tuple[str, str]:
    """``Government of Germany (BMZ) (financial)`` → the government, and ``BMZ; financial`` as its
    remark.
    """
    # "Sweden, through Sida": the money is the government's
    through = _THROUGH.fullmatch(part)
    if through and country_of_government(through[1]) is not None:
        return through[1], through[2]
    name, remark = name_and_remark(part)
    inner, first = name_and_remark(name)
    if first and not is_reviewed(name) and is_reviewed(inner):
        return inner, f"{first}; {remark}"
    return name, remark


@dataclass(frozen=True, slots=True)
class Identity:
    """Who a name stands for: ``spelling`` may be shown as its name; ``country`` is the one that a
    government is of.
    """

    actor: str
    spelling: str
    entity_type: str = ""
    country: str = ""
    is_known: bool = False
    base: str = ""


@cache
def identity(name: str, words: RowWords = NOTHING) -> Identity:
    """Whom a name without remark names in its row: an actor of the reviewed list, a government, a
    body of a State, else whoever is spelled so.
    """
    name = " ".join(name.split())
    known = known_actor(name)
    if known is not None:
        return Identity(
            actor=named("actor", known.name),
            spelling=known.name,
            entity_type=known.entity_type,
            is_known=True,
        )
    country = state_named(name, words)
    if country is not None:
        return Identity(
            actor=named("actor", f"Government of {country.name}"),
            spelling=shown_spelling(name),
            entity_type="state",
            country=country.id,
            is_known=True,
        )
    found = body_of_state(name, words)
    if found is not None:
        body, country = found
        # Each State has a Ministry of Education: its country is part of the name
        spelling = body_name(body, country)
        return Identity(
            actor=named("actor", spelling),
            spelling=spelling,
            entity_type="state",
            base=country.id,
        )
    # "The Fund" and "Fund" are one actor
    bare = re.sub(r"^the\s+", "", name, flags=re.I) or name
    entity_type = "state" if GOVERNMENT.fullmatch(name) else ""
    return Identity(named("actor", bare), name, entity_type)


@cache
def named_in(part: str, words: RowWords = NOTHING) -> tuple[Identity, str] | None:
    """Whom one part of a cell names in its row, and the remark behind; None where it names
    nobody.
    """
    if not is_actor_name(part):
        return None
    name, remark = named_and_remark(part, words)
    return identity(name, words), remark


@cache
def named_and_remark(part: str, words: RowWords = NOTHING) -> tuple[str, str]:
    """A name and the remark behind it, where the bracket is not a part of the name.

    ``Congo (Democratic Republic of the)`` is not Congo with a remark, nor ``Ministry of Health
    (Kenya)`` a Ministry of Health in a row of a State.
    """
    if country_of_government(part) is not None or _is_body(part, words):
        return part, ""
    return name_and_remarks(part)


def _is_body(part: str, words: RowWords) -> bool:
    """Whether the bracket at the end of a text names the country of a body."""
    name, remark = name_and_remark(part)
    if not remark or find_country(remark) is None:
        return False
    if words.is_state:
        # The council of a country is not the country's
        return known_actor(name) is None
    # Without it, the ministries of all countries would be one
    return is_ministry(name)


def name_problems(name: str, words: RowWords = NOTHING) -> list[BadCell]:
    """What is unsure about a name in its row, as findings."""
    known = known_actor(name)
    if known is None:
        return state_problems(name, words)
    if words.is_state and known.entity_type != "state":
        found = worded(
            "{name} names {actor}, and its row says that it is a State",
            name=repr(name),
            actor=known.name,
        )
        hint = worded("Correct the name or the type.")
        return [BadCell("N012", found, hint, "finding")]
    return []
