"""Actors: which names in a cell are actors, and which names are one actor."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import pyarrow as pa

from pledgegraph.ontology.iris import named
from pledgegraph.ontology.roles import states
from pledgegraph.ontology.spelling import fold
from pledgegraph.ontology.tables import Gathering
from pledgegraph.ontology.vocabularies import vocabulary

from .cells import BadCell, enumerated, name_and_remark, split
from .countries import Country, countries, find_country, suggest_country

NAMES = Path(__file__).parent / "actor_names.csv"
_GOVERNMENT = re.compile(
    r"(?:the )?(?:(?:royal|federal|transitional) )?(?:government|govt\.?|gov['’]t\.?|gov\.?|gouvernement|gobierno)s? "
    r"(?:of|du|de la|de l['’]|del|des|de|d['’])\s*(?:the )?(.+)",
    re.I,
)
_WHOSE_GOVERNMENT = re.compile(r"(?:the )?(.+?)(?:['’]s)? government", re.I)
_NOT_AN_ACTOR = re.compile(
    r"""\d+ .* | \d+
      | (two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)\ .*
        \b(entities|agencies|states|countries)
      | (the\ )?((international|development|humanitarian|bilateral|multilateral|donor|national|local|private\ sector
          |implementing|regional|united\ nations|un|non-governmental|civil\ society|academic)\ )*
        (partners|donors|ngos|agencies|entities|country\ teams?|organi[sz]ations|institutions|community|actors|countries
          |communities|civil\ society|private\ sector|academia)
      | (about|some|over|more\ than|around|nearly|almost|up\ to|several|various|many|all|other|others)\b .*
      | .*\b(member\ states?|members|states\ parties|participating\ states)
      | .*\b(in|from|of)\ (about|over|more\ than|around|nearly)\ \d+ .*
      | multi-?stakeholder | joint\ submission | tbc | tbd | n/?a | none | unknown | not\ stated | various""",
    re.X,
)
_PROPER = re.compile(r"(Government|Gouvernement|Gobierno) ((of|du|de|la|des|del|the) |[ld]['’])*[^\W\d_a-z]")
"""How a government's name starts where its spelling may be shown; all other forms give way to ``Government of ...``."""
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
    """Whether a text names somebody: ``others``, ``15 UN entities`` and ``IGAD Member States`` do not."""
    name, remark = name_and_remark(text)
    if fold(remark) in NOT_A_NAME_REMARKS:
        return False
    if fold(name) in known_actors() or country_of_government(name) is not None:
        return True
    if _NOT_AN_ACTOR.fullmatch(fold(name)):
        return False
    return any(c.isupper() or not c.isascii() for c in name) or "." in name


@cache
def country_of_government(name: str) -> Country | None:
    """The country whose government a name means: ``Netherlands``, ``Govt of Chad``, ``Ethiopia's Government``."""
    for form in (_GOVERNMENT, _WHOSE_GOVERNMENT):
        match = form.fullmatch(name)
        country = find_country(match[1]) if match else None
        if country is not None:
            return country
    return find_country(name)


def _is_reviewed(name: str) -> bool:
    return fold(name) in known_actors() or country_of_government(name) is not None


def name_and_remarks(part: str) -> tuple[str, str]:
    """``Government of Germany (BMZ) (financial)`` → the government, and ``BMZ; financial`` as its remark."""
    name, remark = name_and_remark(part)
    inner, first = name_and_remark(name)
    if first and not _is_reviewed(name) and _is_reviewed(inner):
        return inner, f"{first}; {remark}"
    return name, remark


@cache
def actor_parts(text: str) -> tuple[str, ...]:
    """The parts of a cell of names. ``UNHCR and UNICEF`` are two: governments and known actors are told in a row."""
    found: list[str] = []
    for part in split(text):
        pieces = enumerated(part)
        apart = len(pieces) > 1 and fold(part) not in known_actors() and country_of_government(part) is None
        found += pieces if apart and _are_actors(pieces) else [part]
    return tuple(found)


