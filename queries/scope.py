"""Scope: the pledges that the sentence of coverage counts, as a picture of them shows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from pledgegraph.errors import UsageProblem
from pledgegraph.ontology.dates import sources_date
from pledgegraph.ontology.spelling import name_order
from pledgegraph.ontology.vocabularies import vocabulary
from pledgegraph.wording import worded

from .ask import checked, dated
from .asked import Asked
from .catalogue import pictured
from .coverage import about, up_to
from .emptiness import option_text
from .grouping import Selected, Sets, rows_with, sets_by
from .names import Aliases, names_in, no_alias
from .parameters import Parameter
from .phrases import Phrases
from .pledges import Pledges
from .reasons import because

if TYPE_CHECKING:
    from pledgegraph.graph.engine import Engine

LEVELS = ("none-recorded", "related", "partly-supported", "joint", "matched")
"""The levels of recorded support, the least first; a pledge of no host country has none."""
RECORDED = ("partly-supported", "joint", "matched")
"""Those at which a source, or the rule for joint support, ties support to the pledge."""

OF_ACTORS = ("actor", "actor_type", "role")
"""The parameters that are about who submits a pledge."""


def areas_of_focus() -> list[str]:
    """The areas of focus in the order of their vocabulary."""
    concepts = vocabulary("areas-of-focus").concepts.values()
    return [concept.name for concept in concepts]


@dataclass(frozen=True)
class Subject:
    """What is asked for, by names in the reader's language; ``values`` are those of texts."""

    names: tuple[str, ...]
    values: Mapping[str, Sequence[str]]

    @property
    def title(self) -> str:
        """All names, for a heading."""
        return ", ".join(self.names)


