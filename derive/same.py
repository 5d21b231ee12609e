"""Pledges that may be the same: a person decides."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.ontology.tables import OBJECT, SUBJECT

from .numbered import Numbered, numbered_sets
from .rows import Rows, rows_with

ALIKE = ("SUBMITTED_BY", "IMPLEMENTED_IN", "THEME")
"""Two pledges that may be one have the same submitters, countries and themes."""
Pairs = Collection[tuple[str, str]]
MOST_ALIKE = 3
"""Pledges with a forum that are alike: where there are more, it says little of any one, and nobody
would compare them all.
"""


def maybe_same(graph: Numbered, pledges: Rows) -> Rows:
    """(pledge, other): host-country pledges that agree in ``ALIKE``; the forum of the first is not
    stated, that of the second is. None where more than ``MOST_ALIKE`` are so alike: the number of
    pairs grows with the pledges, not with their square.
    """
    is_host = pledges["host_country_pledge"]
    hosts = pledges.where(is_host).select("pledge")
    forums = graph.pairs("ANNOUNCED_AT", "pledge", "forum")
    for relation in ALIKE:
        links = rows_with(
            graph.pairs(relation, "pledge", "end"),
            "pledge",
            hosts["pledge"],
        )
        # sets are compared as numbers; a pledge without submitter, country or theme drops out
        sets = numbered_sets(links, "pledge", "end")
        hosts = hosts.joined(sets.renamed("pledge", relation), "pledge")
    has_forum = np.isin(hosts["pledge"], forums["pledge"])
    without = hosts.where(~has_forum)
    others = hosts.where(has_forum)
    count = others.looked_up(others.counted(*ALIKE), "count", *ALIKE)
    few = others.where(count <= MOST_ALIKE)
    alike = without.joined(few.renamed("other", *ALIKE), *ALIKE)
    return alike.select("pledge", "other")


def without_pairs(
    links: pa.Table,
    apart: Pairs,
) -> pa.Table:
    """The pairs that may be the same without those that are two, whichever is named first."""
    if not apart:
        return links
    both = [f"{one} {other}" for pair in apart for one, other in (pair, pair[::-1])]
    pairs = pc.binary_join_element_wise(links[SUBJECT], links[OBJECT], " ")
    is_two = pc.is_in(pairs, pa.array(both))
    return links.filter(pc.invert(is_two))