def _are_actors(pieces: list[str]) -> bool:
    """Whether each is a government or a known actor; ``UNHCR, Kenya`` may be an office, and is left as written."""
    if any(piece.count("(") != piece.count(")") for piece in pieces):  # the comma stands in brackets
        return False
    names = [name_and_remark(piece)[0] for piece in pieces]
    known = [fold(name) in known_actors() for name in names]
    if any(known) and any(find_country(name) for name in names[1:]):
        return False
    return all(found or country_of_government(name) for found, name in zip(known, names, strict=True))


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a cell and whom it names: ``actor`` is an identifier, ``remark`` what stood in brackets behind it."""

    actor: str
    remark: str
    written: str


@dataclass
class ActorNames:
    """The actors met so far in one source, with their spellings."""

    _spellings: dict[str, Counter[str]] = field(default_factory=dict)
    _countries: dict[str, str] = field(default_factory=dict)
    _types: dict[str, set[str]] = field(default_factory=dict)
    _bases: dict[str, set[str]] = field(default_factory=dict)

    def mention(self, part: str) -> Mention | None:
        """Whom one part of a cell names, or None where it names nobody. Unknown countries are noted, never guessed."""
        if not is_actor_name(part):
            return None
        whole = (
            country_of_government(part) is not None
        )  # "Congo (Democratic Republic of the)" is no Congo with a remark
        name, remark = (part, "") if whole else name_and_remarks(part)
        return Mention(self.actor(name), remark, part)

    def actor(self, name: str) -> str:
        """The identifier of the actor that a name without remark stands for."""
        name = " ".join(name.split())
        known = known_actors().get(fold(name))
        if known is not None:
            return self._met(named("actor", known.name), known.name, known.entity_type)
        country = country_of_government(name)
        if country is not None:
            identifier = named("actor", f"Government of {country.name}")
            self._countries[identifier] = country.id
            return self._met(identifier, name if _PROPER.match(name) else "", "state")
        bare = re.sub(r"^the\s+", "", name, flags=re.I) or name
        return self._met(named("actor", bare), name, "state" if _GOVERNMENT.fullmatch(name) else "")

    def unknown_government(self, name: str) -> BadCell | None:
        """The problem of a government whose country is not known."""
        government = _GOVERNMENT.fullmatch(name)
        if government is None or country_of_government(name) is not None:
            return None
        return BadCell("N001", f"country {government[1]!r} is not known", suggest_country(government[1]), "finding")

    def note_type(self, actor: str, entity_type: str) -> None:
        """What a source says an actor is (an identifier of the entity types), unless the reviewed list knows."""
        self._types.setdefault(actor, set()).add(entity_type)

    def note_base(self, actor: str, country: str) -> None:
        """In which country (an identifier) an actor is based, as a source says."""
        self._bases.setdefault(actor, set()).add(country)

    def states(self) -> Mapping[str, str]:
        """State → its country (identifiers), as met so far: the one it represents, else the only one it is based in."""
        return states({actor: (country,) for actor, country in self._countries.items()}, self._types, self._bases)

    def gather(self, gathering: Gathering, source: str) -> None:
        """Put the actors met into the stated tables of a source."""
        actors = sorted(self._spellings)
        gathering.nodes("Actor", source, {"id": actors, "name": [self._name(actor) for actor in actors]})
        gathering.links("represents", source, *_pairs((a, (c,)) for a, c in self._countries.items()))
        gathering.links("actorType", source, *_pairs(self._types.items()))
        gathering.links("basedIn", source, *_pairs(self._bases.items()))

    def _met(self, actor: str, spelling: str, entity_type: str) -> str:
        self._spellings.setdefault(actor, Counter())
        if spelling:
            self._spellings[actor][spelling] += 1
        if entity_type:
            self._types[actor] = {
                f"vocabulary/entity-types/{vocabulary('entity-types').concepts[entity_type].notation}"
            }
        return actor

    def _name(self, actor: str) -> str:
        """The commonest spelling of the source; a government met only by its country's name is called by it."""
        spellings = self._spellings[actor]
        if spellings:
            return min(spellings, key=lambda spelling: (-spellings[spelling], spelling))
        return f"Government of {with_article(countries()[self._countries[actor].removeprefix('country/')].name)}"


_ARTICLES = ("Netherlands", "United", "Philippines", "Bahamas", "Gambia", "Comoros", "Maldives", "Dominican Republic")
_ARTICLES_TOO = ("Central African Republic", "Democratic Republic", "Republic", "Marshall Islands", "Solomon Islands")


def with_article(country: str) -> str:
    """``United Kingdom`` → ``the United Kingdom``."""
    return f"the {country}" if country.startswith((*_ARTICLES, *_ARTICLES_TOO)) else country


def _pairs(links: Iterable[tuple[str, Iterable[str]]]) -> tuple[pa.Array, pa.Array]:
    flat = [(start, end) for start, ends in links for end in sorted(ends)]
    return pa.array([start for start, _ in flat], pa.string()), pa.array([end for _, end in flat], pa.string())
