"""Pages of identifiers that lead on: IRI, date and successor of what is gone, and what something is
now that is another one by decision. They have nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from .addresses import INDEX, file_path, files_of, link_to
from .documents import REPLACED_BY, Document, identifier_in
from .frames import Frames, in_script
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
        yield _page(
            entry.iri.removeprefix(base),
            frames.texts["gone_title"],
            gone_sentence(entry, frames),
            entry.successor.removeprefix(base),
            gone_object(entry),
            frames,
        )


def former_pages(
    documents: Mapping[str, Document],
    data: Mapping[str, str],
    frames: Frames,
) -> Iterator[tuple[str, str]]:
    """Path and text of the page of each document of something that is another one now; ``data`` has
    the JSON-LD objects by identifier.
    """
    for identifier, document in documents.items():
        yield _page(
            identifier,
            frames.texts["former_title"],
            "",
            identifier_in(document.main.first(REPLACED_BY)),
            data[identifier],
            frames,
        )


def gone_sentence(entry: Remembered, frames: Frames) -> str:
    """That a pledge is gone, and since when if the sources say it."""
    if not entry.gone_on[:4].isdigit():
        return frames.texts["gone_undated"]
    return frames.texts["gone"].format(date=entry.gone_on)


def _page(
    identifier: str,
    title: str,
    sentence: str,
    successor: str,
    data: str,
    frames: Frames,
) -> tuple[str, str]:
    frame = frames.frame(f"{file_path(identifier)}/{INDEX}", title)
    text = frames.rendered(
        "gone.html",
        frame,
        address=f"{frames.about.base}/{identifier}",
        sentence=sentence,
        link=frame.home + link_to(successor) if successor else "",
        successor=frames.names.thing(successor),
        file=frame.top + link_to(identifier).rstrip("/"),
        data=in_script(data),
    )
    return frame.path, text


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
