"""Lists: what there is to name, and finding one thing by a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pledgegraph.errors import UsageProblem, suggest
from pledgegraph.ontology.spelling import fold, situation_key

from .ask import short_situations

LISTS = {
    "pledges": "MATCH (n:Pledge) OPTIONAL MATCH (n)-[:SUBMITTED_BY]->(a:Actor) "
    "OPTIONAL MATCH (n)-[:IMPLEMENTED_IN]->(c:Country) "
    "RETURN coalesce(n.official_identifier, n.local_identifier, n.id) AS id, n.title AS name, "
    "collect(DISTINCT a.name) AS submitters, collect(DISTINCT c.name) AS countries",
    "actors": "MATCH (n:Actor) RETURN n.id AS id, n.name AS name",
    "countries": "MATCH (n:Country) RETURN n.iso3 AS id, n.name AS name",
    "situations": "MATCH (n:Situation) RETURN n.id AS id, n.name AS name",
    "platforms": "MATCH (n:SupportPlatform) RETURN n.code AS id, n.name AS name",
    "forums": "MATCH (n:Forum) RETURN n.name AS id, n.label_en AS name",
    "areas": "MATCH (n:Concept) WHERE n.in_vocabulary IN ['themes', 'areas-of-focus'] "
    "RETURN n.name AS id, n.in_vocabulary AS name",
}
"""What can be listed, and the text that lists it: ``id``, ``name`` and what else it may be found by."""


def list_text(what: str) -> str:
    """The text that lists something.

    Raises:
        UsageProblem: there is no such list.
    """
    if what not in LISTS:
        raise UsageProblem(f"There is no list of {what!r}", suggest(what, LISTS) or f"One of {', '.join(LISTS)}.")
    return LISTS[what]


def is_named(row: Mapping[str, Any], text: str) -> bool:
    """Whether a row of a list has a text in what it says, without regard to case and accents."""
    said = [value for value in row.values() if isinstance(value, str)]
    said += [str(each) for value in row.values() if isinstance(value, list) for each in value]
    return any(fold(text) in fold(value) for value in said)


def find(what: str, rows: Sequence[Mapping[str, Any]], name: str) -> tuple[str, str]:
    """(identifier, name) of the one thing of a list that a name spells.

    Raises:
        UsageProblem: nothing is called so; with suggestions.
    """
    wanted = fold(name)
    for row in rows:
        identifier, called = str(row["id"]), str(row["name"])
        spelled = (identifier, called, identifier.rpartition("/")[2], called.removeprefix("Government of "))
        if wanted in map(fold, spelled):
            return identifier, called
    short = short_situations(str(row["name"]) for row in rows) if what == "situations" else {}
    wanted = situation_key(name)
    for called in (called for spelled, called in short.items() if situation_key(spelled) == wanted):
        return find(what, rows, called)
    known = [*(str(row[part]) for row in rows for part in ("id", "name")), *short]
    hint = suggest(name, known) or f"`pledgegraph list {what}` lists them."
    raise UsageProblem(f"Nothing in the {what} is called {name!r}", hint)
