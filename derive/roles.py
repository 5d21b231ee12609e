"""The role of a submitter, stated by its source or inferred, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.ontology.roles import HOST_ROLES, SUPPORT_TYPES, is_host
from pledgegraph.ontology.tables import OBJECT, SUBJECT, Tables


def pledges_with_roles(current: Tables, state_countries: Mapping[str, str]) -> pd.DataFrame:
    """Every pledge with its role, the role's basis, and whether it is a host's and brings
    support.
    """
    columns = ["id", "submitter_role", "standing", "asks_for_support"]
    pledges: pd.DataFrame = current["Pledge"].select(columns).to_pandas()
    is_inferred = pledges["id"].isin(_inferred_hosts(pledges, current, state_countries))
    pledges["role"] = pledges["submitter_role"].where(~is_inferred, "host")
    basis = pd.Series("stated", pledges.index).where(pledges["role"].notna())
    pledges["role_basis"] = basis.mask(is_inferred, "inferred")
    pledges["host_country_pledge"] = pledges["role"].isin(HOST_ROLES)
    contributions = current["CONTRIBUTION_TYPE"].to_pandas()
    bringing = set(contributions[contributions[OBJECT].isin(SUPPORT_TYPES)][SUBJECT])
    pledges["brings_support"] = pledges["id"].isin(bringing)
    return pledges


def _inferred_hosts(
    pledges: pd.DataFrame, current: Tables, state_countries: Mapping[str, str]
) -> set[str]:
    """The pledges without a stated role that ``ontology.roles.is_host`` treats as a host's."""
    silent = set(pledges[pledges["submitter_role"].isna()]["id"])
    lands = current["Country"].select(["id", "seeks_support"]).to_pandas()
    seeking = set(lands[lands["seeks_support"] == True]["id"])  # noqa: E712 (NULL is not True)
    submitters = _ends_of(current, "SUBMITTED_BY", silent)
    places = _ends_of(current, "IMPLEMENTED_IN", silent)
    across = _ends_of(current, "IMPLEMENTED_ACROSS", silent)
    contributions = _ends_of(current, "CONTRIBUTION_TYPE", silent)
    written = _texts_of_places(current)
    return {
        pledge
        for pledge in silent
        if is_host(
            [state_countries.get(actor) for actor in submitters.get(pledge, ())],
            places.get(pledge, ()),
            [*across.get(pledge, ()), *written.get(pledge, ())],
            contributions.get(pledge, ()),
            seeking,
        )
    }


def _texts_of_places(current: Tables) -> dict[str, list[str]]:
    """Pledge → its places that are kept as text."""
    table = current["Pledge"].select(["id", "place_as_written"])
    texts = zip(*(column.to_pylist() for column in table.columns), strict=True)
    return {pledge: places for pledge, places in texts if places}


def _ends_of(current: Tables, relation: str, subjects: set[str]) -> dict[str, list[str]]:
    """The ends of a relationship from some subjects, by subject."""
    links = current[relation]
    links = links.filter(pc.is_in(links[SUBJECT], pa.array(list(subjects), pa.string())))
    found: dict[str, list[str]] = {}
    for start, end in zip(links[SUBJECT].to_pylist(), links[OBJECT].to_pylist(), strict=True):
        found.setdefault(start, []).append(end)
    return found
