"""What a database holds: the state node of each dataset, what is ours, and whether it can answer
for a build.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pledgegraph.errors import EngineFailed, shortened
from pledgegraph.graph.engine import Engine
from pledgegraph.ontology.schema import schema

from .server import COMPUTED, KEY, STATE

STATE_QUESTION = "the state of Neo4j"
SYNC = "Run `pledgegraph neo4j sync`."


@dataclass(frozen=True)
class State:
    """What the one node of a dataset says: which build it is of, and whether a sync to another one
    is under way.

    ``full``: the sync under way takes every node as changed.
    """

    base: str
    title: str
    tool: str
    inputs: str
    fingerprint: str
    audiences: tuple[str, ...]
    counts: Mapping[str, int]
    summaries: Mapping[str, str]
    under_way: str
    full: bool
    synced_at: str

    def __str__(self) -> str:
        """Two lines for a person."""
        build = f"build {shortened(self.inputs)}" if self.inputs else "no whole build"
        nodes = sum(n for name, n in self.counts.items() if name in schema().classes)
        links = sum(self.counts.values()) - nodes
        made = (
            f"{build} by {shortened(self.tool) or 'nobody'}, synced"
            f" {shortened(self.synced_at) or 'never'}"
        )
        stored = f"{shortened(self.title)} ({shortened(self.base)}): {made}"
        more = " A sync was interrupted or is under way." if self.under_way else ""
        whose = shortened(", ".join(self.audiences)) or "nobody"
        return f"{stored}\n{nodes:,} nodes, {links:,} relationships, for {whose}.{more}"


STATES = f"""MATCH (d:{STATE})
    RETURN d.base AS base, d.title AS title, d.tool AS tool, d.inputs AS inputs,
    d.fingerprint AS fingerprint, d.audiences AS audiences, d.counts AS counts,
    d.summaries AS summaries, d.under_way AS under_way, d.full AS full,
    toStringOrNull(d.synced_at) AS synced_at ORDER BY base"""


LONGEST_TEXT = 100_000
"""Characters of what the state node says in one of its texts; counts and hashes have one for each
table.
"""


def states(rows: Sequence[Mapping[str, Any]]) -> list[State]:
    """The states of all datasets of a database from the rows of ``STATES``.

    Raises:
        EngineFailed: such a node is not as a sync writes it; somebody has edited it, or made
            another one.
    """
    found = [_state(row) for row in rows]
    bases = [state.base for state in found]
    twice = sorted({base for base in bases if bases.count(base) > 1})
    if twice:
        raise EngineFailed(
            f"Neo4j has {bases.count(twice[0])} nodes {STATE} for {twice[0]}", _AGAIN
        )
    return found


_AGAIN = (
    f"Remove them with `MATCH (d:{STATE}) DELETE d`, which leaves the graph as it is, "
    "and run `pledgegraph neo4j sync`: it compares everything."
)


def _state(row: Mapping[str, Any]) -> State:
    texts = {}
    for name in (
        "base",
        "title",
        "tool",
        "inputs",
        "fingerprint",
        "under_way",
        "counts",
        "summaries",
        "synced_at",
    ):
        text = "" if row[name] is None else row[name]
        if not isinstance(text, str) or len(text) > LONGEST_TEXT or (name == "base" and not text):
            raise _edited(row, name)
        texts[name] = text
    audiences = [] if row["audiences"] is None else row["audiences"]
    if not isinstance(audiences, list) or not all(isinstance(each, str) for each in audiences):
        raise _edited(row, "audiences")
    if not isinstance(row["full"], bool | None):
        raise _edited(row, "full")
    counts = _mapping(row, "counts", lambda count: type(count) is int and 0 <= count < 2**63)
    summaries = _mapping(row, "summaries", lambda summary: isinstance(summary, str))
    return State(
        **{name: text for name, text in texts.items() if name not in ("counts", "summaries")},
        full=bool(row["full"]),
        audiences=tuple(audiences),
        counts=counts,
        summaries=summaries,
    )


def _mapping(row: Mapping[str, Any], name: str, fits: Callable[[object], bool]) -> dict[str, Any]:
    """What a property holds by table. The names go into texts of questions, so they must be plain
    ones.
    """
    try:
        stored = json.loads(row[name] or "{}")
    except (ValueError, RecursionError):
        raise _edited(row, name) from None
    if not isinstance(stored, dict) or not all(
        re.fullmatch("[A-Za-z][A-Za-z0-9_]{0,60}", key) and fits(stored[key]) for key in stored
    ):
        raise _edited(row, name)
    return stored


def _edited(row: Mapping[str, Any], name: str) -> EngineFailed:
    base = row["base"]
    whose = f" of {shortened(base, 100)}" if isinstance(base, str) and base else ""
    return EngineFailed(
        f"The node {STATE}{whose} in Neo4j is not as a sync writes it: see its {name}", _AGAIN
    )


def check_answers(engine: Engine, base: str, inputs: str, audiences: Sequence[str]) -> None:
    """``EngineFailed`` where Neo4j's answers would not be those of this build.

    The texts ask for every node of a class: another dataset beside ours, or other nodes of the same
    labels, would mix.
    """
    found = states(engine.ask(STATES, {}, STATE_QUESTION))
    own = next((state for state in found if state.base == base), None)
    if own is None:
        raise EngineFailed(f"Neo4j does not hold {base}", SYNC)
    if own.under_way:
        raise EngineFailed(
            "A sync to Neo4j is under way, or was interrupted",
            f"{SYNC} It goes on where it stopped.",
        )
    if not own.inputs:  # no whole build says so little of itself
        raise EngineFailed("Neo4j holds another build", SYNC)
    if left_out := sorted(set(audiences) - set(own.audiences)):
        more = " ".join(f"--audience {name}" for name in sorted({*audiences, *own.audiences}))
        hint = f"Ask the embedded engine, or run `pledgegraph neo4j sync {more}`."
        raise EngineFailed(f"Neo4j does not hold the records for {', '.join(left_out)}", hint)
    if own.inputs != inputs:
        raise _other_build(own, audiences)
    if others := [state.base for state in found if state.base != base]:
        hint = "Give each workspace a database of its own; docs/neo4j.md says how to remove one."
        raise EngineFailed(
            f"Neo4j holds {', '.join(others)} beside {base}: answers would mix", hint
        )
    _check_counts(engine, own)


def _other_build(own: State, audiences: Sequence[str]) -> EngineFailed:
    """What is told where Neo4j holds other records: of an older build, or those of more
    audiences.
    """
    too_many = sorted(set(own.audiences) - set(audiences))
    if not too_many or not audiences:
        return EngineFailed("Neo4j holds another build", SYNC)
    only = " ".join(f"--audience {name}" for name in sorted(set(audiences)))
    hint = (
        f"Ask the embedded engine, or run `pledgegraph neo4j sync {only}` into a database of its"
        " own."
    )
    return EngineFailed(
        f"Neo4j holds another build, with the records for {', '.join(too_many)}", hint
    )


def _check_counts(engine: Engine, state: State) -> None:
    """All nodes of each class are counted, and ours: a node of others may stand in for one of ours
    that is gone.
    """
    classes = {name: count for name, count in state.counts.items() if name in schema().classes}
    for text in (counting(state.counts), counting_our_nodes(classes)):
        for row in engine.ask(text, {"start": f"{state.base}#"}, STATE_QUESTION):
            name, wanted = str(row["name"]), state.counts[str(row["name"])]
            if row["n"] != wanted:
                kind, which = (
                    ("nodes", "with this label")
                    if name in classes
                    else ("relationships", "of this type")
                )
                whose = "" if text == counting(state.counts) else " of ours"
                hint = f"{SYNC} {kind.capitalize()} of others {which} need a database of their own."
                raise EngineFailed(
                    f"Neo4j has {row['n']:,} {kind} {name}{whose} instead of {wanted:,}", hint
                )


def counting(names: Mapping[str, int]) -> str:
    """A text that counts every node of each class and every relationship of each type, ours or not:
    at no cost.
    """
    return " UNION ALL ".join(
        (
            f"MATCH (n:{name}) WITH count(n) AS n RETURN '{name}' AS name, n"
            if name in schema().classes
            else f"MATCH ()-[r:{name}]->() WITH count(r) AS n RETURN '{name}' AS name, n"
        )
        for name in names
    )


def counting_our_nodes(names: Iterable[str]) -> str:
    """A text that counts our nodes of each class."""
    return " UNION ALL ".join(
        f"MATCH {ours(name)} WITH count(*) AS n RETURN '{name}' AS name, n" for name in names
    )


def counting_links(names: Iterable[str]) -> str:
    """A text that counts relationships between nodes of ours, by what says whether they are ours:
    ``count_our_links``.

    One pass over all of them: a text with a part for each relationship takes seconds to plan.
    """
    between = (
        f"MATCH (a)-[r:{'|'.join(names)}]->(b) WHERE a.{KEY} STARTS WITH $start AND b.{KEY} STARTS"
        " WITH $start"
    )
    ends = (f"labels({node}), {_segment_of(node)}" for node in "ab")
    return (
        f"{between} RETURN type(r), {', '.join(ends)}, size(keys(r)), r.{COMPUTED} = true, count(*)"
    )


def _segment_of(node: str) -> str:
    """The part of a node's identifier that says its class, NULL where nothing follows that part;
    see ``ontology.schema.segment_of``.
    """
    identifier = f"substring({node}.{KEY}, size($start))"
    word = f"'#' + split(split({identifier}, '#')[1], '-')[..-1][0]"
    first = f"split({identifier}, '/')[..-1][0]"
    return f"CASE WHEN {identifier} CONTAINS '#' THEN {word} ELSE {first} END"


def count_our_links(names: Iterable[str], rows: Iterable[Sequence[Any]]) -> dict[str, int]:
    """How many relationships of each type are ours, from the rows of ``counting_links``; see
    ``ours``.
    """
    counts = dict.fromkeys(names, 0)
    segments = schema().segments()
    for name, start_labels, start, end_labels, end, properties, computed, number in rows:
        relation, first, last = schema().relations[name], segments.get(start), segments.get(end)
        joined = (
            first in relation.starts
            and first in start_labels
            and last in relation.ends
            and last in end_labels
        )
        if joined and (properties == 1 and computed if relation.derived else properties == 0):
            counts[name] += number
    return counts


def ours(name: str) -> str:
    """A pattern with its condition for our nodes of a class or links of a relationship.

    A link of ours has no property, or the one that says that it is computed: one with another is
    somebody's own, and so is one between classes that the ontology does not join. A node of ours
    that somebody gave a second label of ours is still only of the class that its key names.
    """
    if name in schema().classes:
        return f"(n:{name}) WHERE {_is_of('n', [name])}"
    relation = schema().relations[name]
    ends = f"{_is_of('a', relation.starts)} AND {_is_of('b', relation.ends)}"
    return f"(a)-[r:{name}]->(b) WHERE {ends} AND {our_link(name)}"


def _is_of(node: str, classes: Sequence[str]) -> str:
    """The condition for a node to be ours and of one of these classes, by its label and its key."""
    segments = [(segment, cls) for segment, cls in schema().segments().items() if cls in classes]
    each = (f"{node}:{cls} AND {_has_segment(node, segment)}" for segment, cls in segments)
    return f"({' OR '.join(each)})"


def _has_segment(node: str, segment: str) -> str:
    """The condition for a key to be ours and of the class of a segment.

    A key may be a number that somebody set, of which ``substring`` would be an error.
    """
    key = f"{node}.{KEY}"
    if segment.startswith("#"):
        return f"{key} STARTS WITH $start AND {key} CONTAINS '{segment}-'"
    # The first # of a key ends the base; a second one begins a fragment
    return f"{key} STARTS WITH $start + '{segment}/' AND NOT {key} =~ '(?s)[^#]*#[^#]*#.*'"


def our_link(name: str) -> str:
    """The condition for a link ``r`` between two of our nodes to be ours."""
    computed = f"r.{COMPUTED} = true"
    return (
        f"{computed} AND size(keys(r)) = 1"
        if schema().relations[name].derived
        else "size(keys(r)) = 0"
    )
