"""Actors: which names in a cell are actors, and which names are one actor."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
import pyarrow as pa

from pledgegraph.loaders.files.cells import BadCell, CellColumn, enumerated, name_and_remark, split
from pledgegraph.ontology.iris import named
from pledgegraph.ontology.roles import states
from pledgegraph.ontology.spelling import fold
from pledgegraph.ontology.tables import Gathering
from pledgegraph.ontology.vocabularies import vocabulary

from .countries import Country, countries, find_country, suggest_country
from .spellings import Spelled, Spellings

NAMES = Path(__file__).parent / "actor_names.csv"
_GOVERNMENT = re.compile(
    r"(?:the )?(?:(?:royal|federal|transitional)"
    r" )?(?:government|govt\.?|gov['’]t\.?|gov\.?|gouvernement|gobierno)s? "
    r"(?:of|du|de la|de l['’]|del|des|de|d['’])\s*(?:the )?(.+)",
    re.I,
)
_WHOSE_GOVERNMENT = re.compile(r"(?:the )?(.+?)(?:['’]s)? government", re.I)
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
_PROPER = re.compile(
    r"(Government|Gouvernement|Gobierno) ((of|du|de|la|des|del|the) |[ld]['’])*[^\W\d_a-z]"
)
"""How a government's name starts where its spelling may be shown; all other forms give way to
``Government of ...``.
"""
NOT_A_NAME_REMARKS = ("all actors",)


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
        for row in csv.DictReader(line for line in file if not line.startswith("#")):
            actor = KnownActor(row["name"], row["entity_type"])
            for spelling in (row["name"], *row["names"].split("|")):
                found[fold(spelling)] = actor
    return found


@cache
def is_actor_name(text: str) -> bool:
    """Whether a text names somebody: ``others``, ``15 UN entities`` and ``IGAD Member States`` do
    not.
    """
    name, remark = name_and_remark(text)
    if fold(remark) in NOT_A_NAME_REMARKS or not any(c.isalnum() for c in name):
        return False
    if fold(name) in known_actors() or country_of_government(name) is not None:
        return True
    if _NOT_AN_ACTOR.fullmatch(fold(name)) or _WEB_ADDRESS.match(name):
        return False
    return any(c.isupper() or not c.isascii() for c in name) or "." in name


@cache
def country_of_government(name: str) -> Country | None:
    """The country whose government a name means: ``Netherlands``, ``Govt of Chad``, ``Ethiopia's
    Government``.
    """
    for form in (_GOVERNMENT, _WHOSE_GOVERNMENT):
        match = form.fullmatch(name)
        country = find_country(match[1]) if match else None
        if country is not None:
            return country
    return find_country(name)


def _is_reviewed(name: str) -> bool:
    return fold(name) in known_actors() or country_of_government(name) is not None


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
    """The parts of a cell of names. ``UNHCR and UNICEF`` are two: governments and known actors are
    told in a row.
    """
    found: list[str] = []
    for part in split(text):
        pieces = enumerated(part)
        apart = (
            len(pieces) > 1
            and fold(part) not in known_actors()
            and country_of_government(part) is None
        )
        found += pieces if apart and _are_actors(pieces) else [part]
    return tuple(found)


def _are_actors(pieces: list[str]) -> bool:
    """Whether each is a government or a known actor; ``UNHCR, Kenya`` may be an office, and is left
    as written.
    """
    if any(
        piece.count("(") != piece.count(")") for piece in pieces
    ):  # the comma stands in brackets
        return False
    names = [name_and_remark(piece)[0] for piece in pieces]
    known = [fold(name) in known_actors() for name in names]
    if any(known) and any(find_country(name) for name in names[1:]):
        return False
    return all(
        found or country_of_government(name) for found, name in zip(known, names, strict=True)
    )


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a cell and whom it names: ``actor`` is an identifier, ``remark`` what stood in
    brackets behind it.
    """

    actor: str
    remark: str
    written: str


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
    known = known_actors().get(fold(name))
    if known is not None:
        return Identity(named("actor", known.name), known.name, known.entity_type, is_known=True)
    country = country_of_government(name)
    if country is not None:
        shown = name if _PROPER.match(name) else ""
        return Identity(
            named("actor", f"Government of {country.name}"),
            shown,
            "state",
            country.id,
            is_known=True,
        )
    bare = re.sub(r"^the\s+", "", name, flags=re.I) or name
    return Identity(named("actor", bare), name, "state" if _GOVERNMENT.fullmatch(name) else "")


@cache
def _named_in(part: str) -> tuple[Identity, str] | None:
    """Whom one part of a cell names, and the remark behind; None where it names nobody."""
    if not is_actor_name(part):
        return None
    whole = (
        country_of_government(part) is not None
    )  # "Congo (Democratic Republic of the)" is no Congo with a remark
    name, remark = (part, "") if whole else name_and_remarks(part)
    return identity(name), remark


