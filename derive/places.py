"""Places: the countries that a pledge names, and those that an arrangement it names includes."""

from __future__ import annotations

import pandas as pd

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
    platforms = across.merge(graph.pairs("COVERS", "arrangement", "country"), on="arrangement")
    regions = across.merge(graph.pairs("IN_REGION", "country", "arrangement"), on="arrangement")
    parts = {
        NAMED: named,
        BY_PLATFORM: platforms,
        BY_REGION: regions,
        BY_SITUATION: _by_situation(graph, pledges, named),
    }
    columns = ["pledge", "country"]
    found = [part[columns].drop_duplicates().assign(basis=basis) for basis, part in parts.items()]
    every = pd.concat(found, ignore_index=True)
    return every[
        every["pledge"].isin(pledges["pledge"])
    ]  # statements about many pledges have places too


def _by_situation(graph: Numbered, pledges: pd.DataFrame, named: pd.DataFrame) -> pd.DataFrame:
    """A situation says where a pledge is that names no country; a host's own pledge is where it
    says.
    """
    hosts = pledges[pledges["host_country_pledge"]]["pledge"]
    addressed = graph.pairs("ADDRESSES", "pledge", "situation")
    placed = addressed["pledge"].isin(named["pledge"]) | addressed["pledge"].isin(hosts)
    return addressed[~placed].merge(graph.pairs("ASYLUM", "situation", "country"), on="situation")
