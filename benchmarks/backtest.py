"""The back-test of contacts: a known partner is taken out, with all that follows from it, and the
question is asked; ``python benchmarks/backtest.py [WORKSPACE]``, else the sample.

The rank is that of the partner among all actors that are not involved; actors that a method does
not tell apart share the mean of their places.
"""

from __future__ import annotations

import math
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # as python -m does

from benchmarks.facts import Case, Facts, cases
from benchmarks.left_out import without
from benchmarks.ranking import (
    BASELINES,
    FIRST,
    Outcome,
    Scores,
    baselines,
    gini,
    hits,
    interval,
    rank,
    reciprocal,
)
from pledgegraph.derive.derived import derive
from pledgegraph.graph.embedded import FILE, TIMEOUT_SECONDS, EmbeddedEngine
from pledgegraph.graph.loading import load_embedded
from pledgegraph.ontology.table_files import read_tables
from pledgegraph.ontology.tables import ID, Tables
from pledgegraph.queries.ask import ask
from pledgegraph.queries.candidates import PEER
from pledgegraph.queries.catalogue import question_named

AS_OF = "2026-11-23"
MANIFEST = {"sources_up_to": AS_OF, "not_public": [], "sources": []}
OURS, RANDOM = "ours", "random"
METHODS = (RANDOM, *BASELINES, OURS)


def outcome(
    case: Case,
    facts: Facts,
    folder: Path,
) -> Outcome | None:
    """The rank of a partner that was taken out; None where nothing is left to be asked."""
    current = without(facts, case)
    derived = derive(current)
    now = Facts(current, derived)
    involved = now.ends("INVOLVES", case.pledge)
    eligible = _eligible(now, case.pledge, involved)
    if case.partner not in eligible:
        return None
    pledges = {pledge for pledge, actor in facts.parts if actor == case.partner}
    found = Outcome(case, len(eligible), is_newcomer=len(pledges) <= 1)
    for name, scores in baselines(now, involved).items():
        found.ranks[name] = _rank_among(case.partner, eligible, scores, otherwise=0)
    found.ranks[RANDOM] = (len(eligible) + 1) / 2
    listed = [actor for actor in contacts(case, current, derived, folder) if actor in eligible]
    ours = {actor: float(-place) for place, actor in enumerate(listed)}
    found.ranks[OURS] = _rank_among(case.partner, eligible, ours, otherwise=-math.inf)
    found.first = listed[:FIRST]
    found.is_listed = case.partner in listed
    return found


def _eligible(
    facts: Facts,
    pledge: str,
    involved: set[str],
) -> set[str]:
    """The actors that could be contacted: not those involved, nor the State of the place."""
    places = facts.ends("IMPLEMENTED_IN", pledge)
    own = {actor for actor, place in facts.links("STATE_OF") if place in places}
    actors = set(facts.current["Actor"][ID].to_pylist())
    return actors - involved - own - facts.names_of_pledges()


def _rank_among(
    partner: str,
    actors: set[str],
    scores: Scores,
    *,
    otherwise: float,
) -> float:
    """The rank of a partner; ``otherwise`` is the score of actors that a method does not know."""
    return rank(partner, {actor: scores.get(actor, otherwise) for actor in actors})


def contacts(
    case: Case,
    current: Tables,
    derived: Tables,
    folder: Path,
) -> list[str]:
    """The contacts of a pledge in their order, peer hosts aside."""
    path = folder / FILE
    for old in folder.iterdir():
        old.unlink()
    load_embedded(current, derived, path)
    asked = {"pledge": case.pledge, "contacts": "all", "as_of": AS_OF}
    with closing(EmbeddedEngine(path, TIMEOUT_SECONDS)) as engine:
        answer = ask(question_named("joint-candidates"), asked, engine, MANIFEST)
    return [str(row["actor_id"]) for row in answer.rows if row["tier"] != PEER]


def report(outcomes: Sequence[Outcome], actors: int) -> Iterator[str]:
    """The tables of the page."""
    yield from _table(outcomes)
    best = max(BASELINES, key=partial(reciprocal, outcomes))

    def ours(some: Sequence[Outcome]) -> float:
        return reciprocal(some, OURS)

    def advantage(some: Sequence[Outcome]) -> float:
        return reciprocal(some, OURS) - reciprocal(some, best)

    low, high = interval(outcomes, advantage)
    yield ""
    yield f"Ours less the best baseline ({best}): between {low:+.3f} and {high:+.3f} (95 %)."
    low, high = interval(outcomes, ours)
    groups = len({each.case.group for each in outcomes})
    yield f"Ours: between {low:.3f} and {high:.3f} (95 %), {groups} groups."
    appearing = Counter[str]()
    for each in outcomes:
        appearing.update(each.first)
    never = actors - len(appearing)
    counts = [*appearing.values(), *[0] * never]
    spread = f"Gini {gini(counts):.2f}"
    yield f"Of {actors} actors {len(appearing)} ever are among our first ten; {spread}."
    nowhere = sum(not each.is_listed for each in outcomes)
    yield f"{nowhere} of {len(outcomes)} partners are not in our list: no other record ties them."


def _table(outcomes: Sequence[Outcome]) -> Iterator[str]:
    """The mean reciprocal rank by each method, and how many are among the first ten."""
    parts = {
        "all": outcomes,
        "host-country pledges": [each for each in outcomes if each.case.is_host],
        "others": [each for each in outcomes if not each.case.is_host],
        "newcomers (one pledge or none)": [each for each in outcomes if each.is_newcomer],
        "incumbents": [each for each in outcomes if not each.is_newcomer],
    }
    yield f"| cases | n | {' | '.join(METHODS)} |"
    yield f"|---|---|{'---|' * len(METHODS)}"
    for name, part in parts.items():
        cells = [_cell(part, method) for method in METHODS] if part else []
        yield f"| {name} | {len(part)} | {' | '.join(cells)} |"


def _cell(outcomes: Sequence[Outcome], method: str) -> str:
    return f"{reciprocal(outcomes, method):.3f} ({hits(outcomes, method):.2f})"


def main() -> None:
    """The command line."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        facts = _facts(Path(sys.argv[1]) if len(sys.argv) > 1 else _sample(folder))
        graph = folder / "graph"
        graph.mkdir()
        outcomes = []
        for case in cases(facts):
            found = outcome(case, facts, graph)
            if found is not None:
                outcomes.append(found)
    print("\n".join(report(outcomes, facts.current["Actor"].num_rows)))


def _sample(folder: Path) -> Path:
    from pledgegraph.workspace import starting

    made = starting.demo(folder / "sample")
    made.build()
    return made.folder


def _facts(workspace: Path) -> Facts:
    builds = workspace / "build"
    build = builds / (builds / "current").read_text("utf-8").strip()
    return Facts(read_tables(build / "current"), read_tables(build / "derived"))


if __name__ == "__main__":
    main()
