"""Parties: who counts as a different actor. A government and its ministries are one State."""

from __future__ import annotations

from pledgegraph.ontology.roles import states
from pledgegraph.ontology.tables import OBJECT, SUBJECT, Tables

from .numbered import Numbered
from .rows import Array, Rows, rows_with, rows_without, stacked


def state_of(current: Tables) -> dict[str, str]:
    """State → its country, both as identifiers; see ``ontology.roles.states``."""
    represented = _ends(current, "REPRESENTS")
    types = _ends(current, "ACTOR_TYPE")
    bases = _ends(current, "BASED_IN")
    return states(represented, types, bases)


def _ends(
    current: Tables,
    relation: str,
) -> dict[str, list[str]]:
    """Each subject of a relationship with its ends."""
    starts = current[relation][SUBJECT].to_pylist()
    ends = current[relation][OBJECT].to_pylist()
    found: dict[str, list[str]] = {}
    for start, end in zip(starts, ends, strict=True):
        found.setdefault(start, []).append(end)
    return found


class Parties:
    """Submitters and joint partners of pledges; a State for its government and its ministries.

    A party is the number of an actor, or of the country whose State it is.
    """

    def __init__(
        self,
        graph: Numbered,
        state_countries: dict[str, str],
    ) -> None:
        actors = graph.number(list(state_countries), ["Actor"])
        countries = graph.number(list(state_countries.values()), ["Country"])
        self._states = Rows(actor=actors, country=countries)
        self.submitters = self._of(graph.pairs("SUBMITTED_BY", "pledge", "party"))
        self.partners = self._of(graph.pairs("JOINT_WITH", "pledge", "party"))

    def of_actors(self, actors: Array) -> Array:
        """The party of each actor."""
        # The numbers of actors and of countries are from one list: none stands for two
        known = Rows(actor=actors)
        countries = known.looked_up(
            self._states,
            "country",
            "actor",
            default=-1,
        )
        is_state = countries >= 0
        parties = actors.copy()
        parties[is_state] = countries[is_state]
        return parties

    def _of(self, links: Rows) -> Rows:
        parties = self.of_actors(links["party"])
        return links.having(party=parties).unique()

    def governments(self) -> Rows:
        """The governments among the submitters; all of them where none is one (a regional body)."""
        official = rows_with(
            self.submitters,
            "party",
            self._states["country"],
        )
        rest = rows_without(
            self.submitters,
            "pledge",
            official["pledge"],
        )
        return stacked(official, rest)
