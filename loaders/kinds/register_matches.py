"""Matches in registers: a cell names an actor as a supporter, and the match becomes a node.

They are placed when all sources are read, by what the stated tables say of pledges and by who the
actors are that cells name.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from operator import attrgetter

from pledgegraph.errors import Problem
from pledgegraph.ontology.gathering import Gathering

from .match_cells import MatchCells, NamedSupporter
from .match_rules import MatchRules
from .matches import Match, gather, numbers_of
from .pledge_facts import PledgeFacts, StatedFacts


def gather_matches(
    registers: Sequence[MatchCells],
    replaced: Collection[str],
    gathering: Gathering,
) -> list[Problem]:
    """Put the matches of registers into the stated tables; those that fit no one pledge are
    findings.

    Args:
        registers: the match cells of all in the workspace: the two pledges of a match may be in
            two of them.
        replaced: sources whose pledges no longer count.
    """
    newest_first = sorted(registers, key=attrgetter("rank"), reverse=True)
    problems: list[Problem] = []
    named = []
    for cells in newest_first:
        supporters = _supporters(cells, registers, gathering, problems)
        named.append(supporters)
    # Many registers name no supporter: the facts below need not be gathered
    if not any(named):
        return problems
    facts = []
    for cells, supporters in zip(newest_first, named, strict=True):
        facts.append(StatedFacts(cells, supporters, gathering))
    counting = [each for each in facts if each.cells.source not in replaced]
    # A replaced register keeps its own matches: only its pledges are not looked for
    for own in facts:
        if own.supporters:
            others = [other for other in counting if other is not own]
            problems += _gather_of(own, others, gathering)
    return problems


def _supporters(
    cells: MatchCells,
    registers: Sequence[MatchCells],
    gathering: Gathering,
    problems: list[Problem],
) -> list[NamedSupporter]:
    """The supporters that a register names. The numbers of pledges that fewer may see than the
    register are not known to it.
    """
    if not cells.texts:
        return []
    open_ones = [other.source for other in registers if other.level <= cells.level]
    found = cells.supporters(numbers_of(open_ones, gathering), problems)
    gathering.links(
        "recordedIn",
        cells.source,
        [supporter.actor for supporter in found],
        [supporter.row.record for supporter in found],
    )
    return found


def _gather_of(
    own: StatedFacts,
    others: Sequence[StatedFacts],
    gathering: Gathering,
) -> list[Problem]:
    """The matches of one register: placed among the pledges that all may see who may see it, and
    only then among further ones. What is found on the way.

    So a register that few may see changes nothing in what a public one states. A match that is only
    found through it is its own.
    """
    level = own.cells.level
    others_levels = {other.cells.level for other in others}
    levels = [level, *sorted(each for each in others_levels if each > level)]
    settled: set[NamedSupporter] = set()
    problems: list[Problem] = []
    for each in levels:
        seen = [other for other in others if other.cells.level <= each]
        rules = MatchRules(
            PledgeFacts(own, seen),
            settled,
            is_last=each == levels[-1],
        )
        by_source: dict[str, list[Match]] = {}
        for match in rules.matches():
            source = own.cells.source
            if each != level:
                source = rules.closed_end(match)
            of_source = by_source.setdefault(source, [])
            of_source.append(match)
        for source, matches in by_source.items():
            gather(matches, source, gathering)
        settled |= rules.placed_supporters
        problems += rules.problems
    return problems
