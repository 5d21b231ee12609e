"""A synthetic register of any size, for measuring: made-up pledges in the layout of pledgegraph's
own register.

    python benchmarks/synthesise.py N OUT.csv [--seed 1]

Names and weights stand in ``synthetic_register.toml``. Countries are real; who pledges what is
drawn by lot and says nothing about anybody (every ``source_url`` is below example.org). About one
row in a hundred has a cell that a careful reader reports; none has one that stops a build.
"""

from __future__ import annotations

import argparse
import csv
import random
import tomllib
from bisect import bisect
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate, chain
from pathlib import Path
from typing import Any, TypeVar

V = TypeVar("V")

HEADER = tuple(
    """local_id pledge_id forum year submitting_entity entity_type role submitting_country title
    fact contribution_type
    theme gcr_objective country_of_implementation origin_population situation
    multistakeholder_pledge joint_partners
    target_value target_unit target_year baseline amount currency amount_note stage stage_date
    stage_basis stage_note
    needs_support needs_note matched_with support_extent standing submission_date n_pledges
    is_aggregate
    classification_note source_url source_url_2""".split()
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """Values, and the running sums of their weights."""

    values: tuple[str, ...]
    sums: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """What synthetic_register.toml says: words by list, weights by table (``kind.host``), spellings
    by country.
    """

    words: Mapping[str, tuple[str, ...]]
    weights: Mapping[str, Weighed]
    spellings: Mapping[str, tuple[str, ...]]


@cache
def shape() -> Shape:
    """The shape of a register, read once."""
    tables = dict(
        _flat(tomllib.loads(Path(__file__).with_name("synthetic_register.toml").read_text("utf-8")))
    )
    words = {name: tuple(listed) for name, listed in tables.items() if isinstance(listed, list)}
    weights = {
        name.removeprefix("weights."): Weighed(tuple(counts), tuple(accumulate(counts.values())))
        for name, counts in tables.items()
        if isinstance(counts, dict)
    }
    spellings: dict[str, tuple[str, ...]] = {}
    for block in ("countries.hosts", "countries.donors", "countries.others"):
        names = [text.split("=") for text in words[block]]
        words[block] = tuple(first for first, *_ in names)
        spellings |= {first: tuple(others) for first, *others in names}
    words["countries.all"] = tuple(spellings)
    return Shape(words, weights, spellings)


def _flat(tables: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    """Each list and each table of numbers under its dotted name."""
    for key, value in tables.items():
        if isinstance(value, dict) and not all(isinstance(count, int) for count in value.values()):
            yield from _flat(value, f"{path}{key}.")
        else:
            yield path + key, value


class Dice:
    """Chance from one seed. Only ``random()`` is asked: its sequence is the same on every platform
    and version.
    """

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed).random
        self._weights = shape().weights

    def chance(self, percent: float) -> bool:
        """True in so many of a hundred cases."""
        return self._random() * 100 < percent

    def number(self, first: int, last: int) -> int:
        """A whole number, both ends included."""
        return first + int(self._random() * (last - first + 1))

    def pick(self, values: Sequence[str]) -> str:
        """One of the values, each as likely as the others."""
        return values[int(self._random() * len(values))]

    def early(self, values: Sequence[V]) -> V:
        """One of the values, the first ones far more often: a power law, by the cube of an even
        chance.
        """
        chance = self._random()
        return values[int(chance * chance * chance * len(values))]

    def draw(self, table: str) -> str:
        """One of the values of a table of weights."""
        weighed = self._weights[table]
        return weighed.values[bisect(weighed.sums, int(self._random() * weighed.sums[-1]))]

    def some(self, table: str, what: str) -> list[str]:
        """Different values of a table, about as many as cells of ``what`` have."""
        return list(dict.fromkeys(self.draw(table) for _ in range(self.count(what))))

    def count(self, what: str) -> int:
        """How many values a cell of ``what`` has."""
        return int(self.draw(f"count.{what}"))

    def day(self, year: int) -> str:
        """An ISO date."""
        return f"{year}-{self.number(1, 12):02}-{self.number(1, 28):02}"


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who pledges; ``country`` is the one that a government stands for, or where another
    is based.
    """

    name: str
    kind: str
    country: str = ""


@dataclass(frozen=True, slots=True)
class Owed:
    """The other half of a mutual match: the row that ``supporter`` still has to be given."""

    host: Actor
    supporter: Actor
    theme: str


class Cast:
    """Who pledges: about a sixth as many actors as pledges, at most 150 of them governments; others
    come by and by.
    """

    def __init__(self, dice: Dice, actors: int) -> None:
        self._dice, self._shape = dice, shape()
        share = min(1.0, actors / 375)
        self._donors, self._hosts = (self._governments(name, share) for name in ("donors", "hosts"))
        self._members: dict[str, list[Actor]] = {}
        for table, names in self._shape.words.items():
            if table.startswith("actors.existing."):
                kind = table.removeprefix("actors.existing.")
                self._members[kind] = [Actor(name, kind) for name in names]
        self._closed = frozenset(self._members)
        self._met = {actor.name for members in self._members.values() for actor in members}
        self._to_come = max(10, actors - len(self._donors) - len(self._hosts) - len(self._met))

    def submitter(self, role: str) -> Actor:
        """An actor that may have the role."""
        kind = self._dice.draw(f"kind.{role}")
        return self.government(role) if kind == "State" else self.member(kind)

    def government(self, role: str) -> Actor:
        """A government that may have the role."""
        donates = role in ("donor", "resettlement") or (role == "" and self._dice.chance(30))
        return self._dice.early(self._donors if donates else self._hosts)

    def member(self, kind: str) -> Actor:
        """An actor of a kind: in six of ten cases somebody new, as long as there are any to
        come.
        """
        members = self._members.setdefault(kind, [])
        if kind not in self._closed and (
            not members or (self._to_come > 0 and self._dice.chance(60))
        ):
            self._to_come -= 1
            members.append(self._newcomer(kind))
            return members[-1]
        return self._dice.early(members)

    def spelled(self, country: str) -> str:
        """A country's name, in one case of five in another spelling where there is one."""
        others = self._shape.spellings[country]
        return self._dice.pick(others) if others and self._dice.chance(20) else country

    def country(self) -> str:
        """Any country, hosts of the sample most often."""
        return self._dice.early(self._shape.words["countries.all"])

    def government_of(self, country: str) -> str:
        """``Government of the United States``."""
        article = "the " if country.startswith(self._shape.words["countries.with_article"]) else ""
        return f"Government of {article}{country}"

    def _governments(self, block: str, share: float) -> list[Actor]:
        names = self._shape.words[f"countries.{block}"]
        return [
            Actor(self.government_of(name), "State", name)
            for name in names[: max(5, int(len(names) * share))]
        ]

    def _newcomer(self, kind: str) -> Actor:
        words, pick = self._shape.words, self._dice.pick
        head, tail, topic = (
            pick(words[f"actors.parts.{part}"]) for part in ("heads", "tails", "topics")
        )
        name = f"{head}{tail} {topic}{pick(words[f'actors.forms.{kind}'])}"
        while name in self._met:
            name = f"{name} {self.country()}"
        self._met.add(name)
        return Actor(name, kind, pick(words["countries.all"]) if self._dice.chance(40) else "")


def synthesise(pledges: int, seed: int = 1) -> Iterator[list[str]]:
    """The rows of a register of so many pledges, each as long as ``HEADER``: the same for the same
    two numbers.
    """
    dice = Dice(seed)
    cast = Cast(dice, pledges // 6)
    owed: list[Owed] = []
    for number in range(1, pledges + 1):
        to_follow = pledges - number
        due = (
            owed.pop(dice.number(0, len(owed) - 1))
            if owed and (len(owed) > to_follow or dice.chance(2))
            else None
        )
        row = dict.fromkeys(HEADER, "")
        row["local_id"] = f"SYN{number:07}"
        # Official numbers have five figures and gaps; a register beyond them has local identifiers
        # only.
        row["pledge_id"] = f"GRF-{number:05}" if number < 100_000 and dice.chance(60) else ""
        new = _write(row, dice, cast, due, may_owe=to_follow > len(owed))
        if new is not None:
            owed.append(new)
        yield list(row.values())


def write_register(path: Path, pledges: int, seed: int = 1) -> None:
    """Write a register as CSV: UTF-8, lines ended by a line feed."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(chain([HEADER], synthesise(pledges, seed)))


def _write(
    row: dict[str, str], dice: Dice, cast: Cast, due: Owed | None, *, may_owe: bool
) -> Owed | None:
    """Fill a row; the answer is what another row has to say back."""
    role = dice.draw("role") if due is None else dice.pick(("donor", "provider"))
    actor = cast.submitter(role) if due is None else due.supporter
    row["role"] = role
    row["forum"] = dice.draw("forum")
    row["year"] = row["forum"][-4:]
    _write_topics(row, dice, role)
    aggregate = due is None and dice.chance(5)
    _write_text(row, dice, dice.number(2, 40) if aggregate else 1)
    _write_actor(row, dice, cast, actor, plain=due is not None)
    row["country_of_implementation"] = _place(dice, cast, dice.draw(f"place.{role}"), actor.country)
    _write_partners(row, dice, cast, actor)
    _write_figures(row, dice)
    _write_progress(row, dice)
    if due is not None:
        row["country_of_implementation"] = due.host.country
        row["theme"] = due.theme
        row["matched_with"] = f"{due.host.name} {dice.pick(('(policy)', ''))}".rstrip()
        row["support_extent"] = dice.draw("extent")
        return None
    if dice.chance(1.2):
        _write_oddity(row, dice)
    elif not aggregate and actor.kind == "State":
        return _write_match(row, dice, cast, actor, may_owe=may_owe)
    return None


def _write_topics(row: dict[str, str], dice: Dice, role: str) -> None:
    """What a pledge is about and what it brings."""
    kinds = dice.some("contribution", "contribution")
    first = [dice.draw(f"contribution_of.{role}")] if kinds else []
    row["contribution_type"] = "; ".join(dict.fromkeys(first + kinds[1:]))
    row["theme"] = "; ".join(dice.some("theme", "theme"))
    titles = shape().words["texts.multistakeholder_pledges"]
    row["multistakeholder_pledge"] = "; ".join(
        {dice.pick(titles): 1 for _ in range(dice.count("multistakeholder"))}
    )
    row["situation"] = dice.draw("situation") if dice.chance(5) else ""
    row["gcr_objective"] = str(dice.number(1, 4)) if dice.chance(1) else ""
    row["origin_population"] = (
        dice.pick(("Syria", "Afghanistan", "South Sudan", "Venezuela")) if dice.chance(2) else ""
    )


def _write_text(row: dict[str, str], dice: Dice, count: int) -> None:
    """Title and fact of one pledge, or of a statement about ``count`` of them."""
    title = _phrase(dice, dice.number(3, 7))
    row["title"] = " ".join(title) if count == 1 else f"{count} pledges on {title[1]} (aggregate)"
    row["n_pledges"], row["is_aggregate"] = str(count), "no" if count == 1 else "yes"
    # Short facts are the commonest: the smaller of two lengths.
    fact = _phrase(dice, min(dice.number(8, 40), dice.number(8, 40)))
    middle = len(fact) // 2
    fact[1] += "," if dice.chance(30) else ""
    fact[2] = f'"{fact[2]}"' if dice.chance(4) else fact[2]
    fact[-1] = dice.pick(shape().words["texts.accented"]) if dice.chance(6) else fact[-1]
    fact[middle] = f"\n{fact[middle]}" if dice.chance(3) else fact[middle]
    row["fact"] = " ".join(fact)
    row["classification_note"] = (
        "listed at a national workshop; submission not checked" if dice.chance(10) else ""
    )
    row["source_url"] = f"https://example.org/synthetic/{row['local_id']}"
    row["source_url_2"] = f"{row['source_url']}?page=2" if dice.chance(22) else ""


def _phrase(dice: Dice, length: int) -> list[str]:
    verbs, words = shape().words["texts.verbs"], shape().words["texts.words"]
    return [dice.pick(verbs), *(dice.pick(words) for _ in range(length - 1))]


def _write_actor(row: dict[str, str], dice: Dice, cast: Cast, actor: Actor, *, plain: bool) -> None:
    """Who submits; ``plain`` where another row names the actor."""
    row["submitting_entity"] = actor.name
    row["entity_type"] = actor.kind if dice.chance(94) else ""
    if actor.kind == "State" and not plain and dice.chance(6):
        row["submitting_entity"] = cast.government_of(cast.spelled(actor.country))
        row["submitting_entity"] += dice.pick(("", " (Ministry of Interior)"))
    elif actor.kind != "State":
        row["submitting_country"] = actor.country
    if actor.kind == "Multi-stakeholder" and not plain and dice.chance(40):
        topic = row["theme"].partition(";")[0].lower().partition(" (")[0]
        members = "; ".join(
            dict.fromkeys(cast.member("Civil society organization").name for _ in range(3))
        )
        row["submitting_entity"] = (
            f"Multi-stakeholder ({topic})" if topic and dice.chance(50) else members
        )
        row["submitting_country"] = ""


def _place(dice: Dice, cast: Cast, kind: str, own: str) -> str:
    if kind == "region":
        return dice.draw("region")
    if kind == "several":
        return "; ".join(dict.fromkeys(cast.country() for _ in range(dice.number(2, 4))))
    if kind == "one" or (kind == "own" and not own):
        return cast.spelled(cast.country())
    return {"global": "Global", "own": own}.get(kind, "")


def _write_partners(row: dict[str, str], dice: Dice, cast: Cast, actor: Actor) -> None:
    """Countries and organizations that pledge jointly, none of them the submitter."""
    partners: list[str] = []
    for _ in range(dice.count("partner")):
        country, member = (
            cast.country(),
            cast.member("Civil society organization" if dice.chance(70) else "UN"),
        )
        partners.append(
            cast.spelled(country) if country != actor.country and dice.chance(40) else member.name
        )
    if partners and dice.chance(15):
        partners[-1] = dice.pick(shape().words["texts.nobody"])
    submitters = row["submitting_entity"].split("; ")
    row["joint_partners"] = "; ".join(
        name for name in dict.fromkeys(partners) if name not in submitters
    )


def _write_figures(row: dict[str, str], dice: Dice) -> None:
    """Targets, and money where the contribution is money."""
    units = dice.some("target_unit", "target")
    if units:
        row["target_value"] = "; ".join(
            str(dice.number(1, 99) * 10 ** dice.number(0, 4)) for _ in units
        )
        row["target_unit"] = "; ".join(units)
        row["target_year"] = str(dice.number(2024, 2030)) if dice.chance(90) else ""
        row["baseline"] = str(dice.number(1, 99) * 100) if dice.chance(8) else ""
    if "financial" in row["contribution_type"] and dice.chance(60):
        row["amount"] = str(dice.number(1, 40) * 10 ** dice.number(4, 7))
        row["currency"] = dice.draw("currency")
        row["amount_note"] = dice.draw("amount_note")


def _write_progress(row: dict[str, str], dice: Dice) -> None:
    """Dates, stage, standing, and whether support is asked for."""
    year = int(row["year"] or 2023)
    row["submission_date"] = dice.day(year) if row["pledge_id"] and row["forum"] else ""
    row["standing"] = dice.draw("standing")
    # The sample has 7 % with a stage; more here, so that questions about progress have something to
    # do.
    if dice.chance(20):
        row["stage"] = dice.draw("stage")
        row["stage_date"] = dice.day(year + 1)[: 10 if dice.chance(50) else 7]
        row["stage_basis"] = "update by the entity"
    if dice.chance(15):
        row["stage_note"] = (
            f"progress mentioned by the source ({year + 1}), no official stage given"
        )
    if row["role"] in ("host", "host-region") and dice.chance(14):
        row["needs_support"] = "yes"
        row["needs_note"] = "with the contribution of development actors" if dice.chance(80) else ""


def _write_match(
    row: dict[str, str], dice: Dice, cast: Cast, actor: Actor, *, may_owe: bool
) -> Owed | None:
    """Support told on a State's row: about two rows of three with such a word are halves of a
    pair.
    """
    if row["role"] != "host":
        if row["role"] == "donor" and dice.chance(4):
            row["matched_with"] = f"{cast.government('host').name} (policy)"
            row["support_extent"] = "not stated"
        return None
    # Of all rows, 40 % are a State's as a host: 3 of a hundred of these begin a pair, 1.4 name a
    # supporter alone.
    mutual = may_owe and bool(row["theme"]) and dice.chance(3)
    if not mutual and not dice.chance(1.4):
        return None
    supporter = (
        cast.government("donor") if dice.chance(50) else cast.member("Philanthropy / foundation")
    )
    row["matched_with"] = f"{supporter.name} {dice.draw('remark')}".rstrip()
    row["support_extent"] = dice.draw("extent")
    if not mutual:
        return None
    row["submitting_entity"] = actor.name
    row["country_of_implementation"] = actor.country
    return Owed(actor, supporter, dice.pick(row["theme"].split("; ")))


def _write_oddity(row: dict[str, str], dice: Dice) -> None:
    """One cell that a careful reader reports and does not stop at."""
    column, _, text = dice.pick(shape().words["texts.odd"]).partition("=")
    row[column] = text
    row["currency"] = "USD" if row["amount"] and not row["currency"] else row["currency"]


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description="Write a synthetic register of pledges.")
    parser.add_argument("pledges", metavar="N", type=int)
    parser.add_argument("path", metavar="OUT.csv", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    write_register(options.path, options.pledges, options.seed)


if __name__ == "__main__":
    main()
