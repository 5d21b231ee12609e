"""Release checks: what the tables of another site state that no table here can hold, found by whole
columns.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import chain, islice

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.loaders.names.actors import identity
from pledgegraph.loaders.names.countries import countries
from pledgegraph.loaders.names.governments import government_of
from pledgegraph.loaders.names.reference import REFERENCE, gather_reference
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.iris import named
from pledgegraph.ontology.schema import Column, NodeClass, Relation, schema
from pledgegraph.ontology.tables import ID, OBJECT, SOURCE, SUBJECT, Tables
from pledgegraph.wording import Worded, worded

OURS = ("Country", "Forum", "Concept")
"""Classes of which every pledgegraph has all nodes: a site that changes one would change it for all
others.
"""
_UNUSABLE = r"(^|/)\.{0,2}(/|#|$)|[\\\p{Cf}]"
"""What no identifier has: empty steps and those that lead up, signs that do not show."""
_SOURCE = r"^source/[A-Za-z0-9][A-Za-z0-9._-]*$"
MOST = 5
"""How many things that are wrong are listed."""


def wrong_in(tables: Tables) -> list[Worded]:
    """The first things that are wrong with the tables of a site, without pledgegraph's own lists.

    Args:
        tables: what its sources state, by the site's identifiers.
    """
    known = _known(tables)
    found = chain(
        _of_others(tables),
        _of_governments(tables),
        _unusable_names(tables),
        _strange_records(tables),
        _wrong_values(tables),
        _wrong_links(tables, known),
    )
    return list(islice(found, MOST))


def _known(tables: Tables) -> pa.Array:
    """Every node that a link may lead to."""
    # Not those that the site states: an older or newer list may have others
    own = Gathering()
    gather_reference(own)
    reference = own.tables()
    found = []
    for name in schema().classes:
        of_class = reference if name in OURS else tables
        found += of_class[name][ID].chunks
    return pa.chunked_array(found, pa.string()).combine_chunks()


def _of_others(tables: Tables) -> Iterator[Worded]:
    """What is not the site's to state."""
    for name in OURS:
        for identifier in tables[name][ID].slice(0, 1).to_pylist():
            yield worded(
                "it states {identifier}, which is in the lists of pledgegraph",
                identifier=identifier,
            )
    sources = tables["Source"]
    is_other = pc.not_equal(sources[ID], sources[SOURCE])
    for row in sources.filter(is_other).slice(0, 1).to_pylist():
        yield worded(
            "{source} describes another source, {identifier}",
            source=row[SOURCE],
            identifier=row[ID],
        )
    described = sources[ID].combine_chunks()
    # Without a description nobody could say where a value is from
    for name, table in {**tables.nodes, **tables.links}.items():
        stating = pc.unique(table[SOURCE])
        unknown = stating.filter(pc.invert(pc.is_in(stating, described)))
        for source in unknown.slice(0, 1).to_pylist():
            yield worded(
                "{source} states a {name} and is not described",
                source=source,
                name=name,
            )


def _of_governments(tables: Tables) -> Iterator[Worded]:
    """A government that is another country's, or has another name: it is one actor everywhere, so
    one site would change it for all.
    """
    own = {named("actor", f"Government of {each.name}"): each.id for each in countries().values()}
    governments = pa.array(list(own), pa.string())
    represents = tables["REPRESENTS"]
    stated = represents.filter(pc.is_in(represents[SUBJECT], governments))
    for row in stated.to_pylist():
        if own[row[SUBJECT]] != row[OBJECT]:
            yield worded(
                "{actor} cannot represent {country}",
                actor=_called(own[row[SUBJECT]], row[SUBJECT]),
                country=row[OBJECT],
            )
    actors = tables["Actor"]
    for row in actors.filter(pc.is_in(actors[ID], governments)).to_pylist():
        name = row["name"]
        if name and identity(name).actor != row[ID]:
            yield worded(
                "{name} cannot be the name of {actor}",
                name=repr(name),
                actor=_called(own[row[ID]], row[ID]),
            )


def _called(country: str, actor: str) -> str:
    """A government by its name, with its identifier in brackets."""
    return f"{government_of(country)} ({actor})"


def _unusable_names(tables: Tables) -> Iterator[Worded]:
    """Identifiers that could be no address below a site, or show as others."""
    for name in schema().classes:
        identifiers = tables[name][ID]
        is_bad = pc.match_substring_regex(identifiers, _UNUSABLE)
        for identifier in identifiers.filter(is_bad).slice(0, 1).to_pylist():
            yield worded("{identifier} cannot be an identifier", identifier=repr(identifier))
    sources = tables["Source"][ID]
    strange = sources.filter(pc.invert(pc.match_substring_regex(sources, _SOURCE)))
    for identifier in strange.slice(0, 1).to_pylist():
        yield worded("{identifier} cannot be an identifier", identifier=repr(identifier))


