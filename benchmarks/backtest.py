"""The back-test of contacts: a known partner is taken out, with all that follows from it, and the
question is asked; ``python benchmarks/backtest.py [WORKSPACE]``, else the sample.

The rank is that of the partner among all actors that are not involved; actors that a method does
not tell apart share the mean of their places.
"""

from __future__ import annotations

import math
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from statistics import mean

import pyarrow as pa
import pyarrow.compute as pc

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # as python -m does

from pledgegraph.derive.derived import derive
from pledgegraph.graph.embedded import FILE, TIMEOUT_SECONDS, EmbeddedEngine
from pledgegraph.graph.loading import load_embedded
from pledgegraph.ontology.tables import ID, OBJECT, SUBJECT, Tables, read_tables
from pledgegraph.queries.ask import ask
from pledgegraph.queries.candidates import PEER
from pledgegraph.queries.catalogue import question_named

AS_OF = "2026-11-23"
MANIFEST = {"sources_up_to": AS_OF, "not_public": [], "sources": []}
NOT_NEEDED = ("SourceRecord",)
OURS, RANDOM = "ours", "random"
BASELINES = ("popularity", "common neighbours", "Adamic-Adar", "shared arrangements")
RESAMPLES, SEED, FIRST = 2_000, 1, 10
Scores = Mapping[str, float]


@dataclass(frozen=True)
class Case:
    """A partner to be taken out of a pledge; ``group`` is the pledge or its multi-stakeholder
    pledge.
    """

    pledge: str
    partner: str
    group: str
    is_host: bool


@dataclass
class Outcome:
    """The rank of the partner by each method; ``first`` are our first ten."""

    case: Case
    eligible: int
    is_newcomer: bool
    ranks: dict[str, float] = field(default_factory=dict)
    first: Sequence[str] = ()
    is_listed: bool = False


class Facts:
    """Tables with their links as sets."""

    def __init__(self, current: Tables, derived: Tables) -> None:
        self.current, self.derived = current, derived

    def links(self, name: str) -> set[tuple[str, str]]:
        """The links of a relationship."""
        table = (self.derived if self.derived[name].num_rows else self.current)[name]
        return set(zip(table[SUBJECT].to_pylist(), table[OBJECT].to_pylist(), strict=True))

    def ends(self, name: str, start: str) -> set[str]:
        """The ends of the links of a node."""
        return {end for one, end in self.links(name) if one == start}

    @cached_property
    def parts(self) -> set[tuple[str, str]]:
        """Pledges with their submitters and partners."""
        return self.links("SUBMITTED_BY") | self.links("JOINT_WITH")

    @cached_property
    def hosts(self) -> set[str]:
        """The pledges that the question can be asked of."""
        return {pledge for pledge, _ in self.links("INVOLVES")}

    def twins(self, pledge: str) -> set[str]:
        """The multi-stakeholder pledges in which all parties of a pledge take part: it is one."""
        parties = {actor for one, actor in self.parts if one == pledge} - names_of_pledges(self)
        taken = self.links("TAKES_PART_IN")
        under = self.ends("PART_OF", pledge)
        return {each for each in under if all((actor, each) in taken for actor in parties)}


def cases(facts: Facts) -> Iterator[Case]:
    """Who is involved in a pledge beside a host, or has a pledge together with others."""
    involved: dict[str, set[str]] = {}
    for pledge, actor in facts.links("INVOLVES"):
        involved.setdefault(pledge, set()).add(actor)
    for pledge, actor in facts.parts:
        if pledge not in facts.hosts:
            involved.setdefault(pledge, set()).add(actor)
    states, places = facts.links("STATE_OF"), facts.links("IMPLEMENTED_IN")
    nobody = names_of_pledges(facts)
    for pledge, actors in sorted(involved.items()):
        here = {place for one, place in places if one == pledge}
        others = {a for a in actors if not any((a, place) in states for place in here)} - nobody
        if pledge.startswith("aggregate/") or len(actors) < 2:
            continue
        group = min(facts.twins(pledge), default=pledge)
        for actor in sorted(others):
            yield Case(pledge, actor, group, pledge in facts.hosts)


def names_of_pledges(facts: Facts) -> set[str]:
    """The actors that nobody can be approached as."""
    table = facts.derived["Actor"]
    return set(table.filter(table["named_after_pledge"])[ID].to_pylist())


