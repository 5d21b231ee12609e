"""Matches: support recorded for a pledge, told by a register or by a source of kind ``support``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from pledgegraph.loaders.files.cells import BadCell
from pledgegraph.ontology.iris import dependent, digest
from pledgegraph.ontology.tables import Gathering


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
        """Made of the pledge and the actors that support it: told twice, with or without their
        pledge, it is one.
        """
        by = [end.partition("/")[2] for end in self.actors or self.supporters]
        together = [digest(*by)] if len(by) > 1 else []  # "A B" and "C" are not "A" and "B C"
        return dependent(self.pledge, "match", *by, *together) + self.suffix

    def differs(self, other: Match) -> bool:
        """Whether two tellings of one match contradict each other in what both state."""
        extents = {self.extent, other.extent} - {"", "not-stated"}
        return len(extents) > 1 or len({self.status, other.status} - {""}) > 1

    def joined(self, other: Match) -> Match:
        """The same match told a second time: what the first telling leaves open is taken from the
        second.
        """
        return replace(
            self,
            records=tuple(sorted({*self.records, *other.records})),
            contributions=self.contributions or other.contributions,
            extent=(
                self.extent
                if self.extent not in ("", "not-stated")
                else other.extent or self.extent
            ),
            status=self.status or other.status,
            remark=self.remark or other.remark,
            evidence=tuple(sorted({*self.evidence, *other.evidence})),
        )


def gather(matches: Iterable[Match], source: str, gathering: Gathering) -> None:
    """Put matches into the stated tables."""
    found = list(matches)
    ids = [match.id for match in found]
    columns: dict[str, object] = {
        "id": ids,
        "extent": [match.extent for match in found],
        "status": [match.status for match in found],
        "remark": [match.remark for match in found],
        "evidence": [list(match.evidence) for match in found],
    }
    for name in sorted({name for match in found for name in match.values}):
        columns[name] = [match.values.get(name) for match in found]
    gathering.nodes("Match", source, columns)
    gathering.links("supports", source, ids, [match.pledge for match in found])
    for name, attribute in (
        ("supportedBy", "supporters"),
        ("contributionType", "contributions"),
        ("recordedIn", "records"),
    ):
        ends = [(match.id, end) for match in found for end in getattr(match, attribute)]
        gathering.links(name, source, [start for start, _ in ends], [end for _, end in ends])
    channels = [(match.id, match.channel) for match in found if match.channel]
    gathering.links(
        "channel", source, [start for start, _ in channels], [end for _, end in channels]
    )


_NUMBER = re.compile(r"GRF[-_ \u2010-\u2015\u2212]?\d+", re.I)


class Numbers:
    """What pledges are called: official numbers and their registers' own. None of them is an
    actor's name.
    """

    def __init__(self, names: Iterable[str | None]) -> None:
        self._names = {name for name in names if name}
        self._forms = {_form(name) for name in self._names}

    def has(self, text: str) -> bool:
        """Whether a text is such a number, or of the form of one (``GRF-99999``; ``PF99`` where
        pledges are called ``PF001``).
        """
        is_formed = any(c.isdigit() for c in text) and _form(text) in self._forms
        return text in self._names or is_formed or _NUMBER.fullmatch(text) is not None


def _form(text: str) -> str:
    return re.sub(r"\d+", "0", text)


def unknown_pledge(text: str) -> BadCell:
    """The problem of support for a pledge that no source has."""
    return BadCell(
        "M003",
        f"no source has a pledge {text!r}",
        "Write its GRF number or the register's own.",
        "finding",
    )
