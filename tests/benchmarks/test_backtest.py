"""The back-test: places among ties, spread, and that nothing of a partner is left."""

import pytest

from benchmarks.facts import Case, Facts, cases
from benchmarks.left_out import without
from benchmarks.ranking import gini, rank
from pledgegraph.derive.derived import derive
from pledgegraph.workspace.workspace import Workspace


def test_ties_share_the_mean_of_their_places() -> None:
    scores = {"a": 3.0, "b": 1.0, "c": 1.0, "d": 1.0}
    assert [rank(actor, scores) for actor in scores] == [1, 3, 3, 3]


def test_how_unevenly_counts_are_spread() -> None:
    assert gini([2, 2, 2, 2]) == 0
    assert gini([0, 0, 0, 8]) == 0.75
    assert gini([0, 0]) == 0


@pytest.fixture(scope="module")
def facts(sample: Workspace) -> Facts:
    """The tables of the sample."""
    return Facts(sample.tables, derive(sample.tables))


def test_nothing_is_left_of_a_match_or_of_a_twin(facts: Facts) -> None:
    """Denmark's match for PF050 is PF051; PF109 and the multi-stakeholder pledge that Germany leads
    are one.
    """
    known = {(each.pledge.partition("-")[0], each.partner): each for each in cases(facts)}
    denmark = known["pledge/pf050", "actor/government-of-denmark"]
    germany = known["pledge/pf109", "actor/government-of-germany"]
    assert denmark.is_host and not germany.is_host
    for case in (denmark, germany):
        assert case.partner not in involved_without(facts, case)
    assert germany.group.startswith("multistakeholder-pledge/economic-inclusion")
    left = Facts(without(facts, germany), derive(without(facts, germany)))
    assert (germany.partner, germany.group) not in left.links("TAKES_PART_IN")


def involved_without(facts: Facts, case: Case) -> set[str]:
    current = without(facts, case)
    return Facts(current, derive(current)).ends("INVOLVES", case.pledge)
