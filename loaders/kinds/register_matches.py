"""Matches in registers: a match told in a register names an actor; the rules here say on which
pledges it hangs.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

import pyarrow as pa

from pledgegraph.errors import Problem, Where
from pledgegraph.loaders.files.cells import CellColumn
from pledgegraph.loaders.names.supporters import NamedSupporter
from pledgegraph.ontology.tables import Gathering
from pledgegraph.ontology.vocabularies import vocabulary

from .matches import Match, gather
from .pledge_facts import Rows, Told, numbers_of
from .pledges import code_of
from .register import Register
from .register_supporters import supporters_in


def gather_matches(
    registers: Sequence[Register], replaced: Collection[str], gathering: Gathering
) -> None:
    """Put the matches that registers tell into the stated tables; those that fit no one pledge are
    findings.

    Args:
        registers: all of the workspace, the newest first: the two pledges of a match may stand in
            two of them.
        replaced: sources whose pledges count no more.
    """
    levels = {register.level for register in registers}
    numbers = {level: numbers_of(r for r in registers if r.level <= level) for level in levels}
    named_supporters = [supporters_in(register, numbers[register.level]) for register in registers]
    if not any(named_supporters):
        return
    told = [
        Told(register, found, gathering)
        for register, found in zip(registers, named_supporters, strict=True)
    ]
    for own in told:
        if own.named_supporters:
            others = [
                other
                for other in told
                if other is not own and other.register.source not in replaced
            ]
            _gather_of(own, others, gathering)


def _gather_of(own: Told, others: Sequence[Told], gathering: Gathering) -> None:
    """The matches that one register tells: placed among what all may see who may see it, and only
    then further.

    So a register that few may see changes nothing in what a public one states; where a match is
    only found through it, the match is its own.
    """
    level = own.register.level
    levels = sorted(
        {level} | {other.register.level for other in others if other.register.level > level}
    )
    settled: set[NamedSupporter] = set()
    for each in levels:
        seen = [other for other in others if other.register.level <= each]
        rules = MatchRules(Rows(own, seen), settled, is_last=each == levels[-1])
        by_source: dict[str, list[Match]] = {}
        for match in rules.matches():
            source = own.register.source if each == level else rules.closed_end(match)
            by_source.setdefault(source, []).append(match)
        for source, matches in by_source.items():
            gather(matches, source, gathering)
        settled |= rules.placed_supporters


@dataclass(frozen=True, slots=True)
class Telling:
    """A match as one cell tells it; ``by_host`` where the row is the supported pledge's own."""

    supporter: NamedSupporter
    match: Match
    by_host: bool