def _strange_records(tables: Tables) -> Iterator[Worded]:
    """Rows that are not rows of the source that states them: nobody could find them."""
    records = tables["SourceRecord"]
    heads = pc.list_element(
        pc.split_pattern(records[ID], "#", max_splits=1),
        0,
    )
    strange = records.filter(pc.not_equal(heads, records[SOURCE]))
    for row in strange.slice(0, 1).to_pylist():
        yield worded(
            "{record} is a row of another source than {source}",
            record=row[ID],
            source=row[SOURCE],
        )


def _wrong_values(tables: Tables) -> Iterator[Worded]:
    for name, cls in schema().classes.items():
        table = tables[name]
        if not table.num_rows:
            continue
        for column in cls.columns:
            if not column.derived:
                yield from _misshapen(table, column)
                yield from _no_dates(table, column)
                yield from _missing_value(table, cls, column)


def _misshapen(table: pa.Table, column: Column) -> Iterator[Worded]:
    if not column.pattern or column.kind != "text" or column.many:
        return
    values = table[column.name]
    fits = pc.match_substring_regex(values, column.pattern)
    misfit = table.filter(pc.invert(pc.fill_null(fits, True)))
    for row in misfit.slice(0, 1).to_pylist():
        yield worded(
            "{value} cannot be the {name} of {identifier}",
            value=repr(row[column.name]),
            name=column.name,
            identifier=row[ID],
        )


def _no_dates(table: pa.Table, column: Column) -> Iterator[Worded]:
    """What only looks like a date, such as 2026-13-01 or 2026-02-30."""
    if column.kind != "date" or column.many:
        return
    values = pc.unique(table[column.name]).drop_null().to_pylist()
    for value in values:
        if _is_date(value):
            continue
        named = table.filter(pc.equal(table[column.name], value))
        yield worded(
            "{value} cannot be the {name} of {identifier}",
            value=repr(value),
            name=column.name,
            identifier=named[ID][0].as_py(),
        )
        # One for each column: a site that writes dates in another way does so in all
        return


def _is_date(text: str) -> bool:
    """Whether a year, a month or a day is one of a calendar."""
    # The first day of it: ``2026-11`` → ``2026-11-01``
    first = f"{text}-01-01"[:10]
    try:
        date.fromisoformat(first)
    except ValueError:
        return False
    return True


def _missing_value(
    table: pa.Table,
    cls: NodeClass,
    column: Column,
) -> Iterator[Worded]:
    if not column.required or column.many:
        return
    # One source may describe a node of which another only says more
    described = table.filter(pc.is_valid(table[column.name]))[ID]
    is_described = pc.is_in(table[ID], described.combine_chunks())
    missing = table[ID].filter(pc.invert(is_described))
    for identifier in missing.slice(0, 1).to_pylist():
        yield worded(
            "{identifier} of the class {cls} has no {name}",
            identifier=identifier,
            cls=cls.name,
            name=column.name,
        )


def _wrong_links(tables: Tables, known: pa.Array) -> Iterator[Worded]:
    for name, relation in schema().relations.items():
        links = tables[name]
        if not links.num_rows:
            continue
        for side in (SUBJECT, OBJECT):
            lost = links.filter(
                pc.invert(
                    pc.is_in(
                        links[side],
                        known,
                    )
                )
            )
            for row in lost.slice(0, 1).to_pylist():
                yield worded(
                    "{relation} of {subject} leads to {object}, and {lost} is not described",
                    relation=name,
                    subject=row[SUBJECT],
                    object=row[OBJECT],
                    lost=row[side],
                )
        if relation.single:
            yield from _several_ends(links, relation)


def _several_ends(links: pa.Table, relation: Relation) -> Iterator[Worded]:
    # Two sources may differ: the newer one counts
    keys = links.group_by([SUBJECT, SOURCE])
    counts = keys.aggregate([(OBJECT, "count_distinct")])
    ends = counts[f"{OBJECT}_count_distinct"]
    several = counts.filter(pc.greater(ends, 1))
    for row in several.slice(0, 1).to_pylist():
        yield worded(
            "{subject} has several {relation} in {source}",
            subject=row[SUBJECT],
            relation=relation.name,
            source=row[SOURCE],
        )


def without_own_lists(tables: Tables) -> Tables:
    """The tables of a site without what it repeats of pledgegraph's own lists."""
    nodes = {name: _without_reference(table) for name, table in tables.nodes.items()}
    links = {name: _without_reference(table) for name, table in tables.links.items()}
    return Tables(nodes, links)


def _without_reference(table: pa.Table) -> pa.Table:
    return table.filter(pc.not_equal(table[SOURCE], REFERENCE))
