"""Contents: which nodes and ties a picture of a country, a situation, an actor or an answer
shows.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.engine import Engine
from pledgegraph.ontology.dates import sources_date

from .captions import Captions
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

LABELLED = {"Country", "Situation", "MultistakeholderPledge"}
"""Classes whose French labels are names for people; a platform goes by its code."""
PLEDGES = """MATCH (p:Pledge) WHERE p.id IN $ids
RETURN p.id AS id, coalesce(p.official_identifier, p.local_identifier, p.id) AS name,
    p.title AS title,
       p.role AS role, p.role_basis AS basis, p.standing AS standing, p.latest_stage AS stage,
       p.asks_for_support AS asks, p.description AS description,
       p.support_level AS level, p.open_to_matching AS open"""
WITHOUT_SUPPORT = {"none-recorded", "related"}
"""Levels at which no source ties support to the pledge itself."""
SUPPORTS = """MATCH (m:Match)-[:SUPPORTS]->(p:Pledge), (m)-[:SUPPORTED_BY]->(n:{cls})
WHERE p.id IN $ids
RETURN m.id AS id, p.id AS pledge, n.id AS by, {name} AS name, m.extent AS extent,
    m.status AS status"""
COVERS = """MATCH (s:SupportPlatform)-[:COVERS]->(c:Country) WHERE c.iso3 IN $names
RETURN s.id AS id, s.code AS name, c.id AS country"""
BY_PLEDGE = (
    "MATCH (m:Match)-[:SUPPORTS]->(p:Pledge), (m)-[:SUPPORTED_BY]->(n:Pledge) WHERE p.id IN $ids"
    " RETURN DISTINCT n.id AS by"
)
JOINT = (
    "MATCH (p:Pledge)-[:JOINTLY_SUPPORTED_BY]->(q:Pledge) WHERE p.id IN $ids RETURN p.id AS id,"
    " q.id AS by"
)


def picture(
    engine: Engine,
    about: str,
    names: Sequence[str],
    title: str,
    manifest: Mapping[str, Any],
    language: str = "en",
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
    captions = Captions(language)
    shown, left = ids[:MOST_PLEDGES], ids[MOST_PLEDGES:]
    things: dict[str, Thing] = {}
    ties: set[Tie] = set()
    joint = [row for row in engine.ask(JOINT, {"ids": shown})]
    shown = sorted({*shown, *(str(row["by"]) for row in joint)})
    supporting = [str(row["by"]) for row in engine.ask(BY_PLEDGE, {"ids": shown})]
    levels = _add_pledges(engine, sorted({*shown, *supporting}), things, captions)
    for relation, cls, label, name in TIES:
        _add_ties(
            engine, shown, things, ties, Link(relation, cls, label, name, captions), set(names)
        )
    _add_matches(engine, shown, things, ties, captions)
    jointly = captions.word("jointly supported by")
    ties |= {Tie(str(row["id"]), str(row["by"]), jointly, computed=True) for row in joint}
    for row in engine.ask(COVERS, {"names": list(names)}) if about == "country" else ():
        _add(things, str(row["id"]), "SupportPlatform", str(row["name"]), False)
        ties.add(Tie(str(row["id"]), str(row["country"]), captions.word("covers")))
    further = (captions.count("further", len(left), most=MOST_PLEDGES),) if left else ()
    ordered = tuple(sorted(things.values(), key=lambda thing: thing.id))
    lines = tuple(sorted(ties, key=lambda tie: (tie.start, tie.end, tie.label)))
    return Picture(
        captions.say("title", title=title),
        captions.say("heading", title=title),
        _coverage(len(ids), manifest, captions),
        ordered,
        lines,
        further,
        sources_date(manifest),
        _open_means(levels, manifest, captions),
    )


@dataclass(frozen=True)
class Link:
    """A relationship that is drawn: to which class, how it is called, and the name of its end."""

    relation: str
    cls: str
    label: str
    name: str
    captions: Captions

    def text(self) -> str:
        """The text that finds it, with the names of the language where the graph has them."""
        name = self.name
        if self.captions.language.code == "fr" and self.cls in LABELLED:
            name = f"coalesce(n.label_fr, {name})"
        return (
            f"MATCH (p:Pledge)-[:{self.relation}]->(n:{self.cls}) WHERE p.id IN $ids "
            f"RETURN p.id AS id, n.id AS other, {name} AS name, {self.name} AS called"
        )


def _add_ties(
    engine: Engine,
    ids: Sequence[str],
    things: dict[str, Thing],
    ties: set[Tie],
    link: Link,
    wanted: set[str],
) -> None:
    for row in engine.ask(link.text(), {"ids": list(ids)}):
        other = str(row["other"])
        is_focus = bool({row["called"], other, other.rpartition("/")[2]} & wanted)
        _add(things, other, link.cls, str(row["name"]), is_focus)
        ties.add(Tie(str(row["id"]), other, link.captions.word(link.label)))


def _coverage(pledges: int, manifest: Mapping[str, Any], captions: Captions) -> str:
    """How many pledges there are, up to when the sources go, and who may see them."""
    date = sources_date(manifest)
    dated = captions.say("dated", date=date) if date else captions.say("not dated")
    said = [captions.count("coverage", pledges, dated=dated)]
    if manifest["not_public"]:
        said.append(captions.say("not public", sources=", ".join(manifest["not_public"])))
    return " ".join(said)


def _add(
    things: dict[str, Thing],
    identifier: str,
    kind: str,
    label: str,
    focus: bool,
    *facts: tuple[str, str],
) -> None:
    things.setdefault(identifier, Thing(identifier, kind, label, facts, focus))


def _add_pledges(
    engine: Engine, ids: Sequence[str], things: dict[str, Thing], captions: Captions
) -> set[str]:
    """Adds pledges; gives the levels of recorded support of those that are open to matching."""
    levels: set[str] = set()
    for row in engine.ask(PLEDGES, {"ids": list(ids)}):
        told: list[tuple[str, Any]] = [
            ("title", row["title"]),
            ("text", row["description"]),
            ("role", _role(row, captions)),
            ("standing", _label(row["standing"], "standings", captions)),
            ("stage", _label(row["stage"], "implementation-stages", captions)),
            ("support requested", _yes_or_no(row["asks"], captions)),
            ("recorded support", _label(row["level"], "support-levels", captions)),
        ]
        known = [(name, value) for name, value in told if value is not None]
        facts = tuple((captions.word(name), str(value)) for name, value in known)
        label = f"{row['name']} {row['title'] or ''}".strip()
        pledge = Thing(str(row["id"]), "Pledge", label, facts, open=bool(row["open"]))
        things.setdefault(pledge.id, pledge)
        if pledge.open:
            levels.add(str(row["level"]))
    return levels


def _open_means(levels: set[str], manifest: Mapping[str, Any], captions: Captions) -> str:
    """What the legend says of open pledges, by the levels of support recorded for them; nothing
    where none is open.
    """
    if not levels:
        return ""
    kind = "all open" if levels <= WITHOUT_SUPPORT else "some open"
    date = sources_date(manifest)
    dated = captions.say("as of day", as_of=date) if date else f"({captions.say('not dated')})"
    return captions.say(kind, dated=dated)


def _role(row: Mapping[str, Any], captions: Captions) -> str | None:
    """The role of a submitter, and whether a source states it."""
    if not row["role"]:
        return None
    role = _label(row["role"], "submitter-roles", captions)
    return f"{role} ({captions.word(str(row['basis']))})"


def _label(code: Any, scheme: str, captions: Captions) -> str | None:
    return None if code is None else captions.language.label(scheme, str(code))


def _yes_or_no(value: Any, captions: Captions) -> str | None:
    return None if value is None else captions.word("yes" if value else "no")


def _add_matches(
    engine: Engine,
    ids: Sequence[str],
    things: dict[str, Thing],
    ties: set[Tie],
    captions: Captions,
) -> None:
    for cls, name in (
        ("Actor", "n.name"),
        ("Pledge", "coalesce(n.official_identifier, n.local_identifier, n.id)"),
    ):
        for row in engine.ask(SUPPORTS.format(cls=cls, name=name), {"ids": list(ids)}):
            told = [
                ("extent", _label(row["extent"], "match-extents", captions)),
                ("status", _label(row["status"], "match-statuses", captions)),
            ]
            facts = [(captions.word(key), value) for key, value in told if value is not None]
            _add(things, str(row["id"]), "Match", captions.word("Match"), False, *facts)
            _add(things, str(row["by"]), cls, str(row["name"]), False)
            ties.add(Tie(str(row["id"]), str(row["pledge"]), captions.word("supports")))
            ties.add(Tie(str(row["id"]), str(row["by"]), captions.word("supported by")))
