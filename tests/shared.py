"""What is made once for a whole run, however many processes the tests are shared out to."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

Share = Callable[[str, Callable[[Path], object]], Path]
"""(name, what makes a folder's content) → the folder."""


def in_common(factory: pytest.TempPathFactory) -> Share:
    """Makes each named folder once a run: the first worker that asks makes it, the others wait for
    it.
    """
    own = factory.getbasetemp()
    common = (own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / "shared"
    common.mkdir(exist_ok=True)

    def share(name: str, make: Callable[[Path], object]) -> Path:
        folder, done = common / name, common / f"{name}.done"
        with FileLock(common / f"{name}.lock"):
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)  # what a worker left that failed
                folder.mkdir()
                make(folder)
                done.touch()
        return folder

    return share
