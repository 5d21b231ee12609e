"""Lists: what there is to name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pledgegraph.errors import UsageProblem, suggest
from pledgegraph.ontology.names import shared
from pledgegraph.ontology.spelling import fold

LISTS = {
    "pledges": (
        "MATCH (n:Pledge) OPTIONAL MATCH (n)-[:SUBMITTED_BY]->(a:Actor) OPTIONAL MATCH"
        " (n)-[:IMPLEMENTED_IN]->(c:Country) RETURN coalesce(n.official_identifier,"
        " n.local_identifier, n.id) AS id, n.title AS name, collect(DISTINCT a.name) AS submitters,"
        " collect(DISTINCT c.name) AS countries, n.id AS identifier"
    ),
    "actors": "MATCH (n:Actor) RETURN n.id AS id, n.name AS name",
    "countries": "MATCH (n:Country) RETURN n.iso3 AS id, n.name AS name",
    "situations": "MATCH (n:Situation) RETURN n.id AS id, n.name AS name",
    "platforms": "MATCH (n:SupportPlatform) RETURN n.code AS id, n.name AS name",
    "forums": "MATCH (n:Forum) RETURN n.name AS id, n.label_en AS name",
    "areas": (
        "MATCH (n:Concept) WHERE n.in_vocabulary IN ['themes', 'areas-of-focus'] "
        "RETURN n.name AS id, n.in_vocabulary AS name"
    ),
}
"""What can be listed, and the text that lists it: ``id``, ``name`` and what else it may be found
by.
"""


def list_text(what: str) -> str:
    """The text that lists something.

    Raises:
        UsageProblem: there is no such list.
    """
    if what not in LISTS:
        raise UsageProblem(
            f"There is no list of {what!r}", suggest(what, LISTS) or f"One of {', '.join(LISTS)}."
        )
    return LISTS[what]


def told_apart(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a list; things whose ``id`` is another's too have their identifier instead."""
    several = shared(str(row["id"]) for row in rows)
    found = []
    for row in rows:
        kept = {name: value for name, value in row.items() if name != "identifier"}
        if "identifier" in row and fold(str(row["id"])) in several:
            kept["id"] = row["identifier"]
        found.append(kept)
    return found


def is_named(row: Mapping[str, Any], text: str) -> bool:
    """Whether a row of a list has a text in what it says, without regard to case and accents."""
    said = [value for value in row.values() if isinstance(value, str)]
    said += [str(each) for value in row.values() if isinstance(value, list) for each in value]
    return any(fold(text) in fold(value) for value in said)
