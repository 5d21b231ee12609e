"""Measures: what the network of matches and joint pledges says of actors, by networkx."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import networkx as nx

from .grouping import Selected, sets_by

MOST_EXACT = 400
"""Actors in a network of which every chain is followed; in larger ones those from some of them."""
SOME = 40
MOST_GROUPED = 5_000
"""Actors of a network in which groups are looked for."""


class Measures:
    """Groups and links of the actors that are connected with some of them.

    Args:
        rows: ``id`` of a match or joint pledge and ``actor`` who takes part in it.
        actors: whom the measures are wanted of.
    """

    def __init__(self, rows: Iterable[Selected], actors: Collection[str]) -> None:
        members = sets_by(rows, "id", "actor")
        # In one order, so that groups and who is followed are the same in every run
        edges = []
        for arrangement in sorted(members):
            # The arrangement is a node too: two in one pledge are as near as two in another
            for actor in sorted(members[arrangement]):
                edges.append((actor, arrangement))
        near = _connected(nx.Graph(edges), actors)
        network = nx.Graph()
        for actor, arrangement in edges:
            if actor in near:
                network.add_edge(actor, arrangement)
        self._network = network
        self._arrangements = members.keys()
        self.is_estimated = len(network) > MOST_EXACT
        self._groups = self._grouped()
        self._between = self._pairs()

    def _grouped(self) -> Mapping[str, int]:
        """Node → its group."""
        found: dict[str, int] = {}
        if len(self._network) > MOST_GROUPED:
            return found
        groups = nx.community.label_propagation_communities(self._network)
        for number, group in enumerate(groups):
            found |= dict.fromkeys(group, number)
        return found

    def _pairs(self) -> Mapping[str, float]:
        """Node → how many pairs are joined most shortly through it."""
        followed = SOME if self.is_estimated else None
        actors = self._network.nodes - self._arrangements
        if followed is None:
            # Chains from actor to actor: an arrangement is on the way, at no end
            between: Mapping[str, float] = nx.betweenness_centrality_subset(
                self._network,
                sources=sorted(actors),
                targets=sorted(actors),
            )
            return between
        between = nx.betweenness_centrality(
            self._network,
            k=followed,
            seed=0,
            normalized=False,
        )
        # Of all ends about as many are actors as the network has
        share = len(actors) / len(self._network)
        return {node: value * share**2 for node, value in between.items()}

    def in_same_group(self, one: str, other: str) -> bool | None:
        """Whether two actors are in one group; None where one of them is in none."""
        first = self._groups.get(one)
        second = self._groups.get(other)
        if first is None or second is None:
            return None
        return first == second

    def pairs(self, actor: str) -> int:
        """How many pairs of other actors are joined most shortly through an actor."""
        return round(self._between.get(actor, 0))


def _connected(graph: nx.Graph, actors: Collection[str]) -> set[str]:
    """Everything that is connected with one of some actors."""
    found: set[str] = set()
    for actor in sorted(actors):
        if actor in graph and actor not in found:
            found |= nx.node_connected_component(graph, actor)
    return found
