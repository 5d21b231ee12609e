"""Decisions: what people have decided of names, pledges and words, as loading applies it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pledgegraph.errors import Problem, SourceProblems, suggest
from pledgegraph.loaders.files.cell_habits import CellHabits
from pledgegraph.loaders.files.cells import BadCell
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.kinds.decided import Decided
from pledgegraph.loaders.kinds.register import Register, official_identifier
from pledgegraph.loaders.names.actors import Identity, identity
from pledgegraph.loaders.names.countries import find_country
from pledgegraph.loaders.names.decided_actors import NOTHING_DECIDED, DecidedActors
from pledgegraph.ontology.vocabularies import vocabulary, vocabulary_names
from pledgegraph.wording import worded

from .decision_files import (
    ACTORS,
    DIFFERENT,
    IGNORE,
    PLEDGES,
    TERMS,
    Decision,
    Linked,
    read_decisions,
    targets,
    where_of,
)

COUNTRIES = "countries"
FIELDS_OF = {
    "themes": ("theme",),
    "contribution-types": ("contribution",),
    "entity-types": ("entity_type",),
    "implementation-stages": ("stage",),
    "submitter-roles": ("role",),
    "gcr-objectives": ("objective",),
    "population-types": ("population", "population_type"),
    "standings": ("standing",),
    "match-statuses": ("status",),
    "match-extents": ("extent",),
    COUNTRIES: ("place", "submitter_country", "country", "origin", "asylum"),
}
"""List of words → the fields whose cells have them."""
_ACTOR, _PLEDGE = "actor/", "pledge/"


@dataclass(frozen=True)
class Decisions:
    """What has been decided.

    Attributes:
        pledges: identifier of a pledge → the decision by which it is another one, and that one's.
        apart: pairs of pledges that are two by decision, by identifier.
        terms: field → a word → what it means in our words, "" for nothing.
        problems: of the files themselves.
    """

    actors: DecidedActors = NOTHING_DECIDED
    pledges: Mapping[str, Linked] = field(default_factory=dict)
    apart: tuple[tuple[str, str], ...] = ()
    terms: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def of_registers(self) -> Decided:
        """What readers of registers need to know."""
        pledges = {key: last.other for key, last in self.pledges.items()}
        return Decided(self.actors, pledges)

    def applied(self, registers: Iterable[Register]) -> Mapping[str, str]:
        """What actors and pledges were called in sources that are others by decision → the
        identifier of each. To be asked when all sources have been read.
        """
        found = dict(self.actors.met)
        for register in registers:
            found.update(register.further_names)
        return found

    def met(self, registers: Iterable[Register]) -> Mapping[str, str]:
        """Those of ``applied`` that cells of these sources have. A decision may name what only a
        source has that others may not see, and an output for them must not have its name.
        """
        found = dict(self.actors.met)
        for register in registers:
            for name, meant in register.further_names.items():
                if name in register.decided_in_rows:
                    found[name] = meant
        return found

    def in_layout(
        self,
        layout: Layout,
    ) -> Layout:
        """A layout whose cells mean what has been decided of their words."""
        cells = dict(layout.cells)
        for name, words in self.terms.items():
            if name in layout.columns:
                # A decision counts before what a layout says of the same word
                habits = cells.get(name, CellHabits())
                cells[name] = replace(habits, values={**habits.values, **words})
        return replace(layout, cells=cells)


NO_DECISIONS = Decisions()


def decisions_of(workspace: Path) -> Decisions:
    """The decisions of a workspace; what is wrong in the files is among the problems of a load."""
    problems: list[Problem] = []
    read: dict[str, list[Decision]] = {}
    for kind in (ACTORS, PLEDGES, TERMS):
        try:
            read[kind] = read_decisions(
                workspace,
                kind,
                problems,
            )
        except SourceProblems as stopped:
            problems += stopped.problems
    pledges, apart = _decided_pledges(read.get(PLEDGES, []), problems)
    return Decisions(
        _decided_actors(read.get(ACTORS, []), problems),
        pledges,
        apart,
        _decided_terms(read.get(TERMS, []), problems),
        tuple(problems),
    )


def actor_key(name: str) -> str:
    """The identifier of the actor that a name, or an identifier, stands for."""
    return name if name.startswith(_ACTOR) else identity(name).actor


def _decided_actors(
    read: list[Decision],
    problems: list[Problem],
) -> DecidedActors:
    linked = []
    for each in read:
        other = actor_key(each.other) if each.other else ""
        linked.append(
            Linked(
                each,
                actor_key(each.name),
                other,
            )
        )
    same = {}
    for key, last in targets(
        ACTORS,
        linked,
        problems,
    ).items():
        same[key] = _identity(last.read.other)
    ignored = frozenset(each.key for each in linked if each.read.decision == IGNORE)
    return DecidedActors(same, ignored)


def _identity(name: str) -> Identity:
    if name.startswith(_ACTOR):
        # Its name is what its own cells say
        return Identity(name, "")
    return identity(name)


def pledge_key(text: str) -> str:
    """The identifier of a pledge by its identifier or its official number; "" for others, as two
    offices may call pledges alike.
    """
    if text.startswith(_PLEDGE):
        return text
    try:
        return f"{_PLEDGE}{official_identifier(text)}"
    except BadCell:
        return ""


def _decided_pledges(
    read: list[Decision],
    problems: list[Problem],
) -> tuple[Mapping[str, Linked], tuple[tuple[str, str], ...]]:
    """What pledges are others, and the pairs that are two."""
    linked = []
    for each in read:
        keys = {name: pledge_key(getattr(each, name)) for name in ("name", "other")}
        bad = [name for name, key in keys.items() if not key]
        for name in bad:
            where = replace(where_of(PLEDGES, each), column=name)
            said = worded(
                "{each} is not the identifier of a pledge", each=repr(getattr(each, name))
            )
            hint = worded(
                "Write an official number, or what `pledgegraph list pledges` prints: pledge/…"
            )
            problems.append(Problem("D001", "error", where, said, hint))
        if not bad:
            linked.append(
                Linked(
                    each,
                    keys["name"],
                    keys["other"],
                )
            )
    found = targets(PLEDGES, linked, problems)
    apart = []
    for pair in linked:
        if pair.read.decision == DIFFERENT:
            # What is another pledge by a further line is that one here as well
            ends = [found[key].other if key in found else key for key in (pair.key, pair.other)]
            apart.append((ends[0], ends[1]))
    return found, tuple(sorted(apart))


def _decided_terms(
    read: list[Decision],
    problems: list[Problem],
) -> Mapping[str, Mapping[str, str]]:
    found: dict[str, dict[str, str]] = {}
    linked = []
    for each in read:
        wrong = list(_wrong_term(each))
        for column, said, hint in wrong:
            where = replace(where_of(TERMS, each), column=column)
            problems.append(Problem("D001", "error", where, said, hint))
        if wrong:
            continue
        meant = _word(each.listed, each.other)
        linked.append(
            Linked(
                each,
                f"{each.listed} {each.name.casefold()}",
                meant,
            )
        )
        for name in FIELDS_OF[each.listed]:
            words = found.setdefault(name, {})
            words[each.name] = meant
    targets(
        TERMS,
        linked,
        problems,
    )
    return found


def _wrong_term(each: Decision) -> Iterator[tuple[str, str, str]]:
    if each.listed not in FIELDS_OF:
        found = worded("{listed} is not a list of words to decide on", listed=repr(each.listed))
        yield (
            "listed",
            found,
            suggest(each.listed, FIELDS_OF)
            or worded("One of {names}.", names=", ".join(FIELDS_OF)),
        )
    elif each.other and not _word(each.listed, each.other):
        known: list[str] = []
        if each.listed in vocabulary_names():
            known = list(vocabulary(each.listed).published())
        found = worded(
            "{other} is not in the list {listed}", other=repr(each.other), listed=each.listed
        )
        yield "other", found, suggest(each.other, known) or worded("Write a word of the list.")


def _word(
    listed: str,
    text: str,
) -> str:
    """A word of a list as every reader knows it; "" where there is none."""
    if listed == COUNTRIES:
        country = find_country(text)
        return country.name if country is not None else ""
    concept = vocabulary(listed).find(text) if text else None
    return text if concept is not None else ""
