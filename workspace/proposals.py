"""Proposals: support and countries that texts of a build name and no cell states, for a person to
look at. Nothing is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pledgegraph.errors import shortened

from .compared_links import pairs_of

if TYPE_CHECKING:
    from pledgegraph.ontology.tables import Tables

SUPPORTER, COUNTRY = "supporter", "country"
MOST_WORDS = 200
"""Characters of a text that a proposal shows."""
_OF_PLEDGES = ("note", "asks_words")
_OF_UPDATES = ("update_text", "challenge")
_INVOLVED = ("SUBMITTED_BY", "JOINT_WITH")
REGISTRAR = "actor/unhcr"
IN_TEXT = "place-in-text"
"""The reason of a pledge without a country whose text names one."""


@dataclass(frozen=True, order=True)
class Proposal:
    """Something that a text of a pledge names: an actor that may support it, or a country."""

    kind: str
    pledge: str
    proposed: str
    text: str

    def as_row(self) -> dict[str, str]:
        """The proposal as flat values."""
        return {
            "proposal": self.kind,
            "pledge": self.pledge,
            "proposed": self.proposed,
            "text": self.text,
        }


def proposals(build: Path) -> list[Proposal]:
    """What texts of a build name that no cell states, sorted."""
    from pledgegraph.ontology.table_files import read_tables

    now = read_tables(build / "current")
    derived = read_tables(build / "derived")
    called = {}
    for row in now["Pledge"].to_pylist():
        number = row["official_identifier"] or row["local_identifier"]
        called[row["id"]] = number or row["id"].rpartition("/")[2]
    return sorted({*_supporters(now, called), *_countries(now, derived, called)})


def _supporters(now: Tables, called: dict[str, str]) -> Iterator[Proposal]:
    from pledgegraph.loaders.named_in_texts import NamesInTexts

    rows = now["Actor"].to_pylist()
    names = {row["id"]: row["name"] for row in rows}
    looking = NamesInTexts(names)
    known = _known(now)
    for pledge, text in _texts(now):
        for actor in looking.found(text):
            is_new = pledge in called and actor not in known[pledge]
            # Notes name UNHCR as the office that lists pledges
            if is_new and actor != REGISTRAR:
                shown = shortened(" ".join(text.split()), MOST_WORDS)
                yield Proposal(SUPPORTER, called[pledge], names[actor], shown)


def _known(now: Tables) -> dict[str, set[str]]:
    """Pledge → the actors that made it, or whose support a source states already."""
    found: dict[str, set[str]] = defaultdict(set)
    for relation in _INVOLVED:
        for pledge, actors in pairs_of(now, relation).items():
            found[pledge] |= actors
    supporters = pairs_of(now, "SUPPORTED_BY")
    for match, pledges in pairs_of(now, "SUPPORTS").items():
        for pledge in pledges:
            for supporter in supporters.get(match, set()):
                # Support by a pledge is that of the actors who made it
                found[pledge] |= found.get(supporter, {supporter})
    return found


def _texts(now: Tables) -> Iterator[tuple[str, str]]:
    """Pledge and text, for each text that says something of support or progress."""
    for row in now["Pledge"].to_pylist():
        for name in _OF_PLEDGES:
            if row[name]:
                yield row["id"], row[name]
    pledges = pairs_of(now, "UPDATE_OF")
    for row in now["ImplementationUpdate"].to_pylist():
        for name in _OF_UPDATES:
            if row[name]:
                for pledge in pledges.get(row["id"], ()):
                    yield pledge, row[name]


def _countries(
    now: Tables,
    derived: Tables,
    called: dict[str, str],
) -> Iterator[Proposal]:
    names = {row["id"]: row["name"] for row in now["Country"].to_pylist()}
    texts = {row["id"]: row for row in now["Pledge"].to_pylist()}
    mentioned = pairs_of(derived, "MENTIONS")
    for row in derived["Pledge"].to_pylist():
        if row["no_place_reason"] != IN_TEXT:
            continue
        pledge = texts[row["id"]]
        said = " · ".join(filter(None, (pledge["title"], pledge["description"])))
        for country in mentioned.get(row["id"], ()):
            shown = shortened(" ".join(said.split()), MOST_WORDS)
            yield Proposal(COUNTRY, called[row["id"]], names[country], shown)
