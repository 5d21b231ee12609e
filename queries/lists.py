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
        " collect(DISTINCT c.name) AS countries, collect(DISTINCT c.label_fr) AS french_countries,"
        " n.id AS identifier"
    ),
    "actors": "MATCH (n:Actor) RETURN n.id AS id, n.name AS name",
    "countries": "MATCH (n:Country) RETURN n.iso3 AS id, n.name AS name, n.label_fr AS french",
    "situations": (
        "MATCH (n:Situation) RETURN n.id AS id, n.name AS name, n.label_fr AS french, "
        "n.code AS code"
    ),
    "platforms": (
        "MATCH (n:SupportPlatform) RETURN n.code AS id, n.name AS name, n.label_fr AS french"
    ),
    "forums": "MATCH (n:Forum) RETURN n.name AS id, n.label_en AS name, n.label_fr AS french",
    "areas": (
        "MATCH (n:Concept) WHERE n.in_vocabulary IN ['themes', 'areas-of-focus'] "
        "RETURN n.name AS id, n.in_vocabulary AS name, n.label_fr AS french"
    ),
}
"""What can be listed, and the text that lists it: ``id``, ``name`` and what else it may be found
by.
"""


FOUND_BY = ("french", "french_countries", "code")
"""What a thing is found by, and not printed: its French names, the code of a situation."""


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


def listed(
    rows: Sequence[Mapping[str, Any]], text: str = "", language: str = "en"
) -> list[dict[str, Any]]:
    """The rows of a list that have a text in what they say, in English or French, in a language."""
    kept = [row for row in rows if is_named(row, text)]
    return [_in_language(row, language) for row in told_apart(kept)]


def _in_language(row: Mapping[str, Any], language: str) -> dict[str, Any]:
    """A row with French names where the sources have them; what it is only found by goes."""
    said = {name: value for name, value in row.items() if name not in FOUND_BY}
    if language == "fr":
        said["name"] = row.get("french") or row["name"]
        if row.get("french_countries"):
            said["countries"] = row["french_countries"]
    return said


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
