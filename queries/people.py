"""People: whom the figures of listed pledges count, and what notes report of these pledges."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from pledgegraph.ontology.vocabularies import in_order

from .asked import Asked
from .grouping import Selected
from .pledges import Pledges
from .reasons import Coded, Place, Reason, because

TOLD_IN_TEXT = {
    "IDP": re.compile(r"\bIDPs?\b|\binternally displaced\b", re.I),
    "STA": re.compile(r"\bstateless(?:ness)?\b", re.I),
}
"""Population types that texts name without stating them as the population concerned."""


class People:
    """The people concerned by some host-country pledges."""

    def __init__(self, asked: Asked, opened: Collection[str], hosts: Pledges) -> None:
        self._asked, self._opened, self._hosts = asked, opened, hosts

    def from_situation(self, pledge: str) -> int | None:
        """The refugees from the origins of the situation that is asked for; None where none is."""
        if not self._asked.parameters["situation"]:
            return None
        return sum(int(row["people"]) for row in self._origins.get(pledge, ()))

    @cached_property
    def _origins(self) -> Mapping[str, list[Selected]]:
        """Pledge → the refugees in its countries from each origin of the situation, most first."""
        found: dict[str, list[Selected]] = {}
        if self._asked.parameters["situation"]:
            rows = self._asked.rows("unsupported.people", self._opened)
            for row in sorted(rows, key=lambda row: (-row["people"], row["origin"])):
                found.setdefault(row["id"], []).append(row)
        return found

    def sentences(self, host: Selected) -> Iterator[Reason]:
        """Which of the people are from the situation, and whom the figure leaves out."""
        if host["people"] is None:
            return
        for row in self._origins.get(host["id"], ()):
            origin = Place(row["origin"], row["french"] or "")
            yield because(
                "people of origin", total=host["people"], number=row["people"], origin=origin
            )
        counted = self._hosts.people_types[host["id"]]
        text = f"{host['title'] or ''}\n{host['description'] or ''}"
        left_out = [
            code
            for code, words in TOLD_IN_TEXT.items()
            if code not in counted and words.search(text)
        ]
        if left_out:
            people = because("list", names=population_types(left_out))
            yield because("people not counted", people=people)

    @cached_property
    def notes(self) -> Mapping[str, list[str]]:
        """Pledge → what notes report of it: without an official stage and a date no updates."""
        found: dict[str, list[str]] = {}
        columns = ("update_text", "stage", "reported_on")
        for row in self._asked.links_to(
            "UPDATE_OF", "ImplementationUpdate", "Pledge", self._opened, *columns
        ):
            if row["update_text"] and row["stage"] is None and row["reported_on"] is None:
                found.setdefault(row["id"], []).append(row["update_text"])
        return {pledge: sorted(texts) for pledge, texts in found.items()}


def population_types(codes: Collection[str]) -> list[Coded]:
    """Population types in their usual order."""
    return [
        Coded("population-types", code, in_text=True)
        for code in in_order("population-types", codes)
    ]
