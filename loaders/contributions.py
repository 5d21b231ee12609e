"""Contributions: the cells that say what kind of contribution a pledge or a match brings."""

from __future__ import annotations

from pledgegraph.ontology.vocabularies import vocabulary

from .cells import BadCell, enumerated, name_and_remark, split


def _contribution_parts(text: str) -> list[str]:
    """The parts of a cell of contribution types; ``financial, technical`` and ``Financial/technical`` are two."""
    kinds, found = vocabulary("contribution-types"), list[str]()
    for part in split(text):
        pieces = [] if kinds.find(name_and_remark(part)[0]) is not None else enumerated(part)
        apart = all(kinds.find(name_and_remark(piece)[0]) is not None for piece in pieces)
        found += pieces if pieces and apart else [part]
    return found


def contributions_in(text: str) -> list[str | BadCell]:
    """The contribution types of a cell (identifiers)."""
    found: list[str | BadCell] = []
    for part in _contribution_parts(text):
        concept = vocabulary("contribution-types").find(name_and_remark(part)[0])
        if concept is not None:
            found.append(concept.id)
            continue
        allowed = ", ".join(vocabulary("contribution-types").published())
        problem = f"contribution type {part!r} is not known; it is read as not stated"
        found.append(BadCell("N007", problem, f"Write one of: {allowed}.", "finding"))
    return found


def contribution_remarks(text: str) -> list[str]:
    """What stands in brackets behind a type, and types that are not known, as written."""
    found = []
    for part in _contribution_parts(text):
        name, remark = name_and_remark(part)
        found.append(remark if vocabulary("contribution-types").find(name) is not None else part)
    return [text for text in found if text]
