"""Sites that other offices publish, written once and read by all."""

from pathlib import Path

import pytest

from pledgegraph.ontology.table_files import read_tables
from pledgegraph.publishing.catalogues import Dump, Terms, dcat_of
from pledgegraph.publishing.dumps import write_dumps
from pledgegraph.publishing.site_files import SiteFiles
from pledgegraph.workspace.publications import about
from pledgegraph.workspace.workspace import Workspace

from ..shared import Share  # noqa: TID252 (tests are no package that could be named)

TERMS = Terms(
    description="Pledges and their support.",
    licence="https://creativecommons.org/licenses/by/4.0/",
    publisher="https://www.example.org/",
    contact="mailto:data@example.org",
)


def write_offer(workspace: Workspace, folder: Path) -> list[Dump]:
    """Of the site of a workspace what others read: ``dcat.ttl`` and the dumps."""
    build = workspace.build_folder("public")
    manifest = workspace.manifest()
    files = SiteFiles(folder, folder / "nothing before")
    dumps = write_dumps(
        read_tables(build / "stated"),
        read_tables(build / "current"),
        manifest["base"],
        files,
    )
    files.write("dcat.ttl", dcat_of(about(manifest), TERMS, dumps))
    return dumps


@pytest.fixture(scope="session")
def sample_site(share: Share, short_sample: Workspace) -> Path:
    """What the site of the sample offers to others."""
    return share("offer-of-sample", lambda folder: write_offer(short_sample, folder))
