"""Evidence: the records that bring a host country's government and another actor together."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain

from .asked import Asked
from .contacts_wanted import kinds_of
from .grouping import Selected, Sets, rows_by, rows_with, sets_by, value_by, values_in
from .presence import Parties

NAMED, TEXT = "named", "text"
"""Pledges that name the country, and those of which only the words do."""
PLATFORM, LEAD, UNDER = "platform", "lead", "under"
"""What both share: a platform that covers the country; a multi-stakeholder pledge that both lead,
or under which both pledged.
"""
KINDS = (NAMED, TEXT, PLATFORM, LEAD, UNDER)


@dataclass(frozen=True, slots=True)
class Piece:
    """A record; ``participants`` of an arrangement."""

    id: str
    kind: str
    name: str
    participants: int = 0


@dataclass(slots=True)
class Pair:
    """A host country and another party, with the records that bring them together."""

    country: str
    party: str
    pieces: dict[str, Piece] = field(default_factory=dict)

    def in_order(self) -> list[Piece]:
        """The pieces: pledges before arrangements."""
        return sorted(self.pieces.values(), key=_piece_place)


class Evidence:
    """The host countries asked about, and who is brought together with their governments."""

    def __init__(self, asked: Asked) -> None:
        self._asked = asked
        given = asked.parameters
        self._left_out = set(given["exclude"])
        rows = self._kept("new-partnerships")
        if not given["actor"] and not given["country"]:
            # Without a choice: those with a host-country pledge, by whichever of their bodies
            of_hosts = rows_with(rows, "hosting", True)
            hosting = values_in(of_hosts, "country")
            by_country = rows_by(rows, "country")
            rows = []
            for country in hosting:
                rows += by_country[country]
        self.states = value_by(rows, "id", "country")
        self._hosts = rows_by(rows, "country")
        self._names: dict[str, str] = {}
        # By country, as they are asked for: a large register has tens of thousands of pairs
        self._pairs: dict[str, dict[str, Pair]] = {}
        self._called: dict[str, tuple[str, str]] = {}
        self._gather()

    def host(self, country: str) -> tuple[str, str]:
        """Identifier and name of the government that stands for a country: one that is asked for
        by name, else its government before its ministries.
        """
        given = self._asked.parameters["actor"]

        def place(row: Selected) -> tuple[bool, bool, str]:
            is_ministry = not row["name"].startswith("Government of")
            return row["id"] not in given, is_ministry, row["id"]

        first = min(self._hosts[country], key=place)
        return first["id"], first["name"]

    def countries(self) -> list[str]:
        """The host countries, by the names of their governments."""
        return sorted(self._hosts, key=lambda country: self.host(country)[1])

    def name(self, actor: str) -> str:
        """How an actor is called."""
        return self._names[actor]

    def pairs(self, country: str) -> list[Pair]:
        """Who is brought together with the government of a country without being its partner."""
        partners = self._partners.get(country, set())
        found = []
        for party, pair in self._pairs.get(country, {}).items():
            if party != country and party not in partners and self._is_wanted(party):
                found.append(pair)
        return found

    def _is_wanted(self, party: str) -> bool:
        """Whether an actor of a party is of a type that is asked for."""
        types = set(self._asked.parameters["actor_type"])
        if not types:
            return True
        return any(types & self._kinds.get(actor, set()) for actor in self._members[party])

    @cached_property
    def _kinds(self) -> Sets:
        return kinds_of(self._asked, self._names.keys())

    def called(self, party: str) -> tuple[str, str]:
        """Identifier and name of the actor that stands for a party."""
        if party in self._called:
            return self._called[party]

        def place(actor: str) -> tuple[bool, str]:
            return not self._names[actor].startswith("Government of"), actor

        first = min(self._members[party], key=place)
        self._called[party] = first, self._names[first]
        return self._called[party]

    def _kept(
        self,
        text: str,
        ids: Collection[str] | None = None,
    ) -> list[Selected]:
        """The rows of a text, but of what is left out."""
        rows = self._asked.rows(text, ids)
        return [row for row in rows if row["id"] not in self._left_out]

    def _gather(self) -> None:
        pledges = self._kept("new-partnerships.named", self.states)
        submitters = self._submitters(values_in(pledges, "id"))
        platforms = self._asked.rows("new-partnerships.platforms", self.states)
        taking_part = self._asked.rows("new-partnerships.members", values_in(platforms, "id"))
        shared = self._asked.rows("new-partnerships.shared", self.states)
        for row in (*taking_part, *shared):
            self._names[row["actor"]] = row["actor_name"]
        self._parties = Parties(self._asked, self._names.keys() | self.states.keys())
        self._members: Sets = {}
        for actor in self._names:
            members = self._members.setdefault(self._parties.of(actor), set())
            members.add(actor)
        # A pledge that names the country says more than the words of another place
        for row in sorted(pledges, key=_pledge_place):
            for actor in submitters.get(row["id"], ()):
                piece = Piece(row["id"], row["kind"], row["cited"])
                self._add(row["country"], actor, piece)
        of_platform = sets_by(taking_part, "id", "actor")
        for row in platforms:
            piece = _arrangement(row, PLATFORM)
            for actor in of_platform.get(row["id"], ()):
                self._add(row["country"], actor, piece)
        for row in shared:
            country = self.states[row["host"]]
            self._add(country, row["actor"], _arrangement(row, row["kind"]))
        self._leave_out_twins()

    def _submitters(self, pledges: set[str]) -> Sets:
        """Pledge → whose it is: of one that only its own name submits the partners that it
        names.
        """
        rows = self._asked.rows("new-partnerships.submitters", pledges)
        own_rows = rows_with(rows, "own", True)
        own = values_in(own_rows, "pledge")
        kept = []
        for row in rows:
            if row["own"] or row["pledge"] not in own:
                kept.append(row)
                self._names[row["id"]] = row["name"]
        return sets_by(kept, "pledge", "id")

    def _add(self, country: str, actor: str, piece: Piece) -> None:
        if actor in self._left_out:
            return
        party = self._parties.of(actor)
        of_country = self._pairs.setdefault(country, {})
        pair = of_country.get(party)
        if pair is None:
            pair = Pair(country, party)
            of_country[party] = pair
        pair.pieces.setdefault(piece.id, piece)

    def _leave_out_twins(self) -> None:
        """A multi-stakeholder pledge and a pledge under it are one record of a pair."""
        pledges = set()
        pairs = list(chain.from_iterable(map(dict.values, self._pairs.values())))
        for pair in pairs:
            for piece in pair.pieces.values():
                if piece.kind in (NAMED, TEXT):
                    pledges.add(piece.id)
        links = self._asked.links(
            "PART_OF",
            "Pledge",
            "MultistakeholderPledge",
            pledges,
        )
        under = sets_by(links, "id", "other")
        for pair in pairs:
            for pledge in pair.pieces.keys() & under.keys():
                for arrangement in under[pledge]:
                    pair.pieces.pop(arrangement, None)

    @cached_property
    def _partners(self) -> Sets:
        """Country → the parties with a joint pledge or a match with its government."""
        rows: list[Selected] = []
        for text in ("new-partnerships.partners", "new-partnerships.supporters"):
            rows += self._asked.rows(text, self.states)
        parties = Parties(self._asked, values_in(rows, "actor"))
        found: Sets = {}
        for row in rows:
            country = self.states[row["id"]]
            partners = found.setdefault(country, set())
            partners.add(parties.of(row["actor"]))
        return found

    def remarks(self, arrangements: set[str]) -> Mapping[str, list[str]]:
        """Multi-stakeholder pledge → what its source remarks on who is in it."""
        links = self._asked.links_to(
            "MEMBERSHIP_OF",
            "Membership",
            "MultistakeholderPledge",
            arrangements,
            "remark",
        )
        found: dict[str, list[str]] = {}
        for arrangement, remarks in sets_by(links, "id", "remark").items():
            found[arrangement] = sorted(remarks - {None})
        return found

    def network(self) -> Iterator[Selected]:
        """Who takes part in which match or joint pledge, of all actors."""
        yield from self._asked.rows("new-partnerships.network")


def _arrangement(row: Selected, kind: str) -> Piece:
    return Piece(row["id"], kind, row["name"], row["participants"])


def _pledge_place(row: Selected) -> tuple[int, str]:
    return KINDS.index(row["kind"]), row["id"]


def _piece_place(piece: Piece) -> tuple[int, str, str]:
    return KINDS.index(piece.kind), piece.name, piece.id
