"""Evidence: the support that the sources record for host-country pledges, by a match that counts or
jointly.
"""

from __future__ import annotations

from collections.abc import Mapping

from .facts import Facts, Match, Pledge, Rows, gather_facts


class Evidence:
    """All that the sources record for host-country pledges."""

    def __init__(self, texts: Mapping[str, Rows], as_of: str) -> None:
        self.facts: Facts = gather_facts(texts, as_of)
        self._joint: dict[str, list[Pledge]] = {}
        for row in texts["_joint"]:
            if row["pledge"] in self.facts.pledges:
                self._joint.setdefault(row["id"], []).append(self.facts.pledges[row["pledge"]])

    def joint(self, host: Pledge) -> list[Pledge]:
        """The pledges that jointly support the host's."""
        return sorted(self._joint.get(host.id, ()), key=lambda p: p.order)

    def counted(self, host: Pledge) -> list[Match]:
        """The matches of the host's pledge that count as support."""
        return self.facts.matches.get(host.id, [])
