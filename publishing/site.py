"""The site: every document of a build as page, Turtle and JSON-LD, for any host of plain files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pledgegraph.ontology.languages import LANGUAGES
from pledgegraph.ontology.tables import Tables

from .addresses import check_addresses, files_of
from .captions import SECTIONS
from .documents import Document, documents_of
from .frames import About, Frames
from .lists import list_pages
from .mentions import mentions_in
from .names import names_in
from .objects import main_object_of, object_of
from .pages import MOST_DATA, Pages
from .site_files import SiteFiles
from .turtle import turtle_head, turtle_of

OWN = ("index.html", "assets", "fr", "lists", ".nojekyll")
"""What the top of the site has in addition to the documents."""
ASSETS = ("icon.svg", "style.css")
TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True)
class Site:
    """What was written: how many documents, files and bytes."""

    documents: int
    files: int
    bytes: int


def write_site(
    current: Tables,
    about: About,
    files: SiteFiles,
) -> Site:
    """Write the site of current tables, of which every record must be public.

    Raises:
        OutputRefused: an identifier cannot be an address of a plain host.
    """
    documents = documents_of(current)
    check_addresses(documents, OWN)
    data = _write_data(documents, about, files)
    mentions = mentions_in(documents)
    segments = segments_of(documents)
    for code in LANGUAGES:
        frames = Frames(about, names_in(documents, code), segments)
        pages = Pages(frames, mentions)
        for identifier, document in documents.items():
            path, _, _ = files_of(identifier)
            text = pages.page(document, data[identifier])
            files.write(frames.folder + path, text)
        for path, text in list_pages(documents, frames):
            files.write(frames.folder + path, text)
    for name in ASSETS:
        files.write(f"assets/{name}", (TEMPLATES / name).read_text("utf-8"))
    # Without it GitHub Pages leaves out what begins with an underscore
    files.write(".nojekyll", "")
    return Site(len(documents), files.count, files.bytes)


def _write_data(
    documents: Mapping[str, Document],
    about: About,
    files: SiteFiles,
) -> dict[str, str]:
    """Write Turtle and JSON-LD; identifier → the object that its pages have in them."""
    head = turtle_head(about.base)
    found = {}
    for identifier, document in documents.items():
        _, turtle, json_ld = files_of(identifier)
        files.write(turtle, turtle_of(document, head))
        text = object_of(document, about.base)
        files.write(json_ld, text)
        # A source of ten thousand rows would make a page that nobody can load
        if len(text) > MOST_DATA:
            text = main_object_of(document, about.base)
        found[identifier] = text
    return found


def segments_of(documents: Mapping[str, Document]) -> Sequence[str]:
    """The first parts of identifiers that are there, in the order of the menu."""
    found = {document.segment for document in documents.values()}
    return [segment for segment in SECTIONS if segment in found]