def without(facts: Facts, case: Case) -> Tables:
    """The current tables without a partner in a pledge, and without what follows from it."""
    partner, pledge = case.partner, case.pledge
    supports, brought = facts.links("SUPPORTS"), facts.links("SUPPORTED_BY")
    own = {one for one, actor in facts.links("SUBMITTED_BY") if actor == partner}
    matches = {match for match, host in supports if host == pledge}
    gone = {match for match, by in brought if match in matches and (by == partner or by in own)}
    tied = {by for match, by in brought if match in gone} & own
    joint = facts.ends("JOINTLY_SUPPORTED_BY", pledge)
    tied |= {one for one, actor in facts.parts if one in joint and actor == partner}
    loose = {pledge} | {each for each in tied if each in joint}
    twins = {twin for each in loose for twin in facts.twins(each)}
    memberships = {m for m, of in facts.links("MEMBERSHIP_OF") if of in twins}
    members = {
        m for m, actor in facts.links("MEMBER_ACTOR") if m in memberships and actor == partner
    }
    nodes = dict(facts.current.nodes)
    links = dict(facts.current.links)
    for name in ("SUBMITTED_BY", "JOINT_WITH"):
        links[name] = _left(links[name], {(each, partner) for each in loose})
    # What only supports this pledge goes whole; a match and a membership with all their links
    removed = gone | members | (tied - joint - {pledge})
    nodes = {name: _nodes_left(table, removed) for name, table in nodes.items()}
    links = {name: _links_left(table, removed) for name, table in links.items()}
    nodes["Pledge"] = _asked_as_host(nodes["Pledge"], "" if case.is_host else pledge)
    for name in NOT_NEEDED:
        nodes[name] = nodes[name].slice(0, 0)
    return _standing(Tables(nodes, links))


def _left(table: pa.Table, pairs: Collection[tuple[str, str]]) -> pa.Table:
    kept = [
        pair not in pairs
        for pair in zip(table[SUBJECT].to_pylist(), table[OBJECT].to_pylist(), strict=True)
    ]
    return table.filter(pa.array(kept, pa.bool_()))


def _nodes_left(table: pa.Table, removed: Collection[str]) -> pa.Table:
    return table.filter(pc.invert(pc.is_in(table[ID], pa.array(sorted(removed), pa.string()))))


def _links_left(table: pa.Table, removed: Collection[str]) -> pa.Table:
    gone = pa.array(sorted(removed), pa.string())
    return table.filter(
        pc.invert(pc.or_(pc.is_in(table[SUBJECT], gone), pc.is_in(table[OBJECT], gone)))
    )


def _asked_as_host(table: pa.Table, pledge: str) -> pa.Table:
    """The pledges, one of them as if a host's: contacts are sought for these."""
    place = table.column_names.index("submitter_role")
    roles = pc.if_else(pc.equal(table[ID], pledge), "host", table["submitter_role"])
    return table.set_column(place, table.schema.field(place), roles)


def _standing(tables: Tables) -> Tables:
    """Without links to nodes that are not there."""
    known = pa.array([each for table in tables.nodes.values() for each in table[ID].to_pylist()])
    links = {}
    for name, table in tables.links.items():
        both = pc.and_(pc.is_in(table[SUBJECT], known), pc.is_in(table[OBJECT], known))
        links[name] = table.filter(both)
    return Tables(tables.nodes, links)


def outcome(case: Case, facts: Facts, folder: Path) -> Outcome | None:
    """The rank of a partner that was taken out; None where nothing is left to be asked."""
    current = without(facts, case)
    derived = derive(current)
    now = Facts(current, derived)
    involved = now.ends("INVOLVES", case.pledge)
    places = now.ends("IMPLEMENTED_IN", case.pledge)
    own = {actor for actor, place in now.links("STATE_OF") if place in places}
    actors = set(current["Actor"][ID].to_pylist()) - involved - own - names_of_pledges(now)
    if case.partner not in actors:
        return None
    pledges = {one for one, actor in facts.parts if actor == case.partner}
    found = Outcome(case, len(actors), len(pledges) <= 1)
    for name, scores in baselines(now, involved).items():
        found.ranks[name] = rank(case.partner, {each: scores.get(each, 0) for each in actors})
    found.ranks[RANDOM] = (len(actors) + 1) / 2
    listed = [each for each in contacts(case, current, derived, folder) if each in actors]
    ours = {each: float(-place) for place, each in enumerate(listed)}
    found.ranks[OURS] = rank(case.partner, {each: ours.get(each, -math.inf) for each in actors})
    found.first, found.is_listed = listed[:FIRST], case.partner in listed
    return found


def contacts(case: Case, current: Tables, derived: Tables, folder: Path) -> list[str]:
    """The contacts of a pledge in their order, peer hosts aside."""
    path = folder / FILE
    for old in folder.iterdir():
        old.unlink()
    load_embedded(current, derived, path)
    asked = {"pledge": case.pledge, "contacts": "all", "as_of": AS_OF}
    with closing(EmbeddedEngine(path, TIMEOUT_SECONDS)) as engine:
        answer = ask(question_named("joint-candidates"), asked, engine, MANIFEST)
    return [str(row["actor_id"]) for row in answer.rows if row["tier"] != PEER]


def rank(actor: str, scores: Scores) -> float:
    """The place of an actor by its score; of those with one score, the mean of their places."""
    own = scores[actor]
    better = sum(score > own for score in scores.values())
    return better + (sum(score == own for score in scores.values()) + 1) / 2


