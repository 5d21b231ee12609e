"""Spellings: how cells spell what they name, counted over all sources; the commonest one is what it
is called.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from pledgegraph.errors import Problem, Where
from pledgegraph.loaders.files.cells import CellColumn, Pairs
from pledgegraph.loaders.files.keys import MOST_PROBLEMS
from pledgegraph.ontology.spelling import as_spelled, fold
from pledgegraph.ontology.tables import Gathering

CALLED: Mapping[str, str] = {
    "Actor": "actor",
    "Concept": "theme",
    "Situation": "situation",
    "MultistakeholderPledge": "multi-stakeholder pledge",
}
"""What the nodes of a class are called in a message."""
SEPARATORS = frozenset(" -.,'&:/()")
"""Marks that stand between the words of a name, and that some leave out."""
VALUES: Mapping[str, Mapping[str, str]] = {"Concept": {"in_vocabulary": "themes"}}
"""What else is said of every node of a class."""

Key = tuple[str, str]
"""(class, identifier)."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """A spelling in a source: how many cells have it, and the first of them."""

    text: str
    cells: int
    where: Where


@dataclass
class Spellings:
    """The names that cells give to nodes which no other source describes."""

    _spelled: dict[Key, dict[str, list[Spelled]]] = field(default_factory=dict)
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
            is_known: a list tells which spellings are the node's, so that they need not look alike.
        """
        self._spelled.setdefault(key, {}).setdefault(source, []).extend(spelled)
        if otherwise:
            self._otherwise[key] = otherwise
        if is_known:
            self._known.add(key)

    def add_cells(self, name: str, source: str, column: CellColumn, found: Pairs) -> None:
        """The (identifier, name) pairs of a column; those without a name are described
        elsewhere.
        """
        times = Counter(pair for pair in found.values if pair[1])
        first: dict[tuple[str, str], int] = {}
        for row, pair in zip(found.rows.tolist(), found.values, strict=True):
            first.setdefault(pair, row)
        for (identifier, text), cells in times.items():
            where = column.sheet.where(first[identifier, text], column.header)
            self.add((name, identifier), source, [Spelled(text, cells, where)])

    def gather(
        self, gathering: Gathering, levels: Mapping[str, int], replaced: Collection[str] = ()
    ) -> None:
        """Put the nodes into the stated tables of the sources that name them.

        Args:
            levels: source → how few people may see it. A source that all may see tells nothing of
                the others' cells:
                spellings are counted over the sources that are as open, or more.
            replaced: sources that count no more.
        """
        rows: dict[tuple[str, str], list[tuple[str, str]]] = {}
        for key, sources in sorted(self._spelled.items()):
            for source in sources:
                open_ones = [other for other in sources if levels[other] <= levels[source]]
                counted = [other for other in open_ones if other not in replaced or other == source]
                name = _commonest(spelled for other in counted for spelled in sources[other])
                rows.setdefault((key[0], source), []).append((key[1], name or self._otherwise[key]))
        for (name, source), nodes in rows.items():
            columns: dict[str, object] = {
                "id": [i for i, _ in nodes],
                "name": [text for _, text in nodes],
            }
            columns |= {
                column: [value] * len(nodes) for column, value in VALUES.get(name, {}).items()
            }
            gathering.nodes(name, source, columns)

    def problems(self) -> list[Problem]:
        """Spellings that are more than case and blanks apart: N009 where they are taken for one,
        N010 where for two.
        """
        return [*self._taken_for_one()[:MOST_PROBLEMS], *self._taken_for_two()[:MOST_PROBLEMS]]

    def _taken_for_one(self) -> list[Problem]:
        found = []
        for (name, identifier), sources in sorted(self._spelled.items()):
            if (name, identifier) not in self._known:
                apart = _apart([each for spelled in sources.values() for each in spelled])
                found += [
                    _one_for_two(CALLED[name], identifier, one, other) for one, other in apart
                ]
        return found

    def _taken_for_two(self) -> list[Problem]:
        """Names of the same letters and figures that only marks and blanks keep apart."""
        alike: dict[Key, dict[str, Spelled]] = {}
        for (name, identifier), sources in sorted(self._spelled.items()):
            for each in (each for spelled in sources.values() for each in spelled):
                first = alike.setdefault((name, _letters(each.text)), {}).setdefault(
                    identifier, each
                )
                if (each.where, each.text) < (first.where, first.text):
                    alike[name, _letters(each.text)][identifier] = each
        found = []
        for (name, _), by_identifier in sorted(alike.items()):
            one, *others = sorted(by_identifier.values(), key=lambda each: (each.where, each.text))
            found += [_two_alike(CALLED[name], one, other) for other in others]
        return found


def _commonest(spelled: Iterable[Spelled]) -> str:
    cells: Counter[str] = Counter()
    for each in spelled:
        cells[each.text] += each.cells
    return min(cells, key=lambda text: (-cells[text], text), default="")


def _apart(spelled: Iterable[Spelled]) -> list[tuple[Spelled, Spelled]]:
    """A spelling, and each other one that ``as_spelled`` does not make alike."""
    each_once: dict[str, Spelled] = {}
    for each in sorted(spelled, key=lambda each: (each.where, each.text)):
        each_once.setdefault(as_spelled(_without_article(each.text)), each)
    different = list(each_once.values())
    return [(different[0], other) for other in different[1:]]


def _one_for_two(what: str, identifier: str, one: Spelled, other: Spelled) -> Problem:
    told = f"{other.text!r} and {one.text!r} at {one.where}"
    if _letters(one.text) == _letters(other.text):
        hint = "If they are two, write one of the names in another way."
        return Problem("N009", "finding", other.where, f"{told} are taken for one {what}", hint)
    hint = "Write one of the names in another way, and report it to the maintainers."
    return Problem("N009", "error", other.where, f"{told} have one identifier, {identifier}", hint)


def _two_alike(what: str, one: Spelled, other: Spelled) -> Problem:
    told = (
        f"{other.text!r} and {one.text!r} at {one.where} differ only in marks or blanks; they are"
        f" two {what}s here"
    )
    return Problem("N010", "finding", other.where, told, "If they are one, write both alike.")


def _letters(text: str) -> str:
    return "".join(c for c in fold(_without_article(text)) if c not in SEPARATORS)


def _without_article(text: str) -> str:
    return re.sub(r"^the\s+", "", text.strip(), flags=re.I)
