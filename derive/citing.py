"""Citing: the name by which answers and pictures cite a pledge."""

from __future__ import annotations

import pandas as pd

from pledgegraph.ontology.names import segment_in, shared
from pledgegraph.ontology.spelling import fold
from pledgegraph.ontology.tables import Tables


def cited(current: Tables) -> pd.DataFrame:
    """(id, cited_as): the official identifier of each pledge, else the source's own, else the end
    of its identifier.

    Pledges that share a name, in whatever spelling, are cited by their whole identifiers.
    """
    columns = ["id", "official_identifier", "local_identifier"]
    pledges: pd.DataFrame = current["Pledge"].select(columns).to_pandas()
    names = pledges["official_identifier"].fillna(pledges["local_identifier"])
    names = names.fillna(pledges["id"].map(segment_in))
    several = shared(names)
    if several:
        is_shared = names.map(fold).isin(several)
        names = names.mask(is_shared, pledges["id"])
    return pd.DataFrame({"id": pledges["id"], "cited_as": names})
