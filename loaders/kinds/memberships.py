"""Memberships: who belongs to a support platform or a multi-stakeholder pledge, in which role and
from when to when.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.errors import Problem
from pledgegraph.loaders.files.cell_parts import name_and_remark
from pledgegraph.loaders.files.cells import BadCell, as_lists
from pledgegraph.loaders.files.fields import MEMBERS
from pledgegraph.loaders.files.keys import need, report_repeated
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.records import gather_recorded
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.loaders.names.actor_names import ActorNames
from pledgegraph.loaders.names.actors import is_actor_name
from pledgegraph.loaders.names.arrangement_names import ArrangementNames
from pledgegraph.loaders.names.countries import find_country
from pledgegraph.loaders.names.spellings import Spellings
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.iris import dependent, digest
from pledgegraph.wording import worded

from .codes import code_of
from .columns import columns_of
from .platforms import known_platform
from .single_values import values_of


def load_members(
    sheet: Sheet,
    layout: Layout,
    source: str,
    arrangement_names: ArrangementNames,
    gathering: Gathering,
    problems: list[Problem],
    spellings: Spellings,
) -> None:
    """Members of support platforms, and the countries that a platform covers."""
    column = columns_of(sheet, layout, problems, MEMBERS)
    actors = ActorNames(spellings.decided)
    need(column["platform"], worded("platform"))
    need(column["member"], worded("member"))
    read_platform = partial(known_platform, arrangement_names)
    platforms = column["platform"].scalar(read_platform, pa.string())
    roles = column["role"].scalar(code_of("membership-roles"), pa.string())
    read_member = partial(_member, actors)
    members = column["member"].scalar(read_member, pa.string())
    actors.count(column["member"])
    remarks = column["member"].scalar(_remark, pa.string())
    # "Kenya (co-chair)": the bracket says more than a column that says member
    stated = map(_role, remarks.to_pylist(), roles.to_pylist())
    roles = pa.array(list(stated), pa.string())
    dates = values_of(MEMBERS, column, "Membership")
    memberships = _memberships(platforms, members, roles)
    ids = _terms(memberships, [dates["started_on"], dates["ended_on"]])
    report_repeated(ids, column["member"], worded("membership"))
    records = gather_recorded(sheet, source, ids, gathering)
    gathering.links("recordedIn", source, members, records)
    # A cell is one text here, whatever signs it has
    evidence = column["evidence"].many(lambda text: [text])
    values = {
        "id": ids,
        "member_role": roles,
        "remark": remarks,
        **dates,
        "evidence": as_lists(evidence, len(sheet.lines)),
    }
    gathering.nodes("Membership", source, values)
    gathering.links("membershipOf", source, ids, platforms)
    gathering.links("memberActor", source, ids, members)
    countries = column["member"].scalar(_country, pa.string())
    _gather_covered(source, platforms, countries, roles, gathering)
    actors.gather(gathering, source, spellings)


def _gather_covered(
    source: str,
    platforms: pa.Array,
    countries: pa.Array,
    roles: pa.Array,
    gathering: Gathering,
) -> None:
    """A country covered is a place of the platform, and its government a member."""
    # A member without a role covers nothing
    is_covered = pc.fill_null(pc.equal(roles, "country-covered"), False)
    gathering.links(
        "covers",
        source,
        platforms.filter(is_covered),
        countries.filter(is_covered),
    )


def _member(actors: ActorNames, text: str) -> str:
    name = name_and_remark(text)[0]
    if not is_actor_name(text) and find_country(name) is None:
        hint = worded("Name one actor in each row.")
        raise BadCell(
            "N003", worded("{text} does not name an actor", text=repr(text)), hint, "finding"
        )
    return actors.actor(name)


def _remark(text: str) -> str:
    return name_and_remark(text)[1]


def _country(text: str) -> str | None:
    country = find_country(name_and_remark(text)[0])
    return None if country is None else country.id


def _role(
    remark: str | None,
    role: str | None,
) -> str | None:
    """The role of a member: its remark says it more exactly than its column."""
    return role_in(remark or "") or role


def _memberships(
    platforms: pa.Array,
    members: pa.Array,
    roles: pa.Array,
) -> list[str | None]:
    keys = zip(
        platforms.to_pylist(),
        members.to_pylist(),
        roles.to_pylist(),
        strict=True,
    )
    return [membership_of(*key) for key in keys]


def membership_of(
    arrangement: str | None,
    actor: str | None,
    role: str | None,
) -> str | None:
    """The membership of a row, None where its arrangement or its member is not known."""
    if arrangement is None or actor is None:
        return None
    return _membership(arrangement, actor, role or "")


def _membership(
    arrangement: str,
    actor: str,
    role: str,
) -> str:
    return dependent(
        arrangement,
        "membership",
        actor.partition("/")[2],
        role or "member",
    )


def _terms(
    ids: Sequence[str | None],
    dates: Sequence[pa.Array],
) -> pa.Array:
    """The identifiers of memberships. A member's second term in one role is another membership,
    known by its dates.
    """
    times = Counter(ids)
    terms = zip(
        ids,
        *(part.to_pylist() for part in dates),
        strict=True,
    )
    found = []
    for identifier, start, end in terms:
        # A single term has the plain identifier: a date that is added later changes nothing
        if identifier and times[identifier] > 1:
            dates_of_term = digest(start or "", end or "")
            found.append(f"{identifier}-{dates_of_term}")
        else:
            found.append(identifier)
    return pa.array(found, pa.string())


def by_remark(
    ids: Sequence[str | None],
    remarks: Sequence[str],
) -> list[str | None]:
    """The identifiers of memberships. An actor that one cell names twice with other remarks has two
    of them.
    """
    remarks_of: dict[str | None, set[str]] = {}
    for identifier, remark in zip(ids, remarks, strict=True):
        of_membership = remarks_of.setdefault(identifier, set())
        of_membership.add(remark)
    found: list[str | None] = []
    for identifier, remark in zip(ids, remarks, strict=True):
        if identifier and len(remarks_of[identifier]) > 1:
            found.append(f"{identifier}-{digest(remark)}")
        else:
            found.append(identifier)
    return found


_ROLES = {
    "co-chair": "co-chair",
    "chair": "chair",
    "co-sponsor": "co-sponsor",
    "signator": "signatory",
    "lead": "lead",
}
"""How a remark that states a role begins → the role."""


def role_in(remark: str) -> str:
    """The role that a remark states: ``(co-chair)``, ``(co-sponsor of the education pledge)``."""
    text = remark.casefold()
    for start, role in _ROLES.items():
        if text.startswith(start):
            return role
    return ""
