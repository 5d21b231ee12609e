"""Publications: the site of a build's public records, written into a folder for a host of plain
files.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgegraph.errors import UsageProblem, WorkspaceProblem
from pledgegraph.ontology.collector import collector_paused
from pledgegraph.ontology.dates import sources_date
from pledgegraph.ontology.table_files import read_tables
from pledgegraph.publishing.memory import Memory, memory_text, read_memory
from pledgegraph.wording import worded
from pledgegraph.writing.whole import write_text

from . import builds
from .outputs import Output
from .site_stamps import Stamp, made_from, stamp_in
from .versions import telling_other_version

if TYPE_CHECKING:
    from pledgegraph.publishing.catalogues import Terms
    from pledgegraph.publishing.frames import About
    from pledgegraph.publishing.site import Site

    from .settings import Settings
    from .workspace import Workspace

MEMORY = Path("publications") / "pledges.csv"
"""Where a workspace remembers what it published."""


def publish(workspace: Workspace, folder: Path) -> Site:
    """Write the site of the public records into a folder; what was written.

    Raises:
        OutputRefused: the folder is not ours, or an identifier cannot be an address.
        NoBuildYet: there is no build.
        UsageProblem: no record is public.
    """
    from pledgegraph.publishing.oxigraph import has_oxigraph
    from pledgegraph.publishing.site import Public, Site, write_site
    from pledgegraph.publishing.site_files import SiteFiles

    from .published_answers import published_answers
    from .published_pictures import published_pictures
    from .published_texts import published_texts

    output = Output(folder, workspace.folder, folder=True)
    place = output.place()  # refuse before any work is done
    # Made of public sources only: nothing has to be filtered out of it
    build = workspace.build_folder("public")
    manifest = builds.read_manifest(build)
    check_public(manifest)
    terms = terms_of(workspace.settings())
    memory = memory_of(workspace.folder)
    assert place is not None
    stamp = stamp_in(place)
    if stamp and stamp.made_from == made_from(manifest, terms, memory_text(memory)):
        return Site(stamp.documents, stamp.files, stamp.bytes, memory)

    hashes: dict[str, str] = {}

    def make(new: Path) -> Site:
        files = SiteFiles(new, place, hashes)
        site = write_site(public, about(manifest), terms, files)
        made = made_from(manifest, terms, memory_text(site.memory))
        Stamp(made, site.documents, site.files, site.bytes).write(files)
        files.finish()
        return site

    with builds.reading(build), telling_other_version(manifest):
        # Without Oxigraph there is no page that would have the texts
        texts = list(published_texts(build)) if has_oxigraph() else ()
        current = read_tables(build / "current")
        public = Public(
            read_tables(build / "stated"),
            current,
            published_answers(build),
            memory,
            manifest.get("same", {}),
            read_tables(build / "derived"),
            texts,
            published_pictures(build, current),
        )
        # A site is made of millions of texts and no cycles
        with collector_paused():
            site = output.write(make, hashes)
    # When the site is in its place: a run that dies before compares with the same again
    keep_memory(workspace.folder, site.memory)
    return site


def memory_of(folder: Path) -> Memory:
    """What is remembered of the publications of a workspace.

    Raises:
        WorkspaceProblem: somebody changed the file, and it cannot be read.
    """
    path = folder / MEMORY
    if not path.exists():
        return {}
    try:
        return read_memory(path.read_text("utf-8"))
    except (ValueError, KeyError, TypeError):
        found = worded("{path} cannot be read", path=str(path))
        hint = worded("Take it from a copy, or move it away: then what is gone has no page.")
        raise WorkspaceProblem(found, hint) from None


def keep_memory(folder: Path, memory: Memory) -> None:
    """Write what is remembered, if it changed."""
    path = folder / MEMORY
    text = memory_text(memory)
    if path.exists() and path.read_text("utf-8") == text:
        return
    path.parent.mkdir(exist_ok=True)
    write_text(path, text)


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
