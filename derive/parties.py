"""Parties: who counts as a different actor. A government and its ministries are one State."""

from __future__ import annotations

import pandas as pd

from pledgegraph.ontology.roles import states
from pledgegraph.ontology.tables import OBJECT, SUBJECT, Tables

from .numbered import Numbered


def state_of(current: Tables) -> dict[str, str]:
    """State → its country, both as identifiers; see ``ontology.roles.states``."""
    return states(*(_ends(current, name) for name in ("REPRESENTS", "ACTOR_TYPE", "BASED_IN")))


def _ends(current: Tables, relation: str) -> dict[str, list[str]]:
    """Each subject of a relationship with its ends."""
    found: dict[str, list[str]] = {}
    pairs = (current[relation][name].to_pylist() for name in (SUBJECT, OBJECT))
    for start, end in zip(*pairs, strict=True):
        found.setdefault(start, []).append(end)
    return found


class Parties:
    """Submitters and joint partners of pledges, a State standing for its government and ministries.

    A party is the number of an actor, or of the country whose State it is.
    """

    def __init__(self, graph: Numbered, state_countries: dict[str, str]) -> None:
        countries = graph.number(list(state_countries.values()))
        self._countries = pd.Series(countries.array, graph.number(list(state_countries)))
        self.submitters = self._of(graph.pairs("SUBMITTED_BY", "pledge", "party"))
        self.partners = self._of(graph.pairs("JOINT_WITH", "pledge", "party"))

    def of_actors(self, actors: pd.Series) -> pd.Series:
        """The party of each actor."""
        return actors.map(self._countries).fillna(actors).astype("int64")

    def _of(self, links: pd.DataFrame) -> pd.DataFrame:
        return links.assign(party=self.of_actors(links["party"])).drop_duplicates()

    def governments(self) -> pd.DataFrame:
        """The governments among the submitters; all of them where none is one (a regional body)."""
        official = self.submitters[self.submitters["party"].isin(self._countries)]
        rest = self.submitters[~self.submitters["pledge"].isin(official["pledge"])]
        return pd.concat([official, rest])
