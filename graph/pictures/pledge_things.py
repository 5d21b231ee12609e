"""Pledge things: the pledges of a picture, with what their cards, facts and filters say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from pledgegraph.graph.engine import Engine

from .captions import Captions
from .composition import Thing

PLEDGES = """MATCH (p:Pledge) WHERE p.id IN $ids
RETURN p.id AS id, coalesce(p.official_identifier, p.local_identifier, p.id) AS name,
    p.title AS title,
       p.role AS role, p.role_basis AS basis, p.standing AS standing, p.latest_stage AS stage,
       p.asks_for_support AS asks, p.description AS description, p.amount AS amount,
       p.currency AS currency, p.amount_note AS amount_note, p.evidence AS sources,
       p.support_level AS level, p.open_to_matching AS open"""
LISTED: Mapping[str, str] = {
    "area": "-[:AREA_OF_FOCUS]->(n:Concept)",
    "forum": "-[:ANNOUNCED_AT]->(n:Forum)",
    "contribution": "-[:CONTRIBUTION_TYPE]->(n:Concept)",
    "kind of actor": "-[:SUBMITTED_BY]->(:Actor)-[:ACTOR_TYPE]->(n:Concept)",
}
"""What a pledge has several of, by the fact that names it, and the way to it."""
SCHEMES = {"contribution": "contribution-types", "kind of actor": "entity-types"}
"""The schemes whose labels people read for codes."""
TARGETS = """MATCH (t:Target)-[:TARGET_OF]->(p:Pledge) WHERE p.id IN $ids
RETURN p.id AS id, t.value AS value, t.unit AS unit, t.target_year AS year"""
FILTERS = ("area", "forum", "kind of actor")
"""The facts by which pledges are filtered, in addition to the level of support."""

Lists = Mapping[str, list[str]]
"""The identifier of a pledge → its values, sorted."""


class PledgeThings:
    """Makes the things of pledges. ``order`` are the identifiers of those that the picture is
    about, those that matter most first; others come after them.
    """

    def __init__(
        self,
        engine: Engine,
        captions: Captions,
        order: Sequence[str],
    ) -> None:
        self._engine = engine
        self._captions = captions
        self._ranks = {pledge: rank for rank, pledge in enumerate(order)}

    def made(self, ids: Sequence[str]) -> list[Thing]:
        """The things of some pledges."""
        asked = {"ids": list(ids)}
        rows = self._engine.ask(PLEDGES, asked)
        lists = {name: self._listed(name, asked) for name in LISTED}
        lists["target"] = self._targets(asked)
        return [self._thing(row, lists) for row in rows]

    def _listed(
        self,
        name: str,
        asked: Mapping[str, object],
    ) -> Lists:
        """The values of a fact that a pledge may have several of, in words."""
        scheme = SCHEMES.get(name, "")
        language = self._captions.language
        column = "n.notation" if scheme else "n.name"
        # Areas and forums are named in the graph in each language, codes in their scheme
        if not scheme and language.code == "fr":
            column = "coalesce(n.label_fr, n.name)"
        text = (
            f"MATCH (p:Pledge){LISTED[name]} WHERE p.id IN $ids"
            f" RETURN DISTINCT p.id AS id, {column} AS value"
        )
        found: dict[str, list[str]] = defaultdict(list)
        for row in self._engine.ask(text, asked):
            value = str(row["value"])
            if scheme:
                # Without what a label says in brackets: there is little room on a card
                value = language.label(scheme, value).partition(" (")[0]
            found[str(row["id"])].append(value)
        return _sorted(found)

    def _targets(self, asked: Mapping[str, object]) -> Lists:
        """What pledges aim at in numbers: ``20,000 teachers (2027)``."""
        found: dict[str, list[str]] = defaultdict(list)
        for row in self._engine.ask(TARGETS, asked):
            if not isinstance(row["value"], int):
                continue
            parts = [self._captions.language.number(row["value"])]
            if row["unit"]:
                parts.append(str(row["unit"]))
            if row["year"]:
                parts.append(f"({row['year']})")
            found[str(row["id"])].append(" ".join(parts))
        return _sorted(found)

    def _thing(
        self,
        row: Mapping[str, Any],
        lists: Mapping[str, Lists],
    ) -> Thing:
        identifier = str(row["id"])
        own = {name: listed.get(identifier, []) for name, listed in lists.items()}
        amount = self._amount(row)
        stage = self._label(row["stage"], "implementation-stages")
        noted = [*own["contribution"], amount, stage]
        filters: list[tuple[str, tuple[str, ...]]] = []
        filters.append(("level", (str(row["level"] or ""),)))
        for name in FILTERS:
            filters.append((name, tuple(own[name])))
        title = row["title"] or ""
        label = f"{row['name']} {title}"
        return Thing(
            identifier,
            "Pledge",
            label.strip(),
            self._facts(
                row,
                own,
                amount,
                stage,
            ),
            open=bool(row["open"]),
            level=str(row["level"] or ""),
            note=" · ".join(filter(None, noted)),
            filters=tuple(filters),
            sources=tuple(row["sources"] or ()),
            # Behind those that the picture is about: what only brings support to them
            rank=self._ranks.get(identifier, len(self._ranks)),
        )

    def _facts(
        self,
        row: Mapping[str, Any],
        own: Mapping[str, Sequence[str]],
        amount: str | None,
        stage: str | None,
    ) -> tuple[tuple[str, str], ...]:
        """Names and values in the language of the picture; what is not known is left out."""
        given = (
            ("title", row["title"]),
            ("text", row["description"]),
            ("contribution", _joined(own["contribution"])),
            ("amount", amount),
            ("note on the amount", row["amount_note"]),
            ("target", _joined(own["target"])),
            ("stage", stage),
            ("recorded support", self._label(row["level"], "support-levels")),
            ("support requested", self._yes_or_no(row["asks"])),
            ("area", _joined(own["area"])),
            ("forum", _joined(own["forum"])),
            ("standing", self._label(row["standing"], "standings")),
            ("role", self._role(row)),
            ("kind of actor", _joined(own["kind of actor"])),
        )
        facts = []
        for name, value in given:
            if value:
                facts.append((self._captions.word(name), str(value)))
        return tuple(facts)

    def _amount(self, row: Mapping[str, Any]) -> str | None:
        """An amount with its currency: ``DKK 35,000,000``."""
        if row["amount"] is None or not row["currency"]:
            return None
        number = self._captions.language.number(row["amount"])
        return f"{row['currency']} {number}"

    def _role(self, row: Mapping[str, Any]) -> str | None:
        """The role of a submitter, and whether a source states it."""
        if not row["role"]:
            return None
        role = self._label(row["role"], "submitter-roles")
        basis = self._captions.word(str(row["basis"]))
        return f"{role} ({basis})"

    def _label(
        self,
        code: Any,
        scheme: str,
    ) -> str | None:
        if code is None:
            return None
        return self._captions.language.label(scheme, str(code))

    def _yes_or_no(self, value: Any) -> str | None:
        if value is None:
            return None
        return self._captions.word("yes" if value else "no")


def _sorted(found: Mapping[str, list[str]]) -> Lists:
    return {pledge: sorted(values) for pledge, values in found.items()}


def _joined(values: Sequence[str]) -> str | None:
    return "; ".join(values) or None
