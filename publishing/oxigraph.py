"""Oxigraph for browsers: the scripts that an installation has of it, as files of a site."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

SCRIPTS = Path(__file__).with_name("scripts")
"""Brought when pledgegraph is installed (``.wheel/scripts.py``), if it could be."""
NOTICE = Path(__file__).with_name("notices") / "oxigraph.txt"
FOLDER = "assets/oxigraph"
MODULE = "web.js"
PROGRAM = "web_bg.wasm"
PROGRAM_PATH = f"{FOLDER}/{PROGRAM}.gz"


def has_oxigraph() -> bool:
    """Whether the installation has the scripts, every byte of them."""
    try:
        brought = json.loads((SCRIPTS / "brought.json").read_text("utf-8"))
        hashes = brought["sha256"]
        # With half of them the page would fail at each visitor
        for name in (MODULE, PROGRAM):
            data = (SCRIPTS / name).read_bytes()
            if hashlib.sha256(data).hexdigest() != hashes[name]:
                return False
    except (OSError, ValueError, KeyError, TypeError):
        return False
    return True


def program_size() -> int:
    """The bytes of the program when it is unpacked."""
    return (SCRIPTS / PROGRAM).stat().st_size


def oxigraph_files() -> Iterator[tuple[str, bytes]]:
    """Path and bytes of each file in the site; the program is packed, as not every host packs."""
    yield f"{FOLDER}/{MODULE}", (SCRIPTS / MODULE).read_bytes()
    program = (SCRIPTS / PROGRAM).read_bytes()
    yield PROGRAM_PATH, gzip.compress(program, compresslevel=6, mtime=0)
    # The licence asks that it goes with every copy
    yield f"{FOLDER}/licence.txt", NOTICE.read_bytes()
