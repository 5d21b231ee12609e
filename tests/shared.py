"""What is made once for a whole run, however many processes the tests are shared out to."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, cast

import pytest
from filelock import FileLock

from pledgegraph.graph import engines
from pledgegraph.graph.engine import Engine

Share = Callable[[str, Callable[[Path], object]], Path]
"""(name, what makes a folder's content) → the folder."""


def common_folder(factory: pytest.TempPathFactory) -> Path:
    """Where that is; what is in it is made once, and never changed."""
    own = factory.getbasetemp()
    return (own.parent if os.environ.get("PYTEST_XDIST_WORKER") else own) / "shared"


def in_common(factory: pytest.TempPathFactory) -> Share:
    """Makes each named folder once a run: the first worker that asks makes it, the others wait for
    it.
    """
    common = common_folder(factory)
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


class Opening:
    """One of several openings of a graph: what is asked of it once it is closed fails, as of a
    graph of its own.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine: Engine | None = engine

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def close(self) -> None:
        self._engine = None


@contextmanager
def opened_once(common: Path) -> Iterator[None]:
    """A while in which a process opens each embedded graph below ``common`` once, and closes it at
    the end: to open one takes longer than most of its answers.
    """
    own = engines.ENGINES["embedded"]
    kept: dict[Path, Engine] = {}
    with pytest.MonkeyPatch.context() as patch, ExitStack() as left:

        def opened(build: Path, manifest: Mapping[str, Any], timeout: float | None) -> Engine:
            if common not in build.parents or timeout is not None:
                return own(build, manifest, timeout)
            if build not in kept:
                kept[build] = own(build, manifest, timeout)
                left.callback(kept[build].close)
            return cast(Engine, Opening(kept[build]))

        patch.setitem(engines.ENGINES, "embedded", opened)
        yield
