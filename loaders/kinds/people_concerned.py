"""People concerned: whom a pledge is for, as a register or the pledge's themes say."""

from __future__ import annotations

import numpy as np

from pledgegraph.loaders.files.cell_parts import enumerated, name_and_remark, split
from pledgegraph.loaders.files.cells import BadCell, Pairs
from pledgegraph.loaders.names.countries import find_country, suggest_country
from pledgegraph.loaders.names.shared_names import shared_names_in
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.vocabularies import vocabulary
from pledgegraph.wording import worded

from .places import of_kind
from .register import Register
from .themes import themes_in

Population = tuple[str, str]
"""A kind (``population``, ``country``) and an identifier."""


def gather_populations(register: Register, gathering: Gathering) -> None:
    """Whom a pledge concerns: as its own cell says, else as all of its themes say alike."""
    source = register.source
    ids = register.ids
    written = register.columns["population"].many(_populations_in)
    countries = of_kind(written, "country")
    gathering.links(
        "concernsPeopleFrom",
        source,
        countries.of(ids),
        countries.values,
    )
    stated = of_kind(written, "population")
    gathering.links(
        "populationConcerned",
        source,
        stated.of(ids),
        stated.values,
    )
    # A pledge on statelessness concerns stateless persons, unless its own cell says something else
    implied = _without_rows(
        register.columns["theme"].many(_population_of_themes),
        stated,
    )
    gathering.links(
        "populationConcerned",
        source,
        implied.of(ids),
        implied.values,
    )


def _without_rows(pairs: Pairs, others: Pairs) -> Pairs:
    """The pairs of the rows that the others do not have."""
    is_kept = ~np.isin(pairs.rows, others.rows)
    values = []
    for index in np.flatnonzero(is_kept).tolist():
        values.append(pairs.values[index])
    return Pairs(pairs.rows[is_kept], values)


def _populations_in(text: str) -> list[Population | BadCell]:
    found: list[Population | BadCell] = list(shared_names_in(text))
    for part in split(text):
        # The whole first: "Bosnia and Herzegovina" is one country
        whole = _population(part)
        if whole is None:
            found.extend(map(_population_or_problem, enumerated(part)))
        else:
            found.append(whole)
    return found


def _population_or_problem(piece: str) -> Population | BadCell:
    population = _population(piece)
    if population is not None:
        return population
    found = worded("{piece} is neither a country nor a population", piece=repr(piece))
    return BadCell("N001", found, suggest_country(piece), "finding")


def _population(part: str) -> Population | None:
    name = name_and_remark(part)[0]
    types = vocabulary("population-types")
    concept = types.find(name) or types.find(part)
    if concept is not None:
        return "population", concept.id
    country = find_country(part) or find_country(name)
    if country is not None:
        return "country", country.id
    return None


def _population_of_themes(text: str) -> list[str]:
    """The population that every theme of a cell names (statelessness: stateless persons), else
    nothing.
    """
    known = vocabulary("themes").concepts
    populations = set[str]()
    for identifier, _, _ in themes_in(text):
        # A theme that no list has may be about anybody
        if not identifier.startswith("vocabulary/"):
            return []
        code = identifier.rpartition("/")[2]
        concept = known.get(code)
        populations.add("" if concept is None else concept.population)
    if len(populations) == 1 and "" not in populations:
        return list(populations)
    return []
