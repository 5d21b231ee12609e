"""Pledges: from the rows of a register to pledges and aggregates, and what they are linked to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.loaders.files.cell_parts import split, with_our_separator
from pledgegraph.loaders.files.cells import BadCell, CellColumn, Pairs, as_lists
from pledgegraph.loaders.files.fields import REGISTER
from pledgegraph.loaders.files.numbers import numbers_of
from pledgegraph.loaders.files.records import gather_records
from pledgegraph.loaders.files.values import yes_or_no
from pledgegraph.loaders.names.arrangement_names import ArrangementNames
from pledgegraph.loaders.names.contributions import contribution_remarks, contributions_in
from pledgegraph.loaders.names.countries import find_country
from pledgegraph.loaders.names.spellings import Spellings
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.iris import named
from pledgegraph.wording import worded

from .amounts import amounts_of
from .codes import code_of
from .people_concerned import gather_populations
from .places import gather_places, of_kind, place_names, places_in
from .register import Register
from .single_values import values_of
from .submitters import gather_actors, not_actors
from .targets import gather_targets
from .themes import areas_in, themes_and_problems, themes_as_written
from .updates import gather_updates


def gather_pledges(
    register: Register,
    arrangement_names: ArrangementNames,
    spellings: Spellings,
    gathering: Gathering,
) -> None:
    """Put the rows of a register into the stated tables, all but its matches."""
    source = register.source
    records = register.records
    gather_records(
        records,
        register.sheet.lines,
        register.sheet,
        source,
        gathering,
    )
    gathering.links(
        "recordedIn",
        source,
        register.ids,
        records,
    )
    # Read once for both uses below: each reading reports its problems
    names = place_names(arrangement_names, register.columns["place"])
    places = register.columns["place"].many(partial(places_in, names))
    _gather_values(register, places, gathering)
    gather_places(register, places, gathering)
    gather_actors(register, gathering)
    _gather_concepts(register, spellings, gathering)
    _gather_arrangements(register, arrangement_names, spellings, gathering)
    gather_targets(register, gathering)
    gather_updates(register, gathering)


def _gather_values(
    register: Register,
    places: Pairs,
    gathering: Gathering,
) -> None:
    """The values that belong to the pledge itself."""
    column = register.columns
    rows = register.rows
    amounts = amounts_of(column["amount"], column["currency"])
    targets = numbers_of(column["target_value"])
    # What one cell says alone is in the table of fields; below is what takes more
    values = {
        **values_of(REGISTER, column, "Pledge", "PledgeAggregate"),
        "id": register.ids,
        "official_identifier": register.official,
        "note": _with_left_out(
            column["note"], column["target_value"], targets, "target as written: "
        ),
        "submitter_as_written": column["submitter"].plain(),
        "amount": amounts.numbers,
        "currency": amounts.currencies,
        "amount_note": _both(column["amount_note"].plain(), amounts.left_out),
        "evidence": _evidence(register),
        "partner_as_written": as_lists(column["partners"].many(not_actors), rows),
        "place_as_written": as_lists(of_kind(places, "text"), rows),
        "contribution_note": as_lists(column["contribution"].many(contribution_remarks), rows),
    }
    table = pa.table(values)
    # A statement about many pledges is another class: it is shown, and never counted as a pledge
    several = table.filter(register.aggregate)
    single = table.filter(pc.invert(register.aggregate)).drop_columns("pledge_count")
    for name, part in (("Pledge", single), ("PledgeAggregate", several)):
        columns = dict(
            zip(
                part.column_names,
                part.columns,
                strict=True,
            )
        )
        gathering.nodes(name, register.source, columns)


def _with_left_out(
    note: CellColumn,
    figures: CellColumn,
    read: Callable[[str], int],
    lead: str,
) -> pa.Array:
    """The note of each row, and behind it the figures that are left unknown, as fractions and
    words are: tables hold whole numbers only.
    """

    def is_left_out(part: str) -> bool:
        try:
            read(part)
        except BadCell:
            # Where it does not stop the build, "some 500" is all that is known
            return True
        return False

    def written(text: str) -> str | None:
        parts = split(with_our_separator(text, figures.separator))
        left_out = list(filter(is_left_out, parts))
        if left_out:
            return lead + "; ".join(left_out)
        return None

    return _both(note.plain(), figures.scalar(written, pa.string()))


def _both(note: pa.Array, further: pa.Array) -> pa.Array:
    """The note of each row, and behind it a further text."""
    # NULL where one of them is: then the other alone is the note
    both = pc.binary_join_element_wise(
        note,
        further,
        "; ",
    )
    return pc.coalesce(both, note, further)


def _evidence(register: Register) -> pa.Array:
    """The two cells of evidence of each row, as one list."""
    first = register.columns["evidence"].plain()
    second = register.columns["more_evidence"].plain()
    one_below_the_other = pa.chunked_array([first, second]).combine_chunks()
    # Row by row: 0, n, 1, n + 1 and so on, where the second column begins at n
    places = np.arange(2 * register.rows)
    by_column = places.reshape(2, -1)
    order = by_column.T.ravel()
    by_row = one_below_the_other.take(pa.array(order))
    offsets = np.arange(
        0,
        2 * register.rows + 1,
        2,
        dtype=np.int32,
    )
    return pa.ListArray.from_arrays(pa.array(offsets), by_row)


def _gather_concepts(
    register: Register,
    spellings: Spellings,
    gathering: Gathering,
) -> None:
    """Themes with their areas of focus, contribution types, objectives, populations."""
    column = register.columns
    themes = column["theme"]
    register.gather_links(
        "theme",
        themes.many(themes_and_problems),
        gathering,
    )
    spellings.add_cells(
        "Concept",
        register.source,
        themes,
        themes.many(themes_as_written),
    )
    register.gather_links(
        "areaOfFocus",
        themes.many(areas_in),
        gathering,
    )
    contributions = column["contribution"].many(contributions_in)
    register.gather_links("contributionType", contributions, gathering)
    register.gather_links(
        "gcrObjective",
        column["objective"].many(_objectives_in),
        gathering,
    )
    gather_populations(register, gathering)


def _objectives_in(text: str) -> list[str]:
    read = code_of("gcr-objectives")
    found = list[str]()
    for part in split(text):
        code = read(part)
        found.append(f"vocabulary/gcr-objectives/{code}")
    return found


def _forum(text: str) -> str:
    read = code_of("forums")
    return f"forum/{read(text)}"


def _gather_arrangements(
    register: Register,
    arrangement_names: ArrangementNames,
    spellings: Spellings,
    gathering: Gathering,
) -> None:
    """Forum, situations, multi-stakeholder pledges; names that no source defines become nodes of
    their own.
    """
    source = register.source
    column = register.columns
    forums = column["forum"].scalar(_forum, pa.string())
    gathering.links(
        "announcedAt",
        source,
        register.ids,
        forums,
    )
    situations = column["situation"].many(partial(_situations, arrangement_names))
    register.gather_links("addresses", situations.part(0), gathering)
    _gather_kept(register, situations, gathering)
    spellings.add_cells(
        "Situation",
        source,
        column["situation"],
        situations,
    )
    _gather_origins(situations, source, gathering)
    cells = column["multistakeholder_pledge"]
    pledges = cells.many(partial(_multistakeholder, arrangement_names))
    register.gather_links("partOf", pledges.part(0), gathering)
    _gather_kept(register, pledges, gathering)
    spellings.add_cells("MultistakeholderPledge", source, cells, pledges)


def _gather_kept(
    register: Register,
    named: Pairs,
    gathering: Gathering,
) -> None:
    """The rows in which is recorded what no source defines."""
    kept = [place for place, (_, name) in enumerate(named.values) if name]
    rows = pa.array(named.rows[kept], pa.int64())
    identifiers = [named.values[place][0] for place in kept]
    register.gather_records(pa.array(identifiers, pa.string()), rows, gathering)


def _gather_origins(
    situations: Pairs,
    source: str,
    gathering: Gathering,
) -> None:
    """The origins of situations that no source defines and that are called like a country."""
    starts = list[str]()
    origins = list[str]()
    for identifier, name in sorted(set(situations.values)):
        country = find_country(name) if name else None
        if country is not None:
            starts.append(identifier)
            origins.append(country.id)
    gathering.links("origin", source, starts, origins)


NameToKeep = tuple[str, str]
"""(identifier, name): the name is empty where a source defines the thing."""


def _situations(
    arrangement_names: ArrangementNames,
    text: str,
) -> list[NameToKeep | BadCell]:
    found: list[NameToKeep | BadCell] = []
    for part in split(text):
        identifier = arrangement_names.situation(part)
        if identifier is not None:
            found.append((identifier, ""))
            continue
        found.append((named("situation", part), part))
        if find_country(part) is None:
            problem = worded(
                "situation {part} is not known; it is kept as written", part=repr(part)
            )
            hint = worded("Add it to a source of kind situations, with its origins.")
            found.append(BadCell("N005", problem, hint, "finding"))
    return found


def _says_yes(text: str) -> bool | None:
    """Whether a cell only says that there is something, or that there is nothing; None where it
    says what.
    """
    try:
        return yes_or_no(text)
    except BadCell:
        return None


def _multistakeholder(
    arrangement_names: ArrangementNames,
    text: str,
) -> list[NameToKeep | BadCell]:
    found: list[NameToKeep | BadCell] = []
    for part in split(text):
        identifier = arrangement_names.multistakeholder_pledge(part)
        if identifier is not None:
            found.append((identifier, ""))
        elif _says_yes(part):
            problem = worded("{part} does not say which multi-stakeholder pledge", part=repr(part))
            found.append(BadCell("N006", problem, worded("Write its name."), "finding"))
        # Forms ask whether there is one; the dashboard writes "Other" where it belongs to none
        elif part.casefold() != "other" and _says_yes(part) is None:
            found.append((named("multistakeholder-pledge", part), part))
            problem = worded(
                "multi-stakeholder pledge {part} is not known; it is kept as written",
                part=repr(part),
            )
            hint = worded("Add it to a source of kind multistakeholder-pledges.")
            found.append(BadCell("N006", problem, hint, "finding"))
    return found
