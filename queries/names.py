"""Names: the one thing that a text names, by code, identifier, name or alias, in English or in
French.

The engine is asked for what is spelled like the names in question, and only where that is not
enough for the whole list: to read 249 countries for each question would be most of what a narrow
one reads.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from pledgegraph.errors import UsageProblem, did_you_mean
from pledgegraph.ontology.names import (
    LONGEST,
    Thing,
    like,
    nearest_names,
    the_one,
    things_called,
)
from pledgegraph.ontology.situations import Situations, country_in, short_name
from pledgegraph.ontology.spelling import fold
from pledgegraph.wording import worded

from .lists import computed_hint
from .name_forms import (
    codes_of,
    label_of,
    labelled,
    names_of,
    spellings_of,
    thing_of,
    things_meant,
    without_short_names,
)
from .texts import text_of

if TYPE_CHECKING:
    from pledgegraph.graph.engine import Engine

LISTED = {"country": "countries"}
"""Kind of thing → the list that has it, where it is not the kind with an s."""
WORDS = {
    "country": worded("country"),
    "situation": worded("situation"),
    "actor": worded("actor"),
    "pledge": worded("pledge"),
    "platform": worded("platform"),
    "forum": worded("forum"),
    "area": worded("area"),
    "region": worded("region"),
}
"""Kind of thing → what people call it."""
SHORTENED = ("actor", "situation")
"""Kinds of things that have short names too: ``Chad`` is a government, ``Syria`` a situation."""

NamedThings = Callable[[str, str], Iterable[Mapping[str, Any]]]
"""A kind of thing and a pattern for its names ("" for all) → a row for each thing: ``value``,
``id`` and what else it is called.
"""
Aliases = Callable[[str, str], str]
"""A kind and a name → the code or identifier of what lists of ours know by that name, or ""."""


def no_alias(kind: str, name: str) -> str:
    """Where no list of ours is asked."""
    return ""


@dataclass(frozen=True)
class Names:
    """The names of what one place has: an engine, or the tables of a build. ``language`` is the one
    in which names are suggested.
    """

    rows: NamedThings
    aliases: Aliases = no_alias
    language: str = "en"
    _read: dict[tuple[str, str], list[Thing]] = field(default_factory=dict)

    def resolved(
        self,
        kind: str,
        names: Sequence[str],
        option: str,
    ) -> list[Thing]:
        """The things of a kind that names spell, in their order; ``option`` is where the names were
        given.

        Raises:
            UsageProblem: nothing is called so; with suggestions.
            AmbiguousName: several things are called so.
        """
        alike = self._alike(kind, names)
        things = []
        for name in names:
            meant = self._meant(kind, name, alike)
            thing = the_one(name, meant, option)
            if thing is None:
                found = worded(
                    "{kind} {name} is not known",
                    kind=WORDS[kind],
                    name=repr(name),
                )
                raise UsageProblem(found, self._hint(kind, name))
            things.append(thing)
        return things

    def meant(self, kind: str, name: str) -> list[Thing]:
        """The things of a kind that a name may mean: none, one or several."""
        alike = self._alike(kind, [name])
        return self._meant(kind, name, alike)

    def node(
        self,
        kinds: Sequence[str],
        name: str,
        option: str,
    ) -> Thing:
        """The thing of any kind that a name spells. A short name, as ``Syria`` for the Syria
        situation, is looked for where nothing has it as a whole.

        Raises:
            UsageProblem: nothing is called so; with suggestions.
            AmbiguousName: several things are called so.
        """
        # Countries first: Denmark is the country, and its government has to be named as such
        countries = self._whole("country", name)
        found: list[Thing] = []
        for kind in kinds:
            found += self._whole(kind, name, countries)
        if not found:
            for kind in set(SHORTENED).intersection(kinds):
                found += self.meant(kind, name)
        thing = the_one(name, _each_once(found), option)
        if thing is None:
            suggestion = computed_hint(name, has_page=True) or did_you_mean(
                self.nearest(kinds, name)
            )
            hint = suggestion or worded("`pledgegraph list` finds identifiers.")
            nothing = worded("Nothing is called {name}", name=repr(name))
            raise UsageProblem(nothing, hint)
        return thing

    def nearest(self, kinds: Sequence[str], name: str) -> list[str]:
        """The names nearest to one that nothing has, in the reader's language, else in any; codes
        where no name is near.
        """
        known: set[str] = set()
        known_in_any: set[str] = set()
        codes: set[str] = set()
        for kind in kinds:
            things = self.every(kind)
            known |= names_of(kind, things, self.language)
            known_in_any |= names_of(kind, things)
            codes |= codes_of(things)
        # Each only where the one before has nothing near: a reader of French gets no English name
        # for one that is spelled as well in French
        for choices in (known, known_in_any, codes):
            found = nearest_names(name, choices)
            if found:
                return found
        return []

    def _meant(self, kind: str, name: str, alike: Sequence[Thing]) -> list[Thing]:
        found = self._called(kind, name, alike)
        if not found:
            found = self._by_country(kind, name)
        # The whole list is read only where what is spelled alike is not enough
        return found or things_meant(kind, name, self.every(kind))

    def _called(self, kind: str, name: str, alike: Sequence[Thing]) -> list[Thing]:
        # Our own lists are read only for what the graph does not call so: most commands never do
        found = things_meant(kind, name, alike)
        return found or self._by_alias(kind, name)

    def _by_alias(self, kind: str, name: str) -> list[Thing]:
        alias = self.aliases(kind, name)
        pattern = like([alias]) if alias else ""
        if not pattern:
            return []
        alike = self._things(kind, pattern)
        return things_called(alias, alike)

    def _whole(
        self,
        kind: str,
        name: str,
        countries: Sequence[Thing] = (),
    ) -> list[Thing]:
        """The things of a kind that have a name as a whole; ``countries`` are those that have it:
        it names no government then, and a situation that has the country's name in any language.
        """
        things = self._alike(kind, [name])
        if len(name) > LONGEST:  # no pattern is made of it
            things = self.every(kind)
        if kind == "actor":
            things = list(map(without_short_names, things))
        found = things_called(name, things)
        if not found:
            label = label_of(kind, name)
            found = labelled(label, things)
        is_state = kind == "actor" and countries
        if not found and not is_state:
            found = self._by_alias(kind, name)
        if not found and kind == "situation":
            found = self._named_after(countries, name)
        return found

    def _named_after(self, countries: Sequence[Thing], name: str) -> list[Thing]:
        """The situations that have a name of the country that a name spells, but for codes:
        ``Soudan`` names the situation Sudan too.
        """
        found: list[Thing] = []
        wanted = fold(name)
        for country in countries:
            # A code means the country alone: SIT-SDN is the situation, SDN is not
            codes = map(fold, (country.value, country.id))
            if wanted in codes:
                continue
            for each in country.spellings:
                alike = self._alike("situation", [each])
                found += things_called(each, alike)
        return found

    def _by_country(self, kind: str, name: str) -> list[Thing]:
        """The situations that have the name of the country that a name spells: ``SIT-SDN`` and
        ``Soudan`` name Sudan.
        """
        if kind != "situation":
            return []
        country = country_in(name)
        alike = self._alike("country", [country])
        countries = self._called("country", country, alike)
        # Guinea may be three: which situation is meant is not to be guessed
        if len(countries) != 1:
            return []
        spellings = countries[0].spellings
        short = list(map(short_name, spellings))
        situations = Situations(self._alike(kind, short))
        found: list[Thing] = []
        for each in spellings:
            found += situations.called(each)
        return _each_once(found)

    def _alike(self, kind: str, names: Sequence[str]) -> list[Thing]:
        """The things of a kind that may be called one of these names, and perhaps others."""
        spellings: list[str] = []
        for name in names:
            spellings += spellings_of(kind, name)
        # A situation is also named by a part of its name: Syria, of the Syria situation
        pattern = like(spellings, within=kind == "situation")
        return self._things(kind, pattern) if pattern else []

    def every(self, kind: str) -> list[Thing]:
        """All things of a kind."""
        return self._things(kind, "")

    def _things(self, kind: str, pattern: str) -> list[Thing]:
        # A name is looked up for the parameters, the heading and the sentence of coverage
        found = self._read.get((kind, pattern))
        if found is None:
            rows = self.rows(kind, pattern)
            found = self._read[kind, pattern] = [thing_of(kind, row) for row in rows]
        return found

    def _hint(self, kind: str, name: str) -> str:
        suggestion = computed_hint(name) or did_you_mean(self.nearest([kind], name))
        listed = LISTED.get(kind, f"{kind}s")
        command = f"`pledgegraph list {listed}`"
        return suggestion or worded("{command} lists them.", command=command)


def names_in(
    engine: Engine,
    aliases: Aliases = no_alias,
    language: str = "en",
) -> Names:
    """The names of what an engine has."""

    def rows(kind: str, pattern: str) -> Iterable[Mapping[str, Any]]:
        given = {"like": pattern} if pattern else {}
        text = text_of(
            f"_known.{kind}",
            engine.language,
            given,
        )
        return engine.ask(text, given, f"{kind} by name")

    return Names(rows, aliases, language)


def _each_once(things: Iterable[Thing]) -> list[Thing]:
    """Things by identifier, each once."""
    found = {}
    for thing in things:
        found[thing.id] = thing
    ids = sorted(found)
    return [found[identifier] for identifier in ids]
