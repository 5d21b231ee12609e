"""Matches: which of them count as support of a pledge, and why the others do not."""

from __future__ import annotations

import pandas as pd

from pledgegraph.ontology.roles import SUPPORT_TYPES

from .numbered import Numbered

DECLINED, NO_SUPPORTER, OTHER_MEANS, OFFERED = "declined", "supporter-withdrew", "other-means", "offered"
"""Why a match does not count, in the order in which the reasons are looked at."""


def matches(graph: Numbered, pledges: pd.DataFrame) -> pd.DataFrame:
    """(match, pledge, extent, counts_as_support, not_counted_because): every match.

    A match counts that is not declined, whose supporter has not withdrawn, whose contribution is financial, technical
    or material or, being tied to the pledge by name, is not stated, and that is more than an offer.

    Args:
        graph: the current tables.
        pledges: ``pledge`` (number) and ``standing``.
    """
    found = graph.nodes("Match", ["extent", "status"], "match")
    found = found.merge(graph.pairs("SUPPORTS", "match", "pledge"), on="match", how="left")
    supporters = graph.pairs("SUPPORTED_BY", "match", "supporter")
    withdrawn = pledges[pledges["standing"].eq("withdrawn")]["pledge"]
    present = supporters[~supporters["supporter"].isin(withdrawn)]["match"]
    reasons = [
        (DECLINED, found["status"].eq("declined")),
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
    """The matches whose stated contributions are none of the three kinds of support."""
    stated = graph.pairs("CONTRIBUTION_TYPE", "match", "contribution")
    support = stated["contribution"].isin(graph.number(list(SUPPORT_TYPES)))
    supporting = stated[support]["match"]
    return stated[~stated["match"].isin(supporting)]["match"]
