"""Names: the one thing that a text names, by code, identifier, name or alias, in English or in
French.

The engine is asked for what is spelled like the names in question, and only where that is not
enough for the whole list: to read 249 countries for each question would be most of what a narrow
one reads.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pledgegraph.errors import UsageProblem
from pledgegraph.ontology.names import Thing, like, near, the_one, things_called
from pledgegraph.ontology.situations import Situations, country_in, short_name
from pledgegraph.ontology.vocabularies import vocabulary

from .texts import text_of

if TYPE_CHECKING:
    from pledgegraph.graph.engine import Engine

SPELLED_IN: Mapping[str, tuple[str, ...]] = {
    "forum": ("forums",),
    "area": ("themes", "areas-of-focus"),
}
"""Kind of thing → the vocabularies whose spellings it takes, as cells of a register do."""
LISTED = {"country": "countries"}
"""Kind of thing → the list that has it, where it is not the kind with an s."""
GOVERNMENT = "Government of "
"""What people leave out of the name of a government."""


def resolved(
    kind: str, names: Sequence[str], engine: Engine, option: str, language: str = "en"
) -> list[Thing]:
    """The things of a kind that names spell, in their order; ``option`` is where the names were
    given, ``language`` the one in which names are suggested.

    Raises:
        UsageProblem: nothing is called so; with suggestions.
        AmbiguousName: several things are called so.
    """
    spellings: list[str] = []
    for name in names:
        spellings += _spellings(kind, name)
    found = _like(kind, spellings, engine)
    every: list[Thing] = []
    things = []
    for name in names:
        thing = called(kind, name, found, option)
        thing = thing or _by_country(kind, name, engine, option)
        if thing is None:  # the whole list is read only where what is spelled alike is not enough
            every = every or _asked(kind, engine, {})
            thing = called(kind, name, every, option)
        if thing is None:
            hint = _hint(kind, name, every, language)
            raise UsageProblem(f"{kind} {name!r} is not known", hint)
        things.append(thing)
    return things


def identified(pledges: Sequence[str], engine: Engine) -> list[str]:
    """The identifiers of pledges that answers name."""
    things = resolved("pledge", pledges, engine, "--pledge")
    return [thing.value for thing in things]


def called(kind: str, name: str, things: Sequence[Thing], option: str = "") -> Thing | None:
    """The one of these things that a name spells; of a situation a short name does, ``Syria``.

    Raises:
        AmbiguousName: several things are called so.
    """
    found = the_one(name, things_called(name, things), option)
    if found is None and kind == "situation":
        situations = Situations(things).called(name)
        found = the_one(name, situations, option)
    if found is None:
        found = _labelled(_label(kind, name), things)
    return found


def _labelled(label: str, things: Sequence[Thing]) -> Thing | None:
    """The first of some things whose value is a published label; none for ``""``."""
    for thing in things:
        if label and thing.value == label:
            return thing
    return None


def _by_country(kind: str, name: str, engine: Engine, option: str) -> Thing | None:
    """The situation that has the name of the country that a name spells: ``SIT-SDN`` and ``Soudan``
    name Sudan.
    """
    if kind != "situation":
        return None
    country = country_in(name)
    countries = things_called(country, _like("country", [country], engine))
    if len(countries) != 1:
        return None
    spellings = countries[0].spellings
    named_alike = _like("situation", list(map(short_name, spellings)), engine)
    situations = Situations(named_alike)
    found = {}
    for each in spellings:
        for thing in situations.called(each):
            found[thing.id] = thing
    by_identifier = [found[identifier] for identifier in sorted(found)]
    return the_one(name, by_identifier, option)


def _like(kind: str, names: Sequence[str], engine: Engine) -> list[Thing]:
    """The things of a kind that are spelled like one of these names, and perhaps others."""
    pattern = like(names, within=kind == "situation")
    return _asked(kind, engine, {"like": pattern}) if pattern else []


def _asked(kind: str, engine: Engine, given: Mapping[str, Any]) -> list[Thing]:
    """The things of a kind: those like the pattern that is given, else all of them."""
    text = text_of(f"_known.{kind}", engine.language, given)
    rows = engine.ask(text, given, f"{kind} by name")
    return [_thing(kind, row) for row in rows]


def _thing(kind: str, row: Mapping[str, Any]) -> Thing:
    """A row of a text that lists what can be named: ``value``, ``id`` and what else it is
    called.
    """
    others = []
    for column, text in row.items():
        if column not in ("value", "id") and text is not None:
            others.append(str(text))
    if kind == "actor":
        others += _without_government(others)
    identifier = str(row.get("id") or "")
    french = str(row.get("french") or "")
    return Thing(str(row["value"]), identifier, tuple(others), french)


def _without_government(names: Sequence[str]) -> list[str]:
    """``Government of Chad`` → ``Chad``; other names give nothing."""
    found = []
    for name in names:
        if name.startswith(GOVERNMENT):
            found.append(name.removeprefix(GOVERNMENT))
    return found


def _spellings(kind: str, name: str) -> Iterable[str]:
    """What a thing may be called in the graph that people call so."""
    yield name
    label = _label(kind, name)
    if label:
        yield label
    if kind == "actor":
        yield f"{GOVERNMENT}{name}"
    if kind == "situation":
        yield short_name(name)


def _label(kind: str, name: str) -> str:
    """The published label that a name spells in a vocabulary; a theme's before an area's."""
    for scheme in SPELLED_IN.get(kind, ()):
        concept = vocabulary(scheme).find(name)
        if concept is not None:
            return concept.name
    return ""


def _hint(kind: str, name: str, things: Sequence[Thing], language: str) -> str:
    """The nearest names in the reader's language, else in any."""
    suggestion = near(name, _known(kind, things, language)) or near(name, _known(kind, things))
    if suggestion:
        return suggestion
    listed = LISTED.get(kind, f"{kind}s")
    return f"`pledgegraph list {listed}` lists them."


def _known(kind: str, things: Sequence[Thing], language: str = "") -> set[str]:
    """What things are called by; with a language without their names in the other one."""
    known: set[str] = set()
    foreign: set[str] = set()
    for thing in things:
        known.add(thing.value)
        known.update(thing.spellings)
        if thing.french and language:
            foreign.update({thing.called("en"), thing.french} - {thing.called(language)})
    if kind == "situation" and language != "fr":
        known |= Situations(things).short
    return known - foreign
