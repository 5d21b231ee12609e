"""Dates: up to when the sources go, and the day that an answer is of: never the day of a build or
of a copy.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any


def sources_date(manifest: Mapping[str, Any]) -> str:
    """The newest date that the sources of a build state and that has come; "" where they state
    none.

    A day that is to come is somebody's slip: no source can tell of it.
    """
    today = date.today().isoformat()
    stated = manifest.get("dates") or [manifest["sources_up_to"]]
    # A date may be a month or a year: it is compared with as much of today
    past = [each for each in stated if each <= today[: len(each)]]
    return max(past, default="")
