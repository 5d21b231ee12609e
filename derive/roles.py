"""The role of a submitter, stated by its source or inferred, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.ontology.roles import HOST_ROLES, SUPPORT_TYPES, is_host
from pledgegraph.ontology.tables import OBJECT, SUBJECT, Tables

Ends = dict[str, list[str]]
"""Subject of a relationship → its ends."""


def pledges_with_roles(
    current: Tables,
    state_countries: Mapping[str, str],
) -> pd.DataFrame:
    """Every pledge with its role and what follows from it.

    ``role``: as stated, else host where that can be inferred. ``role_basis``: which of the two.
    ``host_country_pledge``: the role is host or host-region; false where no role or no actor is
    known.
    ``brings_support``: a contribution type is financial, technical or material; false where none is
    stated.
    """
    columns = ["id", "submitter_role", "standing", "asks_for_support"]
    pledges: pd.DataFrame = current["Pledge"].select(columns).to_pandas()
    inferred = _inferred_hosts(pledges, current, state_countries)
    is_inferred = pledges["id"].isin(inferred)
    pledges["role"] = pledges["submitter_role"].where(~is_inferred, "host")
    basis = pd.Series("stated", pledges.index)
    basis = basis.where(pledges["role"].notna())
    pledges["role_basis"] = basis.mask(is_inferred, "inferred")
    # Without a submitter nobody knows whose pledge it is: the name may be in a merged cell
    named = pd.concat([_subjects(current, name) for name in ("SUBMITTED_BY", "JOINT_WITH")])
    is_named = pledges["id"].isin(named)
    pledges["host_country_pledge"] = pledges["role"].isin(HOST_ROLES) & is_named
    contributions = current["CONTRIBUTION_TYPE"].to_pandas()
    is_support = contributions[OBJECT].isin(SUPPORT_TYPES)
    bringing = contributions[is_support][SUBJECT]
    pledges["brings_support"] = pledges["id"].isin(bringing)
    return pledges


def _subjects(current: Tables, relation: str) -> pd.Series:
    found: pd.Series = current[relation][SUBJECT].to_pandas()
    return found


def present(pledges: pd.DataFrame) -> pd.DataFrame:
    """The pledges that are not withdrawn."""
    return pledges[pledges["standing"].ne("withdrawn")]


def _inferred_hosts(
    pledges: pd.DataFrame,
    current: Tables,
    state_countries: Mapping[str, str],
) -> set[str]:
    """The pledges without a stated role that ``ontology.roles.is_host`` treats as a host's."""
    without_role = set(pledges[pledges["submitter_role"].isna()]["id"])
    seeking = _seeking_support(current)
    submitters = _ends_of(current, "SUBMITTED_BY", without_role)
    places = _ends_of(current, "IMPLEMENTED_IN", without_role)
    across = _ends_of(current, "IMPLEMENTED_ACROSS", without_role)
    contributions = _ends_of(current, "CONTRIBUTION_TYPE", without_role)
    written = _texts_of_places(current)
    found = set()
    for pledge in without_role:
        if is_host(
            submitter_countries=list(map(state_countries.get, submitters.get(pledge, ()))),
            places=places.get(pledge, ()),
            other_places=[*across.get(pledge, ()), *written.get(pledge, ())],
            contributions=contributions.get(pledge, ()),
            seeking_support=seeking,
        ):
            found.add(pledge)
    return found


def _seeking_support(current: Tables) -> set[str]:
    """The countries on the list of hosts that seek support; not those of which it is unknown."""
    countries = current["Country"]
    seeking = countries.filter(countries["seeks_support"])
    return set(seeking["id"].to_pylist())


def _texts_of_places(current: Tables) -> Ends:
    """Pledge → its places that are kept as text."""
    table = current["Pledge"]
    texts = table["place_as_written"].to_pylist()
    return dict(zip(table["id"].to_pylist(), texts, strict=True))


def _ends_of(
    current: Tables,
    relation: str,
    subjects: set[str],
) -> Ends:
    """The ends of a relationship from some subjects, by subject."""
    links = current[relation]
    wanted = pa.array(list(subjects), pa.string())
    links = links.filter(pc.is_in(links[SUBJECT], wanted))
    found: Ends = {}
    starts = links[SUBJECT].to_pylist()
    ends = links[OBJECT].to_pylist()
    for start, end in zip(starts, ends, strict=True):
        found.setdefault(start, []).append(end)
    return found