class MatchRules:
    """The matches that a register names and where each belongs, among the pledges of all
    registers.

    Args:
        settled: supporters that have been placed already.
        is_last: whether supporters that are not placed here are findings.
    """

    def __init__(
        self, rows: Rows, settled: Collection[NamedSupporter] = (), *, is_last: bool = True
    ) -> None:
        self._rows, named_supporters = rows, rows.named_supporters
        self._settled, self._is_last = settled, is_last
        self.placed_supporters: set[NamedSupporter] = set()
        self._named: dict[int, set[str]] = {}
        for supporter in named_supporters:
            self._named.setdefault(supporter.row, set()).add(rows.party(supporter.actor))
        self._by_party_and_place: dict[tuple[str, str], list[int]] = {}
        wanted = {rows.party(supporter.actor) for supporter in named_supporters}
        for row in range(len(rows.ids)):
            for party in rows.parties(row) & wanted:
                for place in rows.of("implementedIn", row):
                    self._by_party_and_place.setdefault((party, place), []).append(row)

    def matches(self) -> list[Match]:
        """Each match once that the register tells: one that it tells on both rows is joined.

        Those of other registers are placed as well: what a match is called rests on all of them.
        """
        found: dict[tuple[str, tuple[str, ...]], list[Telling]] = {}
        for telling in self._tellings():
            found.setdefault((telling.match.id, telling.match.supporters), []).append(telling)
        names = self._suffixes(list(found))
        joined = []
        for key, tellings in found.items():
            own = [
                each
                for each in tellings
                if self._rows.is_own(each.supporter.row) and each.supporter not in self._settled
            ]
            self.placed_supporters |= {each.supporter for each in own}
            if own:
                match = self._joined(own)
                joined.append(replace(match, suffix=match.suffix + names[key]))
        return sorted(joined, key=lambda match: match.id)

    def closed_end(self, match: Match) -> str:
        """The source of that end of a match which the fewest may see."""
        ends = [
            self._rows.row_of[end]
            for end in (match.pledge, *match.supporters)
            if end in self._rows.row_of
        ]
        registers = [self._rows.place(row)[0] for row in ends]
        return max(registers, key=lambda register: register.level).source

    def _tellings(self) -> list[Telling]:
        """All that cells name, as matches of pledges and actors, those of supporters' rows
        first.
        """
        rows, found = self._rows, list[Telling]()
        placed: set[tuple[str, str]] = set()
        for supporter in rows.named_supporters:
            if not rows.takes_support(supporter.row):
                match = self._of_supporter(supporter)
                if match is not None:
                    placed |= {
                        (match.pledge, actor) for actor in rows.of("submittedBy", supporter.row)
                    }
                    found.append(Telling(supporter, match, by_host=False))
        nearby = [telling.match for telling in found]
        for supporter in rows.named_supporters:
            if rows.takes_support(supporter.row):
                found += [
                    Telling(supporter, match, by_host=True)
                    for match in self._of_host(supporter, placed, nearby)
                ]
        return found

    def _joined(self, tellings: list[Telling]) -> Match:
        """One match of all its tellings, what the host's row says first; contradictions are
        told.
        """
        first, *others = sorted(tellings, key=lambda telling: not telling.by_host)
        match = first.match
        for other in others:
            if first.match.differs(other.match):
                told = (
                    f"tells the support of {match.pledge.partition('/')[2]} otherwise than"
                    f" {self._where(first.supporter)}"
                )
                hint = "Make them alike; until then the row of the pledge that is supported counts."
                self._note(other.supporter, "M005", told, hint)
            match = match.joined(other.match)
        return match

    def _suffixes(
        self, keys: list[tuple[str, tuple[str, ...]]]
    ) -> dict[tuple[str, tuple[str, ...]], str]:
        """Several pledges of one actor for the same pledge: all but the first have their own name
        in their match's.
        """
        taken: set[str] = set()
        found = {}
        for key in sorted(keys, key=lambda key: (self._level(key[1]), key)):
            own = "".join(f"-{end.partition('/')[2]}" for end in key[1])
            found[key] = own if key[0] in taken else ""
            taken.add(key[0])
        return found

    def _level(self, supporters: tuple[str, ...]) -> int:
        """How few may see the pledges among supporters."""
        rows = [self._rows.row_of[end] for end in supporters if end in self._rows.row_of]
        return max((self._rows.place(row)[0].level for row in rows), default=0)

    def _of_host(
        self, supporter: NamedSupporter, placed: set[tuple[str, str]], found: Iterable[Match]
    ) -> list[Match]:
        """A match told on the host's row: on the supporter's one pledge that names the host back,
        else on the actor.
        """
        rows, hosts = self._rows, self._rows.parties(supporter.row)
        if rows.party(supporter.actor) in hosts:
            self._note(
                supporter,
                "M002",
                "names the pledge's own submitter as its supporter",
                "Name the other actor.",
            )
            return []
        pledge = rows.ids[supporter.row]
        own = [
            row
            for row in self._in_common(supporter)
            if supporter.actor in rows.of("submittedBy", row)
        ]
        back = [
            row for row in own if not rows.aggregate[row] and self._named.get(row, set()) & hosts
        ]
        match = self._match(supporter, pledge, supporter.row)
        if len(back) == 1:
            brought = match.contributions or tuple(sorted(rows.of("contributionType", back[0])))
            actors = self._backers(supporter.row, back[0])
            return [
                replace(
                    match, supporters=(rows.ids[back[0]],), contributions=brought, actors=actors
                )
            ]
        if (pledge, supporter.actor) in placed:
            told = [m for m in found if m.pledge == pledge and self._is_by(m, supporter.actor)]
            return [replace(match, supporters=m.supporters, actors=m.actors) for m in told]
        return [replace(match, supporters=(supporter.actor,))]

    def _in_common(self, supporter: NamedSupporter) -> list[int]:
        """The rows of the actor a cell names that share place and area with the cell's row."""
        topics = self._rows.topics(supporter.row)
        near = {
            row
            for place in self._rows.of("implementedIn", supporter.row)
            for row in self._by_party_and_place.get((self._rows.party(supporter.actor), place), ())
        }
        return sorted(row for row in near if self._rows.topics(row) & topics)

    def _backers(self, host: int, row: int) -> tuple[str, ...]:
        """The submitters of a supporting row that the host's row names; all where it names none."""
        actors, named = self._rows.of("submittedBy", row), self._named.get(host, set())
        return tuple(
            sorted({actor for actor in actors if self._rows.party(actor) in named} or actors)
        )

    def _is_by(self, match: Match, actor: str) -> bool:
        rows = [
            self._rows.row_of[s] for s in match.supporters if s in self._rows.row_of
        ]  # the others are actors
        return any(actor in self._rows.of("submittedBy", row) for row in rows)

    def _of_supporter(self, supporter: NamedSupporter) -> Match | None:
        """A match told on the supporter's row: on the host's one pledge that shares place and area,
        else a finding.
        """
        rows = self._rows
        if rows.party(supporter.actor) in rows.parties(supporter.row):
            self._note(
                supporter,
                "M002",
                "names its own submitter as matched with it",
                "Name the other actor.",
            )
            return None
        if rows.aggregate[supporter.row]:
            self._note(
                supporter,
                "M001",
                "is a statement about many pledges",
                "Name the match on the row of one pledge.",
            )
            return None
        hosts = [row for row in self._in_common(supporter) if rows.takes_support(row)]
        back = [row for row in hosts if self._named.get(row, set()) & rows.parties(supporter.row)]
        if len(back) > 1:
            return None  # each of these rows tells its own match
        hosts = back or hosts
        if len(hosts) != 1:
            found = (
                f"{len(hosts)} host-country pledges of {supporter.actor} share its place and area"
            )
            self._note(
                supporter,
                "M001",
                found,
                "Record the match in a source of kind support, by the pledge's identifier.",
            )
            return None
        match = self._match(supporter, rows.ids[hosts[0]], supporter.row)
        own = tuple(sorted(rows.of("contributionType", supporter.row)))
        actors = self._backers(hosts[0], supporter.row)
        return replace(
            match,
            supporters=(rows.ids[supporter.row],),
            contributions=own,
            remark="",
            actors=actors,
        )

    def _match(self, supporter: NamedSupporter, pledge: str, row: int) -> Match:
        register, number = self._rows.place(row)
        columns, remark = register.columns, supporter.remark
        extent = remark.extent or _extent(columns["extent"], number)
        evidence = columns["evidence"].texts[columns["evidence"].codes[number]]
        record = register.records[number].as_py()
        return Match(
            pledge,
            (),
            (record,),
            contributions=remark.contributions,
            extent=extent,
            status=remark.status,
            remark=remark.rest,
            evidence=(evidence,) if evidence else (),
            suffix=f"-{supporter.nth + 1}" if supporter.nth else "",
        )

    def _note(self, supporter: NamedSupporter, code: str, found: str, hint: str) -> None:
        if not self._rows.is_own(supporter.row) or supporter in self._settled or not self._is_last:
            return  # its own register tells it, or a later look among more pledges
        named = self._rows.ids[supporter.row].partition("/")[2]
        register, _ = self._rows.place(supporter.row)
        register.problems.append(
            Problem(code, "finding", self._where(supporter), f"{named} {found}", hint)
        )

    def _where(self, supporter: NamedSupporter) -> Where:
        register, number = self._rows.place(supporter.row)
        return register.sheet.where(number, register.columns["matched_with"].header)


def _extent(column: CellColumn, row: int) -> str:
    text = column.texts[column.codes[row]]
    concept = vocabulary("match-extents").find(text) if text else None
    return concept.notation if concept is not None else ""


def check_extents(register: Register) -> None:
    """Report extents that are no code of the list."""
    register.columns["extent"].scalar(code_of("match-extents"), pa.string())
