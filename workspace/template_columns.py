"""Template columns: what somebody who fills in a template has to know of each of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pledgegraph.loaders.files.fields import OF_A_PLEDGE

if TYPE_CHECKING:
    from pledgegraph.loaders.files.layout_files import Layout

LISTS: Mapping[str, str] = {
    "role": "submitter-roles",
    "standing": "standings",
    "entity_type": "entity-types",
    "forum": "forums",
    "stage": "implementation-stages",
    "extent": "match-extents",
    "status": "match-statuses",
    "objective": "gcr-objectives",
    "contribution": "contribution-types",
    "theme": "themes",
    "priorities": "themes",
    "kind": "arrangement-kinds",
}
"""Field → the vocabulary of its words. A member's role is of another one."""
MEMBER_ROLES = "membership-roles"
YES_OR_NO = ("asks", "is_aggregate")
COUNTRIES = ("place", "submitter_country", "country")
SEVERAL = (
    "submitter",
    *OF_A_PLEDGE,
    "population",
    "objective",
    "supporter",
    "priorities",
    "members",
    "origin",
    "asylum",
    "kind",
    "other_names",
)
"""Fields whose cells may have several values."""
OPEN = ("theme", "place", "priorities", "submitter_country", "entity_type", "contribution")
"""Fields that take other words than those of their list too."""
WHOLE_NUMBERS = (
    "amount",
    "target_value",
    "baseline",
    "covered",
    "pledge_count",
    "year",
    "target_year",
)
DAYS = (
    "submitted_on",
    "stage_date",
    "matched_on",
    "launched_on",
    "started_on",
    "ended_on",
    "set_up_on",
    "checked_on",
)
EXAMPLES: Mapping[str, str] = {
    "amount": "250000, in figures, with the currency in its own column",
    "currency": "USD",
    "pledge": "GRF-00350, or as `pledgegraph list pledges` shows it",
    "supporter": "Government of Denmark",
    "matched_with": "Government of Denmark (financial)",
    "submitter": "Government of Chad",
    "covered_unit": "teachers",
    "year": "2024",
    "origin": "SDN",
    "asylum": "TCD",
}
OWN_WORDS: Mapping[str, str] = {
    "is_aggregate": "Whether the row is a statement about many pledges, which counts as none.",
    "title": "The heading of the pledge, as stated by the source.",
    "contribution": "What kind of contribution is made. Leave it empty if the source does not say:"
    " that means neither support nor its absence.",
    "objective": "An objective of the Global Compact on Refugees that the source names for the"
    " pledge.",
    "population": "The people whom the pledge is about, as the source names them: refugees,"
    " stateless persons, host community.",
    "matched_with": "Who supports the pledge, as the source names them.",
    "supporter": "Who gives the support: an actor, or the number of its own pledge.",
    "pledge": "The pledge that is supported.",
    "platform": "The support platform, or the multi-stakeholder pledge, that the row is about: its"
    " code.",
    "amount": "The amount of money, as a whole number of units of the currency. Leave it empty if"
    " the source does not say: zero would be an amount.",
    "asks": "Whether support for the pledge is publicly requested, as stated by the source. Leave"
    ' it empty if the source does not say, which is not "no".',
    "target_value": "The number that is to be reached: a whole number.",
    "stage_date": "The day, month or year as of which the stage was reported. Leave it empty if it"
    " is not known: the date of the source is used instead.",
    "code": "A short code of its own, by which other rows and sources name it.",
    "label_en": "The name in English.",
    "label_fr": "The name in French. Leave it empty if there is none.",
    "name": "The name, as the source spells it.",
    "note": "Anything else that the source says.",
    "definition": "What it is, in a sentence or two.",
    "member": "Who has the role: an actor, such as a government or an organisation.",
    "members": "Who leads or supports it: an actor, such as a government or an organisation.",
    "origin": "A country from which the people come.",
    "asylum": "A country in which the people are.",
}
"""Where the definition speaks of other things too, or there is none."""
EMPTY = "Leave it empty if the source does not say."
_OF_THE_GRAPH = re.compile(r"(?:NULL|No link)\b[^.]*\.")
"""Sentences on what an empty cell becomes; whoever fills it in has to know when to leave it so."""


@dataclass(frozen=True)
class TemplateColumn:
    """A column of a template.

    Attributes:
        name: its header.
        meaning: what its cells say.
        is_needed: whether a row says nothing without it.
        words: those it may have; nothing where it may have any.
        listed: what its words are a list of.
        is_open: whether other words may be there too.
        several: whether a cell may have several values.
        kind: ``text``, ``day`` or ``number``.
    """

    name: str
    meaning: str
    is_needed: bool
    words: Sequence[str]
    listed: str
    is_open: bool
    several: bool
    kind: str


def template_columns(layout: Layout) -> list[TemplateColumn]:
    """The columns of a layout, in its order."""
    return list(_columns(layout))


def _columns(layout: Layout) -> Iterator[TemplateColumn]:
    from pledgegraph.loaders.files.fields import NEEDED

    needed = NEEDED[layout.kind]
    done = set()
    for field, name in layout.columns.items():
        if name in done:
            continue
        done.add(name)
        listed, words = _words(field, layout.kind)
        several = field in SEVERAL and layout.kind != "population"
        kind = "text"
        if field in DAYS:
            kind = "day"
        elif field in WHOLE_NUMBERS or layout.kind == "population" and field.isupper():
            kind = "number"
        yield TemplateColumn(
            name,
            _meaning(field, layout.kind, kind, several=several),
            field in needed,
            words,
            listed,
            field in OPEN or several,
            several,
            kind,
        )


def _words(field: str, kind: str) -> tuple[str, Sequence[str]]:
    """What a field's words are a list of, and the words."""
    from pledgegraph.loaders.names.countries import countries
    from pledgegraph.ontology.vocabularies import vocabulary

    if field in YES_OR_NO:
        return "yes or no", ("yes", "no")
    if field in COUNTRIES:
        names = [country.name for country in countries().values()]
        return "countries", sorted(names)
    name = MEMBER_ROLES if (kind, field) == ("platform-members", "role") else LISTS.get(field, "")
    if not name:
        return "", ()
    return name.replace("-", " "), vocabulary(name).published()


def _meaning(
    field: str,
    kind: str,
    form: str,
    *,
    several: bool,
) -> str:
    """What the cells of a field say, and how they are written."""
    from pledgegraph.loaders.files.fields import FIELDS
    from pledgegraph.ontology.definitions import definitions
    from pledgegraph.ontology.vocabularies import vocabulary

    said = OWN_WORDS.get(field, "")
    if kind == "population" and field.isupper():
        group = vocabulary("population-types").concepts[field]
        said = f"How many there are, as a whole number. {group.definition}"
    for feeds in FIELDS[kind][field]:
        name = feeds.partition(".")[2].removesuffix("En").removesuffix("Fr")
        said = said or definitions().get(name, "")
    parts = [_OF_THE_GRAPH.sub(EMPTY, said)]
    if form == "day":
        parts.append("A day, a month or a year: 2025-02-01, 2025-02 or 2025.")
    if several:
        parts.append("Write ; between several. A remark on one goes behind it, in brackets.")
    if field in EXAMPLES:
        parts.append(f"For example: {EXAMPLES[field]}.")
    return " ".join(filter(None, parts))
