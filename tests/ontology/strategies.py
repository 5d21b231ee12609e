"""Hypothesis strategies for model tables: everything a source may state, odd texts first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc
from hypothesis import strategies as st

from pledgegraph.ontology.schema import Column, Relation, schema
from pledgegraph.ontology.tables import (
    ID,
    OBJECT,
    SOURCE,
    SUBJECT,
    Tables,
    finished_links,
    finished_nodes,
    link_schema,
    node_schema,
)

ODD_TEXTS = (
    '"',
    "\\",
    '\\"',
    "\\n",
    "\n",
    "\r\n",
    "\r",
    "\t",
    "'",
    "''' \"\"\"",
    "a\\",
    " ",
    "  x  ",
    "-",
    "N/A",
    "NULL",
    "\x01",
    "\x08\x0b\x0c\x1f",
    "\x7f",
    "\x85",
    "\u2028",
    "\ufeff",
    "\ufffe",
    "\uffff",
    "\u200f\u202eabc\u202c",
    "مرحبا",
    "e\u0301",
    "é",
    "👩\u200d👧",
    "\U0010ffff",
    "<b>&amp;</b>",
    "a b",
    "a",
    "a!",
    "<https://example.org/>",
    "_:b0",
    "?x $y",
    "#",
    "@en",
    "^^",
    "true",
    "5",
    "2020-12",
    "{}",
    "nan",
    "x" * 300,
)
SOURCES = ("source/older", "source/newer")
_SLUG = st.text("abc019-", min_size=1, max_size=6)
_CODES = {
    "Pledge": st.from_regex(r"GRF-[0-9]{5}", fullmatch=True),
    "Country": st.from_regex(r"[A-Z]{3}", fullmatch=True),
}

texts = st.one_of(
    st.sampled_from(ODD_TEXTS),
    # no surrogates: UTF-8 has none; no U+0000: XML has none
    st.text(
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"), min_size=1, max_size=12
    ),
)
integers = st.one_of(
    st.sampled_from([0, -1, 2**63 - 1, -(2**63)]), st.integers(-(2**63), 2**63 - 1)
)
_days = st.dates().map(lambda day: day.isoformat())
dates = st.one_of(_days, _days.map(lambda day: day[:7]), _days.map(lambda day: day[:4]))


def identifiers(name: str) -> st.SearchStrategy[str]:
    """Identifiers of a class, official codes and published concepts among them."""
    segments = [segment for segment, cls in schema().segments().items() if cls == name]
    nested = st.lists(_SLUG, min_size=1, max_size=2).map("/".join)
    if schema().classes[name].dependent:
        parents = st.builds("{}/{}".format, st.sampled_from(list(schema().first_parts())), nested)
        return st.builds("{}{}-{}".format, parents, st.sampled_from(segments), _SLUG)
    return st.builds(
        "{}/{}".format, st.sampled_from(segments), st.one_of(nested, _CODES.get(name, nested))
    )


def values(column: Column) -> st.SearchStrategy[object]:
    """Values of a column that its shape allows; never NULL, never an empty text."""
    if column.kind != "text":
        return {"integer": integers, "boolean": st.booleans(), "date": dates}[column.kind]
    if column.allowed:
        code = st.sampled_from(column.allowed)
        return st.lists(code, max_size=3) if column.many else code
    one = st.from_regex(column.pattern.strip("^$"), fullmatch=True) if column.pattern else texts
    return st.lists(one, max_size=3) if column.many else one


@st.composite
def _node(draw: st.DrawFn, name: str, identifier: str, source: str) -> dict[str, object]:
    columns = [column for column in schema().classes[name].columns if not column.derived]
    optional = [column for column in columns if not column.required]
    chosen = draw(st.lists(st.sampled_from(optional), unique=True, max_size=5)) if optional else []
    reported = [column for column in columns if column.required] + chosen
    return {
        ID: identifier,
        SOURCE: source,
        **{column.name: draw(values(column)) for column in reported},
    }


@st.composite
def _pairs(
    draw: st.DrawFn, relation: Relation, nodes: Mapping[str, Sequence[str]]
) -> list[tuple[str, str, str]]:
    starts = [identifier for name in relation.starts for identifier in nodes[name]]
    ends = [identifier for name in relation.ends for identifier in nodes[name]]
    if not starts or not ends or relation.derived:
        return []
    link = st.tuples(st.sampled_from(starts), st.sampled_from(ends), st.sampled_from(SOURCES))
    # a single relationship has one object for a subject in a source
    key = (lambda found: (found[0], found[2])) if relation.single else (lambda found: found)
    return draw(st.lists(link, max_size=3, unique_by=key))


@st.composite
def stated_tables(draw: st.DrawFn) -> Tables:
    """Stated tables of two sources that may differ on one node; links lead from nodes to nodes of
    the right classes.

    Values keep to their shapes, but a required relationship may be missing and a node with links
    need not be stated by the source of the link.
    """
    stated = sorted(name for name, cls in schema().classes.items() if not cls.derived)
    used = draw(st.lists(st.sampled_from(stated), unique=True, max_size=5))
    known = {
        name: (
            draw(st.lists(identifiers(name), unique=True, min_size=1, max_size=3))
            if name in used
            else []
        )
        for name in schema().classes
    }
    nodes = {}
    for name, found in known.items():
        rows = [
            draw(_node(name, identifier, source))
            for identifier in found
            for source in draw(st.lists(st.sampled_from(SOURCES), unique=True, min_size=1))
        ]
        target = node_schema(name, with_source=True)
        nodes[name] = finished_nodes(pa.Table.from_pylist(rows, schema=target), target)
    links = {}
    for name, relation in schema().relations.items():
        target = link_schema(with_source=True)
        pairs = [
            dict(zip((SUBJECT, OBJECT, SOURCE), pair, strict=True))
            for pair in draw(_pairs(relation, known))
        ]
        links[name] = finished_links(pa.Table.from_pylist(pairs, schema=target), target)
    return Tables(nodes, links)


def current_tables() -> st.SearchStrategy[Tables]:
    """Current tables: what one of two sources states, without the source; a link's end may have no
    row.
    """
    return stated_tables().map(_of_one_source)


def _of_one_source(stated: Tables) -> Tables:
    def kept(table: pa.Table) -> pa.Table:
        rows = table.filter(pc.equal(table[SOURCE], SOURCES[1]))
        return rows.drop_columns([SOURCE]).combine_chunks()

    nodes = {name: kept(table) for name, table in stated.nodes.items()}
    return Tables(nodes, {name: kept(table) for name, table in stated.links.items()})
