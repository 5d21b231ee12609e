"""Places: the countries that a pledge names, and those that an arrangement it names includes."""

from __future__ import annotations

import numpy as np

from .numbered import Numbered
from .rows import Rows, rows_with, rows_without, stacked

NAMED, BY_PLATFORM, BY_REGION, BY_SITUATION = "named", "platform", "region", "situation"
"""How a pledge comes to a country: it names it, or a platform, region or situation that it names
includes it.
"""


def places(graph: Numbered, pledges: Rows) -> Rows:
    """(pledge, country, basis): every place of every pledge, once for each basis.

    Args:
        graph: the current tables.
        pledges: ``pledge`` (number) and ``host_country_pledge``.
    """
    named = graph.pairs("IMPLEMENTED_IN", "pledge", "country")
    across = graph.pairs("IMPLEMENTED_ACROSS", "pledge", "arrangement")
    covered = graph.pairs("COVERS", "arrangement", "country")
    members = graph.pairs("IN_REGION", "country", "arrangement")
    by_basis = {
        NAMED: named,
        BY_PLATFORM: across.joined(covered, "arrangement"),
        BY_REGION: across.joined(members, "arrangement"),
        BY_SITUATION: _by_situation(graph, pledges, named),
    }
    found = []
    for basis, links in by_basis.items():
        unique = links.select("pledge", "country").unique()
        bases = np.full(len(unique), basis, object)
        found.append(unique.having(basis=bases))
    # statements about many pledges have places too
    return rows_with(stacked(*found), "pledge", pledges["pledge"])


def _by_situation(
    graph: Numbered,
    pledges: Rows,
    named: Rows,
) -> Rows:
    """(pledge, country): the asylum countries of the situations that pledges address.

    Only for pledges that name no country. A host's pledge is about its own country, so a situation
    adds no place to it.
    """
    hosts = pledges.where(pledges["host_country_pledge"])
    addressed = graph.pairs("ADDRESSES", "pledge", "situation")
    addressed = rows_without(addressed, "pledge", named["pledge"])
    addressed = rows_without(addressed, "pledge", hosts["pledge"])
    return addressed.joined(
        graph.pairs("ASYLUM", "situation", "country"),
        "situation",
    )
