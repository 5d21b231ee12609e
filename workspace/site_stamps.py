"""Site stamps: what a site was made from, so that one that is still right is not made again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from pledgegraph.errors import OutputRefused
from pledgegraph.publishing.site_files import SiteFiles
from pledgegraph.writing.listing import Listing

from .inputs import ROOT, hash_of, program_hash

STAMP = "made.json"
"""Its file in the site."""
ROOMS = ("graph", "publishing", "queries", "workspace")
"""The rooms that make a site of a build. A build names the others by its hash."""


@dataclass(frozen=True)
class Stamp:
    """What a site was made from, as a hash, and how much it has."""

    made_from: str
    documents: int
    files: int
    bytes: int

    def write(self, files: SiteFiles) -> None:
        """Write it into the site."""
        files.write(STAMP, json.dumps(vars(self), indent=1) + "\n")


def made_from(
    manifest: Mapping[str, Any],
    terms: object,
    memory: str,
) -> str:
    """A hash of all that a site depends on; of the build only what is public is in the manifest."""
    parts = [manifest["inputs"], program_hash(), _code(), repr(terms), memory]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


@cache
def _code() -> str:
    files = []
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*")):
            # Templates, cards and catalogues of translations too
            if path.is_file() and path.suffix != ".pyc":
                files.append(path)
    return hash_of("", {}, files)


def stamp_in(folder: Path) -> Stamp | None:
    """The stamp of a site of which every file is as it was written, else None."""
    try:
        data = json.loads((folder / STAMP).read_text("utf-8"))
        stamp = Stamp(**data)
        listing = Listing.read(folder)
        listing.check_unchanged(folder)
    except (OSError, ValueError, TypeError, OutputRefused):
        # Whatever it is, a new site puts it in order or says what is in the way
        return None
    is_whole = all((folder / name).exists() for name in listing.files)
    return stamp if is_whole and STAMP in listing.files else None
