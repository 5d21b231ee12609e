"""Matches: which of them count as support of a pledge, and why the others do not."""

from __future__ import annotations

import pandas as pd

from pledgegraph.ontology.roles import SUPPORT_TYPES

from .numbered import Numbered, numbered_sets

DECLINED, NO_SUPPORTER, OTHER_MEANS, OFFERED = (
    "declined",
    "supporter-withdrew",
    "other-means",
    "offered",
)
"""Why a match does not count, in the order in which the reasons are checked."""


def matches(graph: Numbered, pledges: pd.DataFrame) -> pd.DataFrame:
    """(match, pledge, extent, counts_as_support, not_counted_because): every match.

    A match counts that neither its own record nor another one of the same support declines, whose
    supporter has not withdrawn, whose contribution is financial, technical or material or, being
    tied to the pledge by name, is not stated, and that is more than an offer.

    Args:
        graph: the current tables.
        pledges: ``pledge`` (number) and ``standing``.
    """
    found = graph.nodes("Match", ["extent", "status", "matched_on", "amount", "currency"], "match")
    found = found.merge(graph.pairs("SUPPORTS", "match", "pledge"), on="match", how="left")
    supporters = graph.pairs("SUPPORTED_BY", "match", "supporter")
    withdrawn = pledges[pledges["standing"].eq("withdrawn")]["pledge"]
    present = supporters[~supporters["supporter"].isin(withdrawn)]["match"]
    reasons = [
        (DECLINED, found["match"].isin(_declined(graph, found, withdrawn))),
        (NO_SUPPORTER, ~found["match"].isin(present)),
        (OTHER_MEANS, found["match"].isin(_by_other_means(graph))),
        (OFFERED, found["status"].eq("offered")),
    ]
    found["not_counted_because"] = None
    for reason, holds in reversed(reasons):
        found.loc[holds, "not_counted_because"] = reason
    found["counts_as_support"] = found["not_counted_because"].isna()
    return found


def _by_other_means(graph: Numbered) -> pd.Series:
    """The matches whose stated contributions include none of the three kinds of support."""
    stated = graph.pairs("CONTRIBUTION_TYPE", "match", "contribution")
    support = stated["contribution"].isin(graph.number(list(SUPPORT_TYPES)))
    supporting = stated[support]["match"]
    return stated[~stated["match"].isin(supporting)]["match"]


def _declined(graph: Numbered, found: pd.DataFrame, withdrawn: pd.Series) -> pd.Series:
    """The matches that are declined, by their own record or by another one of the same support that
    is not older.

    Records by the same actors for the same pledge are of one support unless contributions or
    amounts tell them apart.
    """
    declined = found[found["status"].eq("declined")]
    if declined.empty:
        return declined["match"]
    near = found[found["pledge"].isin(declined["pledge"])]
    sets = numbered_sets(_brought_by(graph, near["match"], withdrawn), "match", "actor")
    near, declined = near.merge(sets, on="match"), declined.merge(sets, on="match")
    pairs = near.merge(declined, on=["pledge", "set"], suffixes=("", "_no"))
    pairs = pairs[_same_amounts(pairs) & _same_kinds(graph, pairs)]
    itself = pairs["match"] == pairs["match_no"]
    return pairs[itself | ~_is_newer(pairs)]["match"].drop_duplicates()


def _brought_by(graph: Numbered, matches: pd.Series, withdrawn: pd.Series) -> pd.DataFrame:
    """(match, actor): who brings matches, themselves or by a pledge; a pledge stands for submitters
    that it has not.
    """
    supporters = graph.pairs("SUPPORTED_BY", "match", "supporter")
    submitted = graph.pairs("SUBMITTED_BY", "supporter", "actor")
    submitted = submitted[~submitted["supporter"].isin(withdrawn)]
    found = supporters[supporters["match"].isin(matches)].merge(
        submitted, on="supporter", how="left"
    )
    return found.assign(actor=found["actor"].fillna(found["supporter"]).astype("int64"))


def _same_amounts(pairs: pd.DataFrame) -> pd.Series:
    open_ones = pairs["amount"].isna() | pairs["amount_no"].isna()
    currencies = pairs["currency"].fillna("").eq(pairs["currency_no"].fillna(""))
    return open_ones | (pairs["amount"].eq(pairs["amount_no"]) & currencies)


def _same_kinds(graph: Numbered, pairs: pd.DataFrame) -> pd.Series:
    """Where one of the two states no contribution, or both state a common one."""
    stated = graph.pairs("CONTRIBUTION_TYPE", "match", "kind")
    both = pairs.merge(stated, on="match").merge(
        stated.set_axis(["match_no", "kind"], axis=1), on=["match_no", "kind"]
    )
    common = pd.MultiIndex.from_frame(both[["match", "match_no"]])
    silent = ~pairs["match"].isin(stated["match"]) | ~pairs["match_no"].isin(stated["match"])
    return silent | pd.MultiIndex.from_frame(pairs[["match", "match_no"]]).isin(common)


def _is_newer(pairs: pd.DataFrame) -> pd.Series:
    """Where the first is known to be later; dates of a year or a month are compared as far as both
    go.
    """
    dates = zip(pairs["matched_on"].fillna(""), pairs["matched_on_no"].fillna(""), strict=True)
    later = [one[: min(len(one), len(no))] > no[: min(len(one), len(no))] for one, no in dates]
    return pd.Series(later, pairs.index, dtype=bool)
