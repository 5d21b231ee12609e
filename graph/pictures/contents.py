"""Pictures: which nodes and ties a picture of a country, a situation, an actor or an answer
shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.engine import Engine
from pledgegraph.ontology.dates import sources_date, sources_up_to

from .drawing import Picture, Thing, Tie

MOST_PLEDGES = 150

CHOOSING = {
    "country": (
        "MATCH (p:Pledge)-[:IMPLEMENTED_IN]->(c:Country) WHERE c.iso3 IN $names RETURN DISTINCT"
        " p.id AS id"
    ),
    "situation": (
        "MATCH (p:Pledge)-[:ADDRESSES]->(s:Situation) WHERE s.id IN $names RETURN DISTINCT p.id"
        " AS id"
    ),
    "actor": (
        "MATCH (p:Pledge)-[:SUBMITTED_BY]->(a:Actor) WHERE a.id IN $names RETURN DISTINCT p.id AS"
        " id UNION MATCH (p:Pledge)-[:JOINT_WITH]->(a:Actor) WHERE a.id IN $names RETURN DISTINCT"
        " p.id AS id"
    ),
    "pledge": "MATCH (p:Pledge) WHERE p.id IN $names RETURN p.id AS id",
}
"""What a picture can be about, and the text that finds its pledges."""

TIES = (
    ("SUBMITTED_BY", "Actor", "submitted by", "n.name"),
    ("JOINT_WITH", "Actor", "joint with", "n.name"),
    ("IMPLEMENTED_IN", "Country", "in", "n.name"),
    ("IMPLEMENTED_ACROSS", "SupportPlatform", "across", "n.code"),
    ("ADDRESSES", "Situation", "addresses", "n.name"),
    ("PART_OF", "MultistakeholderPledge", "part of", "n.name"),
)

PLEDGES = """MATCH (p:Pledge) WHERE p.id IN $ids
RETURN p.id AS id, coalesce(p.official_identifier, p.local_identifier, p.id) AS name,
    p.title AS title,
       p.role AS role, p.role_basis AS basis, p.standing AS standing, p.latest_stage AS stage,
       p.asks_words AS asks, p.description AS description"""
SUPPORTS = """MATCH (m:Match)-[:SUPPORTS]->(p:Pledge), (m)-[:SUPPORTED_BY]->(n:{cls})
WHERE p.id IN $ids
RETURN m.id AS id, p.id AS pledge, n.id AS by, {name} AS name, m.extent AS extent,
    m.status AS status"""
COVERS = """MATCH (s:SupportPlatform)-[:COVERS]->(c:Country) WHERE c.iso3 IN $names
RETURN s.id AS id, s.code AS name, c.id AS country"""
JOINT = (
    "MATCH (p:Pledge)-[:JOINTLY_SUPPORTED_BY]->(q:Pledge) WHERE p.id IN $ids RETURN p.id AS id,"
    " q.id AS by"
)


def picture(
    engine: Engine, about: str, names: Sequence[str], title: str, manifest: Mapping[str, Any]
) -> Picture:
    """The picture of what pledges have to do with a country, a situation, an actor, or of named
    pledges.

    Raises:
        UsageProblem: no pledge is recorded for it.
    """
    ids = sorted(str(row["id"]) for row in engine.ask(CHOOSING[about], {"names": list(names)}))
    if not ids:
        raise UsageProblem(
            f"No pledge is recorded for {title} in these sources",
            "`pledgegraph list` finds identifiers.",
        )
    shown, left = ids[:MOST_PLEDGES], ids[MOST_PLEDGES:]
    things: dict[str, Thing] = {}
    ties: set[Tie] = set()
    wanted = set(names)
    joint = [row for row in engine.ask(JOINT, {"ids": shown})]
    shown = sorted({*shown, *(str(row["by"]) for row in joint)})
    _add_pledges(engine, shown, things)
    for relation, cls, label, name in TIES:
        text = (
            f"MATCH (p:Pledge)-[:{relation}]->(n:{cls}) WHERE p.id IN $ids "
            f"RETURN p.id AS id, n.id AS other, {name} AS name"
        )
        for row in engine.ask(text, {"ids": shown}):
            _add(
                things,
                str(row["other"]),
                cls,
                str(row["name"]),
                bool({row["name"], row["other"], str(row["other"]).rpartition("/")[2]} & wanted),
            )
            ties.add(Tie(str(row["id"]), str(row["other"]), label))
    _add_matches(engine, shown, things, ties)
    ties |= {
        Tie(str(row["id"]), str(row["by"]), "jointly supported by", computed=True) for row in joint
    }
    for row in engine.ask(COVERS, {"names": list(names)}) if about == "country" else ():
        _add(things, str(row["id"]), "SupportPlatform", str(row["name"]), False)
        ties.add(Tie(str(row["id"]), str(row["country"]), "covers"))
    omitted = (
        (f"{len(left)} further pledges: the first {MOST_PLEDGES} by identifier are drawn.",)
        if left
        else ()
    )
    coverage = f"{len(ids)} pledges recorded in these sources; {sources_up_to(manifest)}."
    if manifest["not_public"]:
        coverage += f" Made with records that are not public: {', '.join(manifest['not_public'])}."
    ordered = tuple(sorted(things.values(), key=lambda thing: thing.id))
    lines = tuple(sorted(ties, key=lambda tie: (tie.start, tie.end, tie.label)))
    return Picture(
        f"Pledges: {title}",
        f"Pledges recorded for {title}",
        coverage,
        ordered,
        lines,
        omitted,
        sources_date(manifest),
    )


def _add(
    things: dict[str, Thing],
    identifier: str,
    kind: str,
    label: str,
    focus: bool,
    *facts: tuple[str, str],
) -> None:
    things.setdefault(identifier, Thing(identifier, kind, label, facts, focus))


def _add_pledges(engine: Engine, ids: Sequence[str], things: dict[str, Thing]) -> None:
    for row in engine.ask(PLEDGES, {"ids": list(ids)}):
        role = f"{row['role']} ({row['basis']})" if row["role"] else None
        told: list[tuple[str, Any]] = [
            ("title", row["title"]),
            ("text", row["description"]),
            ("role", role),
            ("standing", row["standing"]),
            ("stage", row["stage"]),
            ("support requested", row["asks"]),
        ]
        facts = [(name, str(value)) for name, value in told if value is not None]
        _add(
            things,
            str(row["id"]),
            "Pledge",
            f"{row['name']} {row['title'] or ''}".strip(),
            False,
            *facts,
        )


def _add_matches(
    engine: Engine, ids: Sequence[str], things: dict[str, Thing], ties: set[Tie]
) -> None:
    for cls, name in (
        ("Actor", "n.name"),
        ("Pledge", "coalesce(n.official_identifier, n.local_identifier, n.id)"),
    ):
        for row in engine.ask(SUPPORTS.format(cls=cls, name=name), {"ids": list(ids)}):
            facts = [(key, str(row[key])) for key in ("extent", "status") if row[key] is not None]
            _add(things, str(row["id"]), "Match", "Match", False, *facts)
            _add(things, str(row["by"]), cls, str(row["name"]), False)
            ties.add(Tie(str(row["id"]), str(row["pledge"]), "supports"))
            ties.add(Tie(str(row["id"]), str(row["by"]), "supported by"))
