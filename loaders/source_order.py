"""Source order: which source is read before which, and which are of one day."""

from __future__ import annotations

from collections.abc import Sequence

from .source_files import SourceFile

ORDER = (
    "platforms",
    "platform-members",
    "multistakeholder-pledges",
    "situations",
    "population",
    "national-arrangements",
    "pledges",
    "support",
)
"""Kinds of source, those first that others need."""


def place_in_order(source: SourceFile) -> tuple[int, bool]:
    """What sources are sorted by: their kind, and registers before updates alone."""
    # updates are of pledges that any register may have
    return ORDER.index(source.read_as.kind), source.read_as.row == "update"


def days_of(sources: Sequence[SourceFile]) -> dict[str, int]:
    """Each source → a number for its date: the highest rank of a source of that date."""
    newest: dict[str, int] = {}
    for source in sources:
        day = source.retrieved_on
        newest[day] = max(source.rank, newest.get(day, source.rank))
    return {source.id: newest[source.retrieved_on] for source in sources}
