"""The cast of a synthetic register: who pledges in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.chance import Dice, shape

EXISTING = "actors.existing."
"""The start of the names of lists of actors that exist; no others of their kinds are made up."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who pledges; ``country`` is the one that a government stands for, or where another
    is based.
    """

    name: str
    kind: str
    country: str = ""


class Cast:
    """Who pledges: about a sixth as many actors as pledges, at most 150 of them governments; others
    come by and by.
    """

    def __init__(self, dice: Dice, actors: int) -> None:
        self._dice = dice
        self._shape = shape()
        share = min(1.0, actors / 375)
        self._donors = self._governments("donors", share)
        self._hosts = self._governments("hosts", share)
        self._members: dict[str, list[Actor]] = {}
        self._met: set[str] = set()
        for table, names in self._shape.words.items():
            if table.startswith(EXISTING):
                kind = table.removeprefix(EXISTING)
                self._members[kind] = [Actor(name, kind) for name in names]
                self._met.update(names)
        self._closed = frozenset(self._members)
        there = len(self._donors) + len(self._hosts) + len(self._met)
        self._to_come = max(10, actors - there)

    def submitter(self, role: str) -> Actor:
        """An actor that may have the role."""
        kind = self._dice.draw(f"kind.{role}")
        return self.government(role) if kind == "State" else self.member(kind)

    def government(self, role: str) -> Actor:
        """A government that may have the role."""
        donates = role in ("donor", "resettlement")
        if role == "":
            donates = self._dice.chance(30)
        return self._dice.early(self._donors if donates else self._hosts)

    def member(self, kind: str) -> Actor:
        """An actor of a kind: in six of ten cases somebody new, as long as there are any to
        come.
        """
        members = self._members.setdefault(kind, [])
        if kind not in self._closed and self._is_new(members):
            self._to_come -= 1
            members.append(self._newcomer(kind))
            return members[-1]
        return self._dice.early(members)

    def _is_new(self, members: Sequence[Actor]) -> bool:
        return not members or (self._to_come > 0 and self._dice.chance(60))

    def organization(self) -> str:
        """The name of an organization of civil society."""
        return self.member("Civil society organization").name

    def spelled(self, country: str) -> str:
        """A country's name, in one case of five in another spelling where there is one."""
        others = self._shape.spellings[country]
        return self._dice.pick(others) if others and self._dice.chance(20) else country

    def country(self) -> str:
        """Any country, hosts of the sample most often."""
        return self._dice.early(self._shape.words["countries.all"])

    def government_of(self, country: str) -> str:
        """``Government of the United States``."""
        takes_article = country.startswith(self._shape.words["countries.with_article"])
        article = "the " if takes_article else ""
        return f"Government of {article}{country}"

    def _governments(self, block: str, share: float) -> list[Actor]:
        names = self._shape.words[f"countries.{block}"]
        most = max(5, int(len(names) * share))
        return [Actor(self.government_of(name), "State", name) for name in names[:most]]

    def _newcomer(self, kind: str) -> Actor:
        """An actor with a name that nobody has yet."""
        words, pick = self._shape.words, self._dice.pick
        head = pick(words["actors.parts.heads"])
        tail = pick(words["actors.parts.tails"])
        topic = pick(words["actors.parts.topics"])
        form = pick(words[f"actors.forms.{kind}"])
        name = f"{head}{tail} {topic}{form}"
        while name in self._met:
            name = f"{name} {self.country()}"
        self._met.add(name)
        has_country = self._dice.chance(40)
        return Actor(name, kind, pick(words["countries.all"]) if has_country else "")
