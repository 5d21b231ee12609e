"""Schema.org: what a page says to search engines of itself and of the thing that it is about."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from .documents import Document

KINDS: Mapping[str, str] = {
    "actor": "Organization",
    "concept": "DefinedTerm",
    "country": "AdministrativeArea",
    "forum": "Event",
    "source": "Dataset",
    "vocabulary": "DefinedTerm",
}
"""First part of an identifier → type of schema.org, where one holds for all; others are things."""
_SAME = "<https://schema.org/sameAs>"


def description_of(
    document: Document,
    address: str,
    name: str,
    site: tuple[str, str],
    language: str,
) -> str:
    """The page as an object of schema.org; ``site`` is the address and the title of the whole."""
    about: dict[str, Any] = {
        "@id": address,
        "@type": KINDS.get(document.segment, "Thing"),
        "name": name,
    }
    same = [term[1:-1] for term in document.main.values.get(_SAME, ())]
    if same:
        about["sameAs"] = same
    home, title = site
    page = {
        # Not the context of schema.org's server: whoever reads a page need not ask another
        "@context": {"@vocab": "https://schema.org/"},
        "@type": "WebPage",
        "name": name,
        "inLanguage": language,
        "isPartOf": {"@id": home, "@type": "WebSite", "name": title},
        "about": about,
    }
    return json.dumps(page, ensure_ascii=False, separators=(",", ":")) + "\n"
