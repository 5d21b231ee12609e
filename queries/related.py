"""Related pledges: those of others that bring support and share place and area, tied to a host's by
no source.

They meet in cells: two steps in the graph. They are counted cell by cell, and only the nearest few
are read.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import nsmallest
from itertools import chain

from .asked import Asked
from .grouping import Lists, Selected, Sets, sets_by, value_by, values_in
from .pledges import Pledges

FEW = 10
"""Related pledges that an answer lists one by one, unless all are asked for."""
Ids = frozenset[str]
CELLS = (
    "IN_CELL",
    "IN_CELL_BY_PLATFORM",
    "IN_CELL_BY_REGION",
    "IN_CELL_BY_SITUATION",
)


@dataclass(frozen=True, slots=True)
class Related:
    """The nearest related pledges, in the order of their names, and how many there are in all."""

    nearest: tuple[str, ...]
    count: int


class Neighbourhood:
    """The related pledges of some host-country pledges."""

    def __init__(
        self,
        asked: Asked,
        hosts: Pledges,
        few: int | None = FEW,
    ) -> None:
        self._asked = asked
        self._hosts = hosts
        self._few = few
        self._found: dict[tuple[Ids, Ids], Counter[str]] = {}
        # Parties → the pledges that nobody else submitted: most hosts have some of a few parties
        self._only_of: dict[Ids, list[str]] = {}

    def related(self, host: str, tied: Collection[str]) -> Related:
        """The related pledges of a host's; ``tied`` are those that a source ties to it."""
        cells = frozenset(self._cells.get(host, ()))
        submitters = self._hosts.submitters[host]
        parties = frozenset(self._parties(submitters))
        shared = self._shared(cells, parties)
        # What a source ties to it is support or an offer, and is said as such
        others = [pledge for pledge in shared if pledge not in tied]
        nearest = self._nearest(others, shared, cells)
        in_order = sorted(nearest, key=self._place)
        return Related(tuple(in_order), len(others))

    def _nearest(
        self,
        others: Sequence[str],
        shared: Mapping[str, int],
        cells: Iterable[str],
    ) -> Sequence[str]:
        """The nearest few: their place is named, they share more themes and areas, their forum is
        newer; then by name.
        """
        # Nothing has to be chosen, and what nearness needs is not read
        if self._few is None or len(others) <= self._few:
            return others
        named = self._named_in(cells)

        def nearness(pledge: str) -> tuple[bool, int, int, str, str]:
            sequence = self._sequences.get(pledge, 0)
            return (
                pledge not in named,
                -shared[pledge],
                -sequence,
                *self._place(pledge),
            )

        return nsmallest(self._few, others, key=nearness)

    def _place(self, pledge: str) -> tuple[str, str]:
        return self.names[pledge], pledge

    def _shared(self, cells: Ids, parties: Ids) -> Counter[str]:
        """Each pledge of others in some cells → in how many of them it is."""
        # In a large register many hosts have the same cells and parties: one count for all.
        key = cells, parties
        known = self._found.get(key)
        if known is None:
            known = self._meeting(cells, parties)
            self._found[key] = known
        return known

    def _meeting(
        self,
        cells: Iterable[str],
        parties: Ids,
    ) -> Counter[str]:
        meeting: Counter[str] = Counter()
        for cell in cells:
            members = self._members.get(cell, ())
            meeting.update(members)
        # What its own parties pledged shares its cells as well, and is not others'
        own = self._only_of.get(parties)
        if own is None:
            own = list(self._of_parties(parties))
            self._only_of[parties] = own
        for pledge in own:
            meeting.pop(pledge, None)
        return meeting

    def _named_in(self, cells: Iterable[str]) -> set[str]:
        """The pledges that name the place of one of the cells."""
        naming = self._bringing["IN_CELL"]
        found: set[str] = set()
        for cell in cells:
            pledges = naming.get(cell, ())
            found.update(pledges)
        return found

    @cached_property
    def _cells(self) -> Sets:
        """Host's pledge → the cells that it is in."""
        links: list[Selected] = []
        for relation in CELLS:
            links += self._asked.links(
                relation,
                "Pledge",
                "Cell",
                self._hosts.ids,
            )
        return sets_by(links, "id", "other")

    @cached_property
    def _bringing(self) -> Mapping[str, Sets]:
        """How pledges come to a cell → cell → the pledges that bring support there."""
        in_any = chain.from_iterable(self._cells.values())
        cells = set(in_any)
        found = {}
        for relation in CELLS:
            links = self._asked.links_to(
                relation,
                "Pledge",
                "Cell",
                cells,
                only="brings_support",
            )
            found[relation] = sets_by(links, "id", "other")
        return found

    @cached_property
    def _members(self) -> Sets:
        """Cell → the pledges that bring support there, each once."""
        found: Sets = {}
        for of_kind in self._bringing.values():
            for cell, pledges in of_kind.items():
                members = found.setdefault(cell, set())
                members |= pledges
        return found

    @cached_property
    def names(self) -> Mapping[str, str]:
        """How answers cite the pledges that bring support in the cells."""
        in_any = chain.from_iterable(self._members.values())
        return self._asked.names("Pledge", set(in_any), "cited_as")

    @cached_property
    def _sequences(self) -> Mapping[str, int]:
        """Pledge → the place of its forum among forums."""
        rows = self._asked.links(
            "ANNOUNCED_AT",
            "Pledge",
            "Forum",
            set(self.names),
            "sequence",
        )
        return value_by(rows, "id", "sequence")

    def _parties(self, actors: Iterable[str]) -> set[str]:
        """A government and its ministries are one party: their State."""
        return {self._states.get(actor, actor) for actor in actors}

    def own_actors(self, host: str) -> set[str]:
        """The actors that are not others to a host's pledge: its submitters, and all of a State."""
        submitters = self._hosts.submitters[host]
        found = set(submitters)
        for actor in submitters:
            state = self._states.get(actor, "")
            of_state = self._of_states.get(state, ())
            found.update(of_state)
        return found

    @cached_property
    def _submitters(self) -> set[str]:
        of_any = chain.from_iterable(self._hosts.submitters.values())
        return set(of_any)

    @cached_property
    def _states(self) -> Mapping[str, str]:
        """Actor → the country whose State it is part of: the hosts' submitters, and all of their
        States.
        """
        links = self._asked.links(
            "STATE_OF",
            "Actor",
            "Country",
            self._submitters,
        )
        own = value_by(links, "id", "other")
        # A ministry's government too: neither supports the other's pledge
        countries = set(own.values())
        others = self._asked.links_to(
            "STATE_OF",
            "Actor",
            "Country",
            countries,
        )
        return own | value_by(others, "other", "id")

    @cached_property
    def _of_states(self) -> Sets:
        """Country → the actors of its State."""
        found: Sets = {}
        for actor, country in self._states.items():
            actors = found.setdefault(country, set())
            actors.add(actor)
        return found

    def _of_parties(self, parties: Collection[str]) -> Iterator[str]:
        """The pledges that nobody but some parties submitted; one without a named submitter is
        nobody's.
        """
        only = set(parties)
        for party in parties:
            for pledge in self._by_party.get(party, ()):
                if self._by_pledge[pledge] <= only:
                    yield pledge

    @cached_property
    def _by_party(self) -> Lists:
        found: Lists = {}
        for pledge, parties in self._by_pledge.items():
            for party in parties:
                pledges = found.setdefault(party, [])
                pledges.append(pledge)
        return found

    @cached_property
    def _by_pledge(self) -> Sets:
        """Pledge → its parties, of the pledges that one of the hosts' parties submitted."""
        actors = self._submitters | self._states.keys()
        links = self._asked.links_to(
            "SUBMITTED_BY",
            "Pledge",
            "Actor",
            actors,
        )
        theirs = values_in(links, "other")
        # Again from the pledges, whose other submitters were not asked for
        submitters = self._asked.links(
            "SUBMITTED_BY",
            "Pledge",
            "Actor",
            theirs,
        )
        found: Sets = {}
        for row in submitters:
            actor = row["other"]
            party = self._states.get(actor, actor)
            parties = found.setdefault(row["id"], set())
            parties.add(party)
        return found
