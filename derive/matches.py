"""Matches: which of them count as support of a pledge, and why the others do not."""

from __future__ import annotations

import numpy as np

from pledgegraph.ontology.roles import SUPPORT_TYPES

from .numbered import Numbered, numbered_sets
from .rows import Array, Rows, nothing, rows_with, rows_without, stacked

DECLINED, NO_SUPPORTER, OTHER_MEANS, OFFERED = (
    "declined",
    "supporter-withdrew",
    "other-means",
    "offered",
)
"""Why a match does not count: the first of these that holds."""
NO_PLEDGE = -1


def matches(graph: Numbered, pledges: Rows) -> Rows:
    """(match, pledge, extent, counts_as_support, not_counted_because): every match.

    A match counts unless one of four reasons holds: its own record, or another one of the same
    support, declines it; its supporter has withdrawn; its contribution is stated and is not
    financial, technical or material; it is only offered.

    Args:
        graph: the current tables.
        pledges: ``pledge`` (number) and ``standing``.
    """
    found = graph.nodes(
        "Match",
        ["extent", "status", "matched_on", "amount", "currency"],
        "match",
    )
    supported = found.looked_up(
        graph.pairs("SUPPORTS", "match", "pledge"),
        "pledge",
        "match",
        default=NO_PLEDGE,
    )
    found = found.having(pledge=supported)
    # What a withdrawn pledge was to bring does not come
    is_withdrawn = pledges["standing"] == "withdrawn"
    withdrawn = pledges["pledge"][is_withdrawn]
    supporters = graph.pairs("SUPPORTED_BY", "match", "supporter")
    present = rows_without(supporters, "supporter", withdrawn)
    is_declined = np.isin(found["match"], _declined(graph, found, withdrawn))
    is_by_other_means = np.isin(found["match"], _by_other_means(graph))
    # the last one that is written stays: the first reason in order
    last_first = {
        OFFERED: found["status"] == "offered",
        OTHER_MEANS: is_by_other_means,
        NO_SUPPORTER: ~np.isin(found["match"], present["match"]),
        DECLINED: is_declined,
    }
    because = nothing(len(found))
    counts = np.ones(len(found), bool)
    for reason, holds in last_first.items():
        because[holds] = reason
        counts &= ~holds
    return found.having(not_counted_because=because, counts_as_support=counts)


def _by_other_means(graph: Numbered) -> Array:
    """The matches whose stated contributions include none of the three kinds of support. A match
    that states no contribution is tied to the pledge by name, and counts.
    """
    stated = graph.pairs("CONTRIBUTION_TYPE", "match", "contribution")
    support_types = graph.number(SUPPORT_TYPES, ["Concept"])
    supporting = rows_with(stated, "contribution", support_types)
    return rows_without(stated, "match", supporting["match"])["match"]


def _declined(
    graph: Numbered,
    found: Rows,
    withdrawn: Array,
) -> Array:
    """The matches that are declined, by their own record or by another one of the same support that
    is not older.

    Records by the same actors for the same pledge are of one support unless contributions or
    amounts tell them apart.
    """
    declined = found.where(found["status"] == "declined")
    near = rows_with(found, "pledge", declined["pledge"])
    supporters = _brought_by(graph, near["match"], withdrawn)
    sets = numbered_sets(supporters, "match", "actor")
    columns = ("match", "pledge", "matched_on", "amount", "currency")
    near = near.select(*columns).joined(sets, "match")
    declined = declined.select(*columns).joined(sets, "match")
    declined = declined.renamed(
        "match_no",
        "pledge",
        "matched_on_no",
        "amount_no",
        "currency_no",
        "set",
    )
    pairs = near.joined(declined, "pledge", "set")
    is_same_support = _same_amounts(pairs) & _same_kinds(graph, pairs)
    pairs = pairs.where(is_same_support)
    is_itself = pairs["match"] == pairs["match_no"]
    is_declined = is_itself | ~_is_newer(pairs)
    return pairs.where(is_declined)["match"]


def _brought_by(
    graph: Numbered,
    matches: Array,
    withdrawn: Array,
) -> Rows:
    """(match, actor): who brings matches, themselves or by a pledge; a pledge without submitters
    counts as an actor.
    """
    supporters = rows_with(
        graph.pairs("SUPPORTED_BY", "match", "supporter"),
        "match",
        matches,
    )
    submitted = graph.pairs("SUBMITTED_BY", "supporter", "actor")
    submitted = rows_without(submitted, "supporter", withdrawn)
    themselves = rows_without(supporters, "supporter", submitted["supporter"])
    by_pledges = supporters.joined(submitted, "supporter")
    return stacked(
        themselves.renamed("match", "actor"),
        by_pledges.select("match", "actor"),
    )


def _same_amounts(pairs: Rows) -> Array:
    """Where one of the two states no amount, or both state the same."""
    columns = pairs.select("amount", "amount_no", "currency", "currency_no")
    same = []
    for amount, amount_no, currency, currency_no in columns.tuples():
        is_open = amount is None or amount_no is None
        is_alike = (amount, currency) == (amount_no, currency_no)
        same.append(is_open or is_alike)
    return np.array(same, bool)


def _same_kinds(graph: Numbered, pairs: Rows) -> Array:
    """Where one of the two states no contribution, or both state a common one."""
    stated = graph.pairs("CONTRIBUTION_TYPE", "match", "kind")
    other = stated.renamed("match_no", "kind")
    both = pairs.select("match", "match_no").joined(stated, "match")
    common = both.joined(other, "match_no", "kind")
    has_common = pairs.found_in(common, "match", "match_no")
    first_states = np.isin(pairs["match"], stated["match"])
    other_states = np.isin(pairs["match_no"], stated["match"])
    return ~first_states | ~other_states | has_common


def _is_newer(pairs: Rows) -> Array:
    """Where the first is known to be later."""
    dates = pairs.select("matched_on", "matched_on_no")
    later = []
    for one, other in dates.tuples():
        later.append(_is_later(one or "", other or ""))
    return np.array(later, bool)


def _is_later(one: str, other: str) -> bool:
    """Whether a date is later; dates of a year or a month are compared as far as both go."""
    length = min(len(one), len(other))
    return one[:length] > other[:length]
