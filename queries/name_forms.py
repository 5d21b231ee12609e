"""Name forms: what a thing may be called, by a row of what can be named and by a text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pledgegraph.ontology.names import Thing, things_called
from pledgegraph.ontology.situations import Situations, short_name
from pledgegraph.ontology.vocabularies import vocabulary

SPELLED_IN: Mapping[str, tuple[str, ...]] = {
    "forum": ("forums",),
    "area": ("themes", "areas-of-focus"),
}
"""Kind of thing → the vocabularies whose spellings it takes, as cells of a register do."""
GOVERNMENT = "Government of "
"""What people leave out of the name of a government."""


def things_meant(kind: str, name: str, things: Sequence[Thing]) -> list[Thing]:
    """Those of some things that a name may mean; of a situation a short name does, ``Syria``."""
    found = things_called(name, things)
    if not found and kind == "situation":
        found = Situations(things).called(name)
    if not found:
        label = label_of(kind, name)
        found = labelled(label, things)
    return found


def without_short_names(actor: Thing) -> Thing:
    """An actor with its whole name alone: ``Government of Chad``."""
    whole = actor.spellings[:1]
    return actor._replace(spellings=whole)


def labelled(label: str, things: Sequence[Thing]) -> list[Thing]:
    """The first of some things whose value is a published label; none for ``""``."""
    for thing in things:
        if label and thing.value == label:
            return [thing]
    return []


def thing_of(kind: str, row: Mapping[str, Any]) -> Thing:
    """A row of a text that lists what can be named: ``value``, ``id`` and what else it is
    called.
    """
    others = []
    for column, text in row.items():
        if column in ("value", "id"):
            continue
        if text is not None:
            others.append(str(text))
    if kind == "actor":
        others += _without_government(others)
    # Forums and areas are asked for by label, and their texts give no identifier
    identifier = row.get("id") or ""
    french = row.get("french") or ""
    return Thing(
        value=str(row["value"]),
        id=str(identifier),
        spellings=tuple(others),
        french=str(french),
    )


def _without_government(names: Sequence[str]) -> list[str]:
    """``Government of Chad`` → ``Chad``; other names give nothing."""
    found = []
    for name in names:
        if name.startswith(GOVERNMENT):
            country = name.removeprefix(GOVERNMENT)
            found.append(country)
    return found


def spellings_of(kind: str, name: str) -> Iterable[str]:
    """What a thing may be called in the graph that people call so."""
    yield name
    label = label_of(kind, name)
    if label:
        yield label
    if kind == "actor":
        yield f"{GOVERNMENT}{name}"
    if kind == "situation":
        yield short_name(name)


def label_of(kind: str, name: str) -> str:
    """The published label that a name spells in a vocabulary; a theme's before an area's."""
    for scheme in SPELLED_IN.get(kind, ()):
        concept = vocabulary(scheme).find(name)
        if concept is not None:
            return concept.name
    return ""


def codes_of(things: Sequence[Thing]) -> set[str]:
    """What things are asked for by, except their identifiers: ``TCD``."""
    found = set()
    for thing in things:
        if thing.value != thing.id:
            found.add(thing.value)
    return found


def names_of(kind: str, things: Sequence[Thing], language: str = "") -> set[str]:
    """What things are called by; with a language without their names in the other one."""
    known: set[str] = set()
    foreign: set[str] = set()
    for thing in things:
        known.update(thing.spellings)
        if thing.french and language:
            in_both = {thing.called("en"), thing.french}
            foreign |= in_both - {thing.called(language)}
    if kind == "situation":
        situations = Situations(things)
        known |= situations.short_french if language == "fr" else situations.short
    return known - foreign
