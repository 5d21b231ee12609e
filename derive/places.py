"""Places: the countries that a pledge names, and those that an arrangement it names includes."""

from __future__ import annotations

import pandas as pd

from .frames import rows_with, rows_without
from .numbered import Numbered

NAMED, BY_PLATFORM, BY_REGION, BY_SITUATION = "named", "platform", "region", "situation"
"""How a pledge comes to a country: it names it, or a platform, region or situation that it names
includes it.
"""


def places(graph: Numbered, pledges: pd.DataFrame) -> pd.DataFrame:
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
        BY_PLATFORM: across.merge(covered, on="arrangement"),
        BY_REGION: across.merge(members, on="arrangement"),
        BY_SITUATION: _by_situation(graph, pledges, named),
    }
    found = []
    for basis, links in by_basis.items():
        unique = links[["pledge", "country"]].drop_duplicates()
        found.append(unique.assign(basis=basis))
    every = pd.concat(found, ignore_index=True)
    # statements about many pledges have places too
    return rows_with(every, "pledge", pledges["pledge"])


def _by_situation(
    graph: Numbered,
    pledges: pd.DataFrame,
    named: pd.DataFrame,
) -> pd.DataFrame:
    """(pledge, country): the asylum countries of the situations that pledges address.

    Only for pledges that name no country. A host's pledge is about its own country, so a situation
    adds no place to it.
    """
    hosts = pledges[pledges["host_country_pledge"]]
    addressed = graph.pairs("ADDRESSES", "pledge", "situation")
    addressed = rows_without(addressed, "pledge", named["pledge"])
    addressed = rows_without(addressed, "pledge", hosts["pledge"])
    return addressed.merge(
        graph.pairs("ASYLUM", "situation", "country"),
        on="situation",
    )
