"""JSON-LD: all that a build states in one file, an object for each thing with what depends on it
inside, and one context that needs no network.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pledgegraph.ontology.tables import Tables


def write_jsonld(
    current: Tables,
    base: str,
    path: Path,
) -> int:
    """One object a line in ``@graph``; returns how many."""
    from pledgegraph.publishing.documents import documents_of
    from pledgegraph.publishing.objects import ObjectWriter

    writer = ObjectWriter(base)
    objects = []
    for document in documents_of(current).values():
        fields = []
        for name, text in writer.document(document):
            # Objects inside are on lines of their own: a line is easier to cut and to count
            fields.append(f"{json.dumps(name)}:{text}".replace("\n", ""))
        objects.append("{" + ",".join(fields) + "}")
    # The terms that objects need are known when all are written, and a reader wants them first
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"@context": {writer.context()},\n"@graph": [\n')
        file.write(",\n".join(objects))
        file.write("\n]}\n")
    return len(objects)
