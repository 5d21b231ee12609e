"""Codes: cells with one value of a closed list, or a year."""

from __future__ import annotations

import re
from collections.abc import Callable

from pledgegraph.loaders.files.cells import BadCell
from pledgegraph.loaders.files.numbers import whole_number
from pledgegraph.ontology.vocabularies import vocabulary
from pledgegraph.wording import worded


def code_of(name: str) -> Callable[[str], str]:
    """A reading function for a closed list: a published label or an accepted spelling → its
    code.
    """
    concepts = vocabulary(name)

    def read(text: str) -> str:
        concept = concepts.find(text)
        if concept is None:
            found = worded(
                "{text} is not one of the {name}",
                text=repr(text),
                name=_LISTS.get(name, name.replace("-", " ")),
            )
            hint = worded("Write one of: {allowed}.", allowed=concepts.words())
            raise BadCell("V002", found, hint)
        return concept.notation

    return read


_LISTS = {
    "forums": worded("forums"),
    "gcr-objectives": worded("gcr objectives"),
    "implementation-stages": worded("implementation stages"),
    "match-extents": worded("match extents"),
    "match-statuses": worded("match statuses"),
    "membership-roles": worded("membership roles"),
    "standings": worded("standings"),
    "submitter-roles": worded("submitter roles"),
}
"""What a message calls each list of words."""


def year_of(text: str) -> int:
    """A year of the 20th to the 22nd century. Spreadsheets write ``2027.0``."""
    if not re.fullmatch(r"(19|20|21)\d\d", text.removesuffix(".0")):
        raise BadCell(
            "V004",
            worded("{text} is not a year", text=repr(text)),
            worded("Write four figures, as 2027."),
        )
    return whole_number(text)
