"""Names of actors: the actors that one source names, and what it says of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import pyarrow as pa

from pledgegraph.errors import Where
from pledgegraph.loaders.files.cells import CellColumn
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.roles import states
from pledgegraph.ontology.vocabularies import vocabulary

from .actor_lists import actor_parts
from .actors import Identity, identity, named_in
from .decided_actors import NOTHING_DECIDED, DecidedActors
from .governments import government_of
from .row_words import NOTHING, RowWords
from .spellings import Spelled, Spellings

Ends = Mapping[str, set[str]]
"""Actor → the other ends of a relationship, all identifiers."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a cell and whom it names: ``actor`` is an identifier, ``remark`` the text in
    brackets behind it.
    """

    actor: str
    remark: str
    written: str


@dataclass
class ActorNames:
    """The actors that have been met in one source so far, and what it says of them."""

    decided: DecidedActors = NOTHING_DECIDED
    _met: dict[str, set[Identity]] = field(default_factory=dict)
    _spelled: dict[str, list[Spelled]] = field(default_factory=dict)
    _types: dict[str, set[str]] = field(default_factory=dict)
    _bases: dict[str, set[str]] = field(default_factory=dict)

    def mention(self, part: str, words: RowWords = NOTHING) -> Mention | None:
        """Whom one part of a cell names in its row, or None where it names nobody."""
        found = self.named_in(part, words)
        if found is None:
            return None
        who, remark = found
        return Mention(self.meet(who), remark, part)

    def named_in(self, part: str, words: RowWords = NOTHING) -> tuple[Identity, str] | None:
        """Whom one part of a cell names, by the name and by what has been decided of it, and the
        remark behind; nobody is met by that.
        """
        found = named_in(part, words)
        if found is None:
            return None
        who = self.decided.of(found[0])
        return None if who is None else (who, found[1])

    def actor(self, name: str) -> str:
        """The identifier of the actor that a name without remark stands for."""
        who = identity(name)
        # Whoever asks has a name that is needed: what is ignored in cells is itself here
        return self.meet(self.decided.of(who) or who)

    def meet(self, who: Identity) -> str:
        """Note that a source names an actor; its identifier."""
        met = self._met.setdefault(who.actor, set())
        met.add(who)
        return who.actor

    def count(
        self,
        column: CellColumn,
        words: Sequence[RowWords] = (),
    ) -> None:
        """Count the spellings in a column, cell by cell, of the actors that have been met.

        Args:
            words: what the rows of each different text say of it; nothing where it is empty.
        """
        # Each different text is split once, however many cells have it
        used, rows, counts = np.unique(
            column.codes,
            return_index=True,
            return_counts=True,
        )
        first = zip(
            used.tolist(),
            rows.tolist(),
            counts.tolist(),
            strict=True,
        )
        for index, row, cells in first:
            said = words[index] if words else NOTHING
            where = None
            for part in actor_parts(column.parted(index)):
                found = self.named_in(part, said)
                if found is None or found[0].actor not in self._met:
                    continue
                # Once for all parts of a cell: it looks at the cells of the row before it
                where = where or column.sheet.where(row, column.header)
                self.count_cells(found[0], where, cells)

    def count_cells(
        self,
        who: Identity,
        where: Where,
        cells: int,
    ) -> None:
        """Count a spelling by the cells that have it, of which one is named."""
        if who.spelling:
            spelled = Spelled(who.spelling, cells, where)
            of_actor = self._spelled.setdefault(who.actor, [])
            of_actor.append(spelled)

    def note_type(self, actor: str, entity_type: str) -> None:
        """What a source says an actor is (an identifier of the entity types)."""
        types = self._types.setdefault(actor, set())
        types.add(entity_type)

    def note_base(self, actor: str, country: str) -> None:
        """In which country (an identifier) an actor is based, as a source says."""
        bases = self._bases.setdefault(actor, set())
        bases.add(country)

    def types(self) -> dict[str, set[str]]:
        """Actor → its types. Those of the reviewed list and of governments are certain; for others
        the word of the source counts too.
        """
        # Copies: what the form of a name adds is not what the source says
        found = {actor: set(types) for actor, types in self._types.items()}
        for actor, met in self._met.items():
            by_name = _types_by_name(met)
            # The form of a name may mislead, so what the source says counts as well
            if by_name and not _is_known(met):
                by_name |= found.get(actor, set())
            if by_name:
                found[actor] = by_name
        return found

    def bases(self) -> Ends:
        """Actor → the countries in which it is based, as the source or its name says."""
        found = {actor: set(countries) for actor, countries in self._bases.items()}
        for actor, met in self._met.items():
            for who in met:
                if who.base:
                    of_actor = found.setdefault(actor, set())
                    of_actor.add(who.base)
        return found

    def represented(self) -> dict[str, str]:
        """Government → its country."""
        found = {}
        for actor, met in self._met.items():
            for who in met:
                if who.country:
                    found[actor] = who.country
        return found

    def states(self) -> Mapping[str, str]:
        """State → its country (identifiers), as met so far: the one it represents, else the only
        one it is based in.
        """
        represented = {}
        for actor, country in self.represented().items():
            represented[actor] = {country}
        return states(
            represented,
            self.types(),
            self.bases(),
        )

    def gather(
        self,
        gathering: Gathering,
        source: str,
        spellings: Spellings,
    ) -> None:
        """Add what a source says of the actors met to its stated tables, and their spellings to
        those of the other sources.
        """
        represented = self.represented()
        for actor, met in self._met.items():
            # Also where no cell spells it: the name is then that of the list or of its country
            spellings.add(
                ("Actor", actor),
                source,
                self._spelled.get(actor, ()),
                otherwise=_unspelled_name(actor, met, represented.get(actor)),
                is_known=_is_known(met),
            )
        governments = list(represented)
        countries = list(represented.values())
        gathering.links("represents", source, governments, countries)
        gathering.links(
            "actorType",
            source,
            *_arrays(self.types()),
        )
        gathering.links("basedIn", source, *_arrays(self.bases()))


def _is_known(met: Iterable[Identity]) -> bool:
    return any(who.is_known for who in met)


def _types_by_name(met: Iterable[Identity]) -> set[str]:
    """The types that the reviewed list or the form of a name gives."""
    concepts = vocabulary("entity-types").concepts
    found = set()
    for who in met:
        if who.entity_type:
            notation = concepts[who.entity_type].notation
            found.add(f"vocabulary/entity-types/{notation}")
    return found


def _unspelled_name(
    actor: str,
    met: Iterable[Identity],
    country: str | None,
) -> str:
    """The name of an actor of which no cell has a spelling that may be shown."""
    if country is not None:
        return government_of(country)
    spelled = min((who.spelling for who in met if who.spelling), default="")
    # A decision may name it by its identifier alone
    return spelled or actor.partition("/")[2].replace("-", " ")


def _arrays(links: Ends) -> tuple[pa.Array, pa.Array]:
    starts: list[str] = []
    ends: list[str] = []
    for start, several in links.items():
        # Sets have another order in each process, and builds must be the same
        for end in sorted(several):
            starts.append(start)
            ends.append(end)
    as_text = pa.string()
    return pa.array(starts, as_text), pa.array(ends, as_text)


def states_together(sources: Iterable[tuple[int, ActorNames]]) -> Mapping[str, str]:
    """State → its country, by what several sources say.

    The word of the newest date counts for an actor; sources of one date count together.

    Args:
        sources: the date of each source, as a number, and the actors that it names.
    """
    represented: dict[str, Collection[str]] = {}
    types: list[tuple[int, Ends]] = []
    bases: list[tuple[int, Ends]] = []
    for day, names in sources:
        for actor, country in names.represented().items():
            represented[actor] = {country}
        types.append((day, names.types()))
        bases.append((day, names.bases()))
    return states(
        represented,
        _of_newest_date(types),
        _of_newest_date(bases),
    )


def _of_newest_date(stated: Iterable[tuple[int, Ends]]) -> Ends:
    """For each actor what the sources of the newest date that name it say together."""
    days: dict[str, int] = {}
    found: dict[str, set[str]] = {}
    for day, by_actor in stated:
        for actor, ends in by_actor.items():
            newest = days.get(actor)
            if newest is None or day > newest:
                days[actor] = day
                found[actor] = set(ends)
            elif day == newest:
                found[actor] |= ends
    return found
