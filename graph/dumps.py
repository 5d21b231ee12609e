"""Dumps: the graph in parts that people take separately, each in several formats, packed, with the
hash of each file.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from .choices import FORMS, Choice
from .csvw import write_part

if TYPE_CHECKING:
    from pledgegraph.ontology.tables import Tables

HASHES = "SHA256SUMS"
README = "README.txt"


def write_dumps(
    stated: Tables,
    current: Tables,
    base: str,
    folder: Path,
    choice: Choice,
) -> int:
    """Write each part as Turtle, N-Quads and JSON-LD, packed, and as CSV with its metadata, as far
    as they are chosen; returns the number of files.
    """
    from pledgegraph.ontology.parts import parts_of
    from pledgegraph.ontology.schema import COMPUTED, ONTOLOGY, SHAPES

    folder.mkdir(parents=True, exist_ok=True)
    by_source = parts_of(stated)
    parts = parts_of(current)
    for part in choice.parts or parts:
        for form in choice.forms or FORMS:
            if form == "csv":
                write_part(parts[part], base, folder / "csv" / part, choice.hxl)
            elif form == "nquads":
                _write_rdf(by_source[part], base, form, folder / part)
            else:
                _write_rdf(parts[part], base, form, folder / part)
    # What a reader needs to read and to check the parts
    for file in (ONTOLOGY, SHAPES, COMPUTED):
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / README).write_text(_readme(current, choice.parts or parts), "utf-8")
    hashes = list(_hashes(folder))
    (folder / HASHES).write_text("".join(hashes), "utf-8")
    return len(hashes) + 1


def _write_rdf(
    tables: Tables,
    base: str,
    form: str,
    file: Path,
) -> None:
    """A part in one form, packed; ``file`` is without its ending."""
    from pledgegraph.ontology import rdf

    from .jsonld import write_jsonld

    writers: Mapping[str, Callable[[Tables, str, Path], int]] = {
        "turtle": rdf.write_turtle,
        "nquads": rdf.write_nquads,
        "jsonld": write_jsonld,
    }
    named = file.with_name(file.name + FORMS[form])
    writers[form](tables, base, named)
    _pack(named)


def _pack(file: Path) -> None:
    # Without the time of packing: the same statements are the same bytes
    packed = gzip.compress(file.read_bytes(), compresslevel=6, mtime=0)
    file.with_name(f"{file.name}.gz").write_bytes(packed)
    file.unlink()


def _hashes(folder: Path) -> Iterator[str]:
    """A line for each file, as ``sha256sum -c`` reads it."""
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            name = file.relative_to(folder).as_posix()
            digest = hashlib.sha256(file.read_bytes()).hexdigest()
            yield f"{digest}  {name}\n"


def _readme(current: Tables, parts: Collection[str]) -> str:
    from pledgegraph.ontology.parts import PARTS, parts_of

    lines = ["Pledges under the Global Compact on Refugees, as recorded in the sources below.", ""]
    for part in parts:
        lines.append(f"{part}: {PARTS[part]}.")
    missing = [part for part in PARTS if part not in parts]
    if missing:
        lines.append(f"Not in this folder: {', '.join(missing)}.")
    lines += [
        "",
        "All parts together conform to shapes.ttl. .ttl and .jsonld have the newest value of each",
        "property, .nq what each source states, a named graph for each.",
        f"Check the files with: sha256sum -c {HASHES}",
        "",
        "Sources, each with its publisher and licence:",
    ]
    for row in current.nodes["Source"].to_pylist():
        said = [row["title"] or row["file_name"] or row["id"], row["publisher"], row["licence"]]
        lines.append("- " + "; ".join(text for text in said if text))
    figures = parts_of(current)["figures"].nodes["Source"].to_pylist()
    publishers = sorted({row["publisher"] for row in figures if row["publisher"]})
    if publishers:
        lines += ["", f"The figures are those of {', '.join(publishers)}: name the publisher."]
    return "\n".join(lines) + "\n"
