"""The role of a submitter, stated by its source or inferred, and what follows from it."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.ontology.roles import HOST_ROLES, SUPPORT_TYPES, is_host
from pledgegraph.ontology.tables import ID, OBJECT, SUBJECT, Tables

from .numbered import Numbered
from .rows import Rows, is_known, nothing, one_of, rows_with, stacked

Ends = dict[str, list[str]]
"""Subject of a relationship → its ends."""


def pledges_with_roles(
    graph: Numbered,
    state_countries: Mapping[str, str],
) -> Rows:
    """Every pledge with its role and what follows from it.

    ``role``: as stated, else host where that can be inferred. ``role_basis``: which of the two.
    ``host_country_pledge``: the role is host or host-region; false where no role or no actor is
    known.
    ``brings_support``: a contribution type is financial, technical or material; false where none is
    stated.
    """
    columns = [ID, "submitter_role", "standing", "asks_for_support"]
    pledges = graph.nodes("Pledge", columns, "pledge")
    stated = pledges["submitter_role"]
    has_role = is_known(stated)
    without_role = set(pledges[ID][~has_role].tolist())
    inferred = _inferred_hosts(without_role, graph.current, state_countries)
    is_inferred = one_of(pledges[ID], inferred)
    role = stated.copy()
    role[is_inferred] = "host"
    basis = nothing(len(pledges))
    basis[has_role] = "stated"
    basis[is_inferred] = "inferred"
    # Without a submitter nobody knows whose pledge it is: the name may be in a merged cell
    submitted = graph.pairs("SUBMITTED_BY", "pledge", "actor")
    joined = graph.pairs("JOINT_WITH", "pledge", "actor")
    named = stacked(submitted, joined)
    is_named = np.isin(pledges["pledge"], named["pledge"])
    contributions = graph.pairs("CONTRIBUTION_TYPE", "pledge", "contribution")
    support = graph.number(SUPPORT_TYPES, ["Concept"])
    bringing = rows_with(contributions, "contribution", support)
    is_host_role = one_of(role, HOST_ROLES)
    return pledges.having(
        role=role,
        role_basis=basis,
        host_country_pledge=is_host_role & is_named,
        brings_support=np.isin(pledges["pledge"], bringing["pledge"]),
    )


def present(pledges: Rows) -> Rows:
    """The pledges that are not withdrawn."""
    is_present = pledges["standing"] != "withdrawn"
    return pledges.where(is_present)


def _inferred_hosts(
    without_role: set[str],
    current: Tables,
    state_countries: Mapping[str, str],
) -> set[str]:
    """The pledges without a stated role that ``ontology.roles.is_host`` treats as a host's."""
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
