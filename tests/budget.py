"""Budget: how many examples a test tries: in CI few, always the same; with PLEDGEGRAPH_LONG=1 many,
always others.

What fails in a long run is shrunk, kept in ``.hypothesis`` and tried first the next time.
"""

import os
from collections.abc import Sequence
from typing import TypeVar

from hypothesis import HealthCheck, settings

LONG = bool(os.environ.get("PLEDGEGRAPH_LONG"))


def load_profile() -> None:
    """Settings for all tests with drawn examples; none fails because a machine is slow."""
    settings.register_profile("few", derandomize=True, deadline=None)
    settings.register_profile("many", derandomize=False, deadline=None, print_blob=True)
    settings.load_profile("many" if LONG else "few")


Case = TypeVar("Case")


def some(cases: Sequence[Case], every: int) -> Sequence[Case]:
    """Cases of one kind: in CI the first of each ``every``, in a long run all."""
    return cases if LONG else cases[::every]


def examples(few: int, many: int) -> settings:
    """The examples of a test: ``few`` in CI, ``many`` in a long run."""
    return settings(max_examples=many if LONG else few, suppress_health_check=list(HealthCheck))
