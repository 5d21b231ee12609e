"""Joint support: another actor's pledge that brings support together with a host's government."""

from __future__ import annotations

from .cells import topics
from .numbered import Numbered
from .parties import Parties
from .roles import present
from .rows import Rows, rows_with, rows_without, stacked


def joint_support(
    graph: Numbered,
    pledges: Rows,
    parties: Parties,
) -> Rows:
    """(pledge, pledge_by): a host-country pledge and another actor's that brings support jointly
    with the host.

    The other pledge has the host's government among its submitters or joint partners, shares
    country and theme or area of focus, and was announced at the same forum or a later one. Where a
    forum is not known, support is not joint.
    """
    alive = present(pledges)
    topical = _places_and_topics(graph)
    submitted_or_joined = stacked(parties.submitters, parties.partners).unique()
    hosts = alive.where(alive["host_country_pledge"])
    hosts = _with_topics(hosts, parties.governments(), topical)
    others = alive.where(alive["brings_support"])
    others = _with_topics(others, submitted_or_joined, topical)
    others = others.renamed(
        "pledge_by",
        "party",
        "sequence_by",
        "country",
        "topic",
    )
    pairs = hosts.joined(others, "party", "country", "topic")
    is_other = pairs["pledge"] != pairs["pledge_by"]
    # What was pledged at an earlier forum was not pledged for this one
    is_in_time = pairs["sequence_by"] >= pairs["sequence"]
    pairs = pairs.where(is_other & is_in_time)
    unique = pairs.select("pledge", "pledge_by").unique()
    return _by_another_actor(unique, parties.submitters)


def _places_and_topics(graph: Numbered) -> Rows:
    """(pledge, sequence of its forum, country, topic) of pledges whose forum, country and topic are
    known.
    """
    sequence = graph.nodes("Forum", ["sequence"], "forum")
    forums = graph.pairs("ANNOUNCED_AT", "pledge", "forum")
    placed = forums.joined(sequence, "forum").select("pledge", "sequence")
    countries = graph.pairs("IMPLEMENTED_IN", "pledge", "country")
    placed = placed.joined(countries, "pledge")
    return placed.joined(topics(graph), "pledge")


def _with_topics(
    pledges: Rows,
    parties: Rows,
    topical: Rows,
) -> Rows:
    """The parties of some pledges, with the forum, countries and topics of each pledge."""
    theirs = rows_with(parties, "pledge", pledges["pledge"])
    return theirs.joined(topical, "pledge")


def _by_another_actor(pairs: Rows, submitters: Rows) -> Rows:
    """Pairs whose second pledge has a submitter that the first does not have, or no submitter."""
    theirs = submitters.renamed("pledge_by", "party")
    both = pairs.joined(theirs, "pledge_by")
    # A government does not support itself, by whichever ministry it pledges
    is_own = both.found_in(submitters, "pledge", "party")
    by_others = both.where(~is_own).select("pledge", "pledge_by")
    by_nobody = rows_without(pairs, "pledge_by", submitters["pledge"])
    return stacked(by_others, by_nobody).unique()
