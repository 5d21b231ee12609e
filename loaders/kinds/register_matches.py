"""Matches in registers: a cell names an actor as a supporter, and the match becomes a node."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import pyarrow as pa

from pledgegraph.loaders.names.supporters import NamedSupporter
from pledgegraph.ontology.gathering import Gathering

from .codes import code_of
from .match_rules import MatchRules
from .matches import Match, gather
from .pledge_facts import PledgeRows, StatedFacts, numbers_of
from .register import Register
from .register_supporters import supporters_in


def gather_matches(
    registers: Sequence[Register],
    replaced: Collection[str],
    gathering: Gathering,
) -> None:
    """Put the matches of registers into the stated tables; those that fit no one pledge are
    findings.

    Args:
        registers: all of the workspace, the newest first: the two pledges of a match may be in two
            of them.
        replaced: sources whose pledges no longer count.
    """
    named = _named_supporters(registers)
    # Many registers name no supporter: the facts below need not be gathered
    if not any(named):
        return
    facts = []
    for register, supporters in zip(registers, named, strict=True):
        facts.append(StatedFacts(register, supporters, gathering))
    counting = []
    for each in facts:
        if each.register.source not in replaced:
            counting.append(each)
    # A replaced register keeps its own matches: only its pledges are not looked for
    for own in facts:
        if own.named_supporters:
            others = [other for other in counting if other is not own]
            _gather_of(own, others, gathering)


def _named_supporters(registers: Sequence[Register]) -> list[list[NamedSupporter]]:
    """The supporters that each register names. The numbers of pledges that fewer may see than the
    register are not known to it.
    """
    found = []
    for register in registers:
        open_ones = [other for other in registers if other.level <= register.level]
        found.append(supporters_in(register, numbers_of(open_ones)))
    return found


def _gather_of(
    own: StatedFacts,
    others: Sequence[StatedFacts],
    gathering: Gathering,
) -> None:
    """The matches of one register: placed among the pledges that all may see who may see it, and
    only then among further ones.

    So a register that few may see changes nothing in what a public one states. A match that is only
    found through it is its own.
    """
    level = own.register.level
    others_levels = {other.register.level for other in others}
    levels = [level, *sorted(each for each in others_levels if each > level)]
    settled: set[NamedSupporter] = set()
    for each in levels:
        seen = [other for other in others if other.register.level <= each]
        rules = MatchRules(
            PledgeRows(own, seen),
            settled,
            is_last=each == levels[-1],
        )
        by_source: dict[str, list[Match]] = {}
        for match in rules.matches():
            source = own.register.source
            if each != level:
                source = rules.closed_end(match)
            of_source = by_source.setdefault(source, [])
            of_source.append(match)
        for source, matches in by_source.items():
            gather(matches, source, gathering)
        settled |= rules.placed_supporters


def check_extents(register: Register) -> None:
    """Report extents that are not in the list."""
    register.columns["extent"].scalar(code_of("match-extents"), pa.string())
