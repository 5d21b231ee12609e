"""Identifiers of sites: what the nodes of another site are called in this workspace.

What has a key that all share is one thing wherever it is published: a country by its ISO code, a
forum by its own, an actor by its name, a pledge by its official number. What an office has numbered
itself is called after the office, and a source after its site.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.loaders.names.actors import Identity
from pledgegraph.ontology.iris import digest

from .decisions import Decisions
from .source_files import AtSite

SOURCE_START = "source/"
Called = Mapping[str, str | None]
"""What a site calls a node → what it is called here; None for what is nothing here."""
_OWN_NUMBER = re.compile(r"(pledge|aggregate)/(?!GRF-[0-9]{5}$)(.+)")
_HASHED = re.compile(r"(.*)-[0-9a-f]{8}")


def source_name(site: str, source: str) -> str:
    """What a source of a site is called here, without ``source/`` before it."""
    own = source.removeprefix(SOURCE_START)
    return f"{site}-{own}"


@dataclass(frozen=True)
class SiteIdentifiers:
    """What identifiers of a site become here.

    Attributes:
        authority: who numbers the pledges of the site; "" for somebody who numbers those of other
            sources too.
    """

    site: AtSite
    authority: str
    decisions: Decisions

    def called(self, identifiers: Iterable[str]) -> Called:
        """The pledges, aggregates and actors that are called otherwise here."""
        found: dict[str, str | None] = {}
        for identifier in identifiers:
            now = self._now(identifier)
            if now != identifier:
                found[identifier] = now
        return found

    def _now(self, identifier: str) -> str | None:
        if identifier.startswith("actor/"):
            identity = Identity(identifier, "")
            meant = self.decisions.actors.of(identity)
            return None if meant is None else meant.actor
        own = self.numbered(identifier)
        decided = self.decisions.pledges.get(own)
        return own if decided is None else decided.other

    def numbered(self, identifier: str) -> str:
        """A pledge as it is called here where nothing is decided about it."""
        own = _OWN_NUMBER.fullmatch(identifier)
        if own is None or not self.authority:
            return identifier
        # Two offices may number alike: the hash says whose number it is, the rest can be read
        hashed = _HASHED.fullmatch(own[2])
        start = f"{hashed[1]}-" if hashed else ""
        return f"{own[1]}/{start}{digest(self.authority, own[2])}"

    def of_sources(self, identifiers: pa.Array) -> pa.Array:
        """Sources and their rows as they are called here."""
        start = f"{SOURCE_START}{self.site.name}-"
        return pc.replace_substring_regex(
            identifiers,
            f"^{SOURCE_START}",
            start,
        )

    def position(self, places: pa.Array) -> pa.Array:
        """Places in files of the site, with the site before them."""
        return pc.replace_substring_regex(
            places,
            "^",
            f"{self.site.name}: ",
        )


def renamed(identifiers: pa.Array, called: Called) -> pa.Array:
    """Identifiers as they are called here, those of what depends on a node with that of the node;
    NULL where that is nothing here.
    """
    if not called:
        return identifiers
    parts = pc.split_pattern(identifiers, "#", max_splits=1)
    heads = pc.list_element(parts, 0)
    is_other = pc.is_in(
        heads,
        pa.array(called, pa.string()),
    )
    # Of these alone one by one: most of what a site states are figures of countries
    changed = []
    for identifier in identifiers.filter(is_other).to_pylist():
        head, sign, tail = identifier.partition("#")
        now = called[head]
        changed.append(None if now is None else f"{now}{sign}{tail}")
    return pc.replace_with_mask(
        identifiers,
        is_other,
        pa.array(changed, pa.string()),
    )
