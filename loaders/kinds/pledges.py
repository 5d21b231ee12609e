"""Pledges: from the rows of a register to pledges, aggregates, targets, updates, actors and the
links between them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.loaders.files.cells import (
    BadCell,
    CellColumn,
    Pairs,
    iso_date,
    split,
    whole_number,
    with_our_separator,
    yes_or_no,
)
from pledgegraph.loaders.files.records import gather_records
from pledgegraph.loaders.names.arrangement_names import ArrangementNames
from pledgegraph.loaders.names.contributions import contribution_remarks, contributions_in
from pledgegraph.loaders.names.countries import find_country
from pledgegraph.loaders.names.spellings import Spellings
from pledgegraph.ontology.iris import dependent, digest, named
from pledgegraph.ontology.tables import Gathering, lists_from
from pledgegraph.ontology.vocabularies import vocabulary

from .people_concerned import gather_populations
from .places import gather_places, of_kind, places_in
from .register import Register
from .submitters import gather_actors, not_actors
from .themes import area_of, themes_in


def gather_pledges(
    register: Register,
    arrangement_names: ArrangementNames,
    spellings: Spellings,
    gathering: Gathering,
) -> None:
    """Put the rows of a register into the stated tables, all but its matches."""
    source = register.source
    records = register.records
    gather_records(records, register.sheet.lines, register.sheet, source, gathering)
    gathering.links("recordedIn", source, register.ids, records)
    places = register.columns["place"].many(lambda text: places_in(arrangement_names, text))
    _gather_values(register, places, gathering)
    gather_places(register, places, gathering)
    gather_actors(register, gathering)
    _gather_concepts(register, spellings, gathering)
    _gather_arrangements(register, arrangement_names, spellings, gathering)
    _gather_targets(register, gathering)
    _gather_updates(register, gathering)


def code_of(name: str) -> Callable[[str], str]:
    """A reading function for a closed list: a published label or an accepted spelling → its
    code.
    """

    def read(text: str) -> str:
        concept = vocabulary(name).find(text)
        if concept is None:
            allowed = ", ".join(vocabulary(name).published())
            raise BadCell(
                "V002",
                f"{text!r} is not one of the {name.replace('-', ' ')}",
                f"Write one of: {allowed}.",
            )
        return concept.notation

    return read


def currency_code(text: str) -> str:
    """An ISO 4217 code: three capital letters."""
    if not re.fullmatch(r"[A-Z]{3}", text):
        raise BadCell("V002", f"{text!r} is not a currency code", "Write an ISO 4217 code, as USD.")
    return text


def _year(text: str) -> int:
    if not re.fullmatch(r"(19|20|21)\d\d", text.removesuffix(".0")):
        raise BadCell("V004", f"{text!r} is not a year", "Write four figures, as 2027.")
    return whole_number(text)


def _gather_values(register: Register, places: Pairs, gathering: Gathering) -> None:
    """The values that belong to the pledge itself."""
    column, text = register.columns, pa.string()
    table = pa.table(
        {
            "id": register.ids,
            "official_identifier": register.official,
            "local_identifier": column["local_identifier"].plain(),
            "title": column["title"].plain(),
            "description": column["description"].plain(),
            "note": _with_fractions(column["note"], column["target_value"], "target as written: "),
            "submitter_as_written": column["submitter"].plain(),
            "announced_year": column["year"].scalar(_year, pa.int64()),
            "submitted_on": column["submitted_on"].scalar(iso_date, text),
            "submitter_role": column["role"].scalar(code_of("submitter-roles"), text),
            "standing": column["standing"].scalar(code_of("standings"), text),
            "asks_for_support": column["asks"].scalar(yes_or_no, pa.bool_()),
            "asks_words": column["asks_words"].plain(),
            "amount": column["amount"].scalar(whole_number, pa.int64()),
            "currency": column["currency"].scalar(currency_code, text),
            "amount_note": _with_fractions(column["amount_note"], column["amount"]),
            "evidence": _evidence(register),
            "partner_as_written": as_lists(column["partners"].many(not_actors), register.rows),
            "place_as_written": as_lists(of_kind(places, "text"), register.rows),
            "contribution_note": as_lists(
                column["contribution"].many(contribution_remarks), register.rows
            ),
            "pledge_count": column["pledge_count"].scalar(whole_number, pa.int64()),
        }
    )
    several = table.filter(register.aggregate)
    single = table.filter(pc.invert(register.aggregate)).drop_columns("pledge_count")
    for name, part in (("Pledge", single), ("PledgeAggregate", several)):
        gathering.nodes(
            name, register.source, dict(zip(part.column_names, part.columns, strict=True))
        )


def as_lists(pairs: Pairs, rows: int) -> pa.Array:
    """Pairs as one list a row."""
    return lists_from(pa.chunked_array([pairs.rows]), pa.array(pairs.values, pa.string()), rows)


def _with_fractions(note: CellColumn, figures: CellColumn, lead: str = "") -> pa.Array:
    """The note of each row, and behind it the figures that are fractions: tables hold whole numbers
    only.
    """

    def written(text: str) -> str | None:
        parts = split(with_our_separator(text, figures.separator))
        fractions = [part for part in parts if re.fullmatch(r"-?\d+\.\d*[1-9]\d*", part)]
        return lead + "; ".join(fractions) if fractions else None

    fraction = figures.scalar(written, pa.string())
    both = pc.binary_join_element_wise(note.plain(), fraction, "; ")
    return pc.coalesce(both, note.plain(), fraction)


def _evidence(register: Register) -> pa.Array:
    columns = [register.columns[name].plain() for name in ("evidence", "more_evidence")]
    offsets = np.arange(0, 2 * register.rows + 1, 2, dtype=np.int32)
    both = (
        pa.chunked_array(columns)
        .combine_chunks()
        .take(pa.array(np.arange(2 * register.rows).reshape(2, -1).T.ravel()))
    )
    return pa.ListArray.from_arrays(pa.array(offsets), both)


def _gather_concepts(register: Register, spellings: Spellings, gathering: Gathering) -> None:
    """Themes with their areas of focus, contribution types, objectives, populations."""
    source, ids, column = register.source, register.ids, register.columns
    themes = column["theme"].many(
        lambda text: [x for i, _, p in themes_in(text) for x in ([i] if p is None else [i, p])]
    )
    gathering.links("theme", source, themes.of(ids), themes.values)
    written = column["theme"].many(
        lambda text: [(i, name) for i, name, problem in themes_in(text) if problem is not None]
    )
    spellings.add_cells("Concept", source, column["theme"], written)
    areas = column["theme"].many(
        lambda text: [area for i, _, _ in themes_in(text) for area in area_of(i)]
    )
    gathering.links("areaOfFocus", source, areas.of(ids), areas.values)
    contributions = column["contribution"].many(contributions_in)
    gathering.links("contributionType", source, contributions.of(ids), contributions.values)
    objectives = column["objective"].many(lambda text: [_objective(part) for part in split(text)])
    gathering.links("gcrObjective", source, objectives.of(ids), objectives.values)
    gather_populations(register, gathering)


def _objective(text: str) -> str:
    return f"vocabulary/gcr-objectives/{code_of('gcr-objectives')(text)}"


def _gather_arrangements(
    register: Register,
    arrangement_names: ArrangementNames,
    spellings: Spellings,
    gathering: Gathering,
) -> None:
    """Forum, situations, multi-stakeholder pledges; names that no source defines become nodes of
    their own.
    """
    source, ids, column = register.source, register.ids, register.columns
    forum = column["forum"].scalar(lambda text: f"forum/{code_of('forums')(text)}", pa.string())
    gathering.links("announcedAt", source, ids, forum)
    situations = column["situation"].many(partial(_situations, arrangement_names))
    gathering.links("addresses", source, situations.of(ids), [i for i, _ in situations.values])
    spellings.add_cells("Situation", source, column["situation"], situations)
    origins = [(i, find_country(name)) for i, name in sorted(set(situations.values)) if name]
    known = [(i, country.id) for i, country in origins if country is not None]
    gathering.links("origin", source, [i for i, _ in known], [country for _, country in known])
    pledges = column["multistakeholder_pledge"].many(partial(_multistakeholder, arrangement_names))
    gathering.links("partOf", source, pledges.of(ids), [i for i, _ in pledges.values])
    spellings.add_cells(
        "MultistakeholderPledge", source, column["multistakeholder_pledge"], pledges
    )


def _situations(arrangement_names: ArrangementNames, text: str) -> list[tuple[str, str] | BadCell]:
    """(identifier, name to keep): the name is empty where a source defines the situation."""
    found: list[tuple[str, str] | BadCell] = []
    for part in split(text):
        identifier = arrangement_names.situation(part)
        found.append(
            (identifier, "") if identifier is not None else (named("situation", part), part)
        )
        if identifier is None and find_country(part) is None:
            hint = "Add it to a source of kind situations, with its origins."
            found.append(
                BadCell(
                    "N005",
                    f"situation {part!r} is not known; it is kept as written",
                    hint,
                    "finding",
                )
            )
    return found


def _multistakeholder(
    arrangement_names: ArrangementNames, text: str
) -> list[tuple[str, str] | BadCell]:
    found: list[tuple[str, str] | BadCell] = []
    for part in split(text):
        identifier = arrangement_names.multistakeholder_pledge(part)
        if identifier is not None:
            found.append((identifier, ""))
        elif part.casefold() != "other":
            found.append((named("multistakeholder-pledge", part), part))
            hint = "Add it to a source of kind multistakeholder-pledges."
            problem = f"multi-stakeholder pledge {part!r} is not known; it is kept as written"
            found.append(BadCell("N006", problem, hint, "finding"))
    return found


def _frame(pairs: Pairs, name: str) -> pd.DataFrame:
    frame = pd.DataFrame({"row": pairs.rows, name: pd.Series(pairs.values, dtype=object)})
    frame["place"] = frame.groupby("row").cumcount()
    return frame


def _figures(text: str) -> list[int | BadCell | None]:
    """The figures of a cell, each at its place: a fraction leaves its place empty."""
    found: list[int | BadCell | None] = []
    for part in split(text):
        try:
            found.append(whole_number(part))
        except BadCell as problem:
            if problem.severity == "error":
                raise
            found += [None, problem]
    return found


def _gather_targets(register: Register, gathering: Gathering) -> None:
    """One target for each figure of a cell, with the unit at the same place; a lone unit or year
    goes with all.
    """
    column = register.columns
    values = _frame(column["target_value"].many(_figures), "value")
    units = _frame(column["target_unit"].many(split), "unit")
    years = _frame(
        column["target_year"].many(lambda t: [_year(part) for part in split(t)]), "target_year"
    )
    targets = values.merge(units, on=["row", "place"], how="outer").merge(
        years, on=["row", "place"], how="outer"
    )
    targets = targets.sort_values(["row", "place"])
    for name in ("unit", "target_year"):
        lone = targets.groupby("row")[name].transform("count") == 1
        filled = targets.groupby("row")[name].transform("first")
        targets[name] = targets[name].where(~lone, filled)
    rows = pa.array(targets["row"].to_numpy(dtype=np.int64))
    pledges = register.ids.take(rows)
    figures = {
        name: [None if pd.isna(v) else v for v in targets[name]]
        for name in ("value", "unit", "target_year")
    }
    keys = zip(targets["place"], *figures.values(), strict=True)
    ids = _dependents(pledges, "target", keys)
    figures["baseline"] = column["baseline"].plain().take(rows)
    gathering.nodes("Target", register.source, {"id": ids, **figures})
    gathering.links("targetOf", register.source, ids, pledges)
    gathering.links("recordedIn", register.source, ids, register.records.take(rows))


def _gather_updates(register: Register, gathering: Gathering) -> None:
    """What a row reports of the pledge's implementation: an official stage, a date of report, or
    words alone.
    """
    column, text = register.columns, pa.string()
    table = pa.table(
        {
            "stage": column["stage"].scalar(code_of("implementation-stages"), text),
            "reported_on": column["stage_date"].scalar(iso_date, text),
            "basis": column["stage_basis"].plain(),
            "update_text": column["stage_note"].plain(),
            "pledge": register.ids,
            "record": register.records,
        }
    )
    stated = [pc.is_valid(table[name]) for name in ("stage", "reported_on", "update_text")]
    table = table.filter(pc.or_(pc.or_(stated[0], stated[1]), stated[2]))
    stated_values = (table[name].to_pylist() for name in ("stage", "reported_on", "update_text"))
    ids = _dependents(table["pledge"], "update", zip(*stated_values, strict=True))
    names: Sequence[str] = ("stage", "reported_on", "basis", "update_text")
    gathering.nodes(
        "ImplementationUpdate",
        register.source,
        {"id": ids, **{name: table[name] for name in names}},
    )
    gathering.links("updateOf", register.source, ids, table["pledge"])
    gathering.links("recordedIn", register.source, ids, table["record"])


def _dependents(
    pledges: pa.Array | pa.ChunkedArray, word: str, keys: Iterable[Sequence[object]]
) -> pa.Array:
    """Identifiers of what depends on pledges, told apart by a hash of what is stated of each; NULL
    where nothing names the pledge.
    """
    ids: list[str | None] = []
    for pledge, key in zip(pledges.to_pylist(), keys, strict=True):
        fields = ["" if value is None else str(value) for value in key]
        ids.append(None if pledge is None else dependent(pledge, word, digest(*fields)))
    return pa.array(ids, pa.string())
