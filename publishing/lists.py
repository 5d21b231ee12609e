"""Lists: the landing page, and pages that list all things of a class."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from .captions import SECTIONS
from .documents import Document
from .frames import Frame, Frames

MOST_LISTED = 1000
"""Things in a page: ten thousand would be more than a megabyte."""


def list_pages(
    documents: Mapping[str, Document],
    frames: Frames,
    downloads: Sequence[tuple[str, str]] = (),
    coverage: str = "",
) -> Iterator[tuple[str, str]]:
    """The path and the text of each page; ``downloads`` are paths and names of dumps,
    ``coverage`` is the sentence on what the records state.
    """
    by_segment: dict[str, list[str]] = {segment: [] for segment in SECTIONS}
    for identifier, document in documents.items():
        by_segment[document.segment].append(identifier)
    counts = []
    for segment, identifiers in by_segment.items():
        if not identifiers:
            continue
        label = frames.language.translated(SECTIONS[segment])
        number = frames.language.number(len(identifiers))
        counts.append((segment, label, number))
        # Not by a locale: the order must be the same on every machine
        identifiers.sort(key=lambda each: (frames.names.thing(each).casefold(), each))
        yield from _pages_of(segment, label, identifiers, frames)
    frame = frames.frame("index.html", frames.about.title)
    yield (
        "index.html",
        frames.rendered(
            "landing.html",
            frame,
            counts=counts,
            coverage=coverage,
            downloads=downloads,
        ),
    )


def _pages_of(
    segment: str,
    label: str,
    identifiers: Sequence[str],
    frames: Frames,
) -> Iterator[tuple[str, str]]:
    """The first page is where the menu leads, further ones are in ``lists/``."""
    paths = [f"{segment}/index.html"]
    for number in range(2, 2 + (len(identifiers) - 1) // MOST_LISTED):
        paths.append(f"lists/{segment}/{number}/index.html")
    for number, path in enumerate(paths):
        start = number * MOST_LISTED
        frame = frames.frame(path, label)
        links = frames.links(identifiers[start : start + MOST_LISTED], frame)
        text = frames.rendered(
            "list.html",
            frame,
            links=links,
            further=_further(paths, number, frame),
        )
        yield path, text


def _further(
    paths: Sequence[str],
    here: int,
    frame: Frame,
) -> list[tuple[int, str]]:
    """Number and link of each page of the list; no link to the page itself."""
    if len(paths) == 1:
        return []
    found = []
    for number, path in enumerate(paths):
        link = "" if number == here else frame.home + path.removesuffix("index.html")
        found.append((number + 1, link))
    return found
