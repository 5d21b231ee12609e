"""Ownership: which nodes and relationships of a database are ours, as patterns of Cypher, and how
they are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from pledgegraph.ontology.schema import Relation, schema

from .server import COMPUTED, KEY


def ours(name: str) -> str:
    """A pattern with its condition for our nodes of a class or our links of a relationship.

    A link of ours has no property, or only the one that marks it as computed. One with another
    property belongs to somebody else, and so does one between classes that the ontology does not
    join. A node of ours that was given a second label of ours is still only of the class that its
    key names.
    """
    if name in schema().classes:
        is_ours = _is_of("n", [name])
        return f"(n:{name}) WHERE {is_ours}"
    relation = schema().relations[name]
    starts_well = _is_of("a", relation.starts)
    ends_well = _is_of("b", relation.ends)
    is_ours = our_link(name)
    return f"(a)-[r:{name}]->(b) WHERE {starts_well} AND {ends_well} AND {is_ours}"


def _is_of(node: str, classes: Sequence[str]) -> str:
    """The condition for a node to be ours and of one of these classes, by its label and its key."""
    label_by_key = {}
    for segment, cls in schema().segments().items():
        if cls in classes:
            by_key = _has_segment(node, segment)
            label_by_key[by_key] = f"{node}:{cls}"
    if len(label_by_key) == 1:
        ((by_key, label),) = label_by_key.items()
        return f"({label} AND {by_key})"
    # Not with OR: the server would multiply all that is joined by AND out before it plans
    branches = [f"WHEN {by_key} THEN {label}" for by_key, label in label_by_key.items()]
    return f"CASE {' '.join(branches)} ELSE false END"


def _has_segment(node: str, segment: str) -> str:
    """The condition for a key to be ours and of the class of a segment.

    It does not use ``substring``, which fails for a key that somebody has set to a number.
    """
    key = f"{node}.{KEY}"
    if segment.startswith("#"):
        return f"{key} STARTS WITH $start AND {key} CONTAINS '{segment}-'"
    # The first # of a key ends the base; a second one begins a fragment.
    return f"{key} STARTS WITH $start + '{segment}/' AND NOT {key} =~ '(?s)[^#]*#[^#]*#.*'"


def our_link(name: str) -> str:
    """The condition for a link ``r`` between two of our nodes to be ours."""
    if schema().relations[name].derived:
        return f"r.{COMPUTED} = true AND size(keys(r)) = 1"
    return "size(keys(r)) = 0"


def counting(names: Iterable[str]) -> str:
    """A text that counts all nodes of each class and all relationships of each type, ours or not.

    The server keeps these counts, so they cost nothing.
    """
    texts = []
    for name in names:
        # Without labels at the ends: only then the server answers from its own counts
        pattern = f"()-[r:{name}]->()"
        counted = "r"
        if name in schema().classes:
            pattern = f"(n:{name})"
            counted = "n"
        count = f"WITH count({counted}) AS n RETURN '{name}' AS name, n"
        texts.append(f"MATCH {pattern} {count}")
    return " UNION ALL ".join(texts)


def counting_our_nodes(names: Iterable[str]) -> str:
    """A text that counts our nodes, in groups by which ``count_our_nodes`` knows their class.

    It passes over them once: a text with a part for each class takes the server longer to plan
    than to run.
    """
    labels = "|".join(names)
    segment = _segment_of("n")
    # After WITH the server does not weigh an index for each of the classes
    ours_only = f"WITH n WHERE n.{KEY} STARTS WITH $start"
    return f"MATCH (n:{labels}) {ours_only} RETURN labels(n), {segment}, count(*)"


def count_our_nodes(
    names: Iterable[str],
    rows: Iterable[Sequence[Any]],
) -> dict[str, int]:
    """How many nodes of each class are ours, from the rows of ``counting_our_nodes``; see
    ``ours``.
    """
    counts = dict.fromkeys(names, 0)
    segments = schema().segments()
    for labels, segment, number in rows:
        cls = segments.get(segment)
        # By the key and the label: somebody may have given a node another one
        if cls in counts and cls in labels:
            counts[cls] += number
    return counts


def counting_links(names: Iterable[str]) -> str:
    """A text that counts the relationships between nodes of ours, in groups by which
    ``count_our_links`` knows ours.

    It passes over all of them once: the server takes seconds to plan a text with a part for each
    relationship.
    """
    both_ours = f"a.{KEY} STARTS WITH $start AND b.{KEY} STARTS WITH $start"
    # By what decides, so that the server gives groups and not every relationship
    groups = ["type(r)"]
    for node in ("a", "b"):
        groups.append(f"labels({node})")
        groups.append(_segment_of(node))
    groups.append("size(keys(r))")
    groups.append(f"r.{COMPUTED} = true")
    types = "|".join(names)
    columns = ", ".join(groups)
    return f"MATCH (a)-[r:{types}]->(b) WHERE {both_ours} RETURN {columns}, count(*)"


def _segment_of(node: str) -> str:
    """The part of a node's identifier that says its class, NULL where nothing follows that part;
    see ``ontology.schema.segment_of``.
    """
    identifier = f"substring({node}.{KEY}, size($start))"
    word = f"'#' + split(split({identifier}, '#')[1], '-')[..-1][0]"
    first = f"split({identifier}, '/')[..-1][0]"
    return f"CASE WHEN {identifier} CONTAINS '#' THEN {word} ELSE {first} END"


def count_our_links(
    names: Iterable[str],
    rows: Iterable[Sequence[Any]],
) -> dict[str, int]:
    """How many relationships of each type are ours, from the rows of ``counting_links``; see
    ``ours``.
    """
    counts = dict.fromkeys(names, 0)
    segments = schema().segments()
    for row in rows:
        name, start_labels, start, *rest = row
        end_labels, end, properties, computed, number = rest
        relation = schema().relations[name]
        first = segments.get(start)
        last = segments.get(end)
        # By the key and the label: somebody may have given a node another one
        starts_well = first in relation.starts and first in start_labels
        ends_well = last in relation.ends and last in end_labels
        is_unedited = _is_unedited(relation, properties, computed)
        if starts_well and ends_well and is_unedited:
            counts[name] += number
    return counts


def _is_unedited(
    relation: Relation,
    properties: int,
    computed: bool | None,
) -> bool:
    """Whether a relationship has just the properties that a sync gives it."""
    # The one property is our mark; whatever else there is has been added
    if relation.derived:
        return properties == 1 and bool(computed)
    return properties == 0


def wrong_count(
    counts: Mapping[str, int],
    wanted: Mapping[str, int],
) -> tuple[str, int] | None:
    """The first class or relationship whose count is not the one wanted, and its count."""
    for name, count in counts.items():
        if count != wanted[name]:
            return name, count
    return None
