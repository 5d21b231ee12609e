"""States: what the state node of each dataset says, and whether a database answers for a build."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pledgegraph.errors import EngineFailed, shortened
from pledgegraph.graph.engine import Engine
from pledgegraph.ontology.schema import schema

from .ownership import count_our_nodes, counting, counting_our_nodes, wrong_count
from .server import STATE

STATE_QUESTION = "the state of Neo4j"
SYNC = "Run `pledgegraph neo4j sync`."


@dataclass(frozen=True)
class State:
    """What the state node of a dataset says: the stored build, and whether a sync is under way.

    ``full``: the sync under way writes every node.
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
        tool = shortened(self.tool) or "nobody"
        synced = shortened(self.synced_at) or "never"
        dataset = f"{shortened(self.title)} ({shortened(self.base)})"
        audiences = shortened(", ".join(self.audiences)) or "nobody"
        warning = " A sync was interrupted or is under way." if self.under_way else ""
        # Counts are by table: a class is nodes, every other one relationships
        nodes = 0
        for name, count in self.counts.items():
            if name in schema().classes:
                nodes += count
        links = sum(self.counts.values()) - nodes
        return (
            f"{dataset}: {build} by {tool}, synced {synced}\n"
            f"{nodes:,} nodes, {links:,} relationships, for {audiences}.{warning}"
        )


STATES = f"""MATCH (d:{STATE})
    RETURN d.base AS base, d.title AS title, d.tool AS tool, d.inputs AS inputs,
    d.fingerprint AS fingerprint, d.audiences AS audiences, d.counts AS counts,
    d.summaries AS summaries, d.under_way AS under_way, d.full AS full,
    toStringOrNull(d.synced_at) AS synced_at ORDER BY base"""

_TEXTS = ("base", "title", "tool", "inputs", "fingerprint", "under_way", "synced_at")
_MAPPINGS = ("counts", "summaries")
LONGEST_TEXT = 100_000
"""Characters that one property of the state node may have; ``counts`` and ``summaries`` have an
entry for each table.
"""
_TABLE_NAME = re.compile("[A-Za-z][A-Za-z0-9_]{0,60}")
_AGAIN = (
    f"Remove them with `MATCH (d:{STATE}) DELETE d`, which leaves the graph as it is, "
    "and run `pledgegraph neo4j sync`: it compares everything."
)


def states(rows: Sequence[Mapping[str, Any]]) -> list[State]:
    """The states of all datasets of a database, from the rows of ``STATES``.

    Raises:
        EngineFailed: a state node is not as a sync writes it; somebody edited or added one.
    """
    found = [_state(row) for row in rows]
    bases = [state.base for state in found]
    for base in sorted(bases):
        number = bases.count(base)
        if number > 1:
            raise EngineFailed(
                f"Neo4j has {number} nodes {STATE} for {base}",
                _AGAIN,
            )
    return found


def was_full(state: State | None) -> bool:
    """Whether a run that writes every node has started and is not complete."""
    return state is not None and state.full


def _state(row: Mapping[str, Any]) -> State:
    # Everything is checked, because anybody who may write can edit the node
    texts = {}
    for name in (*_TEXTS, *_MAPPINGS):
        texts[name] = _text(row, name)
    if not texts["base"]:
        raise _edited(row, "base")
    audiences = [] if row["audiences"] is None else row["audiences"]
    if not isinstance(audiences, list) or not all(map(_is_text, audiences)):
        raise _edited(row, "audiences")
    if not isinstance(row["full"], bool | None):
        raise _edited(row, "full")
    counts = _mapping(row, "counts", _is_count)
    summaries = _mapping(row, "summaries", _is_text)
    for name in _MAPPINGS:
        del texts[name]
    return State(
        **texts,
        full=bool(row["full"]),
        audiences=tuple(audiences),
        counts=counts,
        summaries=summaries,
    )


def _text(
    row: Mapping[str, Any],
    name: str,
) -> str:
    text = row[name]
    if text is None:
        return ""
    if not isinstance(text, str) or len(text) > LONGEST_TEXT:
        raise _edited(row, name)
    return text


def _is_count(value: object) -> bool:
    # By its very type: true is an int as well, and would be counted as 1
    return type(value) is int and 0 <= value < 2**63


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _mapping(
    row: Mapping[str, Any],
    name: str,
    fits: Callable[[object], bool],
) -> dict[str, Any]:
    """The values of a property by table. The names of tables go into texts of Cypher, so no other
    names are accepted.
    """
    try:
        stored = json.loads(row[name] or "{}")
    except (ValueError, RecursionError):
        raise _edited(row, name) from None
    if not isinstance(stored, dict):
        raise _edited(row, name)
    for table, value in stored.items():
        if not _TABLE_NAME.fullmatch(table) or not fits(value):
            raise _edited(row, name)
    return stored


