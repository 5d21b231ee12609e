"""Values: yes and no, as cells write them."""

from __future__ import annotations

from pledgegraph.ontology.spelling import fold
from pledgegraph.wording import worded

from .cells import BadCell

_YES = (
    "yes",
    "y",
    "true",
    "1",
    "1.0",
    "oui",
    "vrai",
    "si",
    "verdadero",
)
# English, French and Spanish, and what spreadsheets write for true and false
_NO = (
    "no",
    "n",
    "false",
    "0",
    "0.0",
    "non",
    "faux",
    "falso",
)


def yes_or_no(text: str) -> bool:
    """``yes``/``no`` and their usual forms in English, French and Spanish."""
    word = fold(text)
    if word in _YES:
        return True
    if word in _NO:
        return False
    found = worded("{text} is neither yes nor no", text=repr(text))
    raise BadCell("V002", found, worded("Write yes, no, or leave the cell empty."))
