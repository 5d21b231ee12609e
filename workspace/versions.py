"""Versions: a build that another version of pledgegraph made may lack what a question reads."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from typing import Any

from pledgegraph.errors import EngineFailed, QueryProblem
from pledgegraph.wording import worded

from .inputs import program_hash


@contextlib.contextmanager
def telling_other_version(manifest: Mapping[str, Any]) -> Iterator[None]:
    """A block in which a question of the catalogue is asked of a build.

    Raises:
        QueryProblem: the engine refuses a text of the catalogue, and another version of pledgegraph
            made the build: a new build is what helps.
    """
    try:
        yield
    # What the build lacks shows first where its tables are read
    except (EngineFailed, QueryProblem, KeyError, FileNotFoundError) as problem:
        # Only now: to hash the whole program takes longer than an answer
        if manifest.get("program") == program_hash():
            raise
        raise QueryProblem(
            worded("This build was made by another version of pledgegraph"),
            worded("Run `pledgegraph build`."),
        ) from problem
