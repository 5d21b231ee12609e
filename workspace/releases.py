"""Releases: what a workspace has copied from the sites that it follows, one folder a site.

A folder has the dump as the site published it, and ``release.json``, which says what it is. A build
reads only these.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from pledgegraph.errors import Problem, SourceProblems, Where
from pledgegraph.loaders.published_sources import PublishedSource
from pledgegraph.wording import worded

from .inputs import file_hash

FILE = "release.json"
LAYOUT = "site"
"""The layout of a source that is a site."""


@dataclass(frozen=True)
class Release:
    """A release of a site.

    Attributes:
        base: the start of the site's IRIs.
        modified: its date.
        dump: the name of its file in the folder.
        sha256: of that file, as the site says it.
        pledges: how many there are.
        own_network: whether the site was asked in one's own network.
    """

    base: str
    title: str
    licence: str
    publisher: str
    modified: str
    dump: str
    sha256: str
    pledges: int
    sources: tuple[PublishedSource, ...]
    own_network: bool = False

    def as_text(self) -> str:
        """The release as ``release.json`` has it."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2) + "\n"


def release_in(folder: Path, shown: str) -> Release:
    """The release that a folder has.

    Args:
        shown: what messages call the folder.

    Raises:
        SourceProblems: H009, there is none, or somebody has changed it.
    """
    try:
        release = _release_of(json.loads((folder / FILE).read_text("utf-8")))
    except FileNotFoundError:
        raise _unusable(shown, worded("no release of the site is here yet")) from None
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise _unusable(shown, worded("{file} cannot be read", file=FILE)) from None
    if file_hash(folder / release.dump) != release.sha256:
        found = worded("{file} is not the file that was fetched", file=release.dump)
        raise _unusable(shown, found)
    return release


def _unusable(shown: str, found: str) -> SourceProblems:
    hint = worded("Run `pledgegraph fetch`.")
    return SourceProblems([Problem("H009", "error", Where(shown), found, hint)])


def _release_of(data: Mapping[str, Any]) -> Release:
    sources = []
    for each in data["sources"]:
        types = tuple(each.pop("population_types", ()))
        sources.append(PublishedSource(**each, population_types=types))
    values = {**data, "sources": tuple(sources)}
    release = Release(**values)
    # A name is not a path: nothing outside the folder is read
    if Path(release.dump).name != release.dump:
        raise ValueError(release.dump)
    return release
