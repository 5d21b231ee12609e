"""Template columns: what somebody who fills in a template has to know of each of its columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pledgegraph.loaders.files.fields import Field
    from pledgegraph.loaders.files.layout_files import Layout

OPEN = ("theme", "place", "priorities", "submitter_country", "entity_type", "contribution")
"""Fields that take other words than those of their list too."""
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
    from pledgegraph.loaders.files.fields import DAY, FIELDS, NEEDED, NUMBER, YEAR

    needed = NEEDED[layout.kind]
    done = set()
    forms = {DAY: "day", NUMBER: "number", YEAR: "number"}
    for name, header in layout.columns.items():
        if header in done:
            continue
        done.add(header)
        field = FIELDS[layout.kind][name]
        listed, words = _words(field)
        kind = forms.get(field.form, "text")
        yield TemplateColumn(
            header,
            _meaning(name, layout.kind, kind, several=field.several),
            name in needed,
            words,
            listed,
            name in OPEN or field.several,
            field.several,
            kind,
        )


def _words(field: Field) -> tuple[str, Sequence[str]]:
    """What a field's words are a list of, and the words."""
    from pledgegraph.loaders.files.fields import COUNTRY, YES_OR_NO
    from pledgegraph.loaders.names.countries import countries
    from pledgegraph.ontology.vocabularies import vocabulary

    if field.form == YES_OR_NO:
        return "yes or no", ("yes", "no")
    if field.form == COUNTRY:
        names = [country.name for country in countries().values()]
        return "countries", sorted(names)
    name = field.vocabulary
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
    for feeds in FIELDS[kind][field].feeds:
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
