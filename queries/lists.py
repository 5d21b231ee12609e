"""Lists: what there is to name."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from pledgegraph.errors import UsageProblem, suggest_of
from pledgegraph.ontology.names import Thing, shared
from pledgegraph.ontology.spelling import fold
from pledgegraph.wording import worded

from .phrases import Phrases
from .reasons import Place, Reason, because

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
        "n.code AS code, '' AS asylum, '' AS french_asylum, 0 AS people, 0 AS year, false AS alone "
        "UNION MATCH (o:Country)<-[:PROTRACTED_FROM]-(n:ProtractedSituation)-[:PROTRACTED_IN]->"
        "(c:Country) RETURN n.id AS id, o.name AS name, o.label_fr AS french, '' AS code, "
        "c.name AS asylum, c.label_fr AS french_asylum, n.protracted_people AS people, "
        "n.protracted_year AS year, n.protracted_by_refugees AS alone"
    ),
    "platforms": (
        "MATCH (n:SupportPlatform) RETURN n.code AS id, n.name AS name, n.label_fr AS french"
    ),
    "forums": "MATCH (n:Forum) RETURN n.name AS id, n.label_en AS name, n.label_fr AS french",
    "areas": (
        "MATCH (n:Concept) WHERE n.in_vocabulary IN ['themes', 'areas-of-focus'] "
        "RETURN n.name AS id, n.in_vocabulary AS name, n.label_fr AS french"
    ),
    "regions": (
        "MATCH (n:Concept) WHERE n.in_vocabulary = 'm49' "
        "RETURN n.name AS id, n.notation AS name, n.label_fr AS french"
    ),
}
"""What can be listed, and the text that lists it: ``id``, ``name`` and what else it may be found
by.
"""


KINDS = {
    "pledges": "pledge",
    "actors": "actor",
    "countries": "country",
    "situations": "situation",
    "platforms": "platform",
    "forums": "forum",
    "areas": "area",
    "regions": "region",
}
"""List → the kind of thing that it lists, as parameters of questions know it."""
FOUND_BY = (
    "french",
    "french_countries",
    "code",
    "asylum",
    "french_asylum",
    "people",
    "year",
    "alone",
)
"""What a thing is found by or called by, and not printed: its French names, the code of a
situation, the country and the people of a computed one.
"""


def list_text(what: str) -> str:
    """The text that lists something.

    Raises:
        UsageProblem: there is no such list.
    """
    if what not in LISTS:
        raise UsageProblem(
            worded("There is no list of {name}", name=repr(what)), suggest_of(what, LISTS)
        )
    return LISTS[what]


def listed(
    rows: Sequence[Mapping[str, Any]],
    text: str = "",
    language: str = "en",
    meant: Collection[Thing] = (),
) -> list[dict[str, Any]]:
    """The rows of a list that have a text in one of their values, in English or French, and those
    of the things that are meant by it, in a language.
    """
    known: set[str] = set()
    for thing in meant:
        known.add(thing.value)
        if thing.id:
            known.add(thing.id)
    # By its aliases too: `list actors HCR` finds the actor that no row calls so
    kept = []
    for row in rows:
        if is_named(row, text) or is_one_of(row, known):
            kept.append(row)
    # Two offices may number alike: only what is listed decides whether an identifier is needed
    named = with_own_ids(kept)
    return [_in_language(row, language) for row in named]


def _in_language(
    row: Mapping[str, Any],
    language: str,
) -> dict[str, Any]:
    """A row with French names where the sources have them; what it is only found by is left out."""
    shown = dict(row)
    for name in FOUND_BY:
        shown.pop(name, None)
    if language == "fr":
        french = row.get("french")
        shown["name"] = french or row["name"]
        if row.get("french_countries"):
            shown["countries"] = row["french_countries"]
    # Only what is computed has a country of asylum here
    if row.get("asylum"):
        shown["name"] = Phrases(language).sentence(_protracted(row))
    return shown


def _protracted(row: Mapping[str, Any]) -> Reason:
    """What a computed situation is called: it says that no source names it."""
    kind = "protracted" if row["alone"] else "protracted with others"
    return because(
        kind,
        origin=Place(row["name"], row["french"] or ""),
        asylum=Place(row["asylum"], row["french_asylum"] or ""),
        people=row["people"],
        year=str(row["year"]),
    )


COMPUTED = re.compile(r"protracted-situation/([A-Z]{3})-[A-Z]{3}")


def computed_hint(name: str, *, has_page: bool = False) -> str:
    """What to ask instead of a situation that is computed, which pledges cannot address, or whose
    page to read (``has_page``); "" for any other name.
    """
    found = COMPUTED.fullmatch(name.strip())
    if not found:
        return ""
    if has_page:
        return worded(
            "It is computed, so no pledge names it. See its country of asylum: `pledgegraph show"
            " {country}`.",
            country=found[1],
        )
    return worded(
        "It is computed, so no pledge names it. Ask about its country of asylum: --country"
        " {country}.",
        country=found[1],
    )


def with_own_ids(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The rows of a list; things whose ``id`` is another's too have their identifier instead."""
    # Folded: grf-1 and GRF-1 are one to whoever types them, and name neither
    ids = [str(row["id"]) for row in rows]
    several = shared(ids)
    found = []
    for row, own in zip(rows, ids, strict=True):
        kept = dict(row)
        identifier = kept.pop("identifier", None)
        if identifier is not None and fold(own) in several:
            kept["id"] = identifier
        found.append(kept)
    return found


def is_named(
    row: Mapping[str, Any],
    text: str,
) -> bool:
    """Whether a row of a list has a text in a value, without regard to case and accents."""
    wanted = fold(text)
    texts = map(fold, _texts(row))
    return any(wanted in value for value in texts)


def is_one_of(
    row: Mapping[str, Any],
    known: Collection[str],
) -> bool:
    """Whether a row of a list is of a thing with one of these codes or identifiers."""
    if row["id"] in known:
        return True
    return row.get("identifier") in known


def _texts(row: Mapping[str, Any]) -> Iterator[str]:
    for value in row.values():
        if isinstance(value, str):
            yield value
        elif isinstance(value, list):
            yield from map(str, value)
