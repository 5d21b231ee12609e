"""Contents: the nodes and ties that a picture of some pledges shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pledgegraph.graph.engine import Engine, Value
from pledgegraph.ontology.dates import sources_date

from .captions import Captions
from .composition import Picture, Thing, Tie

MOST_PLEDGES = 150


@dataclass(frozen=True)
class Link:
    """A relationship of pledges that is drawn: the class at its end, its label, the name of that
    end.
    """

    relation: str
    cls: str
    label: str
    name: str

    def text(self, language: str) -> str:
        """The text that finds the ends of some pledges, with names in the language if there are."""
        name = self.name
        if language == "fr" and self.cls in LABELLED:
            name = f"coalesce(n.label_fr, {name})"
        return (
            f"MATCH (p:Pledge)-[:{self.relation}]->(n:{self.cls}) WHERE p.id IN $ids "
            f"RETURN p.id AS id, n.id AS other, {name} AS name, {self.name} AS called"
        )


LINKS = (
    Link("SUBMITTED_BY", "Actor", "submitted by", "n.name"),
    Link("JOINT_WITH", "Actor", "joint with", "n.name"),
    Link("IMPLEMENTED_IN", "Country", "in", "n.name"),
    Link("IMPLEMENTED_ACROSS", "SupportPlatform", "across", "n.code"),
    Link("ADDRESSES", "Situation", "addresses", "n.name"),
    Link("PART_OF", "MultistakeholderPledge", "part of", "n.name"),
)

LABELLED = {"Country", "Situation", "MultistakeholderPledge"}
"""Classes with French names; a platform is named by its code."""
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
SUPPORTERS = (
    ("Actor", "n.name"),
    ("Pledge", "coalesce(n.official_identifier, n.local_identifier, n.id)"),
)
"""The classes of what supports a pledge, and the name of such a node."""
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


@dataclass(frozen=True)
class Subject:
    """What a picture is about.

    Attributes:
        pledges: the identifiers of its pledges, those that matter most first.
        wanted: what is asked for, by name, code or identifier: its cards are marked.
        countries: the ISO codes of the countries among these.
        title: what it is called.
        coverage: the sentence of how many pledges there are and what the sources say of them.
    """

    pledges: Sequence[str]
    wanted: frozenset[str]
    countries: Sequence[str]
    title: str
    coverage: str


def picture(
    engine: Engine,
    subject: Subject,
    manifest: Mapping[str, Any],
    language: str = "en",
) -> Picture:
    """The picture of some pledges, with the support for them and what they are tied to."""
    captions = Captions(language)
    contents = _Contents(engine, captions, subject.wanted)
    # Of these alone: with all of a large register the picture would show nothing
    drawn = subject.pledges[:MOST_PLEDGES]
    levels = contents.add_pledges_and_support(drawn)
    # Of other pictures the platforms would cover countries that are not in them
    if subject.countries:
        contents.add_platforms(subject.countries)
    further = []
    left_out = len(subject.pledges) - MOST_PLEDGES
    if left_out > 0:
        further.append(captions.count("further", left_out, most=MOST_PLEDGES))
    return Picture(
        captions.say("title", title=subject.title),
        captions.say("heading", title=subject.title),
        _coverage(subject.coverage, manifest, captions),
        contents.sorted_things(),
        contents.sorted_ties(),
        tuple(further),
        sources_date(manifest),
        _open_means(levels, manifest, captions),
    )


class _Contents:
    """The things and ties of a picture so far. ``wanted``: the names of what it is about."""

    def __init__(
        self,
        engine: Engine,
        captions: Captions,
        wanted: frozenset[str],
    ) -> None:
        self._engine = engine
        self._captions = captions
        self._wanted = wanted
        self._things: dict[str, Thing] = {}
        self._ties: set[Tie] = set()

    def sorted_things(self) -> tuple[Thing, ...]:
        """All things, by identifier."""
        in_order = sorted(self._things)
        return tuple(self._things[identifier] for identifier in in_order)

    def sorted_ties(self) -> tuple[Tie, ...]:
        """All ties, by their ends and labels."""
        return tuple(sorted(self._ties, key=_ends_and_label))

    def add_pledges_and_support(self, ids: Sequence[str]) -> set[str]:
        """Add some pledges, what they are tied to, and the support for them.

        Returns:
            The levels of recorded support of the pledges that are open to matching.
        """
        joint = self._engine.ask(JOINT, {"ids": list(ids)})
        # Joint pledges are drawn with their own ties, as they are part of what the picture is about
        jointly = [str(row["by"]) for row in joint]
        drawn = sorted({*ids, *jointly})
        supporting = self._engine.ask(BY_PLEDGE, {"ids": drawn})
        # A pledge that only supports another one is drawn without ties of its own.
        by_match = [str(row["by"]) for row in supporting]
        pledges = {*drawn, *by_match}
        levels = self._add_pledges(sorted(pledges))
        for link in LINKS:
            self._add_links(drawn, link)
        for cls, name in SUPPORTERS:
            self._add_matches(
                drawn,
                SUPPORTS.format(cls=cls, name=name),
                cls,
            )
        for row in joint:
            self._tie(
                row["id"],
                row["by"],
                "jointly supported by",
                computed=True,
            )
        return levels

    def add_platforms(self, countries: Sequence[str]) -> None:
        """Add the support platforms that cover countries, by ISO code."""
        for row in self._engine.ask(COVERS, {"names": list(countries)}):
            platform = str(row["id"])
            self._add(
                platform,
                "SupportPlatform",
                str(row["name"]),
            )
            self._tie(platform, row["country"], "covers")

    def _add_pledges(self, ids: Sequence[str]) -> set[str]:
        captions = self._captions
        levels: set[str] = set()
        for row in self._engine.ask(PLEDGES, {"ids": list(ids)}):
            facts = self._facts(
                ("title", row["title"]),
                ("text", row["description"]),
                ("role", _role(row, captions)),
                ("standing", _label(row["standing"], "standings", captions)),
                ("stage", _label(row["stage"], "implementation-stages", captions)),
                ("support requested", _yes_or_no(row["asks"], captions)),
                ("recorded support", _label(row["level"], "support-levels", captions)),
            )
            title = row["title"] or ""
            label = f"{row['name']} {title}"
            pledge = Thing(
                str(row["id"]),
                "Pledge",
                label.strip(),
                facts,
                open=bool(row["open"]),
                level=str(row["level"] or ""),
            )
            self._things.setdefault(pledge.id, pledge)
            if pledge.open:
                levels.add(str(row["level"]))
        return levels

    def _add_links(self, ids: Sequence[str], link: Link) -> None:
        text = link.text(self._captions.language.code)
        for row in self._engine.ask(text, {"ids": list(ids)}):
            other = str(row["other"])
            # As the user named it: by its name, its identifier or the last part of it
            names = {
                row["called"],
                other,
                other.rpartition("/")[2],
            }
            central = not names.isdisjoint(self._wanted)
            self._add(
                other,
                link.cls,
                str(row["name"]),
                central=central,
            )
            self._tie(row["id"], other, link.label)

    def _add_matches(self, ids: Sequence[str], text: str, cls: str) -> None:
        """Add matches with their supporters, which are nodes of the class."""
        captions = self._captions
        for row in self._engine.ask(text, {"ids": list(ids)}):
            facts = self._facts(
                ("extent", _label(row["extent"], "match-extents", captions)),
                ("status", _label(row["status"], "match-statuses", captions)),
            )
            match = Thing(
                str(row["id"]),
                "Match",
                captions.word("Match"),
                facts,
            )
            supporter = str(row["by"])
            # Once for each of its supporters: the same match comes again
            self._things.setdefault(match.id, match)
            self._add(supporter, cls, str(row["name"]))
            self._tie(match.id, row["pledge"], "supports")
            self._tie(match.id, supporter, "supported by")

    def _add(
        self,
        identifier: str,
        kind: str,
        label: str,
        *,
        central: bool = False,
    ) -> None:
        """Add a thing, unless it was added before."""
        thing = Thing(identifier, kind, label, central=central)
        self._things.setdefault(identifier, thing)

    def _tie(
        self,
        start: Value,
        end: Value,
        label: str,
        *,
        computed: bool = False,
    ) -> None:
        tie = Tie(
            str(start),
            str(end),
            self._captions.word(label),
            computed,
            label,
        )
        self._ties.add(tie)

    def _facts(self, *values: tuple[str, Any]) -> tuple[tuple[str, str], ...]:
        """Names and values in the language of the picture; what is not known is left out."""
        facts = []
        for name, value in values:
            if value is None:
                continue
            word = self._captions.word(name)
            facts.append((word, str(value)))
        return tuple(facts)


def _coverage(
    sentence: str,
    manifest: Mapping[str, Any],
    captions: Captions,
) -> str:
    """The sentence of coverage, and which sources are not public."""
    if not manifest["not_public"]:
        return sentence
    sources = ", ".join(manifest["not_public"])
    return f"{sentence} {captions.say('not public', sources=sources)}"


def _open_means(
    levels: set[str],
    manifest: Mapping[str, Any],
    captions: Captions,
) -> str:
    """What the legend says of open pledges, by the levels of support recorded for them; empty if
    none is open.
    """
    if not levels:
        return ""
    # "No support recorded" must not be said of a pledge that is supported in part
    kind = "all open" if levels <= WITHOUT_SUPPORT else "some open"
    date = sources_date(manifest)
    dated = f"({captions.say('not dated')})"
    if date:
        dated = captions.say("as of day", as_of=date)
    return captions.say(kind, dated=dated)


def _role(
    row: Mapping[str, Any],
    captions: Captions,
) -> str | None:
    """The role of a submitter, and whether a source states it."""
    if not row["role"]:
        return None
    role = _label(row["role"], "submitter-roles", captions)
    basis = captions.word(str(row["basis"]))
    return f"{role} ({basis})"


def _label(
    code: Any,
    scheme: str,
    captions: Captions,
) -> str | None:
    if code is None:
        return None
    return captions.language.label(scheme, str(code))


def _yes_or_no(value: Any, captions: Captions) -> str | None:
    if value is None:
        return None
    return captions.word("yes" if value else "no")


def _ends_and_label(tie: Tie) -> tuple[str, str, str]:
    return tie.start, tie.end, tie.label
