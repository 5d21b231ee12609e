"""Contents: the nodes and ties that a picture of some pledges shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pledgegraph.graph.engine import Engine, Value
from pledgegraph.ontology.dates import sources_date

from .captions import Captions
from .composition import Picture, Thing, Tie
from .government_names import countries_of_governments
from .level_signs import RECORDED
from .picture_texts import (
    ASYLUM,
    BY_PLEDGE,
    COVERS,
    FOR_SITUATIONS,
    HOSTED,
    JOINT,
    LINKS,
    MEANS,
    SITUATIONS,
    SUPPORTERS,
    SUPPORTS,
    Link,
)
from .pledge_things import PledgeThings

MOST_PLEDGES = 40
"""Cards of so many can still be read at the first look, each by its name."""


@dataclass(frozen=True)
class Subject:
    """What a picture is about.

    Attributes:
        pledges: the identifiers of its pledges, those that matter most first.
        wanted: what is asked for, by name, code or identifier: its cards are marked.
        countries: the ISO codes of the countries among these.
        situations: the identifiers of the situations among these.
        matches: each match has a card of its own, instead of a line with a label.
        title: what it is called.
        heading: what the picture shows, in a sentence.
        foot: where it is from.
        coverage: the sentence of how many pledges there are and what the sources say of them.
    """

    pledges: Sequence[str]
    wanted: frozenset[str]
    countries: Sequence[str]
    situations: Sequence[str]
    title: str
    heading: str
    coverage: str
    foot: str
    matches: bool = False


def picture(
    engine: Engine,
    subject: Subject,
    manifest: Mapping[str, Any],
    language: str = "en",
) -> Picture:
    """The picture of some pledges, with the support for them and what they are tied to."""
    captions = Captions(language)
    contents = _Contents(engine, captions, subject)
    # Of these alone: with all of a large register the picture would show nothing
    drawn = subject.pledges[:MOST_PLEDGES]
    levels = contents.add_pledges_and_support(drawn)
    # Of other pictures the platforms would cover countries that are not in them
    if subject.countries:
        contents.add_platforms(subject.countries)
    if subject.situations:
        contents.add_situations(subject.situations)
    further = []
    left_out = len(subject.pledges) - MOST_PLEDGES
    if left_out > 0:
        further.append(captions.count("further", left_out, most=MOST_PLEDGES))
    return Picture(
        captions.say("title", title=subject.title),
        subject.heading,
        _coverage(subject.coverage, manifest, captions),
        contents.things_with_people(),
        contents.sorted_ties(),
        tuple(further),
        sources_date(manifest),
        _open_means(levels, manifest, captions),
        subject.foot,
    )


class _Contents:
    """The things and ties of a picture so far."""

    def __init__(
        self,
        engine: Engine,
        captions: Captions,
        subject: Subject,
    ) -> None:
        self._engine = engine
        self._captions = captions
        self._subject = subject
        self._is_french = captions.language.code == "fr"
        self._governments = countries_of_governments(engine, captions)
        self._things: dict[str, Thing] = {}
        self._ties: set[Tie] = set()

    def things_with_people(self) -> tuple[Thing, ...]:
        """All things, by identifier; on the card of a country are the people that it hosts."""
        countries = [own.id for own in self._things.values() if own.kind == "Country"]
        for row in self._engine.ask(HOSTED, {"ids": sorted(countries)}):
            country = str(row["id"])
            people = row["people"]
            assert isinstance(people, int)
            note = self._captions.count("people in", people, year=row["year"])
            hosted = self._facts(("people hosted", note))
            self._things[country] = replace(
                self._things[country],
                note=note,
                facts=hosted,
            )
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
        by_match = [str(row["by"]) for row in supporting]
        pledges = sorted({*drawn, *by_match})
        levels = self._add_pledges(pledges)
        for link in LINKS:
            # Of a pledge that only supports another one, only whose it is is drawn
            is_submitter = link.relation == "SUBMITTED_BY"
            self._add_links(pledges if is_submitter else drawn, link)
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
            central = not names.isdisjoint(self._subject.wanted)
            self._add(
                other,
                link.cls,
                str(row["name"]),
                central=central,
            )
            self._tie(row["id"], other, link.label)

    def add_situations(self, situations: Sequence[str]) -> None:
        """Add situations with their countries of asylum and the platforms for them."""
        asked = {"ids": list(situations)}
        name = self._named("n")
        for row in self._engine.ask(SITUATIONS.format(name=name), asked):
            self._add(str(row["id"]), "Situation", str(row["name"]), central=True)
        for row in self._engine.ask(FOR_SITUATIONS, asked):
            self._add(str(row["id"]), "SupportPlatform", str(row["name"]))
            self._tie(row["id"], row["situation"], "addresses")
        # Where no source names any, they are known by the figures alone
        for relation in ("ASYLUM", "ASYLUM_BY_FIGURES"):
            text = ASYLUM.format(relation=relation, name=self._named("c"))
            for row in self._engine.ask(text, asked):
                self._add(str(row["country"]), "Country", str(row["name"]))
                self._tie(
                    row["id"],
                    row["country"],
                    "asylum in",
                    computed=relation != "ASYLUM",
                )

    def _named(self, variable: str) -> str:
        """How a text asks for a name in the language of the picture."""
        name = f"{variable}.name"
        return f"coalesce({variable}.label_fr, {name})" if self._is_french else name

    def _add_pledges(self, ids: Sequence[str]) -> set[str]:
        made = PledgeThings(
            self._engine,
            self._captions,
            self._subject.pledges,
        )
        levels: set[str] = set()
        for thing in made.made(ids):
            self._things.setdefault(thing.id, thing)
            if thing.open:
                levels.add(thing.level)
        return levels

    def _add_matches(self, ids: Sequence[str], text: str, cls: str) -> None:
        """Add matches with their supporters, which are nodes of the class: as lines from supporter
        to pledge, or as cards of their own.
        """
        rows = self._engine.ask(text, {"ids": list(ids)})
        means = self._means({str(row["id"]) for row in rows})
        for row in rows:
            match = str(row["id"])
            supporter = str(row["by"])
            self._add(supporter, cls, str(row["name"]))
            extent = row["extent"]
            # That a source is silent is not said on each line
            if extent == "not-stated":
                extent = None
            said = (
                ("contribution", "; ".join(sorted(means[match]))),
                ("extent", self._label(extent, "match-extents")),
                ("status", self._label(row["status"], "match-statuses")),
            )
            if self._subject.matches:
                self._add_match(match, self._facts(*said))
                self._tie(match, row["pledge"], "supports")
                self._tie(match, supporter, "supported by")
                continue
            words = [value for _, value in said if value]
            self._tie(
                supporter,
                row["pledge"],
                "supports",
                words=words,
            )

    def _add_match(self, match: str, facts: tuple[tuple[str, str], ...]) -> None:
        label = self._captions.word("Match")
        thing = Thing(match, "Match", label, facts)
        # Once for each of its supporters: the same match comes again
        self._things.setdefault(match, thing)

    def _means(self, matches: set[str]) -> Mapping[str, set[str]]:
        """The contribution types of matches, in words."""
        found: dict[str, set[str]] = defaultdict(set)
        if not matches:
            return found
        for row in self._engine.ask(MEANS, {"ids": sorted(matches)}):
            label = str(self._label(row["code"], "contribution-types"))
            found[str(row["id"])].add(label.partition(" (")[0])
        return found

    def _label(self, code: Any, scheme: str) -> str | None:
        if code is None:
            return None
        return self._captions.language.label(scheme, str(code))

    def _add(
        self,
        identifier: str,
        kind: str,
        label: str,
        *,
        central: bool = False,
    ) -> None:
        """Add a thing, unless it was added before."""
        if kind == "Actor" and label in self._governments:
            country = self._governments[label]
            label = self._captions.say("government", country=country)
        thing = Thing(identifier, kind, label, central=central)
        self._things.setdefault(identifier, thing)

    def _tie(
        self,
        start: Value,
        end: Value,
        label: str,
        *,
        computed: bool = False,
        words: Sequence[str] = (),
    ) -> None:
        """Add a tie; ``words`` are said on its line behind the label."""
        said = [self._captions.word(label), *words]
        tie = Tie(
            str(start),
            str(end),
            " · ".join(said),
            computed,
            label,
        )
        self._ties.add(tie)

    def _facts(self, *values: tuple[str, Any]) -> tuple[tuple[str, str], ...]:
        """Names and values in the language of the picture; what is not known is left out."""
        facts = []
        for name, value in values:
            if not value:
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
    kind = "all open" if levels.isdisjoint(RECORDED) else "some open"
    date = sources_date(manifest)
    dated = f"({captions.say('not dated')})"
    if date:
        dated = captions.say("as of day", as_of=date)
    return captions.say(kind, dated=dated)


def _ends_and_label(tie: Tie) -> tuple[str, str, str]:
    return tie.start, tie.end, tie.label
