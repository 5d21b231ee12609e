"""Matches: which of them count as support of a pledge, and why the others do not."""

from __future__ import annotations

import pandas as pd

from pledgegraph.ontology.roles import SUPPORT_TYPES

from .frames import renamed, rows_with, rows_without
from .numbered import Numbered, numbered_sets

DECLINED, NO_SUPPORTER, OTHER_MEANS, OFFERED = (
    "declined",
    "supporter-withdrew",
    "other-means",
    "offered",
)
"""Why a match does not count: the first of these that holds."""


def matches(graph: Numbered, pledges: pd.DataFrame) -> pd.DataFrame:
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
    found = found.merge(
        graph.pairs("SUPPORTS", "match", "pledge"),
        on="match",
        how="left",
    )
    # What a withdrawn pledge was to bring does not come
    withdrawn = pledges[pledges["standing"].eq("withdrawn")]["pledge"]
    supporters = graph.pairs("SUPPORTED_BY", "match", "supporter")
    present = rows_without(supporters, "supporter", withdrawn)
    is_declined = found["match"].isin(_declined(graph, found, withdrawn))
    is_by_other_means = found["match"].isin(_by_other_means(graph))
    # the last one that is written stays: the first reason in order
    last_first = {
        OFFERED: found["status"].eq("offered"),
        OTHER_MEANS: is_by_other_means,
        NO_SUPPORTER: ~found["match"].isin(present["match"]),
        DECLINED: is_declined,
    }
    found["not_counted_because"] = None
    for reason, holds in last_first.items():
        found.loc[holds, "not_counted_because"] = reason
    found["counts_as_support"] = found["not_counted_because"].isna()
    return found


def _by_other_means(graph: Numbered) -> pd.Series:
    """The matches whose stated contributions include none of the three kinds of support. A match
    that states no contribution is tied to the pledge by name, and counts.
    """
    stated = graph.pairs("CONTRIBUTION_TYPE", "match", "contribution")
    support_types = graph.number(list(SUPPORT_TYPES))
    supporting = rows_with(stated, "contribution", support_types)
    return rows_without(stated, "match", supporting["match"])["match"]


def _declined(
    graph: Numbered,
    found: pd.DataFrame,
    withdrawn: pd.Series,
) -> pd.Series:
    """The matches that are declined, by their own record or by another one of the same support that
    is not older.

    Records by the same actors for the same pledge are of one support unless contributions or
    amounts tell them apart.
    """
    declined = found[found["status"].eq("declined")]
    if declined.empty:
        return declined["match"]
    near = rows_with(found, "pledge", declined["pledge"])
    supporters = _brought_by(graph, near["match"], withdrawn)
    sets = numbered_sets(supporters, "match", "actor")
    near = near.merge(sets, on="match")
    declined = declined.merge(sets, on="match")
    pairs = near.merge(
        declined,
        on=["pledge", "set"],
        suffixes=("", "_no"),
    )
    is_same_support = _same_amounts(pairs) & _same_kinds(graph, pairs)
    pairs = pairs[is_same_support]
    is_itself = pairs["match"] == pairs["match_no"]
    is_declined = is_itself | ~_is_newer(pairs)
    return pairs[is_declined]["match"].drop_duplicates()


def _brought_by(
    graph: Numbered,
    matches: pd.Series,
    withdrawn: pd.Series,
) -> pd.DataFrame:
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
    found = supporters.merge(submitted, on="supporter", how="left")
    actors = found["actor"].fillna(found["supporter"]).astype("int64")
    return found.assign(actor=actors)


def _same_amounts(pairs: pd.DataFrame) -> pd.Series:
    """Where one of the two states no amount, or both state the same."""
    is_open = pairs["amount"].isna() | pairs["amount_no"].isna()
    same_amount = pairs["amount"].eq(pairs["amount_no"])
    currency = pairs["currency"].fillna("")
    same_currency = currency.eq(pairs["currency_no"].fillna(""))
    return is_open | (same_amount & same_currency)


def _same_kinds(graph: Numbered, pairs: pd.DataFrame) -> pd.Series:
    """Where one of the two states no contribution, or both state a common one."""
    stated = graph.pairs("CONTRIBUTION_TYPE", "match", "kind")
    other = renamed(stated, "match_no", "kind")
    both = pairs.merge(stated, on="match")
    both = both.merge(other, on=["match_no", "kind"])
    keys = ["match", "match_no"]
    common = pd.MultiIndex.from_frame(both[keys])
    has_common = pd.MultiIndex.from_frame(pairs[keys]).isin(common)
    first_states = pairs["match"].isin(stated["match"])
    other_states = pairs["match_no"].isin(stated["match"])
    return ~first_states | ~other_states | has_common


def _is_newer(pairs: pd.DataFrame) -> pd.Series:
    """Where the first is known to be later."""
    dates = pairs["matched_on"].fillna("")
    dates_no = pairs["matched_on_no"].fillna("")
    later = list(map(_is_later, dates, dates_no))
    return pd.Series(later, pairs.index, dtype=bool)


def _is_later(one: str, other: str) -> bool:
    """Whether a date is later; dates of a year or a month are compared as far as both go."""
    length = min(len(one), len(other))
    return one[:length] > other[:length]
