"""What a database holds: the state node of each dataset, what is ours, and whether it can answer for a build."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pledgegraph.errors import UsageProblem
from pledgegraph.ontology.schema import schema

from .engine import Engine
from .neo4j import COMPUTED, KEY, STATE

STATE_QUESTION = "the state of Neo4j"
SYNC = "Run `pledgegraph neo4j sync`."


@dataclass(frozen=True)
class State:
    """What the one node of a dataset says: which build it is of, and whether a sync to another one is under way.

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
        build = f"build {self.inputs}" if self.inputs else "no whole build"
        nodes = sum(n for name, n in self.counts.items() if name in schema().classes)
        links = sum(self.counts.values()) - nodes
        held = f"{self.title} ({self.base}): {build} by {self.tool or 'nobody'}, synced {self.synced_at or 'never'}"
        more = " A sync was interrupted or is under way: run it again." if self.under_way else ""
        return f"{held}\n{nodes:,} nodes, {links:,} relationships, for {', '.join(self.audiences) or 'nobody'}.{more}"


STATES = f"""MATCH (d:{STATE}) RETURN d.base AS base, d.title AS title, d.tool AS tool, d.inputs AS inputs,
    d.fingerprint AS fingerprint, d.audiences AS audiences, d.counts AS counts, d.summaries AS summaries,
    d.under_way AS under_way, d.full AS full, toString(d.synced_at) AS synced_at ORDER BY base"""


def states(rows: Sequence[Mapping[str, Any]]) -> list[State]:
    """The states of all datasets of a database from the rows of ``STATES``."""
    return [
        State(
            **{key: row[key] or "" for key in ("base", "title", "tool", "inputs", "fingerprint", "under_way")},
            synced_at=row["synced_at"] or "",
            full=bool(row["full"]),
            audiences=tuple(row["audiences"] or ()),
            counts=json.loads(row["counts"] or "{}"),
            summaries=json.loads(row["summaries"] or "{}"),
        )
        for row in rows
    ]


def check_answers(engine: Engine, base: str, inputs: str, audiences: Sequence[str]) -> None:
    """``UsageProblem`` where Neo4j's answers would not be those of this build.

    The texts ask for every node of a class: another dataset beside ours, or other nodes of the same labels, would mix.
    """
    found = states(engine.ask(STATES, {}, STATE_QUESTION))
    own = next((state for state in found if state.base == base), None)
    if own is None:
        raise UsageProblem(f"Neo4j does not hold {base}", SYNC)
    if own.under_way:
        raise UsageProblem("A sync to Neo4j is under way, or was interrupted", f"{SYNC} It goes on where it stopped.")
    if own.inputs != inputs:
        raise UsageProblem("Neo4j holds another build", SYNC)
    if left_out := sorted(set(audiences) - set(own.audiences)):
        more = " ".join(f"--audience {name}" for name in sorted({*audiences, *own.audiences}))
        hint = f"Ask the embedded engine, or run `pledgegraph neo4j sync {more}`."
        raise UsageProblem(f"Neo4j does not hold the records for {', '.join(left_out)}", hint)
    if others := [state.base for state in found if state.base != base]:
        hint = "Give each workspace a database of its own; docs/neo4j.md says how to remove one."
        raise UsageProblem(f"Neo4j holds {', '.join(others)} beside {base}: answers would mix", hint)
    _check_counts(engine, own)


def _check_counts(engine: Engine, state: State) -> None:
    """All nodes of each class are counted, and ours: a node of others may stand in for one of ours that is gone."""
    classes = {name: count for name, count in state.counts.items() if name in schema().classes}
    for text in (counting(state.counts), counting_ours(classes)):
        for row in engine.ask(text, {"start": f"{state.base}#"}, STATE_QUESTION):
            name, wanted = str(row["name"]), state.counts[str(row["name"])]
            if row["n"] != wanted:
                kind, which = ("nodes", "with this label") if name in classes else ("relationships", "of this type")
                whose = "" if text == counting(state.counts) else " of ours"
                hint = f"{SYNC} {kind.capitalize()} of others {which} need a database of their own."
                raise UsageProblem(f"Neo4j has {row['n']:,} {kind} {name}{whose} instead of {wanted:,}", hint)


def counting(names: Mapping[str, int]) -> str:
    """A text that counts every node of each class and every relationship of each type, ours or not: at no cost."""
    return " UNION ALL ".join(
        f"MATCH (n:{name}) WITH count(n) AS n RETURN '{name}' AS name, n"
        if name in schema().classes
        else f"MATCH ()-[r:{name}]->() WITH count(r) AS n RETURN '{name}' AS name, n"
        for name in names
    )


def counting_ours(names: Iterable[str]) -> str:
    """A text that counts our nodes of each class and our relationships of each type."""
    return " UNION ALL ".join(f"MATCH {ours(name)} WITH count(*) AS n RETURN '{name}' AS name, n" for name in names)


def ours(name: str) -> str:
    """A pattern with its condition for our nodes of a class or links of a relationship.

    A link of ours has no property, or the one that says that it is computed: one with another is somebody's own. A
    node of ours that somebody gave a second label of ours is still only of the class that its key names.
    """
    if name not in schema().classes:
        return (
            f"(a)-[r:{name}]->(b) WHERE a.{KEY} STARTS WITH $start AND b.{KEY} STARTS WITH $start AND {our_link(name)}"
        )
    segments = [segment for segment, cls in schema().segments().items() if cls == name]
    return f"(n:{name}) WHERE (" + " OR ".join(f"n.{KEY} STARTS WITH $start + '{one}/'" for one in segments) + ")"


def our_link(name: str) -> str:
    """The condition for a link ``r`` between two of our nodes to be ours."""
    computed = f"r.{COMPUTED} = true"
    return f"{computed} AND size(keys(r)) = 1" if schema().relations[name].derived else "size(keys(r)) = 0"
