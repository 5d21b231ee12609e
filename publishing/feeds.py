"""Feeds: the pledges that are new, changed or gone since the publication before, in Atom."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

from .addresses import link_to
from .frames import Frames
from .gone_pages import gone_sentence
from .memory import REMEMBERED, Memory, Remembered, last_publication, of_site

FILE = "feed.xml"
MOST_ENTRIES = 200
_UNDATED = "1970-01-01"
"""Atom needs a date where the sources state none."""


def feed_of(memory: Memory, frames: Frames) -> str:
    """The feed in a language. The first publication has nothing before it, and so no entries."""
    about = frames.about
    changed = _changed(of_site(memory, about.base))
    own = f"{about.base}/{frames.folder}{FILE}"
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{frames.language.code}">',
        f"<title>{_shown(about.title)}</title>",
        f"<id>{_shown(own)}</id>",
        f'<link rel="self" href={quoteattr(own)}/>',
        f"<link href={quoteattr(f'{about.base}/{frames.folder}')}/>",
        f"<updated>{_moment(about.date)}</updated>",
        f"<author><name>{_shown(about.publisher or about.title)}</name></author>",
    ]
    for entry in changed[:MOST_ENTRIES]:
        lines += _entry(entry, frames)
    if len(changed) > MOST_ENTRIES:
        left_out = len(changed) - MOST_ENTRIES
        lines += _further(left_out, changed[0], frames)
    return "\n".join([*lines, "</feed>"]) + "\n"


def _changed(memory: Memory) -> list[Remembered]:
    """What changed in the last publication of a site, by IRI."""
    number = last_publication(memory)
    if number == 1:
        return []
    changed = []
    for _, entry in sorted(memory.items()):
        if entry.publication == number:
            changed.append(entry)
    return changed


def _further(
    number: int,
    first: Remembered,
    frames: Frames,
) -> Iterator[str]:
    """An entry for what the feed has no room for: a reader must know that there is more."""
    shown = frames.language.number(number)
    title = frames.texts["and_more"].format(number=shown)
    home = f"{frames.about.base}/{frames.folder}"
    yield from _lines(
        title,
        f"{home}{FILE}#publication-{first.publication}",
        f"{home}{REMEMBERED}/",
        first.changed_on,
    )


def _entry(entry: Remembered, frames: Frames) -> Iterator[str]:
    base = f"{frames.about.base}/"
    identifier = entry.iri.removeprefix(base)
    # Of what is gone nothing but its IRI is known here
    name = frames.names.thing(identifier)
    if entry.successor:
        name = frames.texts["former_title"]
    elif entry.gone_on:
        name = gone_sentence(entry, frames)
    yield from _lines(
        name,
        entry.iri,
        f"{base}{frames.folder}{link_to(identifier)}",
        entry.changed_on,
    )


def _lines(
    title: str,
    identity: str,
    page: str,
    date: str,
) -> Iterator[str]:
    yield "<entry>"
    yield f"<title>{_shown(title)}</title>"
    yield f"<id>{_shown(identity)}</id>"
    yield f"<link href={quoteattr(page)}/>"
    yield f"<updated>{_moment(date)}</updated>"
    yield "</entry>"


def _moment(date: str) -> str:
    """The beginning of a day, a month or a year, as Atom has it."""
    known = date if date[:4].isdigit() else _UNDATED
    missing = "-01-01"[len(known) - len("2026") :] if len(known) < len("2026-11-23") else ""
    return f"{known}{missing}T00:00:00Z"


def _shown(text: str) -> str:
    # XML has no way to write most control characters
    plain = "".join(sign for sign in text if sign >= " " and sign not in "\ufffe\uffff")
    return escape(plain)
