"""Arrangements: support platforms with members and covered countries, multi-stakeholder pledges
with their leads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial

import pyarrow as pa

from pledgegraph.errors import Problem
from pledgegraph.loaders.files.cells import (
    BadCell,
    CellColumn,
    iso_date,
    name_and_remark,
    read_column,
    split,
)
from pledgegraph.loaders.files.fields import MEMBERS, MULTISTAKEHOLDER, PLATFORMS
from pledgegraph.loaders.files.keys import need, tell_apart
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.records import gather_recorded
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.loaders.names.actor_names import ActorNames, Mention
from pledgegraph.loaders.names.actors import actor_parts, is_actor_name
from pledgegraph.loaders.names.arrangement_names import ArrangementNames
from pledgegraph.loaders.names.countries import find_country
from pledgegraph.loaders.names.formulas import begins_as_formula, formula
from pledgegraph.loaders.names.spellings import Spellings
from pledgegraph.ontology.iris import dependent, digest, named
from pledgegraph.ontology.tables import Gathering
from pledgegraph.ontology.vocabularies import vocabulary

from .pledges import as_lists, code_of
from .themes import area_of


def columns_of(
    sheet: Sheet, layout: Layout, problems: list[Problem], fields: Iterable[str]
) -> dict[str, CellColumn]:
    """The columns of a sheet by field; the ones it lacks are all unknown."""
    return {
        field: read_column(
            sheet, layout.columns.get(field), (), problems, separator=layout.separator
        )
        for field in fields
    }


def load_platforms(
    sheet: Sheet,
    layout: Layout,
    source: str,
    arrangement_names: ArrangementNames,
    gathering: Gathering,
    problems: list[Problem],
) -> None:
    """Support platforms: their names, priorities and start."""
    column = columns_of(sheet, layout, problems, PLATFORMS)
    need(column["code"], "code")
    need(column["label_en"], "label")
    ids = column["code"].scalar(partial(named, "platform"), pa.string())
    tell_apart(ids, column["code"], "support platform")
    gather_recorded(sheet, source, ids, gathering)
    gathering.nodes(
        "SupportPlatform",
        source,
        {
            "id": ids,
            "code": column["code"].plain(),
            "name": column["label_en"].plain(),
            "label_en": column["label_en"].plain(),
            "label_fr": column["label_fr"].plain(),
            "note": column["definition"].plain(),
            "launched_on": column["launched_on"].scalar(iso_date, pa.string()),
            "priority_as_written": as_lists(column["priorities"].many(split), len(sheet.lines)),
            "evidence": as_lists(
                column["evidence"].many(lambda text: split(text, " ; ")), len(sheet.lines)
            ),
        },
    )
    themes = column["priorities"].many(_themes_named)
    gathering.links("theme", source, themes.of(ids), themes.values)
    areas = column["priorities"].many(
        lambda text: [area for theme in _themes_named(text) for area in area_of(theme)]
    )
    gathering.links("areaOfFocus", source, areas.of(ids), areas.values)
    codes, labels = column["code"].plain().to_pylist(), column["label_en"].plain().to_pylist()
    for identifier, code, label in zip(ids.to_pylist(), codes, labels, strict=True):
        names = (code, label, *name_and_remark(label or ""))
        if identifier is not None:
            arrangement_names.add_platform(identifier, [name for name in names if name])


def _themes_named(text: str) -> list[str]:
    """The published themes among the priorities of a cell (identifiers); a remark in brackets is
    left aside.
    """
    found = [vocabulary("themes").find(name_and_remark(part)[0]) for part in split(text)]
    return [concept.id for concept in found if concept is not None]


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
    column, actors = columns_of(sheet, layout, problems, MEMBERS), ActorNames()
    need(column["platform"], "platform")
    need(column["member"], "member")
    platforms = column["platform"].scalar(partial(known_platform, arrangement_names), pa.string())
    roles = column["role"].scalar(code_of("membership-roles"), pa.string()).to_pylist()
    members = column["member"].scalar(partial(_member, actors), pa.string())
    actors.count(column["member"])
    remarks = column["member"].scalar(lambda text: name_and_remark(text)[1], pa.string())
    roles = [
        _role_in(remark) or role for remark, role in zip(remarks.to_pylist(), roles, strict=True)
    ]
    terms = [column[name].scalar(iso_date, pa.string()) for name in ("started_on", "ended_on")]
    keys = zip(platforms.to_pylist(), members.to_pylist(), roles, strict=True)
    ids = _terms([_membership_of(*key) for key in keys], terms)
    tell_apart(ids, column["member"], "membership")
    gather_recorded(sheet, source, ids, gathering)
    rows = len(sheet.lines)
    gathering.nodes(
        "Membership",
        source,
        {
            "id": ids,
            "member_role": pa.array(roles, pa.string()),
            "remark": remarks,
            "started_on": terms[0],
            "ended_on": terms[1],
            "evidence": as_lists(column["evidence"].many(lambda text: [text]), rows),
        },
    )
    gathering.links("membershipOf", source, ids, platforms)
    gathering.links("memberActor", source, ids, members)
    covered = [role == "country-covered" for role in roles]
    countries = column["member"].scalar(_country, pa.string())
    gathering.links(
        "covers", source, platforms.filter(pa.array(covered)), countries.filter(pa.array(covered))
    )
    actors.gather(gathering, source, spellings)


def _member(actors: ActorNames, text: str) -> str:
    name = name_and_remark(text)[0]
    if not is_actor_name(text) and find_country(name) is None:
        hint = "Name one actor in each row."
        raise BadCell("N003", f"{text!r} does not name an actor", hint, "finding")
    return actors.actor(name)


def _membership_of(arrangement: str | None, actor: str | None, role: str | None) -> str | None:
    """The membership of a row, None where its platform or its member is not known."""
    return (
        None
        if arrangement is None or actor is None
        else _membership(arrangement, actor, role or "")
    )


def _membership(arrangement: str, actor: str, role: str) -> str:
    return dependent(arrangement, "membership", actor.partition("/")[2], role or "member")


def _terms(ids: list[str | None], dates: Sequence[pa.Array]) -> pa.Array:
    """The identifiers of memberships; a member's second term in one role is another membership,
    told by its dates.
    """
    times = Counter(ids)
    terms = zip(ids, *(part.to_pylist() for part in dates), strict=True)
    found = [
        f"{identifier}-{digest(start or '', end or '')}"
        if identifier and times[identifier] > 1
        else identifier
        for identifier, start, end in terms
    ]
    return pa.array(found, pa.string())


def _by_remark(ids: list[str | None], remarks: list[str]) -> list[str | None]:
    """The identifiers of memberships; an actor that one cell names twice with other remarks has two
    of them.
    """
    remarks_of: dict[str | None, set[str]] = {}
    for identifier, remark in zip(ids, remarks, strict=True):
        remarks_of.setdefault(identifier, set()).add(remark)
    return [
        f"{identifier}-{digest(remark)}"
        if identifier and len(remarks_of[identifier]) > 1
        else identifier
        for identifier, remark in zip(ids, remarks, strict=True)
    ]


def known_platform(arrangement_names: ArrangementNames, text: str) -> str:
    found = arrangement_names.region(text)
    if found is None or not found.startswith("platform/"):
        hint = "Add it to a source of kind platforms, which stands before its members."
        raise BadCell("V002", f"support platform {text!r} is not known", hint)
    return found


def _country(text: str) -> str | None:
    country = find_country(name_and_remark(text)[0])
    return country.id if country is not None else None


def _role_in(remark: str | None) -> str:
    """The role that a remark states: ``(co-chair)``, ``(co-sponsor of the education pledge)``."""
    text = (remark or "").casefold()
    words = (
        ("co-chair", "co-chair"),
        ("chair", "chair"),
        ("co-sponsor", "co-sponsor"),
        ("signator", "signatory"),
    )
    for word, role in (*words, ("lead", "lead")):
        if text.startswith(word):
            return role
    return ""


def load_multistakeholder_pledges(
    sheet: Sheet,
    layout: Layout,
    source: str,
    arrangement_names: ArrangementNames,
    gathering: Gathering,
    problems: list[Problem],
    spellings: Spellings,
) -> None:
    """Multi-stakeholder pledges and the actors that a source names as their leads or
    co-sponsors.
    """
    column, actors = columns_of(sheet, layout, problems, MULTISTAKEHOLDER), ActorNames()
    titles = column["label_en"]
    need(titles, "label")
    ids = titles.scalar(
        lambda text: named("multistakeholder-pledge", name_and_remark(text)[0]), pa.string()
    )
    tell_apart(ids, titles, "multi-stakeholder pledge")
    records = gather_recorded(sheet, source, ids, gathering)
    notes = [column[name].plain() for name in ("definition", "note")]
    gathering.nodes(
        "MultistakeholderPledge",
        source,
        {
            "id": ids,
            "code": column["code"].plain(),
            "name": titles.scalar(lambda text: name_and_remark(text)[0], pa.string()),
            "label_en": titles.scalar(lambda text: name_and_remark(text)[0], pa.string()),
            "label_fr": column["label_fr"].plain(),
            "category": column["category"].plain(),
            "note": pa.array(
                [
                    "; ".join(filter(None, pair))
                    for pair in zip(*(n.to_pylist() for n in notes), strict=True)
                ]
            ),
            "evidence": as_lists(
                column["evidence"].many(lambda text: split(text, " ; ")), len(sheet.lines)
            ),
        },
    )
    _gather_leads(column["members"], actors, source, ids, records, gathering)
    actors.gather(gathering, source, spellings)
    for identifier, title in zip(ids.to_pylist(), titles.plain().to_pylist(), strict=True):
        if identifier is not None:
            arrangement_names.add_multistakeholder(identifier, [title])


def _leads(actors: ActorNames, text: str) -> list[Mention | BadCell]:
    found: list[Mention | BadCell] = []
    for part in actor_parts(text):
        mention = actors.mention(part)
        if mention is not None:
            found.append(mention)
        elif begins_as_formula(part):
            found.append(formula(part))
    return found


def _gather_leads(
    column: CellColumn,
    actors: ActorNames,
    source: str,
    ids: pa.Array,
    records: pa.Array,
    gathering: Gathering,
) -> None:
    """The actors of a cell, each as a member of the row's multi-stakeholder pledge."""
    members = column.many(lambda text: _leads(actors, text))
    actors.count(column)
    pledges = members.of(ids).to_pylist()
    roles = [_role_in(mention.remark) or None for mention in members.values]
    keys = zip(pledges, members.values, roles, strict=True)
    remarks = [mention.remark for mention in members.values]
    memberships = _by_remark(
        [_membership_of(pledge, mention.actor, role) for pledge, mention, role in keys], remarks
    )
    gathering.nodes(
        "Membership", source, {"id": memberships, "member_role": roles, "remark": remarks}
    )
    gathering.links("membershipOf", source, memberships, pledges)
    gathering.links(
        "memberActor", source, memberships, [mention.actor for mention in members.values]
    )
    gathering.links("recordedIn", source, memberships, members.of(records))