def _edited(
    row: Mapping[str, Any],
    name: str,
) -> EngineFailed:
    base = row["base"]
    whose = ""
    if isinstance(base, str) and base:
        whose = f" of {shortened(base, 100)}"
    return EngineFailed(
        f"The node {STATE}{whose} in Neo4j is not as a sync writes it: see its {name}", _AGAIN
    )


def check_answers(
    engine: Engine,
    base: str,
    inputs: str,
    audiences: Sequence[str],
) -> None:
    """``EngineFailed`` where Neo4j's answers would not be those of this build.

    The texts ask for every node of a class: nodes of another dataset, or of others with the same
    labels, would be counted too.
    """
    found = states(engine.ask(STATES, {}, STATE_QUESTION))
    others = []
    own = None
    for state in found:
        if state.base == base:
            own = state
        else:
            others.append(state.base)
    if own is None:
        raise EngineFailed(f"Neo4j does not hold {base}", SYNC)
    _check_state(own, inputs, audiences)
    if others:
        raise EngineFailed(
            f"Neo4j holds {', '.join(others)} as well as {base}: answers would mix",
            "Give each workspace a database of its own; docs/neo4j.md says how to remove one.",
        )
    _check_counts(engine, own)


def _check_state(
    own: State,
    inputs: str,
    audiences: Sequence[str],
) -> None:
    """``EngineFailed`` where the state node names another build, or other audiences."""
    if own.under_way:
        hint = f"{SYNC} It goes on where it stopped."
        raise EngineFailed("A sync to Neo4j is under way, or was interrupted", hint)
    if not own.inputs:
        # A node that only `take` has written: no sync has been completed yet.
        raise EngineFailed("Neo4j holds another build", SYNC)
    left_out = sorted(set(audiences) - set(own.audiences))
    if left_out:
        options = _audience_options({*audiences, *own.audiences})
        hint = f"Ask the embedded engine, or run `pledgegraph neo4j sync {options}`."
        raise EngineFailed(f"Neo4j does not hold the records for {', '.join(left_out)}", hint)
    if own.inputs != inputs:
        raise _other_build(own, audiences)


def _audience_options(audiences: set[str]) -> str:
    return " ".join(f"--audience {name}" for name in sorted(audiences))


def _other_build(own: State, audiences: Sequence[str]) -> EngineFailed:
    """The error where Neo4j holds an older build, or the records of more audiences."""
    too_many = sorted(set(own.audiences) - set(audiences))
    if not too_many or not audiences:
        return EngineFailed("Neo4j holds another build", SYNC)
    options = _audience_options(set(audiences))
    hint = (
        f"Ask the embedded engine, or run `pledgegraph neo4j sync {options}` into a database of"
        " its own."
    )
    return EngineFailed(
        f"Neo4j holds another build, with the records for {', '.join(too_many)}", hint
    )


def _check_counts(engine: Engine, state: State) -> None:
    """``EngineFailed`` where not as many nodes and relationships are stored as the sync wrote.

    Ours are counted too: a node of others may replace one of ours that was deleted.
    """
    start = f"{state.base}#"
    counts: dict[str, Any] = {}
    for row in engine.ask(counting(state.counts), {}, STATE_QUESTION):
        counts[str(row["name"])] = row["n"]
    wrong = wrong_count(counts, state.counts)
    if wrong is not None:
        raise _other_count(state, *wrong, "")
    # Of all classes, as in a sync: the server has planned that text
    classes = schema().classes
    groups = engine.ask(counting_our_nodes(classes), {"start": start}, STATE_QUESTION)
    known = state.counts.keys() & classes.keys()
    ours = count_our_nodes(sorted(known), map(_values, groups))
    wrong = wrong_count(ours, state.counts)
    if wrong is not None:
        raise _other_count(state, *wrong, " of ours")


def _values(row: Mapping[str, Any]) -> list[Any]:
    return list(row.values())


def _other_count(
    state: State,
    name: str,
    count: int,
    whose: str,
) -> EngineFailed:
    kind, which = "relationships", "of this type"
    if name in schema().classes:
        kind, which = "nodes", "with this label"
    wanted = state.counts[name]
    return EngineFailed(
        f"Neo4j has {count:,} {kind} {name}{whose} instead of {wanted:,}",
        f"{SYNC} {kind.capitalize()} of others {which} need a database of their own.",
    )
