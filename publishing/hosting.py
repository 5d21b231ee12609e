"""Hosting: settings for different hosts, so that they send each file with its type."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote, urlsplit

from .frames import environment

MEDIA_TYPES = {
    ".ttl": "text/turtle",
    ".jsonld": "application/ld+json",
    ".gz": "application/gzip",
    ".js": "text/javascript",
    ".xml": "application/xml",
    ".json": "application/json",
}
"""Endings of files of the site → the type that a host must send. Other hosts than those that we
write settings for have a table of types, into which these go.
"""
TEXTS = {
    ".htaccess": "hosting/htaccess.txt",
    "hosting/nginx.conf": "hosting/nginx.txt",
    "hosting/README.md": "hosting/readme.txt",
    "hosting/w3id.htaccess": "hosting/w3id.txt",
}
"""Path in the site → template."""


def hosting_files(base: str) -> Iterator[tuple[str, str]]:
    """Path and text of each file, for a site at this base."""
    path = urlsplit(base).path.rstrip("/")
    # nginx compares the path as decoded, by an expression in which ( and . mean something
    pattern = re.escape(unquote(path))
    for place, template in TEXTS.items():
        text = (
            environment()
            .get_template(template)
            .render(
                base=base,
                path=path,
                pattern=pattern,
                types=MEDIA_TYPES,
            )
        )
        yield place, text
