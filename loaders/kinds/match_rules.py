"""Match rules: a match in a register names an actor; the rules say to which pledges it belongs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import product
from operator import attrgetter

from pledgegraph.errors import Problem
from pledgegraph.wording import worded, worded_count

from .match_cells import NamedSupporter
from .matches import Match
from .pledge_facts import PledgeFacts


@dataclass(frozen=True, slots=True)
class CellMatch:
    """A match as one cell records it; ``by_host`` where the row is the supported pledge's own."""

    supporter: NamedSupporter
    match: Match
    by_host: bool


Key = tuple[str, tuple[str, ...]]
"""The identifier of a match and its supporters."""


class MatchRules:
    """The matches that a register names and where each belongs, among the pledges of all
    registers.

    Args:
        settled: supporters that have been placed already.
        is_last: whether supporters that are not placed here are findings.
    """

    def __init__(
        self,
        facts: PledgeFacts,
        settled: Collection[NamedSupporter] = (),
        *,
        is_last: bool = True,
    ) -> None:
        self._facts = facts
        self._settled = settled
        self._is_last = is_last
        self.placed_supporters: set[NamedSupporter] = set()
        self.problems: list[Problem] = []
        self._named: dict[str, set[str]] = {}
        for supporter in facts.supporters:
            party = facts.party(supporter.actor)
            named = self._named.setdefault(supporter.row.pledge, set())
            named.add(party)
        self._by_party_place_and_topic = self._pledges_in_common()

    def _pledges_in_common(self) -> dict[tuple[str, str, str], list[str]]:
        """The pledges of those that cells name as supporters, by party, country and theme or
        area.
        """
        facts = self._facts
        found = dict[tuple[str, str, str], list[str]]()
        wanted = set[str]().union(*self._named.values())
        # Of the wanted parties only: in a large register few rows name anybody
        for pledge in facts.pledges:
            for party in facts.parties(pledge) & wanted:
                places = facts.of("implementedIn", pledge)
                for place, topic in product(places, facts.topics(pledge)):
                    there = found.setdefault((party, place, topic), [])
                    there.append(pledge)
        return found

    def matches(self) -> list[Match]:
        """Each match of the register once: one that both rows record is joined.

        The matches of other registers are placed as well: what a match is called depends on all of
        them.
        """
        found: dict[Key, list[CellMatch]] = {}
        for each in self._cell_matches():
            key = (each.match.id, each.match.supporters)
            alike = found.setdefault(key, [])
            alike.append(each)
        suffixes = self._suffixes(found)
        joined = []
        for key, cell_matches in found.items():
            # What another file's cell records is gathered with that file
            own = list(filter(self._is_open, cell_matches))
            for each in own:
                self.placed_supporters.add(each.supporter)
            if own:
                match = self._joined(own)
                suffix = match.suffix + suffixes[key]
                joined.append(replace(match, suffix=suffix))
        return sorted(joined, key=attrgetter("id"))

    def _is_open(self, each: CellMatch) -> bool:
        """Whether a match is the register's own and not placed before."""
        is_own = self._facts.is_own(each.supporter.row.pledge)
        return is_own and each.supporter not in self._settled

    def closed_end(self, match: Match) -> str:
        """The source of that end of a match which the fewest may see."""
        # A public source must not show a match that was only found in a closed one
        ends = (match.pledge, *match.supporters)
        pledges = filter(self._facts.has, ends)
        registers = map(self._facts.cells_of, pledges)
        return max(registers, key=attrgetter("level")).source

    def _cell_matches(self) -> list[CellMatch]:
        """All that cells name, as matches of pledges and actors, those of supporters' rows
        first.
        """
        facts = self._facts
        found = list[CellMatch]()
        # Supporters' rows first: where a host's row names an actor, they show by which pledge
        hosts = list[NamedSupporter]()
        placed = set[tuple[str, str]]()
        for supporter in facts.supporters:
            if facts.takes_support(supporter.row.pledge):
                hosts.append(supporter)
                continue
            match = self._of_supporter(supporter)
            if match is not None:
                each = CellMatch(supporter, match, by_host=False)
                found.append(each)
                for actor in facts.of("submittedBy", supporter.row.pledge):
                    placed.add((match.pledge, actor))
        of_supporters = [each.match for each in found]
        for supporter in hosts:
            for match in self._of_host(supporter, placed, of_supporters):
                found.append(CellMatch(supporter, match, by_host=True))
        return found

    def _joined(self, cell_matches: Sequence[CellMatch]) -> Match:
        """One match of all cells that record it, what the host's row says first; contradictions are
        reported.
        """
        # Where the rows differ, that of the supported pledge counts
        by_host = attrgetter("by_host")
        first, *others = sorted(cell_matches, key=by_host, reverse=True)
        match = first.match
        for other in others:
            if first.match.differs(other.match):
                pledge = match.pledge.partition("/")[2]
                place = first.supporter.row.where
                found = worded(
                    "records the support for {pledge} differently from {place}",
                    pledge=pledge,
                    place=place,
                )
                hint = worded(
                    "Make them alike; until then the row of the pledge that is supported counts."
                )
                self._note(
                    other.supporter,
                    "M005",
                    found,
                    hint,
                )
            match = match.joined(other.match)
        return match

    def _suffixes(self, keys: Iterable[Key]) -> dict[Key, str]:
        """Several pledges of one actor for the same pledge: all but the first have their own name
        in their match's.
        """
        taken: set[str] = set()
        found = {}

        # The pledge that most may see comes first and has the plain name: a register that few may
        # see must not change what a public match is called
        def place(key: Key) -> tuple[int, Key]:
            _, supporters = key
            return self._level(supporters), key

        for key in sorted(keys, key=place):
            identifier, supporters = key
            own = ""
            for end in supporters:
                name = end.partition("/")[2]
                own += f"-{name}"
            found[key] = own if identifier in taken else ""
            taken.add(identifier)
        return found

    def _level(self, supporters: Sequence[str]) -> int:
        """How few may see the pledges among supporters."""
        pledges = filter(self._facts.has, supporters)
        levels = [self._facts.cells_of(pledge).level for pledge in pledges]
        return max(levels, default=0)

    def _of_host(
        self,
        supporter: NamedSupporter,
        placed: Collection[tuple[str, str]],
        of_supporters: Iterable[Match],
    ) -> list[Match]:
        """A match on the host's row: on the supporter's one pledge that names the host back, else
        on the actor.

        Args:
            placed: (pledge, actor) of the matches on supporters' rows.
            of_supporters: these matches.
        """
        facts = self._facts
        pledge = supporter.row.pledge
        # By party: a ministry's money is its government's, and so the host's own means
        if facts.party(supporter.actor) in facts.parties(pledge):
            found = worded("names the pledge's own submitter as its supporter")
            self._note(supporter, "M002", found, worded("Name the other actor."))
            return []
        match = _match(supporter, pledge)
        # One pledge that names the host back is certainly meant; several are a guess
        back = self._pledges_that_name_back(supporter)
        if len(back) == 1:
            return [self._by_pledge(match, back[0])]
        if (pledge, supporter.actor) not in placed:
            return [replace(match, supporters=(supporter.actor,))]
        # The supporter's own row says by which pledge: both rows record one match
        found_there = []
        for other in of_supporters:
            is_here = other.pledge == pledge
            if is_here and self._is_by(other, supporter.actor):
                same = replace(
                    match,
                    supporters=other.supporters,
                    actors=other.actors,
                )
                found_there.append(same)
        return found_there

    def _pledges_that_name_back(self, supporter: NamedSupporter) -> list[str]:
        """The supporter's own pledges that share place and area with a host's and name it."""
        facts = self._facts
        found = []
        hosts = facts.parties(supporter.row.pledge)
        for pledge in self._in_common(supporter):
            # The actor itself, not its party: another ministry's pledge is not this actor's
            is_own = supporter.actor in facts.of("submittedBy", pledge)
            is_single = not facts.is_aggregate(pledge)
            if is_own and is_single and self._names_any(pledge, hosts):
                found.append(pledge)
        return found

    def _names_any(self, pledge: str, parties: set[str]) -> bool:
        """Whether a pledge names one of some parties as a supporter or a host."""
        return not parties.isdisjoint(self._named.get(pledge, ()))

    def _by_pledge(
        self,
        match: Match,
        pledge: str,
    ) -> Match:
        """A match on a host's row that the pledge of another row brings."""
        brought = self._facts.of("contributionType", pledge)
        # A remark of the cell says more exactly what goes to this pledge
        contributions = match.contributions or tuple(sorted(brought))
        return replace(
            match,
            supporters=(pledge,),
            contributions=contributions,
            actors=self._backers(match.pledge, pledge),
        )

    def _in_common(self, supporter: NamedSupporter) -> list[str]:
        """The pledges of the actor a cell names that share place and area with the cell's row."""
        facts = self._facts
        shared = set[str]()
        party = facts.party(supporter.actor)
        pledge = supporter.row.pledge
        places = facts.of("implementedIn", pledge)
        for place, topic in product(places, facts.topics(pledge)):
            there = self._by_party_place_and_topic.get((party, place, topic), ())
            shared.update(there)
        return sorted(shared)

    def _backers(
        self,
        host: str,
        pledge: str,
    ) -> tuple[str, ...]:
        """The submitters of a supporting pledge that the host's row names; all where it names
        none.
        """
        actors = self._facts.of("submittedBy", pledge)
        named = self._named.get(host, set())
        backers = []
        for actor in actors:
            if self._facts.party(actor) in named:
                backers.append(actor)
        return tuple(sorted(backers or actors))

    def _is_by(self, match: Match, actor: str) -> bool:
        """Whether an actor submitted one of the pledges that bring a match."""
        pledges = filter(self._facts.has, match.supporters)
        return any(actor in self._facts.of("submittedBy", pledge) for pledge in pledges)

    def _of_supporter(self, supporter: NamedSupporter) -> Match | None:
        """A match on the supporter's row: on the host's one pledge that shares place and area, else
        a finding.
        """
        facts = self._facts
        pledge = supporter.row.pledge
        if facts.party(supporter.actor) in facts.parties(pledge):
            found = worded("names its own submitter as matched with it")
            self._note(supporter, "M002", found, worded("Name the other actor."))
            return None
        if facts.is_aggregate(pledge):
            found = worded("is a statement about many pledges")
            self._note(supporter, "M001", found, worded("Name the match on the row of one pledge."))
            return None
        in_common = self._in_common(supporter)
        hosts = list(filter(facts.takes_support, in_common))
        own = facts.parties(pledge)
        back = [host for host in hosts if self._names_any(host, own)]
        if len(back) > 1:
            return None  # each of these rows records its own match
        # Several are a guess, and a guess would put support where there may be none
        if len(back or hosts) != 1:
            count = len(hosts)
            found = worded_count(
                "shares its place and area with {number} host-country pledge of {actor}",
                "shares its place and area with {number} host-country pledges of {actor}",
                count,
                actor=supporter.called(),
            )
            hint = worded(
                "Record the match in a source of kind support, by the pledge's identifier."
            )
            self._note(supporter, "M001", found, hint)
            return None
        (host,) = back or hosts
        contributions = sorted(facts.of("contributionType", pledge))
        return replace(
            _match(supporter, host),
            supporters=(pledge,),
            contributions=tuple(contributions),
            remark="",
            actors=self._backers(host, pledge),
        )

    def _note(
        self,
        supporter: NamedSupporter,
        code: str,
        found: str,
        hint: str,
    ) -> None:
        """A finding about a supporter, unless its own register or a look among more pledges reports
        it.
        """
        row = supporter.row
        is_own = self._facts.is_own(row.pledge)
        if not is_own or supporter in self._settled or not self._is_last:
            return
        name = row.pledge.partition("/")[2]
        problem = Problem(
            code,
            "finding",
            row.where,
            worded("{pledge} {found}", pledge=name, found=found),
            hint,
        )
        self.problems.append(problem)


def _match(supporter: NamedSupporter, pledge: str) -> Match:
    """A match for a pledge, with all that the row of a supporter says of it."""
    row = supporter.row
    remark = supporter.remark
    suffix = ""
    if supporter.nth:
        suffix = f"-{supporter.nth + 1}"
    return Match(
        pledge,
        (),
        (row.record,),
        contributions=remark.contributions,
        # The column is about the row, the remark about this one supporter of several
        extent=remark.extent or row.extent,
        status=remark.status,
        remark=remark.rest,
        evidence=(row.evidence,) if row.evidence else (),
        suffix=suffix,
    )
