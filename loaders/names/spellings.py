"""Spellings: how cells spell what they name, counted over all sources. The commonest spelling is
the name.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain

from pledgegraph.errors import Problem, Where
from pledgegraph.loaders.files.cells import CellColumn, Pairs
from pledgegraph.loaders.files.keys import MOST_PROBLEMS
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.spelling import as_spelled, fold
from pledgegraph.wording import worded

from .decided_actors import NOTHING_DECIDED, DecidedActors

CALLED: Mapping[str, str] = {
    "Actor": worded("actor"),
    "Concept": worded("theme"),
    "Situation": worded("situation"),
    "MultistakeholderPledge": worded("multi-stakeholder pledge"),
}
"""What the nodes of a class are called in a message."""
SEPARATORS = " -.,'&:/()"
"""Marks between the words of a name that some people leave out."""
_NO_SEPARATORS = str.maketrans("", "", SEPARATORS)
VALUES: Mapping[str, Mapping[str, str]] = {"Concept": {"in_vocabulary": "themes"}}
"""Values that every node of a class has."""

Key = tuple[str, str]
"""(class, identifier)."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """A spelling in a source: how many cells have it, and the first of them."""

    text: str
    cells: int
    where: Where

    def order(self) -> tuple[Where, str]:
        """The key by which spellings are sorted: their place, then their text."""
        return self.where, self.text


BySource = dict[str, list[Spelled]]
"""Source → how its cells spell a name."""


@dataclass
class _Named:
    """Nodes of one class that one source names."""

    identifiers: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def columns(self, values: Mapping[str, str]) -> dict[str, object]:
        """The nodes as columns; ``values`` are the same for each of them."""
        columns: dict[str, object] = {"id": self.identifiers, "name": self.names}
        for column, value in values.items():
            columns[column] = [value] * len(self.identifiers)
        return columns


@dataclass
class Spellings:
    """The names that cells give to nodes which no other source describes; ``decided``: whom some of
    them name by decision.
    """

    decided: DecidedActors = NOTHING_DECIDED
    _spelled: dict[Key, BySource] = field(default_factory=dict)
    _otherwise: dict[Key, str] = field(default_factory=dict)
    _known: set[Key] = field(default_factory=set)

    def add(
        self,
        key: Key,
        source: str,
        spelled: Iterable[Spelled],
        *,
        otherwise: str = "",
        is_known: bool = False,
    ) -> None:
        """What a source calls a node.

        Args:
            otherwise: its name where no cell spells one.
            is_known: a reviewed list says which spellings are the node's; they need not look alike.
        """
        # By source, because a name may be shown only to those who may see where it is written
        by_source = self._spelled.setdefault(key, {})
        of_source = by_source.setdefault(source, [])
        of_source.extend(spelled)
        if otherwise:
            self._otherwise[key] = otherwise
        if is_known:
            self._known.add(key)

    def add_cells(
        self,
        name: str,
        source: str,
        column: CellColumn,
        found: Pairs,
    ) -> None:
        """The (identifier, name) pairs of a column; those without a name are described
        elsewhere.
        """
        times = Counter(found.values)
        first: dict[tuple[str, str], int] = {}
        for row, pair in zip(found.rows.tolist(), found.values, strict=True):
            first.setdefault(pair, row)
        for pair, cells in times.items():
            identifier, text = pair
            if text:
                row = first[pair]
                where = column.sheet.where(row, column.header)
                self.add(
                    (name, identifier),
                    source,
                    [Spelled(text, cells, where)],
                )

    def gather(
        self,
        gathering: Gathering,
        levels: Mapping[str, int],
        replaced: Collection[str] = (),
    ) -> None:
        """Put the nodes into the stated tables of the sources that name them.

        Args:
            levels: source → how few people may see it. A name must not come from a source that
                fewer people may see, so spellings are counted over sources that are as open.
            replaced: sources that no longer count.
        """
        named: dict[tuple[str, str], _Named] = {}
        # Sorted, because sources may be read in another order
        for key, by_source in sorted(self._spelled.items()):
            name, identifier = key
            for source in by_source:
                counted = _counted_for(source, by_source, levels, replaced)
                text = _commonest(counted) or self._otherwise[key]
                nodes = named.setdefault((name, source), _Named())
                nodes.identifiers.append(identifier)
                nodes.names.append(text)
        for (name, source), nodes in named.items():
            gathering.nodes(
                name,
                source,
                nodes.columns(VALUES.get(name, {})),
            )

    def problems(self) -> list[Problem]:
        """Spellings that differ in more than case and blanks: N009 where they are taken for one
        name, N010 where for two.
        """
        one = self._taken_for_one()[:MOST_PROBLEMS]
        two = self._taken_for_two()[:MOST_PROBLEMS]
        return [*one, *two]

    def _taken_for_one(self) -> list[Problem]:
        found = []
        for key, by_source in sorted(self._spelled.items()):
            if key in self._known:  # "Türkiye" and "Turkey" are one, and nobody need look
                continue
            name, identifier = key
            different = _different(_all_spelled(by_source))
            for other in different[1:]:
                found.append(
                    _one_for_two(
                        CALLED[name],
                        identifier,
                        different[0],
                        other,
                    )
                )
        return found

    def _taken_for_two(self) -> list[Problem]:
        """Names of the same letters and figures that differ only in marks and blanks."""
        found = []
        for (name, _), by_identifier in sorted(self._by_letters().items()):
            one, *others = sorted(by_identifier.values(), key=Spelled.order)
            for other in others:
                found.append(_two_alike(CALLED[name], one, other))
        return found

    def _by_letters(self) -> dict[Key, dict[str, Spelled]]:
        """(Class, letters of a name) → the nodes called so, each with its first spelling."""
        alike: dict[Key, dict[str, Spelled]] = {}
        for (name, identifier), by_source in sorted(self._spelled.items()):
            for each in _all_spelled(by_source):
                letters = _letters(each.text)
                nodes = alike.setdefault((name, letters), {})
                first = nodes.get(identifier, each)
                nodes[identifier] = min(
                    first,
                    each,
                    key=Spelled.order,
                )
        return alike


def _all_spelled(by_source: Mapping[str, Iterable[Spelled]]) -> Iterator[Spelled]:
    return chain.from_iterable(by_source.values())


def _counted_for(
    source: str,
    by_source: Mapping[str, Iterable[Spelled]],
    levels: Mapping[str, int],
    replaced: Collection[str],
) -> Iterator[Spelled]:
    """The spellings that count for a node's name in a source."""
    for other, spelled in by_source.items():
        # A public name must not be one that only an internal source spells
        is_open = levels[other] <= levels[source]
        if is_open and (other == source or other not in replaced):
            yield from spelled


