"""Matches: support recorded for a pledge, by a register or by a source of the kind ``support``."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from operator import attrgetter

from pledgegraph.loaders.files.cells import BadCell
from pledgegraph.loaders.names.actors import is_pledge_number
from pledgegraph.ontology.gathering import Gathering
from pledgegraph.ontology.iris import dependent, digest
from pledgegraph.ontology.spelling import fold
from pledgegraph.wording import worded


@dataclass(frozen=True, slots=True)
class Match:
    """Support recorded for one pledge; ``supporters`` are a pledge of ``actors``, or actors;
    identifiers throughout.
    """

    pledge: str
    supporters: tuple[str, ...]
    records: tuple[str, ...]
    contributions: tuple[str, ...] = ()
    extent: str = ""
    status: str = ""
    remark: str = ""
    evidence: tuple[str, ...] = ()
    values: Mapping[str, object] = field(default_factory=dict)
    channel: str = ""
    suffix: str = ""
    actors: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """Made of the pledge and the actors that support it: recorded twice, with or without their
        pledge, it is one.
        """
        # By its actors: a newer extract may name the pledge that brings it, and stays the same
        ends = self.actors or self.supporters
        by = [end.partition("/")[2] for end in ends]
        if len(by) > 1:  # "A B" and "C" are not "A" and "B C"
            by.append(digest(*by))
        identifier = dependent(self.pledge, "match", *by)
        return identifier + self.suffix

    def differs(self, other: Match) -> bool:
        """Whether two records of one match contradict each other in what both state."""
        # What one of them leaves open contradicts nothing
        extents = {self.extent, other.extent} - {"", "not-stated"}
        if len(extents) > 1:
            return True
        statuses = {self.status, other.status} - {""}
        return len(statuses) > 1

    def joined(self, other: Match) -> Match:
        """The same match recorded twice: what the first record leaves open is taken from the
        second.
        """
        extent = self.extent
        if extent in ("", "not-stated"):
            extent = other.extent or extent
        records = {*self.records, *other.records}
        evidence = {*self.evidence, *other.evidence}
        # Sorted, so that the order of rows and files changes nothing
        return replace(
            self,
            records=tuple(sorted(records)),
            contributions=self.contributions or other.contributions,
            extent=extent,
            status=self.status or other.status,
            remark=self.remark or other.remark,
            evidence=tuple(sorted(evidence)),
        )


def gather(
    matches: Iterable[Match],
    source: str,
    gathering: Gathering,
) -> None:
    """Put matches into the stated tables."""
    found = list(matches)
    gathering.nodes("Match", source, _columns_of(found))
    for property_name, ends_of in _LINKS.items():
        starts = list[str]()
        ends = list[str]()
        for match in found:
            for end in ends_of(match):
                starts.append(match.id)
                ends.append(end)
        gathering.links(property_name, source, starts, ends)


Columns = dict[str, list[object]]


def _columns_of(matches: Sequence[Match]) -> Columns:
    """The values of matches, column by column."""
    columns: Columns = {"id": [match.id for match in matches]}
    for name in _VALUES:
        columns[name] = [getattr(match, name) for match in matches]
    # Amounts and dates are in sources of support alone: their columns come with the first value
    for row, match in enumerate(matches):
        for name, value in match.values.items():
            if name not in columns:
                columns[name] = [None] * len(matches)
            columns[name][row] = value
    return columns


_VALUES = ("extent", "status", "remark", "evidence")


def _pledge(match: Match) -> Sequence[str]:
    return (match.pledge,)


def _channel(match: Match) -> Sequence[str]:
    return (match.channel,) if match.channel else ()


_LINKS: Mapping[str, Callable[[Match], Sequence[str]]] = {
    "supports": _pledge,
    "supportedBy": attrgetter("supporters"),
    "contributionType": attrgetter("contributions"),
    "recordedIn": attrgetter("records"),
    "channel": _channel,
}
"""Relationship of a match → the identifiers at its other end."""


class Numbers:
    """What pledges are called: official numbers and their registers' own. None of them is an
    actor's name.
    """

    def __init__(self, names: Iterable[str | None]) -> None:
        self._names = set(filter(None, names))
        # PF001 and PF099 have one form: a mistyped number has it as well
        self._forms = set(map(_form, self._names))

    def has(self, text: str) -> bool:
        """Whether a text is such a number, or of the form of one, however it is typed
        (``GRF-99999``; ``pf99`` where pledges are called ``PF001``).
        """
        if text in self._names or is_pledge_number(text):
            return True
        # A form without a figure would be a name like any other
        has_digit = any(map(str.isdigit, text))
        return has_digit and _form(text) in self._forms


def numbers_of(sources: Iterable[str], gathering: Gathering) -> Numbers:
    """What the pledges of registers (identifiers of sources) are called."""
    names: set[str | None] = set()
    for source in sources:
        for cls in ("Pledge", "PledgeAggregate"):
            columns = ("official_identifier", "local_identifier")
            for column in gathering.rows_of(source, cls, columns):
                names.update(column.to_pylist())
    return Numbers(names)


def _form(text: str) -> str:
    return re.sub(r"\d+", "0", fold(text))


def unknown_pledge(text: str) -> BadCell:
    """The problem of support for a pledge that no source has."""
    hint = worded("Write its GRF number or the register's own.")
    return BadCell(
        "M003", worded("no source has a pledge {text}", text=repr(text)), hint, "finding"
    )
