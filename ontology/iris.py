"""Identifiers: how a node is named in tables (``pledge/GRF-00350``) and as an IRI under the
workspace's base.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache

from anyascii import anyascii

from .spelling import fold

VOCABULARY_BASE = "https://w3id.org/pledgegraph/"
SLUG_LENGTH = 60


def slug(text: str, length: int = SLUG_LENGTH) -> str:
    """Readable ASCII for an identifier: ``Government of Türkiye`` → ``government-of-turkiye``; may
    be empty.
    """
    # One form first: é may be one character or two, and both are read as é
    if not text.isascii():
        text = anyascii(unicodedata.normalize("NFC", text))
    joined = re.sub(r"[^a-z0-9]+", "-", text.lower())
    # Once more at the end: the cut may be just behind a hyphen
    return joined.strip("-")[:length].strip("-")


def digest(*fields: str, length: int = 8) -> str:
    """A short hash of fields, each NFC-normalised and length-prefixed, so that no two lists of
    fields run together.
    """
    state = hashlib.sha256()
    for field in fields:
        data = unicodedata.normalize("NFC", field).encode()
        length_first = f"{len(data)}:"
        state.update(length_first.encode())
        state.update(data)
    return state.hexdigest()[:length]


def slug_and_digest(readable: str, *fields: str) -> str:
    """A readable part with a short hash of the key fields behind it."""
    start = slug(readable)
    hashed = digest(*fields)
    return f"{start}-{hashed}" if start else hashed


_WHOLE = re.compile(r"(?:[a-z0-9]+ )*[a-z0-9]+")
_AS_HASHED = re.compile(r"(?:.* )?[0-9a-f]{8}")
"""A name that ends as an identifier with a hash does: without its own it could be another name's.
"""

_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\..*)?", re.I)


@cache
def named(segment: str, name: str) -> str:
    """An identifier made from a name alone; names that ``fold`` spells alike have the same one."""
    return f"{segment}/{name_part(name)}"


@cache
def name_part(name: str) -> str:
    """A name as a part of an identifier.

    The slug alone is enough where it says the whole name (but case and accents): words of letters
    and figures. Any other one carries a hash of the folded name: one cut off, one with signs of its
    own (``C++``, ``AT&T``, which is not ``AT T``), one in another script, of which a
    transliteration says less than the name.
    """
    key = fold(name)
    says_all = len(key) <= SLUG_LENGTH and _WHOLE.fullmatch(key)
    # A name that looks like one with a hash would be taken for that name
    if says_all and not _AS_HASHED.fullmatch(key) and not is_device(key):
        return slug(key)
    return slug_and_digest(key, key)


def is_device(name: str) -> bool:
    """Whether Windows has a device of this name, so that no file can have it: ``aux.x``."""
    return _DEVICE.fullmatch(name) is not None


def dependent(
    parent: str,
    word: str,
    *parts: str,
) -> str:
    """The identifier of what depends on another node, such as a match on a pledge.

    It is the parent's with a fragment behind it, so that a plain web host, which never sees the
    fragment, answers with the parent's page.

    Args:
        parent: the identifier of the node it depends on.
        word: says the class: ``match`` for ``pg:idSegment "#match"``.
        parts: what distinguishes it from its siblings: slugs, codes, hashes.
    """
    fragment = "-".join((word, *parts))
    return f"{parent}#{fragment}"


def iri(identifier: str, base: str) -> str:
    """The IRI of an identifier: published concepts live in pledgegraph's own namespace, all else
    under ``base``.
    """
    home = f"{base}/"
    if identifier.startswith("vocabulary/"):
        home = VOCABULARY_BASE
    return home + identifier


def concept_of(scheme: str, code: str) -> str:
    """The identifier of a concept of our own: ``vocabulary/standings/withdrawn``."""
    return f"vocabulary/{scheme}/{code}"


def identifier_of(iri_text: str, base: str) -> str:
    """The identifier of an IRI; ``ValueError`` for one that is not ours."""
    for start in (f"{base}/", VOCABULARY_BASE):
        if iri_text.startswith(start):
            return iri_text.removeprefix(start)
    raise ValueError(f"{iri_text} is neither under {base}/ nor under {VOCABULARY_BASE}")
