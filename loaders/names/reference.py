"""Reference: the concepts, regions, forums and countries that pledgegraph's own lists state."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from itertools import chain

from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.vocabularies import Concept, vocabulary, vocabulary_names

from .countries import Country, Region, countries, regions

REFERENCE = "source/vocabularies"
"""The source that states countries, regions, forums and concepts: pledgegraph's own vocabularies.
"""
FORUMS = "forums"
"""The one vocabulary whose concepts are a class of their own."""

_Node = Mapping[str, object]
"""The values of a node by column."""


def gather_reference(gathering: Gathering) -> None:
    """Add what pledgegraph's own vocabularies state to the stated tables: concepts, regions,
    forums, countries.
    """
    # In every build, whatever its sources name: a question may ask for what no pledge has
    gathering.add(_gathered())


@cache
def _gathered() -> Gathering:
    """What is added; it is the same each time, so a process that loads again need not make it
    again.
    """
    gathering = Gathering()
    for name in vocabulary_names():
        concepts = vocabulary(name).concepts.values()
        if name == FORUMS:
            _gather_nodes(gathering, "Forum", map(_forum, concepts))
        else:
            _gather_nodes(gathering, "Concept", map(_concept, concepts))
            _gather_links(gathering, "broader", map(_broader_concepts, concepts))
    _gather_nodes(
        gathering,
        "Concept",
        map(_region, regions().values()),
    )
    _gather_links(
        gathering,
        "broader",
        map(_broader_regions, regions().values()),
    )
    _gather_nodes(
        gathering,
        "Country",
        map(_country, countries().values()),
    )
    _gather_links(
        gathering,
        "inRegion",
        map(_regions_of, countries().values()),
    )
    return gathering


def _gather_nodes(
    gathering: Gathering,
    name: str,
    nodes: Iterable[_Node],
) -> None:
    columns: dict[str, list[object]] = {}
    for node in nodes:
        for column, value in node.items():
            values = columns.setdefault(column, [])
            values.append(value)
    gathering.nodes(name, REFERENCE, columns)


def _gather_links(
    gathering: Gathering,
    name: str,
    links: Iterable[list[tuple[str, str]]],
) -> None:
    starts: list[str] = []
    ends: list[str] = []
    for start, end in chain.from_iterable(links):
        starts.append(start)
        ends.append(end)
    gathering.links(name, REFERENCE, starts, ends)


def _forum(concept: Concept) -> _Node:
    return {
        "id": f"forum/{concept.notation}",
        "name": concept.name,
        "label_en": concept.labels.get("en"),
        "label_fr": concept.labels.get("fr"),
        "label_es": concept.labels.get("es"),
        "held_on": concept.held_on or None,
        "sequence": concept.sequence,
    }


def _concept(concept: Concept) -> _Node:
    return {
        "id": concept.id,
        "name": concept.name,
        "notation": concept.notation,
        "in_vocabulary": concept.vocabulary,
        "label_ar": concept.labels.get("ar"),
        "label_en": concept.labels.get("en"),
        "label_fr": concept.labels.get("fr"),
        "label_es": concept.labels.get("es"),
    }


def _broader_concepts(concept: Concept) -> list[tuple[str, str]]:
    if not concept.broader:
        return []
    return [(concept.id, concept.broader)]


def _region(region: Region) -> _Node:
    return {
        "id": region.id,
        "name": region.name,
        "notation": region.m49,
        "in_vocabulary": "m49",
        "label_es": None,
        "label_ar": None,
        "label_en": region.name,
        "label_fr": region.name_fr,
    }


def _broader_regions(region: Region) -> list[tuple[str, str]]:
    if not region.parent:
        return []
    parent = _region_id(region.parent)
    return [(region.id, parent)]


def _country(country: Country) -> _Node:
    return {
        "id": country.id,
        "iso3": country.iso3,
        "name": country.name,
        "label_en": country.name,
        "label_fr": country.name_fr,
        "label_es": country.name_es or None,
        "label_ar": country.name_ar or None,
        "m49_code": country.m49,
        "unhcr_code": country.unhcr_code,
        "seeks_support": country.seeks_support,
    }


def _regions_of(country: Country) -> list[tuple[str, str]]:
    return [(country.id, _region_id(m49)) for m49 in country.regions]


def _region_id(m49: str) -> str:
    return f"vocabulary/m49/{m49}"
