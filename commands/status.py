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
    counted = []
    for name, one, several in _COUNTED:
        counted.append(_counted(counts.get(name, 0), one, several))
    findings = len(manifest["findings"])
    more = ""
    if findings:
        more = f"; {_counted(findings, 'finding', 'findings')}, see `pledgegraph check`"
    say(f"Built: {', '.join(counted)}; {sources_up_to(manifest)}{more}.")


def _counted(
    number: int,
    one: str,
    several: str,
) -> str:
    return f"{number:,} {one if number == 1 else several}"


def print_status(
    manifest: Mapping[str, Any],
    changed: Sequence[str],
    output: StatusFormat,
) -> None:
    """The inputs of a build, and what has changed since."""
    from pledgegraph.ontology.schema import schema

    if output is StatusFormat.json:
        status = dict(manifest) | {"stale": bool(changed), "changed": list(changed)}
        write(visible_json(json.dumps(status, ensure_ascii=False, indent=2)) + "\n")
        return
    show(f"{manifest['title']} ({manifest['base']}), built by {manifest['tool']}")
    since = " and ".join(changed)
    stale = f"{since[:1].upper()}{since[1:]} changed since: run `pledgegraph build`."
    show(stale if changed else "Up to date with its sources.")
    for source in manifest["sources"]:
        _show_source(source)
    classes = schema().classes
    counts = []
    for name, count in manifest["counts"].items():
        if name in classes:
            counts.append(f"{name} {count:,}")
    show(", ".join(counts))
    show(f"{_counted(len(manifest['findings']), 'finding', 'findings')}.")


def _show_source(source: Mapping[str, Any]) -> None:
    when = f"retrieved {source['retrieved']}" if source["retrieved"] else "date not stated"
    digest = source["sha256"][:12]
    show(f"  {source['name']}: {source['file']}, {when}, {digest}")
    if source["rows"]:  # empty if the source could not be read
        show(f"    {_rows_in_words(source['rows'])}")


def _rows_in_words(account: Mapping[str, Any]) -> str:
    """What became of the rows of a source: ``111 rows: 98 Pledge, 13 PledgeAggregate``."""
    if not account:
        return "rows not counted"
    parts = [f"{count:,} {name}" for name, count in account["loaded"].items()]
    for reason, count in account["aside"].items():
        if count:
            parts.append(f"{count:,} left aside ({reason})")
    if account["not_loaded"]:
        parts.append(f"{account['not_loaded']:,} not loaded")
    rows = _counted(account["rows"], "row", "rows")
    return f"{rows}: {', '.join(parts) or 'none'}"
