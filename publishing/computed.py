"""Computed: what pledgegraph works out of the public records, apart from them, for the page that
answers SPARQL. It is not a dump: no source states it.
"""

from __future__ import annotations

import gzip
import tempfile
from pathlib import Path

from pledgegraph.ontology import rdf
from pledgegraph.ontology.tables import Tables

from .captions import CAPTIONS
from .catalogues import Dump
from .site_files import SiteFiles

FILE = "sparql/computed.nt.gz"


def write_computed(
    derived: Tables,
    base: str,
    files: SiteFiles,
) -> Dump:
    """Write the statements, which begin with a remark that says what they are."""
    with tempfile.TemporaryDirectory(prefix="pledgegraph-") as folder:
        path = Path(folder) / "computed.nt"
        count = rdf.write_ntriples(derived, base, path, derived=True)
        text = path.read_bytes()
    # Who gets the file alone reads it too
    text = f"# {CAPTIONS['computed']}\n".encode() + text
    data = gzip.compress(text, compresslevel=6, mtime=0)
    files.write_bytes(FILE, data)
    return Dump.of(
        FILE,
        CAPTIONS["computed"],
        "application/n-triples",
        data,
        len(text),
        count,
    )
