"""The site of the sample with few figures, written once and read by all."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pledgegraph.publishing.oxigraph import has_oxigraph
from pledgegraph.workspace.publications import publish
from pledgegraph.workspace.workspace import Workspace

from ..budget import LONG  # noqa: TID252 (tests are no package that could be named)
from ..shared import Share  # noqa: TID252
from .serving import UNDER, Strict, serving
from .visiting import Visit, opened


@dataclass(frozen=True)
class Published:
    """A site and the workspace it was made from."""

    folder: Path
    workspace: Workspace

    def text(self, path: str) -> str:
        """A file of the site."""
        return (self.folder / path).read_text("utf-8")

    def files(self) -> dict[str, bytes]:
        """Every file of the site."""
        found = {}
        for file in sorted(self.folder.rglob("*")):
            if file.is_file():
                found[file.relative_to(self.folder).as_posix()] = file.read_bytes()
        return found


@pytest.fixture(scope="session")
def published(share: Share, request: pytest.FixtureRequest) -> Published:
    """The site of the sample: in a long run with all figures."""
    name = "sample" if LONG else "short_sample"
    workspace: Workspace = request.getfixturevalue(name)

    def made(folder: Path) -> None:
        # A publication is remembered in the workspace, and that of the sample is everybody's
        shutil.copytree(workspace.folder, folder / "w")
        publish(Workspace(folder / "w"), folder / "s")

    folder = share(f"site-{name}", made)
    return Published(folder / "s", workspace)


@pytest.fixture(scope="module")
def home(published: Published) -> Iterator[str]:
    """The address of the site on a strict host."""
    if not has_oxigraph():
        pytest.fail("Oxigraph for browsers is not there: run `python .wheel/scripts.py`")
    with serving(published.folder, Strict) as port:
        yield f"http://127.0.0.1:{port}{UNDER}/"


@pytest.fixture(scope="module")
def visit(home: str, browser: Any) -> Iterator[Visit]:
    visit = opened(browser, home)
    yield visit
    visit.page.close()
