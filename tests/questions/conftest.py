"""The workspace of each case, built once a run for all who ask it."""

import tomllib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pledgegraph.graph import loading
from pledgegraph.workspace.workspace import Workspace

from ..shared import Share  # noqa: TID252 (tests are no package that could be named)
from .test_small_cases import build


@pytest.fixture(scope="session")
def case_built(share: Share) -> Callable[[Path], Workspace]:
    """Gives the workspace of a case, which answers in SPARQL alone."""

    def built(path: Path) -> Workspace:
        case = tomllib.loads(path.read_text("utf-8"))

        def make(folder: Path) -> None:
            with for_one_engine():
                build(case, folder)

        return Workspace(share(f"case-{path.stem}", make) / "w")

    return built


@contextmanager
def for_one_engine() -> Iterator[None]:
    """Builds without the embedded graph, which is half of the work."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loading, "load_embedded", lambda *given: None)
        yield
