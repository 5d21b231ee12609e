"""Sitemaps: the addresses of all pages, for search engines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

MOST_ADDRESSES = 40_000
"""In one file: the protocol takes 50,000."""
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemaps_of(addresses: Sequence[str], base: str) -> Iterator[tuple[str, str]]:
    """Path and text of each file; several, and one that lists them, where one cannot hold all."""
    if len(addresses) <= MOST_ADDRESSES:
        yield "sitemap.xml", _listing("urlset", "url", addresses)
        return
    paths: list[str] = []
    for start in range(0, len(addresses), MOST_ADDRESSES):
        path = f"sitemap-{len(paths) + 1}.xml"
        paths.append(f"{base}/{path}")
        part = addresses[start : start + MOST_ADDRESSES]
        yield path, _listing("urlset", "url", part)
    yield "sitemap.xml", _listing("sitemapindex", "sitemap", paths)


def _listing(
    outer: str,
    inner: str,
    addresses: Sequence[str],
) -> str:
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', f"<{outer} {_SPACE}>"]
    for address in addresses:
        lines.append(f"<{inner}><loc>{escape(address)}</loc></{inner}>")
    return "\n".join([*lines, f"</{outer}>"]) + "\n"
