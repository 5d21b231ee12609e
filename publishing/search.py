"""Search: the names of all things as one file that a script in a page reads. No server is asked."""

from __future__ import annotations

import json
from collections.abc import Mapping

from .addresses import link_to
from .documents import Document
from .frames import Frames

FILE = "search.json"
CODES = ("pg:officialIdentifier", "pg:localIdentifier", "pg:iso3", "pg:code")
"""What people search for in addition to names."""


def search_index(documents: Mapping[str, Document], frames: Frames) -> str:
    """A JSON list with name, codes and link of each thing, by the kind of thing."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for identifier, document in documents.items():
        codes = []
        for predicate in CODES:
            for term in document.main.values.get(predicate, ()):
                codes.append(json.loads(term[: term.rindex('"') + 1]))
        row = (
            frames.names.thing(identifier),
            " ".join(codes),
            link_to(identifier).removeprefix(f"{document.segment}/"),
        )
        found.setdefault(document.segment, []).append(row)
    kinds = []
    for segment, label in frames.menu:
        kinds.append({"kind": label, "start": f"{segment}/", "things": found.get(segment, [])})
    return json.dumps(kinds, ensure_ascii=False, separators=(",", ":")) + "\n"
