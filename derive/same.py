"""Pledges that may be the same: a person decides."""

from __future__ import annotations

import pandas as pd

from .frames import rows_with
from .numbered import Numbered, numbered_sets

ALIKE = ("SUBMITTED_BY", "IMPLEMENTED_IN", "THEME")
"""Two pledges that may be one have the same submitters, countries and themes."""


def maybe_same(graph: Numbered, pledges: pd.DataFrame) -> pd.DataFrame:
    """(pledge, other): host-country pledges that agree in ``ALIKE``; the forum of the first is not
    stated, that of the second is.
    """
    hosts = pledges[pledges["host_country_pledge"]][["pledge"]]
    forums = graph.pairs("ANNOUNCED_AT", "pledge", "forum")
    has_forum = hosts["pledge"].isin(forums["pledge"])
    if has_forum.all() or not has_forum.any():
        return pd.DataFrame({"pledge": [], "pledge_other": []}, dtype="int64")
    for relation in ALIKE:
        links = rows_with(
            graph.pairs(relation, "pledge", "end"),
            "pledge",
            hosts["pledge"],
        )
        # sets are compared as numbers; a pledge without submitter, country or theme drops out
        sets = numbered_sets(links, "pledge", "end")
        hosts = hosts.merge(sets.rename(columns={"set": relation}), on="pledge")
    has_forum = hosts["pledge"].isin(forums["pledge"])
    without = hosts[~has_forum]
    others = hosts[has_forum]
    alike = without.merge(
        others,
        on=list(ALIKE),
        suffixes=("", "_other"),
    )
    return alike[["pledge", "pledge_other"]]
