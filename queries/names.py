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


def resolved(kind: str, names: Sequence[str], engine: Engine, option: str) -> list[Thing]:
    """The things of a kind that names spell, in their order; ``option`` is where the names were
    given.

    Raises:
        UsageProblem: nothing is called so; with suggestions.
        AmbiguousName: several things are called so.
    """
    found = _like(kind, [spelling for name in names for spelling in _spellings(kind, name)], engine)
    every: list[Thing] = []
    things = []
    for name in names:
        thing = called(kind, name, found, option) or _by_country(kind, name, engine, option)
        if thing is None:
            every = every or _every(kind, engine)
            thing = called(kind, name, every, option)
        if thing is None:
            raise UsageProblem(f"{kind} {name!r} is not known", _hint(kind, name, every))
        things.append(thing)
    return things


def identified(pledges: Sequence[str], engine: Engine) -> list[str]:
    """The identifiers of pledges that answers name."""
    return [thing.value for thing in resolved("pledge", pledges, engine, "--pledge")]


def called(kind: str, name: str, things: Sequence[Thing], option: str = "") -> Thing | None:
    """The one of these things that a name spells; of a situation a short name does, ``Syria``.

    Raises:
        AmbiguousName: several things are called so.
    """
    found = the_one(name, things_called(name, things), option)
    if found is None and kind == "situation":
        found = the_one(name, Situations(things).called(name), option)
    if found is None:
        label = _label(kind, name)
        found = next((thing for thing in things if label and thing.value == label), None)
    return found


def _by_country(kind: str, name: str, engine: Engine, option: str) -> Thing | None:
    """The situation that is called like the country that a name spells: ``SIT-SDN`` and ``Soudan``
    name Sudan.
    """
    if kind != "situation":
        return None
    country = country_in(name)
    countries = things_called(country, _like("country", [country], engine))
    if len(countries) != 1:
        return None
    spellings = countries[0].spellings
    situations = Situations(_like("situation", [short_name(each) for each in spellings], engine))
    found = {thing.id: thing for each in spellings for thing in situations.called(each)}
    return the_one(name, [found[identifier] for identifier in sorted(found)], option)


def _like(kind: str, names: Sequence[str], engine: Engine) -> list[Thing]:
    """The things of a kind that are spelled like one of these names, and perhaps others."""
    pattern = like(names, within=kind == "situation")
    return _asked(kind, engine, {"like": pattern}) if pattern else []


def _every(kind: str, engine: Engine) -> list[Thing]:
    return _asked(kind, engine, {})


def _asked(kind: str, engine: Engine, given: Mapping[str, Any]) -> list[Thing]:
    rows = engine.ask(text_of(f"_known.{kind}", engine.language, given), given, f"{kind} by name")
    return [_thing(kind, row) for row in rows]


def _thing(kind: str, row: Mapping[str, Any]) -> Thing:
    """A row of a text that lists what can be named: ``value``, ``id`` and what else it is
    called.
    """
    others = [
        str(text) for name, text in row.items() if name not in ("value", "id") and text is not None
    ]
    if kind == "actor":
        others += [text.removeprefix(GOVERNMENT) for text in others if text.startswith(GOVERNMENT)]
    french = str(row.get("french") or "")
    return Thing(str(row["value"]), str(row.get("id") or ""), tuple(others), french)


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


def _hint(kind: str, name: str, things: Sequence[Thing]) -> str:
    known = {said for thing in things for said in (thing.value, *thing.spellings)}
    if kind == "situation":
        known |= Situations(things).short
    return near(name, known) or f"`pledgegraph list {LISTED.get(kind, f'{kind}s')}` lists them."
