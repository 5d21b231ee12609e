"""Activity: who is active on an area, through which pledges that are not for some places."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cached_property

from .aims import SUPPORT
from .asked import Asked
from .grouping import Selected, rows_by, rows_with, value_by, values_in
from .pledges import Pledges
from .presence import Parties

Through = Mapping[str, bool]
"""Pledge → whether it is the actor's own; of a named partner nothing is stated."""


class Activity:
    """The actors with pledges on an area that have not ended; ``here`` are the pledges for the
    places, through which nobody is active elsewhere.
    """

    def __init__(
        self,
        asked: Asked,
        here: Collection[str],
    ) -> None:
        self._asked = asked
        self.on_area = values_in(
            asked.rows("new-actors"),
            "id",
        )
        ids = self.on_area - set(here)
        rows = asked.rows(
            "new-actors.active",
            ids,
        )
        self.names = value_by(
            rows,
            "id",
            "name",
        )
        self.parties = Parties(
            asked,
            self.names,
        )
        self.pledges = Pledges(
            asked,
            ids,
        )
        self._here = frozenset(here)
        own = values_in(
            rows_with(
                rows,
                "own",
                True,
            ),
            "pledge",
        )
        self._through: dict[str, dict[str, bool]] = {}
        for row in rows:
            # A pledge that only its own name submits is that of the partners it names
            is_own = row["own"] or row["pledge"] not in own
            self._add(
                row,
                is_own=is_own,
            )

    def _add(self, row: Selected, *, is_own: bool) -> None:
        actor, pledge = row["id"], row["pledge"]
        # Whose own country a pledge names is its host there, as those that submit host pledges are
        code = self.parties.state(actor)
        if code and code in self.pledges.countries[pledge]:
            return
        through = self._through.setdefault(
            actor,
            {},
        )
        through[pledge] = is_own or through.get(
            pledge,
            False,
        )

    @cached_property
    def _peers(self) -> Mapping[str, list[Selected]]:
        rows = self._asked.rows("new-actors.peers")
        elsewhere = [row for row in rows if row["pledge"] not in self._here]
        return rows_by(
            elsewhere,
            "id",
        )

    def peers(self) -> Mapping[str, Mapping[str, str]]:
        """Peer host → its host-country pledges on the area: identifier → how answers cite it."""
        found = {}
        for actor, rows in self._peers.items():
            found[actor] = value_by(
                rows,
                "pledge",
                "cited",
            )
        return found

    def peer_name(
        self,
        actor: str,
    ) -> str:
        """How a peer host is called."""
        return str(self._peers[actor][0]["name"])

    def actors(self) -> set[str]:
        """Who is active; a peer host only by another pledge of its own."""
        found = set()
        for actor in self._through:
            if actor not in self._peers or self.has_own(actor):
                found.add(actor)
        return found

    def through(
        self,
        actor: str,
    ) -> Through:
        """The pledges through which an actor is active: its own first, then what brings support,
        then the newest.
        """
        through = self._through[actor]
        in_order = sorted(
            through,
            key=self._place,
        )
        own: list[str] = []
        partner: list[str] = []
        for pledge in in_order:
            of_kind = own if through[pledge] else partner
            of_kind.append(pledge)
        found = dict.fromkeys(
            own,
            True,
        )
        return found | dict.fromkeys(
            partner,
            False,
        )

    def _place(
        self,
        pledge: str,
    ) -> tuple[bool, int, str, str]:
        types = self.pledges.contributions[pledge]
        return (
            SUPPORT.isdisjoint(types),
            -self._sequence(pledge),
            self.pledges.name(pledge),
            pledge,
        )

    def has_own(
        self,
        actor: str,
    ) -> bool:
        """Whether one of them is its own."""
        return True in self._through[actor].values()

    def contributions(
        self,
        actor: str,
    ) -> frozenset[str]:
        """What its own ones bring, by the codes."""
        found: set[str] = set()
        for pledge, is_own in self._through[actor].items():
            # Of a named partner no contribution is stated
            if is_own:
                found |= self.pledges.contributions[pledge]
        return frozenset(found)

    def brings_support(
        self,
        actor: str,
    ) -> bool:
        """Whether one of its own brings financial, technical or material support."""
        types = self.contributions(actor)
        return not SUPPORT.isdisjoint(types)

    def newest(
        self,
        actor: str,
    ) -> tuple[int, str]:
        """Place in the order of time, and name, of the newest forum of its pledges.

        0 and "" if none is stated.
        """
        pledges = self._through[actor]
        newest = max(
            pledges,
            key=self._sequence,
        )
        forum = self.pledges.forums.get(newest)
        if forum is None:
            return 0, ""
        return forum["sequence"], forum["name"]

    def _sequence(
        self,
        pledge: str,
    ) -> int:
        forum = self.pledges.forums.get(pledge)
        if forum is None:
            return 0
        sequence: int = forum["sequence"]
        return sequence
