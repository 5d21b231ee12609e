"""Publication settings: what pledgegraph.toml says of the site, for catalogues of data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pledgegraph.wording import Worded, worded

EXAMPLES: Mapping[str, str] = {
    "description": "The pledges of our region and the support recorded for them.",
    "licence": "https://creativecommons.org/licenses/by/4.0/",
    "publisher": "https://www.example.org/",
    "contact": "mailto:data@example.org",
}
"""Key of the table → a value that it may have. A catalogue needs all of them."""
_IRI = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")
_CONTACT = re.compile(r"(?:https?://|mailto:)[^\s<>\"{}|\\^`\x00-\x20]+")


@dataclass(frozen=True)
class Publication:
    """The table ``[publish]``: texts and IRIs that DCAT asks for."""

    description: str
    licence: str
    publisher: str
    contact: str


def wrong_publication(table: Mapping[str, Any]) -> Iterator[tuple[str, str, Worded, Worded]]:
    """Code, key, what is wrong and how to fix it, for each problem of the table."""
    for key in table:
        if key not in EXAMPLES:
            known = worded("Known keys: {names}.", names=", ".join(EXAMPLES))
            yield "W002", key, worded("key publish.{key} is not known", key=key), known
    for key, example in EXAMPLES.items():
        hint = worded('Write {key} = "{value}".', key=key, value=example)
        value = table.get(key)
        if key not in table:
            # At the line of the table
            yield "W003", "", worded("publish.{key} is missing", key=key), hint
        elif not isinstance(value, str) or not value.strip():
            yield "W004", key, worded("publish.{key} is not a text", key=key), hint
        elif key in ("licence", "publisher") and not _IRI.fullmatch(value):
            found = worded(
                "publish.{key} {value} is not an http(s) IRI", key=key, value=repr(value)
            )
            yield "W004", key, found, hint
        elif key == "contact" and not _CONTACT.fullmatch(value):
            found = worded("publish.{key} is neither a mailto: nor an http(s) address", key=key)
            yield "W004", key, found, hint


def lines_to_add() -> str:
    """The table as it may be written, on one line of a message."""
    keys = [f'{key} = "{value}"' for key, value in EXAMPLES.items()]
    return "; ".join(["[publish]", *keys])
