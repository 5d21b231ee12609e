"""Dumps: the graph in parts that people take separately, each in several formats, packed, with the
hash of each file.
"""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

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
) -> int:
    """Write each part as Turtle, N-Quads and JSON-LD, packed, and as CSV with its metadata; returns
    the number of files.
    """
    from pledgegraph.ontology import rdf
    from pledgegraph.ontology.parts import parts_of
    from pledgegraph.ontology.schema import COMPUTED, ONTOLOGY, SHAPES

    from .jsonld import write_jsonld

    folder.mkdir(parents=True, exist_ok=True)
    by_source = parts_of(stated)
    for part, tables in parts_of(current).items():
        turtle = folder / f"{part}.ttl"
        rdf.write_turtle(tables, base, turtle)
        _pack(turtle)
        quads = folder / f"{part}.nq"
        rdf.write_nquads(by_source[part], base, quads)
        _pack(quads)
        objects = folder / f"{part}.jsonld"
        write_jsonld(tables, base, objects)
        _pack(objects)
        write_part(tables, base, folder / "csv" / part)
    # What a reader needs to read and to check the parts
    for file in (ONTOLOGY, SHAPES, COMPUTED):
        (folder / file.name).write_bytes(file.read_bytes())
    (folder / README).write_text(_readme(current), "utf-8")
    hashes = list(_hashes(folder))
    (folder / HASHES).write_text("".join(hashes), "utf-8")
    return len(hashes) + 1


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


def _readme(current: Tables) -> str:
    from pledgegraph.ontology.parts import PARTS, parts_of

    lines = ["Pledges under the Global Compact on Refugees, as recorded in the sources below.", ""]
    for part, meaning in PARTS.items():
        lines.append(f"{part}: {meaning}.")
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
