"""Limits of a text of somebody's own: how long it may take and how much memory."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass

from pledgegraph.errors import UsageProblem

MIB, GIB = 2**20, 2**30
LEAST_MEMORY = 256 * MIB
"""Less than that and the engines themselves have no room."""
MOST_SECONDS = 7 * 24 * 3600.0
_UNITS = {"": MIB, "mib": MIB, "gib": GIB}


@dataclass(frozen=True)
class Limits:
    """Seconds, and bytes of memory for the process that answers; the answer itself may take as many
    bytes again.
    """

    seconds: float = 60.0
    memory: int = GIB

    def __post_init__(self) -> None:
        if not (math.isfinite(self.seconds) and 0 < self.seconds <= MOST_SECONDS):
            raise UsageProblem(
                f"The limit of time cannot be {self.seconds:g} s", "Give seconds above 0, as 120."
            )
        if not LEAST_MEMORY <= self.memory <= 2**50:
            found, least = size_told(self.memory), size_told(LEAST_MEMORY)
            raise UsageProblem(
                f"The limit of memory cannot be {found}", f"Give {least} or more, as 2GiB."
            )


def memory_of(text: str) -> int:
    """Bytes of a size as the option takes it: ``512`` and ``512MiB`` alike, ``2GiB``,
    ``1.5GiB``.
    """
    found = re.fullmatch(
        r"(\d{1,9}(?:\.\d{1,3})?) ?([a-z]*)", text.strip(), re.IGNORECASE | re.ASCII
    )
    if not found or found[2].lower() not in _UNITS:
        raise UsageProblem(
            f"{text!r} is no size of memory", "Write it in MiB as 512, or as 512MiB or 2GiB."
        )
    return int(float(found[1]) * _UNITS[found[2].lower()])


def size_told(size: int) -> str:
    """A size in words: ``1 GiB``, ``300 MiB``."""
    return (
        f"{size / GIB:g} GiB"
        if size >= GIB and size % (GIB // 4) == 0
        else f"{size / MIB:,.0f} MiB"
    )
