"""Limits of a text that a user writes: how long it may take, and how much memory."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from pledgegraph.errors import UsageProblem

MIB, GIB = 2**20, 2**30
LEAST_MEMORY = 256 * MIB
"""With less than that the engines themselves cannot start."""
MOST_SECONDS = 7 * 24 * 3600.0
_UNITS = {"": MIB, "mib": MIB, "gib": GIB}


@dataclass(frozen=True)
class Limits:
    """Seconds, and bytes of memory for the process that answers. The answer itself may have as many
    bytes again.
    """

    seconds: float = 60.0
    memory: int = GIB

    def __post_init__(self) -> None:
        # Not a number and infinity are floats too, and would never be reached
        if not (math.isfinite(self.seconds) and 0 < self.seconds <= MOST_SECONDS):
            raise UsageProblem(
                f"The limit of time cannot be {self.seconds:g} s", "Give seconds above 0, as 120."
            )
        if not LEAST_MEMORY <= self.memory <= 2**50:
            found = size_in_words(self.memory)
            least = size_in_words(LEAST_MEMORY)
            raise UsageProblem(
                f"The limit of memory cannot be {found}", f"Give {least} or more, as 2GiB."
            )


def memory_of(text: str) -> int:
    """The bytes of a size as a user writes it: ``512`` (of MiB), ``512MiB``, ``2GiB``, ``1.5GiB``.

    Raises:
        UsageProblem: it is written in another way.
    """
    found = re.fullmatch(
        r"(\d{1,9}(?:\.\d{1,3})?) ?([a-z]*)", text.strip(), re.IGNORECASE | re.ASCII
    )
    if not found or found[2].lower() not in _UNITS:
        raise UsageProblem(
            f"{text!r} is not a size of memory", "Write it in MiB as 512, or as 512MiB or 2GiB."
        )
    number, unit = found.groups()
    return int(float(number) * _UNITS[unit.lower()])


def size_in_words(size: int) -> str:
    """A size in words: ``1 GiB``, ``300 MiB``."""
    if size >= GIB and size % (GIB // 4) == 0:
        return f"{size / GIB:g} GiB"
    return f"{size / MIB:,.0f} MiB"
