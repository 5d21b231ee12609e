"""The workspace of each case, built once a run for all who ask it."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from pledgegraph.workspace.workspace import Workspace

from ..sharing import Share  # noqa: TID252 (tests are no package that could be named)
from .test_small_cases import build


@pytest.fixture(scope="session")
def case_built(share: Share) -> Callable[[Path], Workspace]:
    """Gives the workspace of a case."""

    def built(path: Path) -> Workspace:
        case = tomllib.loads(path.read_text("utf-8"))
        return Workspace(share(f"case-{path.stem}", lambda folder: build(case, folder)) / "w")

    return built
