"""Joint support: another actor's pledge that brings support together with a host's government."""

from __future__ import annotations

import pandas as pd

from .cells import topics
from .frames import rows_with
from .numbered import Numbered
from .parties import Parties
from .roles import present


def joint_support(
    graph: Numbered,
    pledges: pd.DataFrame,
    parties: Parties,
) -> pd.DataFrame:
    """(pledge, pledge_by): a host-country pledge and another actor's that brings support jointly
    with the host.

    The other pledge has the host's government among its submitters or joint partners, shares
    country and theme or area of focus, and was announced at the same forum or a later one. Where a
    forum is not known, support is not joint.
    """
    alive = present(pledges)
    topical = _places_and_topics(graph)
    submitted_or_joined = pd.concat([parties.submitters, parties.partners]).drop_duplicates()
    hosts = alive[alive["host_country_pledge"]]
    hosts = _with_topics(hosts, parties.governments(), topical)
    others = alive[alive["brings_support"]]
    others = _with_topics(others, submitted_or_joined, topical)
    pairs = hosts.merge(
        others,
        on=["party", "country", "topic"],
        suffixes=("", "_by"),
    )
    pairs = pairs[pairs["pledge"] != pairs["pledge_by"]]
    # What was pledged at an earlier forum was not pledged for this one
    in_time = pairs[pairs["sequence_by"] >= pairs["sequence"]]
    unique = in_time[["pledge", "pledge_by"]].drop_duplicates()
    return _by_another_actor(unique, parties.submitters)


def _places_and_topics(graph: Numbered) -> pd.DataFrame:
    """(pledge, sequence of its forum, country, topic) of pledges whose forum, country and topic are
    known.
    """
    sequence = graph.nodes("Forum", ["sequence"], "forum")
    forums = graph.pairs("ANNOUNCED_AT", "pledge", "forum").merge(
        sequence,
        on="forum",
    )
    countries = graph.pairs("IMPLEMENTED_IN", "pledge", "country")
    placed = forums.drop(columns="forum").merge(countries, on="pledge")
    return placed.merge(topics(graph), on="pledge")


def _with_topics(
    pledges: pd.DataFrame,
    parties: pd.DataFrame,
    topical: pd.DataFrame,
) -> pd.DataFrame:
    """The parties of some pledges, with the forum, countries and topics of each pledge."""
    return rows_with(parties, "pledge", pledges["pledge"]).merge(
        topical,
        on="pledge",
    )


def _by_another_actor(pairs: pd.DataFrame, submitters: pd.DataFrame) -> pd.DataFrame:
    """Pairs whose second pledge has a submitter that the first does not have, or no submitter."""
    theirs = submitters.rename(columns={"pledge": "pledge_by"})
    own = submitters.assign(is_own=True)
    both = pairs.merge(theirs, on="pledge_by", how="left")
    both = both.merge(own, on=["pledge", "party"], how="left")
    # A government does not support itself, by whichever ministry it pledges
    other = both[both["is_own"].isna()]
    return other[["pledge", "pledge_by"]].drop_duplicates()
