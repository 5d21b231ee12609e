"""Match cells: what the cells of one register say of who supports its pledges.

They are read once, with their rows. Who is meant is settled when all registers are read, as no
actor is made of a pledge's number; no cell is looked at again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pledgegraph.errors import Problem, Where
from pledgegraph.loaders.files.cell_parts import name_and_remark
from pledgegraph.loaders.files.cells import MOST_REPORTED, BadCell, CellColumn, more_of
from pledgegraph.loaders.files.fields import REGISTER
from pledgegraph.loaders.names.actor_lists import actor_parts
from pledgegraph.loaders.names.actor_names import ActorNames
from pledgegraph.loaders.names.actors import Identity
from pledgegraph.loaders.names.governments import government_of
from pledgegraph.loaders.names.supporters import Remark, read_remark
from pledgegraph.ontology.spelling import fold
from pledgegraph.ontology.vocabularies import vocabulary
from pledgegraph.wording import worded

from .matches import Numbers
from .register import Register
from .single_values import value_of
from .submitters import names_nobody, part_problems

NO_MATCH = ("none", "no", "nobody", "none recorded", "0")
"""What a cell says where nobody supports a pledge."""


@dataclass(frozen=True, slots=True)
class CellName:
    """One name of a cell: whom it names, if anybody, and what is wrong with it. ``remark`` is the
    text in brackets behind it.
    """

    written: str
    who: Identity | None
    remark: str
    problems: tuple[BadCell, ...]


@dataclass(frozen=True, slots=True)
class CellText:
    """A different text of the column, the first of the ``cells`` that have it, and its names.

    ``is_nobody``: whether it says in words that nobody supports the pledge.
    """

    where: Where
    cells: int
    names: tuple[CellName, ...]
    is_nobody: bool


@dataclass(frozen=True, slots=True)
class MatchRow:
    """What a row says of each match that its cell names, identifiers for pledge and record.

    ``text`` is the number of the cell's text.
    """

    text: int
    pledge: str
    record: str
    where: Where
    extent: str
    evidence: str


@dataclass(frozen=True, slots=True)
class NamedSupporter:
    """An actor (an identifier) that the cell of a row names, and the remark on it.

    ``nth`` counts the supports by one actor that one row reports; ``name`` is how the cell spells
    it first.
    """

    row: MatchRow
    actor: str
    remark: Remark
    nth: int = 0
    name: str = field(default="", compare=False)

    def called(self) -> str:
        """Its name, with its identifier in brackets."""
        return f"{self.name} ({self.actor})" if self.name else self.actor


@dataclass(frozen=True)
class MatchCells:
    """The match cells of a register.

    ``rank`` orders registers by date, ``day`` is the same for those of one date, ``level`` says how
    few may see one. ``actors`` are those that its other cells have named.
    """

    source: str
    rank: int
    day: int
    level: int
    actors: ActorNames
    texts: Sequence[CellText]
    rows: Sequence[MatchRow]

    def supporters(
        self,
        pledges: Numbers,
        problems: list[Problem],
    ) -> list[NamedSupporter]:
        """Those whom the cells name, each of them met from now on; what is wrong with their names
        is added to the problems.

        Args:
            pledges: what pledges are called.
        """
        named = []
        for text in self.texts:
            problems += _problems_of(text, pledges)
            found = []
            for name in text.names:
                if name.who is not None and not _names_pledge(pledges, name.written):
                    found.append((name.who, read_remark(name.remark)))
            named.append(found)
        self._meet(named)
        supporters = list[NamedSupporter]()
        for row in self.rows:
            supporters += _supporters_of(row, named[row.text])
        return supporters

    def _meet(self, named: Iterable[Sequence[tuple[Identity, Remark]]]) -> None:
        """Meet those who are named, and count their spellings by the cells that have them."""
        for text, found in zip(self.texts, named, strict=True):
            for who, _ in found:
                self.actors.meet(who)
                self.actors.count_cells(who, text.where, text.cells)


def match_cells(register: Register) -> MatchCells:
    """The match cells of a register. Extents that are not in the list are reported."""
    column = register.columns["matched_with"]
    # Read for every register: an extent that is not in the list is wrong without a match too
    extents = value_of(REGISTER["extent"], register.columns["extent"])
    texts = list[CellText]()
    numbers = dict[int, int]()
    for index, text in enumerate(column.texts):
        if text:
            numbers[index] = len(texts)
            texts.append(_text_of(register.actors, column, index))
    rows = []
    for row, index in enumerate(column.codes.tolist()):
        pledge = register.ids[row].as_py() if index in numbers else None
        # A row without an identifier is an error already, and no match can belong to it
        if pledge is not None:
            read = MatchRow(
                numbers[index],
                pledge,
                register.records[row].as_py(),
                column.sheet.where(row, column.header),
                extents[row].as_py() or "",
                register.columns["evidence"].text(row),
            )
            rows.append(read)
    return MatchCells(
        register.source,
        register.rank,
        register.day,
        register.level,
        register.actors,
        texts,
        rows,
    )


def _text_of(
    actors: ActorNames,
    column: CellColumn,
    index: int,
) -> CellText:
    names = []
    for part in actor_parts(column.parted(index)):
        found = actors.named_in(part)
        who, remark = found if found is not None else (None, "")
        problems = part_problems(part, is_named=who is not None)
        name = CellName(
            part,
            who,
            remark,
            tuple(problems),
        )
        names.append(name)
    where, cells = column.place(index)
    is_nobody = fold(column.texts[index]) in NO_MATCH
    return CellText(where, cells, tuple(names), is_nobody)


def _problems_of(text: CellText, pledges: Numbers) -> list[Problem]:
    """What is wrong with the names of a text, those that are pledges first."""
    numbers = list[BadCell]()
    others = list[BadCell]()
    nobody = list[BadCell]()
    half_read = list[BadCell]()
    for name in text.names:
        if _names_pledge(pledges, name.written):
            numbers.append(_no_actor(name.written))
            continue
        others += name.problems
        if name.who is None and not text.is_nobody and names_nobody(name.written):
            nobody.append(_nobody(name.written))
        if name.who is not None and read_remark(name.remark).is_half_read:
            half_read.append(_half_read(name.remark))
    found = numbers + others
    if len(found) > MOST_REPORTED:
        found[MOST_REPORTED:] = [more_of(found)]
    found += nobody + half_read
    return [problem.at(text.where, text.cells) for problem in found]


def _nobody(written: str) -> BadCell:
    """N003 for a name that is not an actor."""
    hint = worded("Name the actor; until then no match is recorded for it.")
    return BadCell(
        "N003", worded("{written} does not name an actor", written=repr(written)), hint, "finding"
    )


def _half_read(remark: str) -> BadCell:
    """N007 for a remark that speaks of a contribution and is not understood."""
    types = vocabulary("contribution-types").words()
    hint = worded("Write what is brought first, then a comma: {types}.", types=types)
    found = worded("{remark} is not read; the contribution is not stated", remark=repr(remark))
    return BadCell("N007", found, hint, "finding")


def _no_actor(written: str) -> BadCell:
    """N003 for the number of a pledge."""
    hint = worded(
        "Name the actor, or record the match in a source of kind support, by the pledges'"
        " identifiers."
    )
    return BadCell(
        "N003",
        worded("{written} names a pledge, not an actor", written=repr(written)),
        hint,
        "finding",
    )


def _names_pledge(pledges: Numbers, part: str) -> bool:
    # The whole first: a register's own identifier may have brackets
    if pledges.has(part):
        return True
    name, _ = name_and_remark(part)
    return pledges.has(name)


def _supporters_of(
    row: MatchRow,
    named: Iterable[tuple[Identity, Remark]],
) -> list[NamedSupporter]:
    """An actor that a cell names twice brings both: one supporter where status and extent agree,
    else two.
    """
    found: dict[str, dict[object, Remark]] = {}
    names: dict[str, str] = {}
    for who, remark in named:
        # A government that a cell names by its country alone has no spelling
        name = who.spelling or (government_of(who.country) if who.country else "")
        names.setdefault(who.actor, name)
        remarks = found.setdefault(who.actor, {})
        # A remark without a type is not part of one with a type
        states_type = bool(remark.contributions)
        alike = (remark.status, remark.extent, states_type)
        first = remarks.get(alike)
        remarks[alike] = remark if first is None else first.joined(remark)
    supporters = []
    for actor, remarks in found.items():
        for nth, remark in enumerate(remarks.values()):
            supporters.append(NamedSupporter(row, actor, remark, nth, names[actor]))
    return supporters
