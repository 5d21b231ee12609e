"""Pages of what is gone: IRI, date and successor, and nothing else."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from .addresses import INDEX, file_path, files_of, link_to
from .frames import Frames
from .memory import Remembered

_OWL = "http://www.w3.org/2002/07/owl#"
_DCTERMS = "http://purl.org/dc/terms/"
_XSD = "http://www.w3.org/2001/XMLSchema#"


def gone_data(entries: Sequence[Remembered], base: str) -> Iterator[tuple[str, str]]:
    """Path and text of the Turtle and the JSON-LD of each."""
    for entry in entries:
        _, turtle, json_ld = files_of(entry.iri.removeprefix(f"{base}/"))
        yield turtle, _turtle(entry)
        yield json_ld, gone_object(entry)


def gone_pages(entries: Sequence[Remembered], frames: Frames) -> Iterator[tuple[str, str]]:
    """Path and text of the page of each in a language."""
    base = f"{frames.about.base}/"
    for entry in entries:
        identifier = entry.iri.removeprefix(base)
        frame = frames.frame(f"{file_path(identifier)}/{INDEX}", identifier)
        successor = entry.successor.removeprefix(base)
        link = frame.home + link_to(successor) if successor else ""
        text = frames.rendered(
            "gone.html",
            frame,
            entry=entry,
            link=link,
            file=frame.top + link_to(identifier).rstrip("/"),
        )
        yield frame.path, text


def gone_object(entry: Remembered) -> str:
    """The statements as JSON-LD."""
    found: dict[str, object] = {
        "@context": {"owl": _OWL, "dcterms": _DCTERMS, "xsd": _XSD},
        "@id": entry.iri,
        "owl:deprecated": True,
    }
    if _is_day(entry.gone_on):
        found["dcterms:modified"] = {"@value": entry.gone_on, "@type": "xsd:date"}
    if entry.successor:
        found["dcterms:isReplacedBy"] = {"@id": entry.successor}
    return json.dumps(found, indent=1) + "\n"


def _turtle(entry: Remembered) -> str:
    lines = [f"<{_OWL}deprecated> true"]
    if _is_day(entry.gone_on):
        lines.append(f'<{_DCTERMS}modified> "{entry.gone_on}"^^<{_XSD}date>')
    if entry.successor:
        lines.append(f"<{_DCTERMS}isReplacedBy> <{entry.successor}>")
    return f"<{entry.iri}> " + " ;\n    ".join(lines) + " .\n"


def _is_day(date: str) -> bool:
    return len(date) == len("2026-11-23")
