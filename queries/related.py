"""Related pledges: those of others that bring support and share place and area, tied to a host's by
no source.

They meet in cells: two steps in the graph. They are counted cell by cell, and only the nearest few
are read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest

from .asked import Asked
from .pledges import Pledges

FEW = 10
"""Related pledges that an answer tells one by one, unless all are asked for."""
CELLS = ("IN_CELL", "IN_CELL_BY_PLATFORM", "IN_CELL_BY_REGION", "IN_CELL_BY_SITUATION")


@dataclass(frozen=True, slots=True)
class Related:
    """The nearest related pledges, in the order of their names, and how many there are in all."""

    nearest: tuple[str, ...]
    count: int


class Neighbourhood:
    """The related pledges of some host-country pledges."""

    def __init__(self, asked: Asked, hosts: Pledges, few: int | None = FEW) -> None:
        self._asked, self._hosts, self._few = asked, hosts, few
        self._found: dict[tuple[frozenset[str], frozenset[str]], Counter[str]] = {}

    def related(self, host: str, tied: Collection[str]) -> Related:
        """The related pledges of a host's; ``tied`` are those that a source ties to it."""
        cells = frozenset(self._cells.get(host, ()))
        parties = frozenset(self._parties(self._hosts.submitters[host]))
        if (cells, parties) not in self._found:
            self._found[cells, parties] = self._meeting(cells, parties)
        shared = self._found[cells, parties]
        others = [pledge for pledge in shared if pledge not in tied]
        if self._few is not None and len(others) > self._few:
            named = self._named_in(cells)
            nearest = nsmallest(
                self._few,
                others,
                key=lambda each: self._nearness(each, shared[each], each in named),
            )
        else:
            nearest = others
        return Related(
            tuple(sorted(nearest, key=lambda each: (self.names[each], each))), len(others)
        )

    def _nearness(self, pledge: str, shared: int, named: bool) -> tuple[bool, int, int, str, str]:
        """Nearest first: its place is named, more themes and areas are shared, its forum is newer;
        then its name.
        """
        return not named, -shared, -self._sequences.get(pledge, 0), self.names[pledge], pledge

    def _meeting(self, cells: Iterable[str], parties: Collection[str]) -> Counter[str]:
        """Each pledge of others in some cells → in how many of them it is."""
        meeting: Counter[str] = Counter()
        for cell in cells:
            meeting.update(self._members.get(cell, ()))
        for pledge in self._of_parties(parties):
            meeting.pop(pledge, None)
        return meeting

    def _named_in(self, cells: Iterable[str]) -> set[str]:
        """The pledges that name the place of one of the cells."""
        return set().union(*(self._naming.get(cell, ()) for cell in cells))

    @cached_property
    def _cells(self) -> Mapping[str, set[str]]:
        """Host's pledge → the cells that it is in."""
        found: dict[str, set[str]] = {}
        for relation in CELLS:
            for row in self._asked.links(relation, "Pledge", "Cell", self._hosts.ids):
                found.setdefault(row["id"], set()).add(row["other"])
        return found

    @cached_property
    def _bringing(self) -> Mapping[str, Mapping[str, set[str]]]:
        """How pledges come to a cell → cell → the pledges that bring support there."""
        cells = set().union(*self._cells.values())
        found: dict[str, dict[str, set[str]]] = {}
        for relation in CELLS:
            of_kind = found[relation] = {}
            for row in self._asked.links_to(
                relation, "Pledge", "Cell", cells, only="brings_support"
            ):
                of_kind.setdefault(row["id"], set()).add(row["other"])
        return found

    @property
    def _naming(self) -> Mapping[str, set[str]]:
        return self._bringing["IN_CELL"]

    @cached_property
    def _members(self) -> Mapping[str, set[str]]:
        """Cell → the pledges that bring support there, each once."""
        found: dict[str, set[str]] = {}
        for of_kind in self._bringing.values():
            for cell, pledges in of_kind.items():
                found.setdefault(cell, set()).update(pledges)
        return found

    @cached_property
    def names(self) -> Mapping[str, str]:
        """How answers cite the pledges that bring support in the cells."""
        members = set().union(*self._members.values())
        return {
            pledge: row["cited_as"] or pledge
            for pledge, row in self._asked.nodes("Pledge", members, "cited_as").items()
        }

    @cached_property
    def _sequences(self) -> Mapping[str, int]:
        """Pledge → the place of its forum among forums."""
        rows = self._asked.links("ANNOUNCED_AT", "Pledge", "Forum", set(self.names), "sequence")
        return {row["id"]: row["sequence"] for row in rows}

    def _parties(self, actors: Iterable[str]) -> set[str]:
        """A government and its ministries are one party: their State."""
        return {self._states.get(actor, actor) for actor in actors}

    def own_actors(self, host: str) -> set[str]:
        """The actors that are not others to a host's pledge: its submitters, and all of a State."""
        submitters = self._hosts.submitters[host]
        states = {self._states[actor] for actor in submitters if actor in self._states}
        return set(submitters).union(*(self._of_states[state] for state in states))

    @cached_property
    def _submitters(self) -> set[str]:
        return {actor for names in self._hosts.submitters.values() for actor in names}

    @cached_property
    def _states(self) -> Mapping[str, str]:
        """Actor → the country whose State it is part of: the hosts' submitters, and all of their
        States.
        """
        own = {
            row["id"]: row["other"]
            for row in self._asked.links("STATE_OF", "Actor", "Country", self._submitters)
        }
        others = self._asked.links_to("STATE_OF", "Actor", "Country", set(own.values()))
        return own | {row["other"]: row["id"] for row in others}

    @cached_property
    def _of_states(self) -> Mapping[str, set[str]]:
        """Country → the actors of its State."""
        found: dict[str, set[str]] = {}
        for actor, country in self._states.items():
            found.setdefault(country, set()).add(actor)
        return found

    def _of_parties(self, parties: Collection[str]) -> Iterator[str]:
        """The pledges that nobody but some parties submitted; one without a named submitter is
        nobody's.
        """
        for party in parties:
            for pledge in self._by_party.get(party, ()):
                if self._by_pledge[pledge] <= set(parties):
                    yield pledge

    @cached_property
    def _by_party(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for pledge, parties in self._by_pledge.items():
            for party in parties:
                found.setdefault(party, []).append(pledge)
        return found

    @cached_property
    def _by_pledge(self) -> Mapping[str, set[str]]:
        """Pledge → its parties, of the pledges that one of the hosts' parties submitted."""
        actors = self._submitters | self._states.keys()
        theirs = {
            row["other"] for row in self._asked.links_to("SUBMITTED_BY", "Pledge", "Actor", actors)
        }
        found: dict[str, set[str]] = {}
        for row in self._asked.links("SUBMITTED_BY", "Pledge", "Actor", theirs):
            found.setdefault(row["id"], set()).add(self._states.get(row["other"], row["other"]))
        return found