def _commonest(spelled: Iterable[Spelled]) -> str:
    cells: Counter[str] = Counter()
    for each in spelled:
        cells[each.text] += each.cells

    def place(text: str) -> tuple[int, str]:
        # Of two that are equally common the first in the alphabet, so that builds are the same
        return -cells[text], text

    return min(cells, key=place, default="")


def _different(spelled: Iterable[Spelled]) -> list[Spelled]:
    """The spellings that differ in more than case and blanks, each at its first cell."""
    each_once: dict[str, Spelled] = {}
    for each in sorted(spelled, key=Spelled.order):
        bare = _without_article(each.text)
        each_once.setdefault(as_spelled(bare), each)
    return list(each_once.values())


def _one_for_two(
    what: str,
    identifier: str,
    one: Spelled,
    other: Spelled,
) -> Problem:
    both = worded(
        "{text} and {other} at {where}",
        text=repr(other.text),
        other=repr(one.text),
        where=one.where,
    )
    if _letters(one.text) == _letters(other.text):
        found = worded("{both} are taken for one {what}", both=both, what=what)
        hint = worded("If they are two, write one of the names in another way.")
        return Problem(
            code="N009",
            severity="finding",
            where=other.where,
            found=found,
            hint=hint,
        )
    found = worded("{both} have one identifier, {identifier}", both=both, identifier=identifier)
    hint = worded("Write one of the names in another way, and report it to the maintainers.")
    return Problem(
        code="N009",
        severity="error",
        where=other.where,
        found=found,
        hint=hint,
    )


def _two_alike(
    what: str,
    one: Spelled,
    other: Spelled,
) -> Problem:
    both = worded(
        "{text} and {other} at {where}",
        text=repr(other.text),
        other=repr(one.text),
        where=one.where,
    )
    found = worded(
        "{both} differ only in marks or blanks; they are kept as two {what}s", both=both, what=what
    )
    hint = worded("If they are one, write both in the same way.")
    return Problem(
        code="N010",
        severity="finding",
        where=other.where,
        found=found,
        hint=hint,
    )


def _letters(text: str) -> str:
    """The letters and figures of a name, without article and separators."""
    folded = fold(_without_article(text))
    return folded.translate(_NO_SEPARATORS)


def _without_article(text: str) -> str:
    return re.sub(r"^the\s+", "", text.strip(), flags=re.I)
