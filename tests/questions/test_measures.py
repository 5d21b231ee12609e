"""Measures: what they say is the same in every run."""

from __future__ import annotations

import os
import subprocess
import sys

SCRIPT = """
from random import Random
from pledgegraph.queries.measures import Measures

random = Random(7)
rows = []
for arrangement in range(300):
    for _ in range(random.randint(2, 4)):
        rows.append({"id": f"match/{arrangement}", "actor": f"actor/{random.randint(0, 400)}"})
actors = sorted({row["actor"] for row in rows})
measures = Measures(rows, actors)
print([measures.pairs(actor) for actor in actors])
print([measures.in_same_group(actors[0], actor) for actor in actors])
"""


def measured(seed: str) -> str:
    """What a process with a seed for the order of its sets finds."""
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, text=True, check=True
    )
    return done.stdout


def test_who_is_followed_does_not_depend_on_the_order_of_sets() -> None:
    first = measured("1")
    assert "True" in first
    assert measured("2") == first
