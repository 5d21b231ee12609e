"""People: whom the figures of listed pledges count, and what notes report of these pledges."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from pledgegraph.ontology.vocabularies import in_order

from .asked import Asked
from .grouping import Lists, Selected, lists_by, rows_by
from .pledges import Pledges
from .reasons import Coded, Place, Reason, because

NAMED_IN_TEXT = {
    "IDP": re.compile(r"\bIDPs?\b|\binternally displaced\b", re.I),
    "STA": re.compile(r"\bstateless(?:ness)?\b", re.I),
}
"""Population types that texts name without stating them as the population concerned."""


class People:
    """The people concerned by some host-country pledges."""

    def __init__(
        self,
        asked: Asked,
        opened: Collection[str],
        hosts: Pledges,
    ) -> None:
        self._asked = asked
        self._opened = opened
        self._hosts = hosts

    def from_situation(self, pledge: str) -> int | None:
        """The refugees from the origins of the situation that is asked for; None where none is."""
        if not self._asked.parameters["situation"]:
            return None
        # None recorded is 0 here: the origins are known, and the figures have nobody from there
        rows = self._origins.get(pledge, ())
        return sum(int(row["people"]) for row in rows)

    @cached_property
    def _origins(self) -> Mapping[str, list[Selected]]:
        """Pledge → the refugees in its countries from each origin of the situation, most first."""
        if not self._asked.parameters["situation"]:
            return {}
        rows = self._asked.rows("unsupported.people", self._opened)
        in_order = sorted(rows, key=_most_first)
        return rows_by(in_order, "id")

    def sentences(self, host: Selected) -> Iterator[Reason]:
        """Which of the people are from the situation, and whom the figure leaves out."""
        total = host["people"]
        # Without a figure there is nothing that it could leave out
        if total is None:
            return
        for row in self._origins.get(host["id"], ()):
            french = row["french"] or ""
            origin = Place(row["origin"], french)
            yield because(
                "people of origin",
                total=total,
                number=row["people"],
                origin=origin,
            )
        left_out = self._left_out(host)
        if left_out:
            types = population_types(left_out)
            people = because("list", names=types)
            yield because("people not counted", people=people)

    def _left_out(self, host: Selected) -> list[str]:
        """The population types that the texts of a pledge name, and its figure does not count."""
        counted = self._hosts.people_types[host["id"]]
        title = host["title"] or ""
        description = host["description"] or ""
        # With a line end between, so that no word is made of the end of one and the start of the
        # other
        text = f"{title}\n{description}"
        found = []
        for code, words in NAMED_IN_TEXT.items():
            if code in counted:
                continue
            if words.search(text):
                found.append(code)
        return found

    @cached_property
    def notes(self) -> Lists:
        """Pledge → what notes report of it: without an official stage and a date no updates."""
        updates = self._asked.links_to(
            "UPDATE_OF",
            "ImplementationUpdate",
            "Pledge",
            self._opened,
            "update_text",
            "stage",
            "reported_on",
        )
        notes = filter(_is_note, updates)
        found = lists_by(notes, "id", "update_text")
        for texts in found.values():
            texts.sort()
        return found


def _most_first(row: Selected) -> tuple[int, str]:
    return -row["people"], row["origin"]


def _is_note(update: Selected) -> bool:
    """Whether an update has a text, and neither a stage nor a date."""
    has_stage = update["stage"] is not None
    has_date = update["reported_on"] is not None
    if has_stage or has_date:
        return False
    return bool(update["update_text"])


def population_types(codes: Collection[str]) -> list[Coded]:
    """Population types in their usual order."""
    scheme = "population-types"
    ordered = in_order(scheme, codes)
    return [Coded(scheme, code, in_text=True) for code in ordered]
