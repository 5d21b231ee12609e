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
        ends = self.actors or self.supporters
        by = [end.partition("/")[2] for end in ends]
        if len(by) > 1:  # "A B" and "C" are not "A" and "B C"
            by.append(digest(*by))
        return dependent(self.pledge, "match", *by) + self.suffix

    def differs(self, other: Match) -> bool:
        """Whether two records of one match contradict each other in what both state."""
        # What one of them leaves open contradicts nothing
        extents = {self.extent, other.extent} - {"", "not-stated"}
        statuses = {self.status, other.status} - {""}
        return len(extents) > 1 or len(statuses) > 1

    def joined(self, other: Match) -> Match:
        """The same match recorded twice: what the first record leaves open is taken from the
        second.
        """
        extent = self.extent
        if extent in ("", "not-stated"):
            extent = other.extent or extent
        return replace(
            self,
            records=tuple(sorted({*self.records, *other.records})),
            contributions=self.contributions or other.contributions,
            extent=extent,
            status=self.status or other.status,
            remark=self.remark or other.remark,
            evidence=tuple(sorted({*self.evidence, *other.evidence})),
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


def _columns_of(matches: Sequence[Match]) -> dict[str, list[object]]:
    """The values of matches, column by column."""
    names = ("id", *_VALUES)
    columns: dict[str, list[object]] = {name: [] for name in names}
    for row, match in enumerate(matches):
        columns["id"].append(match.id)
        for name in _VALUES:
            columns[name].append(getattr(match, name))
        for name, value in match.values.items():
            column = columns.setdefault(name, [None] * len(matches))
            column[row] = value
    return columns


_VALUES = ("extent", "status", "remark", "evidence")
_LINKS: Mapping[str, Callable[[Match], Sequence[str]]] = {
    "supports": lambda match: (match.pledge,),
    "supportedBy": attrgetter("supporters"),
    "contributionType": attrgetter("contributions"),
    "recordedIn": attrgetter("records"),
    "channel": lambda match: (match.channel,) if match.channel else (),
}
"""Relationship of a match → the identifiers at its other end."""


class Numbers:
    """What pledges are called: official numbers and their registers' own. None of them is an
    actor's name.
    """

    def __init__(self, names: Iterable[str | None]) -> None:
        self._names = {name for name in names if name}
        self._forms = {_form(name) for name in self._names}

    def has(self, text: str) -> bool:
        """Whether a text is such a number, or of the form of one, however it is typed
        (``GRF-99999``; ``pf99`` where pledges are called ``PF001``).
        """
        if text in self._names or is_pledge_number(text):
            return True
        # A form without a figure would be a name like any other
        has_digit = any(map(str.isdigit, text))
        return has_digit and _form(text) in self._forms


def _form(text: str) -> str:
    return re.sub(r"\d+", "0", fold(text))


def unknown_pledge(text: str) -> BadCell:
    """The problem of support for a pledge that no source has."""
    hint = "Write its GRF number or the register's own."
    return BadCell("M003", f"no source has a pledge {text!r}", hint, "finding")
