"""Pledges that may be the same: a person decides."""

from __future__ import annotations

import pandas as pd

from .numbered import Numbered, numbered_sets

ALIKE = ("SUBMITTED_BY", "IMPLEMENTED_IN", "THEME")
"""The relationships in which two pledges agree that may be one: same submitters, countries and
themes.
"""


def maybe_same(graph: Numbered, pledges: pd.DataFrame) -> pd.DataFrame:
    """(pledge, other): host-country pledges that agree in ``ALIKE``; the forum of the second alone
    is not stated.
    """
    hosts = pledges[pledges["host_country_pledge"]][["pledge"]]
    with_forum = hosts["pledge"].isin(graph.pairs("ANNOUNCED_AT", "pledge", "forum")["pledge"])
    if with_forum.all() or not with_forum.any():
        return pd.DataFrame({"pledge": [], "pledge_other": []}, dtype="int64")
    for relation in ALIKE:
        links = graph.pairs(relation, "pledge", "end")
        sets = numbered_sets(links[links["pledge"].isin(hosts["pledge"])], "pledge", "end")
        hosts = hosts.merge(sets.rename(columns={"set": relation}), on="pledge")
    with_forum = hosts["pledge"].isin(graph.pairs("ANNOUNCED_AT", "pledge", "forum")["pledge"])
    alike = hosts[~with_forum].merge(hosts[with_forum], on=list(ALIKE), suffixes=("", "_other"))
    return alike[["pledge", "pledge_other"]]
