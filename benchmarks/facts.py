"""Facts: the tables of a build with their links as sets, and the partners that can be taken out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from pledgegraph.ontology.tables import ID, OBJECT, SUBJECT, Tables

Links = set[tuple[str, str]]


@dataclass(frozen=True)
class Case:
    """A partner to be taken out of a pledge; ``group`` is the pledge or its multi-stakeholder
    pledge.
    """

    pledge: str
    partner: str
    group: str
    is_host: bool


class Facts:
    """Tables with their links as sets."""

    def __init__(self, current: Tables, derived: Tables) -> None:
        self.current, self.derived = current, derived

    def links(self, name: str) -> Links:
        """The links of a relationship."""
        tables = self.derived if self.derived[name].num_rows else self.current
        starts = tables[name][SUBJECT].to_pylist()
        ends = tables[name][OBJECT].to_pylist()
        return set(zip(starts, ends, strict=True))

    def ends(self, name: str, start: str) -> set[str]:
        """The ends of the links of a node."""
        return ends_of(self.links(name), start)

    def starts(self, name: str, end: str) -> set[str]:
        """The starts of the links to a node."""
        return {one for one, other in self.links(name) if other == end}

    @cached_property
    def parts(self) -> Links:
        """Pledges with their submitters and partners."""
        return self.links("SUBMITTED_BY") | self.links("JOINT_WITH")

    @cached_property
    def hosts(self) -> set[str]:
        """The pledges that the question can be asked of."""
        return {pledge for pledge, _ in self.links("INVOLVES")}

    def names_of_pledges(self) -> set[str]:
        """The actors that nobody can be approached as."""
        actors = self.derived["Actor"]
        named = actors.filter(actors["named_after_pledge"])
        return set(named[ID].to_pylist())

    def twins(self, pledge: str) -> set[str]:
        """The multi-stakeholder pledges in which all parties of a pledge take part: it is one."""
        parties = ends_of(self.parts, pledge) - self.names_of_pledges()
        taken = self.links("TAKES_PART_IN")
        twins = set()
        for arrangement in self.ends("PART_OF", pledge):
            if taken.issuperset((actor, arrangement) for actor in parties):
                twins.add(arrangement)
        return twins


def ends_of(links: Iterable[tuple[str, str]], start: str) -> set[str]:
    """The ends of the links of a node."""
    return {end for one, end in links if one == start}


def cases(facts: Facts) -> Iterator[Case]:
    """Who is involved in a pledge beside a host, or has a pledge together with others."""
    states = facts.links("STATE_OF")
    places = facts.links("IMPLEMENTED_IN")
    nobody = facts.names_of_pledges()
    for pledge, actors in sorted(_involved(facts).items()):
        if pledge.startswith("aggregate/") or len(actors) < 2:
            continue
        group = min(facts.twins(pledge), default=pledge)
        countries = ends_of(places, pledge)
        own_states = {actor for actor, country in states if country in countries}
        for actor in sorted(actors - own_states - nobody):
            yield Case(pledge, actor, group, pledge in facts.hosts)


def _involved(facts: Facts) -> dict[str, set[str]]:
    """Pledge → who is involved in it, and who made it where the question cannot be asked of it."""
    involved: dict[str, set[str]] = {}
    for pledge, actor in facts.links("INVOLVES"):
        involved.setdefault(pledge, set()).add(actor)
    for pledge, actor in facts.parts:
        if pledge not in facts.hosts:
            involved.setdefault(pledge, set()).add(actor)
    return involved