class Scope:
    """The pledges in scope of an engine, with what the sources state of them. ``named`` are the
    identifiers of the only ones to look at, as those of an answer. It has to have some, unless it
    ``may_be_empty``.
    """

    def __init__(
        self,
        engine: Engine,
        manifest: Mapping[str, Any],
        given: Mapping[str, Any],
        language: str = "en",
        aliases: Aliases = no_alias,
        named: Sequence[str] = (),
        *,
        may_be_empty: bool = False,
    ) -> None:
        card = pictured()
        known = names_in(engine, aliases, language)
        parameters = checked(card, given, known)
        day = parameters["as_of"] or sources_date(manifest)
        parameters |= dated(day)
        # Its own name: a question takes one pledge as --pledge, and its texts say so
        parameters["named"] = [*parameters["pledge"], *named]
        self.asked = Asked(
            card,
            parameters,
            engine,
            manifest,
        )
        self.phrases = Phrases(language)
        self._known = known
        self._may_be_empty = may_be_empty

    def part(self, given: Mapping[str, Any], like: Scope | None = None) -> Scope:
        """The pledges of narrower parameters: what was read of the whole is not read again, nor
        what was read of the same part for another language (``like``).

        Raises:
            UsageProblem: nothing has one of these names.
        """
        found = copy(self)
        for name in ("rows", "ids", "hosts", "supported", "subject"):
            found.__dict__.pop(name, None)
        # Of the whole, for all its parts
        found.pledges = self.pledges
        if like is not None:
            found.asked = self.asked.with_parameters(like.asked.parameters)
            found.rows = like.rows
            return found
        narrowed = checked(pictured(), given, self._known)
        asked_for = {name: narrowed[name] for name in given}
        found.asked = self.asked.with_parameters({**self.asked.parameters, **asked_for})
        return found

    @cached_property
    def rows(self) -> list[Selected]:
        """The pledges in the order in which they are shown: the least support first, then those
        that concern more people, then by name.

        Raises:
            UsageProblem: none is in scope.
        """
        found = self.asked.rows("_pictured")
        if not found and not self._may_be_empty:
            nothing = worded(
                "No pledge is recorded for {title} in these sources",
                title=self._title(),
            )
            raise UsageProblem(nothing, self._what_would_have_some())
        return sorted(found, key=_place)

    def _title(self) -> str:
        title = self.subject.title
        return title or worded("all that is asked for")

    def _what_would_have_some(self) -> str:
        """The option without which there would be pledges."""
        given = self._given()
        for name, value in given.items():
            if len(given) == 1:
                break
            others = {**self.asked.parameters, name: []}
            without = self.asked.with_parameters(others)
            if without.rows("_pictured"):
                option = option_text(name, value)
                return worded("Without {option} there are some.", option=option)
        return worded("`pledgegraph list` finds identifiers.")

    def _given(self) -> dict[str, Any]:
        """The parameters that narrow the scope, with their values."""
        given = {}
        for parameter in pictured().parameters:
            value = self.asked.parameters[parameter.name]
            if value and parameter.kind == "list":
                given[parameter.name] = value
        return given

    @cached_property
    def ids(self) -> list[str]:
        """Their identifiers, in this order."""
        return [row["id"] for row in self.rows]

    @cached_property
    def hosts(self) -> list[Selected]:
        """The host-country pledges among them."""
        return rows_with(self.rows, "host", True)

    @cached_property
    def supported(self) -> list[Selected]:
        """The host-country pledges for which support is recorded, or a part of it."""
        return [row for row in self.hosts if row["level"] in RECORDED]

    def areas(self, ids: Sequence[str]) -> Sets:
        """The areas of focus of some pledges, by name; an empty set where none is stated."""
        links = self.asked.links(
            "AREA_OF_FOCUS",
            "Pledge",
            "Concept",
            ids,
            "name",
        )
        return sets_by(links, "id", "name", ids)

    @cached_property
    def pledges(self) -> Pledges:
        """What the sources state of them, read when it is looked at."""
        return Pledges(self.asked, self.ids)

    @cached_property
    def subject(self) -> Subject:
        """What is asked for, by name."""
        values = self._given()
        names: list[str] = []
        for parameter in pictured().parameters:
            if parameter.name in values and parameter.name != "exclude":
                names += self._named(parameter, values[parameter.name])
        return Subject(tuple(names), values)

    def _named(self, parameter: Parameter, values: Sequence[str]) -> list[str]:
        """What people call what is asked for."""
        kind = parameter.known
        if parameter.vocabulary:
            name_of = self.phrases.name_of
            return [name_of(parameter.vocabulary, code) for code in values]
        # A platform is known by its code in both languages
        if kind == "platform":
            return list(values)
        things = self._known.resolved(kind, values, parameter.option)
        return [self._called(kind, thing) for thing in things]

    def names_of(self, kind: str) -> list[str]:
        """What people call what is asked for of a kind."""
        (parameter,) = [each for each in pictured().parameters if each.name == kind]
        return self._named(parameter, self.asked.parameters[kind])

    def identifiers(self, kind: str) -> list[str]:
        """The identifiers of what is asked for of a kind."""
        values = self.asked.parameters[kind]
        things = self._known.resolved(kind, values, f"--{kind}")
        return [thing.id for thing in things]

    def _called(self, kind: str, thing: Any) -> str:
        if kind == "pledge":
            (row,) = self.asked.nodes("Pledge", [thing.id], "cited_as").values()
            return str(row["cited_as"])
        called = str(thing.called(self.phrases.language))
        if kind == "situation" and self.phrases.language == "fr" and called == thing.spellings[0]:
            return self._by_origin(thing)
        return called

    def _by_origin(self, situation: Any) -> str:
        """The French name of a situation that is called as the country from which people fled is;
        no other one is made up.
        """
        origins = self.asked.links(
            "ORIGIN",
            "Situation",
            "Country",
            [situation.id],
            "name",
            "label_fr",
        )
        for row in origins:
            if row["name"] == situation.spellings[0] and row["label_fr"]:
                return str(row["label_fr"])
        return str(situation.spellings[0])

    def coverage(self) -> str:
        """The sentence of coverage: how many pledges there are, and what is stated of them."""
        contributions = self.pledges.contributions
        contributing = 0
        updated = 0
        for row in self.rows:
            if contributions[row["id"]]:
                contributing += 1
            if row["updates"]:
                updated += 1
        number = len(self.rows)
        sentence = because(
            "coverage",
            pledges=because("pledges", number=number),
            about=list(about(self.asked)),
            contributing=because("stating a contribution", number=contributing),
            updated=because("with an update", number=updated),
            dated=up_to(self.asked.manifest),
        )
        return self.phrases.sentence(sentence)


def _place(row: Selected) -> tuple[Any, ...]:
    """Its place in the order: by its identifier only where nothing else differs."""
    level = row["level"]
    rank = len(LEVELS)
    if level in LEVELS:
        rank = LEVELS.index(level)
    people = row["people"] or 0
    name = row["name"] or ""
    return (
        not row["host"],
        rank,
        -people,
        name_order(name),
        row["id"],
    )


def pledge_ids(answer_rows: Sequence[Mapping[str, Any]]) -> list[str]:
    """The pledges of an answer's rows: those that are its rows, else those that its rows name."""
    own = [row["id"] for row in answer_rows if _is_pledge(row.get("id"))]
    if own:
        return list(dict.fromkeys(own))
    named: dict[str, None] = {}
    for row in answer_rows:
        named |= dict.fromkeys(_pledges_in(row))
    return list(named)


def _pledges_in(row: Mapping[str, Any]) -> Iterator[str]:
    for name, value in row.items():
        if name.endswith("_ids") and isinstance(value, list):
            yield from filter(_is_pledge, value)
        elif name.endswith("_id") and _is_pledge(value):
            yield value


def _is_pledge(value: object) -> bool:
    return isinstance(value, str) and value.startswith("pledge/")
