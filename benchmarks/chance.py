"""Chance: what a synthetic register is drawn from, and dice that fall the same everywhere."""

from __future__ import annotations

import random
import tomllib
from bisect import bisect
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import accumulate
from pathlib import Path
from typing import Any, TypeVar

V = TypeVar("V")
SHAPE = Path(__file__).with_name("synthetic_register.toml")


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
    words: dict[str, tuple[str, ...]] = {}
    weights: dict[str, Weighed] = {}
    for name, value in _flat(tomllib.loads(SHAPE.read_text("utf-8"))):
        if isinstance(value, list):
            words[name] = tuple(value)
        else:
            sums = tuple(accumulate(value.values()))
            weights[name.removeprefix("weights.")] = Weighed(tuple(value), sums)
    spellings: dict[str, tuple[str, ...]] = {}
    for block in ("countries.hosts", "countries.donors", "countries.others"):
        in_block = dict(map(_country_and_spellings, words[block]))
        words[block] = tuple(in_block)
        spellings |= in_block
    words["countries.all"] = tuple(spellings)
    return Shape(words, weights, spellings)


def _country_and_spellings(text: str) -> tuple[str, tuple[str, ...]]:
    """``Türkiye=Turkey=Turkiye`` → the country, and its other spellings."""
    country, *others = text.split("=")
    return country, tuple(others)


def _flat(tables: Mapping[str, Any], path: str = "") -> Iterator[tuple[str, Any]]:
    """Each list and each table of numbers under its dotted name."""
    for key, value in tables.items():
        if isinstance(value, dict) and not _is_weights(value):
            yield from _flat(value, f"{path}{key}.")
        else:
            yield path + key, value


def _is_weights(table: Mapping[str, object]) -> bool:
    return all(isinstance(weight, int) for weight in table.values())


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
        numbers = last - first + 1
        return first + int(self._random() * numbers)

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
        drawn = int(self._random() * weighed.sums[-1])
        return weighed.values[bisect(weighed.sums, drawn)]

    def some(self, table: str, what: str) -> list[str]:
        """Different values of a table, about as many as cells of ``what`` have."""
        return different(partial(self.draw, table), self.count(what))

    def count(self, what: str) -> int:
        """How many values a cell of ``what`` has."""
        return int(self.draw(f"count.{what}"))

    def day(self, year: int) -> str:
        """An ISO date."""
        month = self.number(1, 12)
        day = self.number(1, 28)
        return f"{year}-{month:02}-{day:02}"


def different(draw: Callable[[], str], times: int) -> list[str]:
    """The different values that come up when one draws so many times, in their order."""
    found = {}
    for _ in range(times):
        found[draw()] = True
    return list(found)
