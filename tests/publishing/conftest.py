"""The site of the sample with few figures, written once and read by all."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from pledgegraph.workspace.publications import publish
from pledgegraph.workspace.workspace import Workspace

from ..budget import LONG  # noqa: TID252 (tests are no package that could be named)
from ..shared import Share  # noqa: TID252


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
