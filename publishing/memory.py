"""Memory: which pledges were published under which IRIs, so that an IRI that somebody cites is
answered for as long as the site is there. Of a pledge that is gone it has IRI, date and successor.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Container, Iterable, Mapping
from dataclasses import astuple, dataclass, fields, replace

from .addresses import check_addresses
from .documents import Document

REMEMBERED = "pledge"
"""First part of the identifiers that are remembered: they are numbers, where those of actors say a
name.
"""


@dataclass(frozen=True)
class Remembered:
    """A pledge that was published.

    Attributes:
        iri: its IRI.
        publication: the number of the publication in which it changed last.
        changed_on: the date of the sources at that time; so is ``gone_on``, "" while it is there.
        hash: of its statements; "" when it is gone.
        successor: the IRI of the pledge that it is now by a decision; "" if there is none.
    """

    iri: str
    publication: int
    changed_on: str
    hash: str = ""
    gone_on: str = ""
    successor: str = ""

    def identifier(self, base: str) -> str:
        """Its identifier in the site at a base."""
        return self.iri.removeprefix(f"{base}/")


Memory = Mapping[str, Remembered]
"""What is remembered, by IRI."""
_COLUMNS = [field.name for field in fields(Remembered)]


def read_memory(text: str) -> Memory:
    """The memory in a CSV file's text.

    Raises:
        ValueError: the file is another one.
    """
    found = {}
    for row in csv.DictReader(io.StringIO(text, newline="")):
        if list(row) != _COLUMNS:
            raise ValueError("the columns are others")
        number = int(row.pop("publication"))
        entry = Remembered(publication=number, **row)
        found[entry.iri] = entry
    return found


def memory_text(memory: Memory) -> str:
    """The memory as CSV, by IRI."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_COLUMNS)
    for _, entry in sorted(memory.items()):
        writer.writerow(astuple(entry))
    return out.getvalue()


def remembered(
    before: Memory,
    hashes: Mapping[str, str],
    base: str,
    date: str,
    successors: Mapping[str, str],
) -> Memory:
    """What is remembered after a publication.

    Args:
        before: what was remembered until then.
        hashes: the hash of the statements of each pledge that is published now, by its IRI.
        base: that of the site; what is under another base stays as it is.
        date: up to which the sources go.
        successors: the IRI of a pledge that is gone → that of the one that it is now.
    """
    number = last_publication(of_site(before, base)) + 1
    after = dict(before)
    for iri, digest in hashes.items():
        if iri not in before or before[iri].hash != digest:
            after[iri] = Remembered(iri, number, date, digest)
    for iri, entry in before.items():
        if iri in hashes or not iri.startswith(f"{base}/"):
            continue
        successor = successors.get(iri, "")
        # A successor that is gone too leads nowhere
        if successor not in hashes:
            successor = ""
        if not entry.gone_on:
            entry = Remembered(iri, number, date, gone_on=date or "unknown")
        after[iri] = replace(entry, successor=successor)
    return after


def of_site(memory: Memory, base: str) -> Memory:
    """What is remembered of the site at a base: a workspace may have had another one before."""
    found = {}
    for iri, entry in memory.items():
        if iri.startswith(f"{base}/"):
            found[iri] = entry
    return found


def last_publication(memory: Memory) -> int:
    """The number of the last publication in which something changed; 0 before the first."""
    return max((entry.publication for entry in memory.values()), default=0)


def gone(
    memory: Memory,
    base: str,
    documents: Container[str] = (),
) -> list[Remembered]:
    """The pledges that are gone from a site, but those that a document answers for."""
    found = []
    for _, entry in sorted(memory.items()):
        is_ours = entry.iri.startswith(f"{base}/{REMEMBERED}/")
        if entry.gone_on and is_ours and entry.identifier(base) not in documents:
            found.append(entry)
    return found


def check_gone(entries: Iterable[Remembered], base: str, there: Mapping[str, Document]) -> None:
    """``OutputRefused`` if a file of memory, which people can edit, has an IRI that leads out."""
    identifiers = [entry.identifier(base) for entry in entries]
    check_addresses([*there, *identifiers], [])
