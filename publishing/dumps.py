"""Dumps: all statements of the site in one file a format, packed."""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

from pledgegraph.ontology import rdf
from pledgegraph.ontology.tables import Tables

from .catalogues import Dump
from .site_files import SiteFiles

FOLDER = "dumps"


def write_dumps(
    stated: Tables,
    current: Tables,
    base: str,
    files: SiteFiles,
) -> list[Dump]:
    """Write the dumps of public tables: current values in Turtle, and what each source states in
    N-Quads.
    """
    found = []
    with tempfile.TemporaryDirectory(prefix="pledgegraph-") as folder:
        turtle = Path(folder) / "pledges.ttl"
        count = rdf.write_turtle(current, base, turtle)
        title = "The newest value of each property, in Turtle"
        found.append(_packed(turtle, title, "text/turtle", count, files))
        quads = Path(folder) / "sources.nq"
        count = rdf.write_nquads(stated, base, quads)
        title = "What each source states, a named graph for each, in N-Quads"
        found.append(_packed(quads, title, "application/n-quads", count, files))
    return found


def _packed(
    file: Path,
    title: str,
    media_type: str,
    statements: int,
    files: SiteFiles,
) -> Dump:
    text = file.read_bytes()
    # Without the time of packing: the same statements are the same bytes
    data = gzip.compress(text, compresslevel=6, mtime=0)
    path = f"{FOLDER}/{file.name}.gz"
    files.write_bytes(path, data)
    return Dump.of(
        path,
        title,
        media_type,
        data,
        len(text),
        statements,
    )
