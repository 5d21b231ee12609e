"""Hosting: settings for different hosts, so that they send each file with its type."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

from .frames import environment

MEDIA_TYPES = {
    ".ttl": "text/turtle",
    ".jsonld": "application/ld+json",
    ".gz": "application/gzip",
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
    for place, template in TEXTS.items():
        text = (
            environment()
            .get_template(template)
            .render(
                base=base,
                path=path,
                types=MEDIA_TYPES,
            )
        )
        yield place, text