@dataclass
class ActorNames:
    """The actors met so far in one source, and what it says of them."""

    _met: dict[str, set[Identity]] = field(default_factory=dict)
    _spelled: dict[str, list[Spelled]] = field(default_factory=dict)
    _types: dict[str, set[str]] = field(default_factory=dict)
    _bases: dict[str, set[str]] = field(default_factory=dict)

    def mention(self, part: str) -> Mention | None:
        """Whom one part of a cell names, or None where it names nobody. Unknown countries are
        noted, never guessed.
        """
        found = _named_in(part)
        return None if found is None else Mention(self._meet(found[0]), found[1], part)

    def actor(self, name: str) -> str:
        """The identifier of the actor that a name without remark stands for."""
        return self._meet(identity(name))

    def _meet(self, found: Identity) -> str:
        self._met.setdefault(found.actor, set()).add(found)
        return found.actor

    def count(self, column: CellColumn) -> None:
        """Count the spellings in a column, cell by cell, of the actors that have been met."""
        cells = np.bincount(column.codes, minlength=len(column.texts)).tolist()
        first = dict(
            zip(column.codes[::-1].tolist(), range(len(column.codes) - 1, -1, -1), strict=True)
        )
        for index, text in enumerate(column.texts):
            for part in actor_parts(column.parted(index)) if text and index in first else ():
                found = _named_in(part)
                if found is not None and found[0].actor in self._met and found[0].spelling:
                    where = column.sheet.where(first[index], column.header)
                    spelled = Spelled(found[0].spelling, cells[index], where)
                    self._spelled.setdefault(found[0].actor, []).append(spelled)

    def unknown_government(self, name: str) -> BadCell | None:
        """The problem of a government whose country is not known."""
        government = _GOVERNMENT.fullmatch(name)
        if government is None or country_of_government(name) is not None:
            return None
        return BadCell(
            "N001",
            f"country {government[1]!r} is not known",
            suggest_country(government[1]),
            "finding",
        )

    def note_type(self, actor: str, entity_type: str) -> None:
        """What a source says an actor is (an identifier of the entity types)."""
        self._types.setdefault(actor, set()).add(entity_type)

    def note_base(self, actor: str, country: str) -> None:
        """In which country (an identifier) an actor is based, as a source says."""
        self._bases.setdefault(actor, set()).add(country)

    def types(self) -> dict[str, set[str]]:
        """Actor → its types: as the reviewed list knows them, else what the form of its name and
        the source say.
        """
        found = {actor: set(types) for actor, types in self._types.items()}
        for actor, met in self._met.items():
            if told := {_type(each) for each in met if each.entity_type}:
                is_known = any(each.is_known for each in met)
                found[actor] = told if is_known else told | found.get(actor, set())
        return found

    def bases(self) -> Mapping[str, set[str]]:
        """Actor → the countries in which it is based, as the source says."""
        return self._bases

    def represented(self) -> dict[str, str]:
        """Government → its country."""
        return {
            actor: each.country for actor, met in self._met.items() for each in met if each.country
        }

    def states(self) -> Mapping[str, str]:
        """State → its country (identifiers), as met so far: the one it represents, else the only
        one it is based in.
        """
        represented = {actor: (country,) for actor, country in self.represented().items()}
        return states(represented, self.types(), self._bases)

    def gather(self, gathering: Gathering, source: str, spellings: Spellings) -> None:
        """Put what a source says of the actors met into its stated tables, and their spellings to
        those of others.
        """
        represented = self.represented()
        for actor, met in self._met.items():
            country = represented.get(actor)
            otherwise = _government_of(country) if country else min(each.spelling for each in met)
            is_known = any(each.is_known for each in met)
            spelled = self._spelled.get(actor, ())
            spellings.add(("Actor", actor), source, spelled, otherwise=otherwise, is_known=is_known)
        gathering.links("represents", source, *_pairs((a, (c,)) for a, c in represented.items()))
        gathering.links("actorType", source, *_pairs(self.types().items()))
        gathering.links("basedIn", source, *_pairs(self._bases.items()))


def states_together(told: Iterable[tuple[int, ActorNames]]) -> Mapping[str, str]:
    """State → its country, by what several sources say; what those of the newest date say of an
    actor counts together.

    Args:
        told: the date of each source, as a number, and what it says.
    """
    sources = list(told)
    represented = {
        actor: (country,) for _, names in sources for actor, country in names.represented().items()
    }
    types = _of_newest_date((day, names.types()) for day, names in sources)
    bases = _of_newest_date((day, names.bases()) for day, names in sources)
    return states(represented, types, bases)


def _of_newest_date(told: Iterable[tuple[int, Mapping[str, set[str]]]]) -> dict[str, set[str]]:
    found: dict[str, tuple[int, set[str]]] = {}
    for day, said in told:
        for actor, ends in said.items():
            newest, before = found.get(actor, (day, set()))
            if day >= newest:
                found[actor] = day, ends | before if day == newest else set(ends)
    return {actor: ends for actor, (_, ends) in found.items()}


def _type(found: Identity) -> str:
    return (
        f"vocabulary/entity-types/{vocabulary('entity-types').concepts[found.entity_type].notation}"
    )


def _government_of(country: str) -> str:
    """What a government is called that cells name by its country alone."""
    return f"Government of {with_article(countries()[country.removeprefix('country/')].name)}"


_ARTICLES = (
    "Netherlands",
    "United",
    "Philippines",
    "Bahamas",
    "Gambia",
    "Comoros",
    "Maldives",
    "Dominican Republic",
)
_ARTICLES_TOO = (
    "Central African Republic",
    "Democratic Republic",
    "Republic",
    "Marshall Islands",
    "Solomon Islands",
)


def with_article(country: str) -> str:
    """``United Kingdom`` → ``the United Kingdom``."""
    return f"the {country}" if country.startswith((*_ARTICLES, *_ARTICLES_TOO)) else country


def _pairs(links: Iterable[tuple[str, Iterable[str]]]) -> tuple[pa.Array, pa.Array]:
    flat = [(start, end) for start, ends in links for end in sorted(ends)]
    return pa.array([start for start, _ in flat], pa.string()), pa.array(
        [end for _, end in flat], pa.string()
    )
