"""The site: every document of a build as page, Turtle and JSON-LD, for any host of plain files."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from urllib.parse import quote

from pledgegraph.ontology.languages import LANGUAGES
from pledgegraph.ontology.tables import Tables

from .addresses import INDEX, check_addresses, files_of
from .answers import AnswerPage, answer_pages
from .captions import SECTIONS
from .catalogue_texts import FILE as TEXTS
from .catalogue_texts import QuestionTexts, texts_file
from .catalogues import DCAT, VOID, Dump, Terms, dcat_of, void_of
from .computed import write_computed
from .documents import Document, documents_of
from .dumps import write_dumps
from .feeds import FILE as FEED
from .feeds import feed_of
from .frames import About, Frames
from .gone_pages import former_pages, gone_data, gone_pages
from .hosting import hosting_files
from .lists import list_pages
from .memory import REMEMBERED, Memory, check_gone, gone, remembered
from .mentions import mentions_in
from .names import names_in
from .objects import in_full, main_object_of, object_of
from .oxigraph import has_oxigraph
from .pages import MOST_DATA, Pages
from .pictures import Pictures, picture_files
from .reference import FOLDER, ontology_files, reference_page
from .search import FILE, search_index
from .site_files import SiteFiles
from .sitemaps import sitemaps_of
from .slices import MOST, Slices
from .sparql_page import Asked, sparql_assets, sparql_page
from .turtle import statements_of, turtle_of

OWN = (
    "index.html",
    "answers",
    "assets",
    "dumps",
    "feed.xml",
    "fr",
    "hosting",
    "made.json",
    "lists",
    "ontology",
    ".htaccess",
    ".nojekyll",
    DCAT,
    VOID,
    "search.json",
    "sitemap.xml",
    "sparql",
)
"""What the top of the site has in addition to the documents."""
_IN_ADDRESSES = "/%:@!$&'()*+,;=~-._"
"""What stays as it is in an address: sitemaps have the form with percent signs of other letters."""
ASSETS = ("icon.svg", "search.js", "style.css")
COVERAGE_OF = "unsupported"
"""The question whose sentence of coverage the landing page has: it counts all pledges."""
TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True)
class Public:
    """What a site is made of: tables of which every record is public."""

    stated: Tables
    current: Tables
    answers: Mapping[str, Sequence[AnswerPage]] = field(default_factory=dict)
    """Answers by language, computed from these tables."""
    memory: Memory = field(default_factory=dict)
    """What was published before."""
    successors: Mapping[str, str] = field(default_factory=dict)
    """The identifier of a thing that is another one by decision → that of the other."""
    derived: Tables | None = None
    """What is computed from these tables."""
    texts: Sequence[QuestionTexts] = ()
    """The queries of the catalogue, for those who ask in SPARQL."""
    pictures: Mapping[str, Pictures] = field(default_factory=dict)
    """Pictures by language, of these tables."""


@dataclass(frozen=True)
class Site:
    """What was written: how many documents, files and bytes."""

    documents: int
    files: int
    bytes: int
    memory: Memory = field(repr=False, default_factory=dict)
    """What is remembered of this publication and those before."""


def write_site(
    public: Public,
    about: About,
    terms: Terms | None,
    files: SiteFiles,
) -> Site:
    """Write the site of public tables; the catalogue for portals of data only with its terms.

    Raises:
        OutputRefused: an identifier cannot be an address of a plain host.
    """
    documents = documents_of(public.current)
    check_addresses(documents, OWN)
    things, former = _by_standing(documents)
    memory = _remembered(public, things, about)
    # What is another one by a decision says so itself
    left = gone(memory, about.base, former)
    check_gone(left, about.base, documents)
    data = _write_data(documents, about, files)
    for path, text in gone_data(left, about.base):
        files.write(path, text)
    dumps = write_dumps(public.stated, public.current, about.base, files)
    files.write(VOID, void_of(about, dumps, _counts(documents), next(iter(things))))
    if terms is not None:
        files.write(DCAT, dcat_of(about, terms, dumps))
    mentions = mentions_in(things)
    segments = segments_of(things)
    downloads = [(dump.path, dump.path.rpartition("/")[2]) for dump in dumps]
    addresses = []
    asked = None
    if has_oxigraph():
        slices = Slices(documents, mentions, about.base)
        asked = _write_asked(public, dumps[0], slices, files)
    for code in LANGUAGES:
        names = names_in(things, code)
        frames = Frames(about, names, segments, asks=asked is not None)
        pictures = public.pictures.get(code, {})
        pages = Pages(frames, mentions, pictures)
        for path, text in picture_files(pictures):
            files.write(frames.folder + path, text)
        answers = public.answers.get(code, ())
        coverage = "".join(each.coverage for each in answers if each.name == COVERAGE_OF)
        for path, text in chain(gone_pages(left, frames), former_pages(former, data, frames)):
            files.write(frames.folder + path, text)
        files.write(f"{frames.folder}{FILE}", search_index(things, frames))
        files.write(f"{frames.folder}{FEED}", feed_of(memory, frames))
        texts = chain(
            _document_pages(things, data, pages),
            list_pages(things, frames, downloads, coverage),
            answer_pages(answers, frames),
            [(f"{FOLDER}/{INDEX}", reference_page(frames))],
            [sparql_page(frames, asked, answers)] if asked else [],
        )
        for path, text in texts:
            files.write(frames.folder + path, text)
            address = f"{about.base}/{frames.folder}{quote(path.removesuffix(INDEX))}"
            addresses.append(quote(address, safe=_IN_ADDRESSES))
    _write_further(addresses, about.base, files)
    files.finish()
    return Site(len(documents), files.count, files.bytes, memory)


def _write_further(
    addresses: Sequence[str],
    base: str,
    files: SiteFiles,
) -> None:
    """Write what is the same in every language."""
    parts = (
        sitemaps_of(addresses, base),
        ontology_files(),
        hosting_files(base),
        _assets(),
    )
    for path, text in chain(*parts):
        files.write(path, text)


def _by_standing(
    documents: Mapping[str, Document],
) -> tuple[dict[str, Document], dict[str, Document]]:
    """Those of things, and those of identifiers of which only is said what the thing is now."""
    things = {}
    former = {}
    for identifier, document in documents.items():
        if document.is_former:
            former[identifier] = document
        else:
            things[identifier] = document
    return things, former


def _remembered(
    public: Public,
    documents: Mapping[str, Document],
    about: About,
) -> Memory:
    """What is remembered after this publication."""
    home = f"{about.base}/"
    hashes = {}
    for identifier, document in documents.items():
        if document.segment == REMEMBERED:
            text = statements_of(document.subjects)
            hashes[home + identifier] = hashlib.sha256(text.encode()).hexdigest()[:16]
    successors = {}
    for identifier, other in public.successors.items():
        successors[home + identifier] = home + other
    return remembered(
        public.memory,
        hashes,
        about.base,
        about.date,
        successors,
    )


def _document_pages(
    documents: Mapping[str, Document],
    data: Mapping[str, str],
    pages: Pages,
) -> Iterator[tuple[str, str]]:
    for identifier, document in documents.items():
        path, _, _ = files_of(identifier)
        yield path, pages.page(document, data[identifier])


def _write_asked(
    public: Public,
    facts: Dump,
    slices: Slices,
    files: SiteFiles,
) -> Asked:
    """Write what the page for SPARQL runs and loads in addition to the facts."""
    count = 0
    for path, data in sparql_assets():
        files.write_bytes(path, data)
        count += len(data)
    computed = None
    # Texts of the catalogue ask for both, so there is either both or neither
    if public.derived is not None:
        computed = write_computed(public.derived, slices.base, files)
        files.write(TEXTS, texts_file(public.texts))
    # A browser loads a small site as fast as a part of it
    parts = list(slices.written(files)) if facts.statements > MOST else ()
    return Asked(
        facts,
        computed,
        public.texts,
        count,
        parts,
    )


def _assets() -> Iterator[tuple[str, str]]:
    for name in ASSETS:
        yield f"assets/{name}", (TEMPLATES / name).read_text("utf-8")
    # Without it GitHub Pages leaves out what begins with an underscore
    yield ".nojekyll", ""


def _counts(documents: Mapping[str, Document]) -> dict[str, int]:
    """How many things of each class there are, by its IRI, and how many statements ("")."""
    found = Counter[str]()
    for document in documents.values():
        for described in document.subjects:
            found[""] += sum(map(len, described.values.values()))
            for term in described.values.get("a", ()):
                found[in_full(term)] += 1
    return dict(found)


def _write_data(
    documents: Mapping[str, Document],
    about: About,
    files: SiteFiles,
) -> dict[str, str]:
    """Write Turtle and JSON-LD; identifier → the object that its pages have in them."""
    found = {}
    for identifier, document in documents.items():
        _, turtle, json_ld = files_of(identifier)
        files.write(turtle, turtle_of(document.subjects, about.base))
        data = object_of(document, about.base)
        files.write(json_ld, data.in_full())
        text = data.in_page()
        # A source of ten thousand rows would make a page that nobody can load
        if len(text) > MOST_DATA:
            text = main_object_of(document, about.base).in_page()
        found[identifier] = text
    return found


def segments_of(documents: Mapping[str, Document]) -> Sequence[str]:
    """The first parts of identifiers that are there, in the order of the menu."""
    found = {document.segment for document in documents.values()}
    return [segment for segment in SECTIONS if segment in found]
