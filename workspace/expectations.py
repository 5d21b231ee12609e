"""Expectations: what pledgegraph.toml says that a build must have; one that has less is refused."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from pledgegraph.errors import PledgegraphError
from pledgegraph.wording import Worded, worded


class ExpectationFailed(PledgegraphError):
    """A build has less than pledgegraph.toml expects. The build before it still answers."""

    exit_status = 1
    code = "B005"


@dataclass(frozen=True)
class Expectations:
    """The table ``[expect]``.

    Attributes:
        pledges: how many a build has at least; so ``actors``, ``matches`` and ``updates``.
        places: the share of places that are resolved at least, 0 to 1.
        largest_drop: the share of pledges that may be missing since the build before, 0 to 1.
    """

    pledges: int = 0
    actors: int = 0
    matches: int = 0
    updates: int = 0
    places: float = 0.0
    largest_drop: float = 1.0


KEYS = tuple(field.name for field in fields(Expectations))
SHARES = ("places", "largest_drop")
"""Keys whose value is a share; that of others is a number of things."""
_CLASSES = {
    "pledges": "Pledge",
    "actors": "Actor",
    "matches": "Match",
    "updates": "ImplementationUpdate",
}


def wrong_values(table: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """The key, what is wrong, and how to fix it, for each value that cannot be used."""
    for key, value in table.items():
        # Python's bool is an int
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        if key in SHARES:
            if not is_number or not 0 <= value <= 1:
                yield (
                    key,
                    f"expect.{key} is not a share",
                    f"Write a number from 0 to 1: {key} = 0.9",
                )
        elif key in KEYS and (not isinstance(value, int) or not is_number or value < 0):
            yield key, f"expect.{key} is not a number of things", f"Write {key} = 100."


def expectations_text(expect: Expectations) -> list[str]:
    """The lines of the table; none where nothing is expected."""
    usual = Expectations()
    lines = []
    for key in KEYS:
        value = getattr(expect, key)
        if value != getattr(usual, key):
            lines.append(f"{key} = {value}")
    return ["", "[expect]", *lines] if lines else []


def check_build(
    expect: Expectations,
    build: Path,
    manifest: Mapping[str, Any],
    before: Mapping[str, Any] | None,
) -> None:
    """Refuse a build that has less than is expected of it.

    Args:
        build: its folder.
        before: the manifest of the build before it, if there is one.

    Raises:
        ExpectationFailed: with the first expectation that is not met.
    """
    for found, hint in _unmet(expect, build, manifest, before):
        raise ExpectationFailed(found, hint)


def _unmet(
    expect: Expectations,
    build: Path,
    manifest: Mapping[str, Any],
    before: Mapping[str, Any] | None,
) -> Iterator[tuple[Worded, Worded]]:
    hint = worded("Look at the sources, or change [expect]. A build before it still answers.")
    counts = manifest["counts"]
    for key, cls in _CLASSES.items():
        least = getattr(expect, key)
        count = counts.get(cls, 0)
        if count < least:
            found = worded(
                "The new build has {count} {what}, and [expect] wants {least}",
                count=count,
                what=key,
                least=least,
            )
            yield found, hint
    if expect.places:
        share = _share_of_places(build)
        if share < expect.places:
            found = worded(
                "Of the places of the new build {share} % are resolved, and [expect] wants"
                " {least} %",
                share=_percent(share),
                least=_percent(expect.places),
            )
            yield found, hint
    if before is not None and expect.largest_drop < 1:
        old = before["counts"].get("Pledge", 0)
        new = counts.get("Pledge", 0)
        # Growth is never refused
        if old - new > expect.largest_drop * old:
            found = worded(
                "The new build has {new} pledges and the one before {old}, and [expect] allows"
                " {most} % less",
                new=new,
                old=old,
                most=_percent(expect.largest_drop),
            )
            yield found, hint


def _share_of_places(build: Path) -> float:
    """How many of the places that cells of pledges name are resolved; 1 where none names any."""
    from pledgegraph.ontology.places_written import places_written

    resolved, kept = places_written(build / "current")
    return resolved / (resolved + kept) if resolved + kept else 1.0


def _percent(share: float) -> str:
    # Rounded down: 99.96 % is not all
    return f"{int(share * 1000) / 10:g}"
