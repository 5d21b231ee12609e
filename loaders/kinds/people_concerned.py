"""People concerned: whom a pledge is for, as a register says or its themes do."""

from __future__ import annotations

import numpy as np

from pledgegraph.loaders.files.cells import (
    BadCell,
    Pairs,
    enumerated,
    name_and_remark,
    split,
)
from pledgegraph.loaders.names.countries import find_country, suggest_country
from pledgegraph.ontology.tables import Gathering
from pledgegraph.ontology.vocabularies import vocabulary

from .places import of_kind
from .register import Register
from .themes import themes_in


def gather_populations(register: Register, gathering: Gathering) -> None:
    """Whom a pledge concerns: as its own cell says, else as all of its themes say alike."""
    source, ids = register.source, register.ids
    said = register.columns["population"].many(_population_parts)
    countries = of_kind(said, "country")
    gathering.links("concernsPeopleFrom", source, countries.of(ids), countries.values)
    stated = of_kind(said, "population")
    gathering.links("populationConcerned", source, stated.of(ids), stated.values)
    implied = register.columns["theme"].many(_population_of_themes)
    silent = np.flatnonzero(~np.isin(implied.rows, stated.rows))
    rest = Pairs(implied.rows[silent], [implied.values[index] for index in silent])
    gathering.links("populationConcerned", source, rest.of(ids), rest.values)


def _population_parts(text: str) -> list[tuple[str, str] | BadCell]:
    found: list[tuple[str, str] | BadCell] = []
    for part in split(text):
        whole, pieces = _population(part), enumerated(part)
        if whole is not None:
            found.append(whole)
            continue
        for piece in pieces:
            hint = suggest_country(piece)
            unknown = BadCell(
                "N001", f"{piece!r} is neither a country nor a population", hint, "finding"
            )
            found.append(_population(piece) or unknown)
    return found


def _population(part: str) -> tuple[str, str] | None:
    name = name_and_remark(part)[0]
    concept = vocabulary("population-types").find(name) or vocabulary("population-types").find(part)
    country = find_country(part) or find_country(name)
    if concept is not None:
        return "population", concept.id
    return None if country is None else ("country", country.id)


def _population_of_themes(text: str) -> list[str]:
    """The population that every theme of a cell names (statelessness: stateless persons), else
    nothing.
    """
    codes = [
        i.rpartition("/")[2] if i.startswith("vocabulary/") else "" for i, _, _ in themes_in(text)
    ]
    concepts = [vocabulary("themes").concepts.get(code) for code in codes]
    named_ones = {concept.population if concept is not None else "" for concept in concepts}
    return sorted(named_ones) if len(named_ones) == 1 and "" not in named_ones else []
