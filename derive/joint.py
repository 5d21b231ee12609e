"""Joint support: another actor's pledge that brings support together with a host's government."""

from __future__ import annotations

import pandas as pd

from .cells import topics
from .numbered import Numbered
from .parties import Parties


def joint_support(graph: Numbered, pledges: pd.DataFrame, parties: Parties) -> pd.DataFrame:
    """(pledge, pledge_by): a host-country pledge and another actor's that brings support jointly
    with the host.

    Same country, a shared theme or area, announced at the same forum or a later one; both forums
    known.
    """
    alive = pledges[pledges["standing"].ne("withdrawn")]
    tied = pd.concat([parties.submitters, parties.partners]).drop_duplicates()
    meetings = _meetings(graph)
    hosts = _at_meetings(parties.governments(), alive[alive["host_country_pledge"]], meetings)
    others = _at_meetings(tied, alive[alive["brings_support"]], meetings)
    pairs = hosts.merge(others, on=["party", "country", "topic"], suffixes=("", "_by"))
    pairs = pairs[pairs["pledge"] != pairs["pledge_by"]]
    pairs = pairs[pairs["sequence_by"] >= pairs["sequence"]]
    return _by_another_actor(pairs[["pledge", "pledge_by"]].drop_duplicates(), parties.submitters)


def _meetings(graph: Numbered) -> pd.DataFrame:
    """(pledge, sequence of its forum, country, topic) of pledges whose forum, country and topic are
    known.
    """
    sequence = graph.nodes("Forum", ["sequence"], "forum")
    forums = graph.pairs("ANNOUNCED_AT", "pledge", "forum").merge(sequence, on="forum")
    countries = graph.pairs("IMPLEMENTED_IN", "pledge", "country")
    return (
        forums.drop(columns="forum").merge(countries, on="pledge").merge(topics(graph), on="pledge")
    )


def _at_meetings(
    parties: pd.DataFrame, pledges: pd.DataFrame, meetings: pd.DataFrame
) -> pd.DataFrame:
    return parties[parties["pledge"].isin(pledges["pledge"])].merge(meetings, on="pledge")


def _by_another_actor(pairs: pd.DataFrame, submitters: pd.DataFrame) -> pd.DataFrame:
    """Pairs whose second pledge has a submitter that the first does not have, or names none."""
    theirs = pairs.merge(
        submitters.rename(columns={"pledge": "pledge_by"}), on="pledge_by", how="left"
    )
    own = submitters.assign(own=True)
    both = theirs.merge(own, on=["pledge", "party"], how="left")
    other = both[both["own"].isna()]
    return other[["pledge", "pledge_by"]].drop_duplicates()
