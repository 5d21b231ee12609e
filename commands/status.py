"""The status: what a build contains, and what has changed since."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from pledgegraph.ontology.dates import sources_up_to
from pledgegraph.writing.signs import visible_json

from .console import say, show, write


class StatusFormat(StrEnum):
    """How the status is printed."""

    table = "table"
    json = "json"


_COUNTED = (
    ("Pledge", "pledge", "pledges"),
    ("PledgeAggregate", "statement about many pledges", "statements about many pledges"),
    ("Actor", "actor", "actors"),
    ("Match", "match", "matches"),
)


def print_built(manifest: Mapping[str, Any]) -> None:
    """What a build contains, in one line on stderr."""
    counts = manifest["counts"]
    parts = []
    for name, one, several in _COUNTED:
        count = counts.get(name, 0)
        parts.append(_counted(count, one, several))
    counted = ", ".join(parts)
    dated = sources_up_to(manifest)
    more = ""
    if manifest["findings"]:
        findings = _findings(manifest)
        more = f"; {findings}, see `pledgegraph check`"
    say(f"Built: {counted}; {dated}{more}.")


def _findings(manifest: Mapping[str, Any]) -> str:
    number = len(manifest["findings"])
    return _counted(number, "finding", "findings")


def _counted(
    number: int,
    one: str,
    several: str,
) -> str:
    noun = one if number == 1 else several
    return f"{number:,} {noun}"


def print_status(
    manifest: Mapping[str, Any],
    changed: Sequence[str],
    output: StatusFormat,
) -> None:
    """The inputs of a build, and what has changed since."""
    from pledgegraph.ontology.schema import schema

    if output is StatusFormat.json:
        status = {
            **manifest,
            "stale": bool(changed),
            "changed": list(changed),
        }
        text = json.dumps(status, ensure_ascii=False, indent=2)
        write(visible_json(text) + "\n")
        return
    show(f"{manifest['title']} ({manifest['base']}), built by {manifest['tool']}")
    if changed:
        what = " and ".join(changed)
        # Only the first letter: a name inside keeps its capitals
        what = what[:1].upper() + what[1:]
        show(f"{what} changed since: run `pledgegraph build`.")
    else:
        show("Up to date with its sources.")
    for source in manifest["sources"]:
        _show_source(source)
    classes = schema().classes
    # Classes alone: relationships would be forty more numbers
    counts = []
    for name, count in manifest["counts"].items():
        if name in classes:
            counts.append(f"{name} {count:,}")
    show(", ".join(counts))
    show(f"{_findings(manifest)}.")


def _show_source(source: Mapping[str, Any]) -> None:
    when = "date not stated"
    if source["retrieved"]:
        when = f"retrieved {source['retrieved']}"
    # Enough to see that a file is another one; the manifest has all of it
    digest = source["sha256"][:12]
    show(f"  {source['name']}: {source['file']}, {when}, {digest}")
    # Empty if the source could not be read
    if source["rows"]:
        rows = _rows_in_words(source["rows"])
        show(f"    {rows}")


def _rows_in_words(account: Mapping[str, Any]) -> str:
    """What became of the rows of a source: ``111 rows: 98 Pledge, 13 PledgeAggregate``."""
    if not account:
        return "rows not counted"
    parts = [f"{count:,} {name}" for name, count in account["loaded"].items()]
    for reason, count in account["aside"].items():
        if count:
            # What is left aside by design is said too, so that the numbers add up to the rows
            parts.append(f"{count:,} left aside ({reason})")
    if account["not_loaded"]:
        parts.append(f"{account['not_loaded']:,} not loaded")
    rows = _counted(account["rows"], "row", "rows")
    became = ", ".join(parts) or "none"
    return f"{rows}: {became}"
