"""Leaning: host-country pledges whose words name a national arrangement of their country."""

from __future__ import annotations

import numpy as np

from pledgegraph.ontology.spelling import fold

from .numbered import Numbered
from .rows import Rows, rows_with


def leaning(graph: Numbered, pledges: Rows) -> Rows:
    """(pledge, arrangement): the pledges of host countries whose title, text or notes on
    implementation have a name of an arrangement of a country where they are carried out.

    Args:
        graph: the current tables.
        pledges: ``pledge`` (number) and ``host_country_pledge``.
    """
    names = _names(graph)
    is_host = pledges["host_country_pledge"]
    hosts = pledges.where(is_host)
    places = graph.pairs("IMPLEMENTED_IN", "pledge", "country")
    places = rows_with(places, "pledge", hosts["pledge"])
    arrangements = graph.pairs("IN_COUNTRY", "arrangement", "country")
    # Pledges of the few countries that have an arrangement; their words alone are read
    near = places.joined(arrangements, "country").select("pledge", "arrangement").unique()
    words = _words(graph, near)
    is_named = []
    for pledge, arrangement in near.tuples():
        text = words[pledge]
        found = any(name in text for name in names[arrangement])
        is_named.append(found)
    return near.where(np.array(is_named, bool))


def _names(graph: Numbered) -> dict[int, list[str]]:
    """Arrangement → its names, as they are compared."""
    rows = graph.nodes("NationalArrangement", ["name", "other_name"], "arrangement")
    found = {}
    for arrangement, name, others in rows.tuples():
        found[arrangement] = list(map(_as_words, (name, *others)))
    return found


def _as_words(text: str) -> str:
    """A text as it is compared: its words, each between blanks."""
    letters = [sign if sign.isalnum() or sign == "-" else " " for sign in fold(text)]
    words = "".join(letters).split()
    return f" {' '.join(words)} "


def _words(graph: Numbered, near: Rows) -> dict[int, str]:
    """Pledge → its title, text and notes, as they are compared, with a blank around each word."""
    titles = graph.nodes("Pledge", ["title", "description"], "pledge")
    parts: dict[int, list[str]] = {}
    for pledge, *texts in rows_with(titles, "pledge", near["pledge"]).tuples():
        parts[pledge] = list(filter(None, texts))
    notes = graph.nodes("ImplementationUpdate", ["update_text"], "update")
    updates = graph.pairs("UPDATE_OF", "update", "pledge")
    updates = rows_with(updates, "pledge", near["pledge"])
    for _, pledge, text in updates.joined(notes, "update").tuples():
        if text:
            parts[pledge].append(text)
    found = {}
    for pledge, texts in parts.items():
        # What ends one text and begins another is not a name
        found[pledge] = _as_words(" - ".join(texts))
    return found
