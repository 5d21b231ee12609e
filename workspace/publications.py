"""Publications: the site of a build's public records, written into a folder for a host of plain
files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgegraph.errors import UsageProblem
from pledgegraph.ontology.dates import sources_date
from pledgegraph.ontology.languages import LANGUAGES
from pledgegraph.ontology.table_files import read_tables
from pledgegraph.wording import worded

from . import builds
from .outputs import Output
from .versions import telling_other_version

if TYPE_CHECKING:
    from pledgegraph.publishing.catalogues import Terms
    from pledgegraph.publishing.frames import About
    from pledgegraph.publishing.site import Site

    from .settings import Settings
    from .workspace import Workspace


def publish(workspace: Workspace, folder: Path) -> Site:
    """Write the site of the public records into a folder; what was written.

    Raises:
        OutputRefused: the folder is not ours, or an identifier cannot be an address.
        NoBuildYet: there is no build.
        UsageProblem: no record is public.
    """
    from pledgegraph.publishing.site import Public, write_site
    from pledgegraph.publishing.site_files import SiteFiles

    from .published_answers import published_answers

    output = Output(folder, workspace.folder, folder=True)
    place = output.place()  # refuse before any work is done
    # Made of public sources only: nothing has to be filtered out of it
    build = workspace.build_folder("public")
    manifest = builds.read_manifest(build)
    check_public(manifest)
    reader = workspace.reading("public")
    assert place is not None
    with builds.reading(build), telling_other_version(manifest):
        stated = read_tables(build / "stated")
        current = read_tables(build / "current")
        answers = {code: list(published_answers(reader, code)) for code in LANGUAGES}
        public = Public(stated, current, answers)
        terms = terms_of(workspace.settings())
        whole = about(manifest)
        return output.write(lambda new: write_site(public, whole, terms, SiteFiles(new, place)))


def terms_of(settings: Settings) -> Terms | None:
    """What catalogues of data ask for; None where pledgegraph.toml does not have it."""
    from pledgegraph.publishing.catalogues import Terms

    if settings.publish is None:
        return None
    return Terms(**asdict(settings.publish))


def check_public(manifest: Mapping[str, Any]) -> None:
    """That a build has public sources and no others: the last wall before a site."""
    audiences = {source["audience"] for source in manifest["sources"]}
    if not audiences:
        found = worded("No source is public, so there is nothing to publish")
        raise UsageProblem(found, worded('A source is public without `audience`, or as "public".'))
    if audiences != {"public"}:
        raise AssertionError("a build for the public has a source that is not")


def about(manifest: Mapping[str, Any]) -> About:
    """What the pages say of the whole site."""
    from pledgegraph.publishing.frames import About

    return About(
        base=manifest["base"],
        title=manifest["title"],
        licence=manifest["licence"],
        publisher=manifest["publisher"],
        date=sources_date(manifest),
    )
