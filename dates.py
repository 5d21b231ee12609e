"""Dates: up to when the sources go, and the day that an answer is of: never the day of a build or of a copy."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

NOT_STATED = "date of the sources not stated"


def sources_date(manifest: Mapping[str, Any]) -> str:
    """The newest date that the sources of a build state and that has come; "" where they state none.

    A day that is to come is somebody's slip: no source can tell of it.
    """
    today = date.today().isoformat()
    stated = manifest.get("dates") or [manifest["sources_up_to"]]
    return max((each for each in stated if each <= today[: len(each)]), default="")


def sources_up_to(manifest: Mapping[str, Any]) -> str:
    """Up to when the sources go, in words."""
    stated = sources_date(manifest)
    return f"sources up to {stated}" if stated else NOT_STATED


def date_notices(manifest: Mapping[str, Any], as_of: str) -> list[str]:
    """A word on dates that do not fit: one to come, and a day asked for that lies before the sources'."""
    stated = sources_date(manifest)
    newest = str(manifest["sources_up_to"])
    notices = []
    if newest > stated:
        notices.append(f"A source states the date {newest}, which is to come: it is not taken for the sources' date.")
    if as_of and as_of < stated[: len(as_of)]:
        notices.append(f"What the sources state after {as_of} counts too: --as-of says which day is taken for today.")
    return notices
