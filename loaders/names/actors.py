"""Actors: which names in a cell are actors, and which names are one actor."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pledgegraph.loaders.files.cells import enumerated, name_and_remark, split
from pledgegraph.ontology.iris import named
from pledgegraph.ontology.spelling import fold

from .countries import find_country
from .formulas import begins_as_formula
from .governments import GOVERNMENT, country_of_government, shown_spelling

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
      | various""",
    re.X,
)
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
        rows = csv.DictReader(line for line in file if not line.startswith("#"))
        for row in rows:
            actor = KnownActor(row["name"], row["entity_type"])
            spellings = [actor.name, *row["names"].split("|")]
            found.update(dict.fromkeys(map(fold, spellings), actor))
    return found


def _known(name: str) -> KnownActor | None:
    return known_actors().get(fold(name))


def _is_reviewed(name: str) -> bool:
    """Whether a name is one of the reviewed list, or a government's."""
    return _known(name) is not None or country_of_government(name) is not None


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
    if begins_as_formula(text):
        return False
    name, remark = name_and_remark(text)
    if fold(remark) in NOT_A_NAME_REMARKS or not any(map(str.isalnum, name)):
        return False
    if _is_reviewed(name):
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
    name, remark = name_and_remark(part)
    inner, first = name_and_remark(name)
    if first and not _is_reviewed(name) and _is_reviewed(inner):
        return inner, f"{first}; {remark}"
    return name, remark


@cache
def actor_parts(text: str) -> tuple[str, ...]:
    """The parts of a cell of names. ``UNHCR and UNICEF`` are two: governments and known actors may
    be enumerated. After the beginning of a formula nothing is split: its texts are not names.
    """
    found: list[str] = []
    parts = split(text)
    for place, part in enumerate(parts):
        if begins_as_formula(part):
            parts[place:] = ["; ".join(parts[place:])]
            break
    for part in parts:
        pieces = enumerated(part)
        # "Trinidad and Tobago" is one name
        is_several = len(pieces) > 1 and not _is_reviewed(part) and _are_actors(pieces)
        found += pieces if is_several else [part]
    return tuple(found)


def _are_actors(pieces: Sequence[str]) -> bool:
    """Whether each is a government or a known actor; ``UNHCR, Kenya`` may be an office, and is left
    as written.
    """
    names = []
    for piece in pieces:
        if piece.count("(") != piece.count(")"):  # the comma is in brackets
            return False
        names.append(name_and_remark(piece)[0])
    if not all(map(_is_reviewed, names)):
        return False
    has_known = any(map(_known, names))
    return not has_known or not any(map(find_country, names[1:]))


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


@cache
def identity(name: str) -> Identity:
    """Whom a name without remark names: an actor of the reviewed list, a government, else whoever
    is spelled so.
    """
    name = " ".join(name.split())
    known = _known(name)
    if known is not None:
        return Identity(
            actor=named("actor", known.name),
            spelling=known.name,
            entity_type=known.entity_type,
            is_known=True,
        )
    country = country_of_government(name)
    if country is not None:
        return Identity(
            actor=named("actor", f"Government of {country.name}"),
            spelling=shown_spelling(name),
            entity_type="state",
            country=country.id,
            is_known=True,
        )
    # "The Fund" and "Fund" are one actor
    bare = re.sub(r"^the\s+", "", name, flags=re.I) or name
    entity_type = "state" if GOVERNMENT.fullmatch(name) else ""
    return Identity(named("actor", bare), name, entity_type)


@cache
def named_in(part: str) -> tuple[Identity, str] | None:
    """Whom one part of a cell names, and the remark behind; None where it names nobody."""
    if not is_actor_name(part):
        return None
    name, remark = name_and_remarks(part)
    if country_of_government(part) is not None:
        # "Congo (Democratic Republic of the)" is not Congo with a remark
        name = part
        remark = ""
    return identity(name), remark