def baselines(facts: Facts, involved: Collection[str]) -> dict[str, Scores]:
    """Popularity, and what is read from the graph of actors and their arrangements."""
    takes = facts.links("TAKES_PART_IN") | facts.links("PLEDGED_UNDER")
    members: dict[str, set[str]] = {}
    for actor, arrangement in takes:
        members.setdefault(arrangement, set()).add(actor)
    partners: dict[str, set[str]] = {}
    shared: Counter[str] = Counter()
    for inside in members.values():
        for actor in inside:
            partners.setdefault(actor, set()).update(inside - {actor})
            if not inside.isdisjoint(set(involved) - {actor}):
                shared[actor] += 1_000_000 // len(inside)
    common = {actor: partners[actor] & set(involved) for actor in partners}
    return {
        "popularity": Counter(actor for _, actor in facts.parts),
        "common neighbours": {actor: len(each) for actor, each in common.items()},
        "Adamic-Adar": {
            actor: sum(1 / math.log(1 + len(partners[one])) for one in each)
            for actor, each in common.items()
        },
        "shared arrangements": shared,
    }


def reciprocal(outcomes: Iterable[Outcome], method: str) -> float:
    """The mean reciprocal rank."""
    return mean(1 / each.ranks[method] for each in outcomes)


def hits(outcomes: Iterable[Outcome], method: str) -> float:
    """How many partners are among the first ten."""
    return mean(each.ranks[method] <= FIRST for each in outcomes)


def interval(
    outcomes: Sequence[Outcome], value: Callable[[Sequence[Outcome]], float]
) -> tuple[float, float]:
    """95 % of the values of groups drawn by lot, with replacement."""
    groups: dict[str, list[Outcome]] = {}
    for each in outcomes:
        groups.setdefault(each.case.group, []).append(each)
    drawn, names, values = random.Random(SEED), sorted(groups), []
    for _ in range(RESAMPLES):
        some = [each for name in drawn.choices(names, k=len(names)) for each in groups[name]]
        values.append(value(some))
    values.sort()
    return values[RESAMPLES // 40], values[-1 - RESAMPLES // 40]


def gini(counts: Iterable[int]) -> float:
    """How unevenly counts are spread: 0 for all alike, near 1 for all of one."""
    ordered = sorted(counts)
    total = sum(ordered)
    if not total:
        return 0.0
    weighted = sum(place * count for place, count in enumerate(ordered, 1))
    return 2 * weighted / (len(ordered) * total) - (len(ordered) + 1) / len(ordered)


def report(outcomes: Sequence[Outcome], actors: int) -> Iterator[str]:
    """The tables of the page."""
    parts = {
        "all": outcomes,
        "host-country pledges": [each for each in outcomes if each.case.is_host],
        "others": [each for each in outcomes if not each.case.is_host],
        "newcomers (one pledge or none)": [each for each in outcomes if each.is_newcomer],
        "incumbents": [each for each in outcomes if not each.is_newcomer],
    }
    methods = (RANDOM, *BASELINES, OURS)
    yield f"| cases | n | {' | '.join(methods)} |"
    yield f"|---|---|{'---|' * len(methods)}"
    for name, part in parts.items():
        cells = (
            [f"{reciprocal(part, m):.3f} ({hits(part, m):.2f})" for m in methods] if part else []
        )
        yield f"| {name} | {len(part)} | {' | '.join(cells)} |"
    best = max(BASELINES, key=lambda method: reciprocal(outcomes, method))
    low, high = interval(outcomes, lambda some: reciprocal(some, OURS) - reciprocal(some, best))
    yield ""
    yield f"Ours less the best baseline ({best}): between {low:+.3f} and {high:+.3f} (95 %)."
    low, high = interval(outcomes, lambda some: reciprocal(some, OURS))
    groups = len({each.case.group for each in outcomes})
    yield f"Ours: between {low:.3f} and {high:.3f} (95 %), {groups} groups."
    appearing = Counter(actor for each in outcomes for actor in each.first)
    counts = [*appearing.values(), *[0] * (actors - len(appearing))]
    spread = f"Gini {gini(counts):.2f}"
    yield f"Of {actors} actors {len(appearing)} ever are among our first ten; {spread}."
    nowhere = sum(not each.is_listed for each in outcomes)
    yield f"{nowhere} of {len(outcomes)} partners are not in our list: no other record ties them."


def main() -> None:
    """The command line."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if len(sys.argv) > 1:
            workspace = Path(sys.argv[1])
        else:
            from pledgegraph.workspace import starting

            made = starting.demo(folder / "sample")
            made.build()
            workspace = made.folder
        build = workspace / "build" / (workspace / "build" / "current").read_text("utf-8").strip()
        facts = Facts(read_tables(build / "current"), read_tables(build / "derived"))
        graph = folder / "graph"
        graph.mkdir()
        found = [outcome(case, facts, graph) for case in cases(facts)]
    outcomes = [each for each in found if each is not None]
    print("\n".join(report(outcomes, facts.current["Actor"].num_rows)))


if __name__ == "__main__":
    main()
