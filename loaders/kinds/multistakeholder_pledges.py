"""Multi-stakeholder pledges and the actors that a source names as their leads or co-sponsors."""

from __future__ import annotations

from functools import partial

import pyarrow as pa

from pledgegraph.errors import Problem
from pledgegraph.loaders.files.cell_parts import name_and_remark
from pledgegraph.loaders.files.cells import BadCell, CellColumn, as_lists
from pledgegraph.loaders.files.fields import MULTISTAKEHOLDER
from pledgegraph.loaders.files.keys import need, report_repeated
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.records import gather_recorded
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.loaders.names.actor_lists import actor_parts
from pledgegraph.loaders.names.actor_names import ActorNames, Mention
from pledgegraph.loaders.names.actors import is_pledge_number
from pledgegraph.loaders.names.arrangement_names import ArrangementNames
from pledgegraph.loaders.names.formulas import begins_as_formula, formula
from pledgegraph.loaders.names.spellings import Spellings
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.iris import named
from pledgegraph.wording import worded

from .columns import addresses_in, columns_of
from .memberships import by_remark, membership_of, role_in
from .single_values import values_of
from .submitters import pledge_number


def load_multistakeholder_pledges(
    sheet: Sheet,
    layout: Layout,
    source: str,
    arrangement_names: ArrangementNames,
    gathering: Gathering,
    problems: list[Problem],
    spellings: Spellings,
) -> None:
    """Put the multi-stakeholder pledges of a sheet into the stated tables, and note their
    titles.
    """
    column = columns_of(sheet, layout, problems, MULTISTAKEHOLDER)
    actors = ActorNames(spellings.decided)
    titles = column["label_en"]
    need(titles, worded("label"))
    ids = titles.scalar(_identifier, pa.string())
    report_repeated(ids, titles, worded("multi-stakeholder pledge"))
    records = gather_recorded(sheet, source, ids, gathering)
    # What a title has in brackets is not a part of it: two lists may differ in it
    name = titles.scalar(_without_remark, pa.string())
    values = {
        **values_of(MULTISTAKEHOLDER, column, "MultistakeholderPledge"),
        "id": ids,
        "name": name,
        "label_en": name,
        "note": _notes(column["definition"], column["note"]),
        "evidence": as_lists(column["evidence"].many(addresses_in), len(sheet.lines)),
    }
    gathering.nodes("MultistakeholderPledge", source, values)
    _gather_leads(
        column["members"],
        actors,
        source,
        ids,
        records,
        gathering,
    )
    actors.gather(gathering, source, spellings)
    texts = titles.plain().to_pylist()
    for identifier, title in zip(ids.to_pylist(), texts, strict=True):
        if identifier is not None:
            arrangement_names.add_multistakeholder(identifier, [title])


def _without_remark(title: str) -> str:
    return name_and_remark(title)[0]


def _identifier(title: str) -> str:
    return named("multistakeholder-pledge", _without_remark(title))


def _notes(definition: CellColumn, note: CellColumn) -> pa.Array:
    """The definition and the note of each row, as one text."""
    texts = []
    for row in range(len(note.codes)):
        both = (definition.text(row), note.text(row))
        texts.append("; ".join(filter(None, both)))
    return pa.array(texts, pa.string())


def _gather_leads(
    column: CellColumn,
    actors: ActorNames,
    source: str,
    ids: pa.Array,
    records: pa.Array,
    gathering: Gathering,
) -> None:
    """The actors of a cell, each as a member of the row's multi-stakeholder pledge."""
    members = column.many(partial(_mentions, actors))
    actors.count(column)
    pledges = members.of(ids).to_pylist()
    found = list[str]()
    roles = list[str | None]()
    remarks = list[str]()
    for mention in members.values:
        found.append(mention.actor)
        remarks.append(mention.remark)
        roles.append(role_in(mention.remark) or None)
    # A cell may name an actor twice: as lead and as co-sponsor
    memberships = by_remark(
        list(map(membership_of, pledges, found, roles)),
        remarks,
    )
    values = {"id": memberships, "member_role": roles, "remark": remarks}
    gathering.nodes("Membership", source, values)
    gathering.links("membershipOf", source, memberships, pledges)
    gathering.links("memberActor", source, memberships, found)
    for recorded in (memberships, found):
        gathering.links(
            "recordedIn",
            source,
            recorded,
            members.of(records),
        )


def _mentions(
    actors: ActorNames,
    text: str,
) -> list[Mention | BadCell]:
    """The actors that a cell names; formulas and the numbers of pledges are reported."""
    found: list[Mention | BadCell] = []
    for part in actor_parts(text):
        mention = actors.mention(part)
        if mention is not None:
            found.append(mention)
        elif begins_as_formula(part):
            found.append(formula(part))
        elif is_pledge_number(name_and_remark(part)[0]):
            found.append(pledge_number(part))
    return found
