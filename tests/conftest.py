"""The sample workspace, built once for the whole run."""

from pathlib import Path

import pytest

from pledgegraph import starting
from pledgegraph.workspace import Workspace


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A built workspace with the sample register; nobody writes into it."""
    folder: Path = tmp_path_factory.mktemp("sample") / "w"
    made = starting.demo(folder)
    made.build()
    return made
