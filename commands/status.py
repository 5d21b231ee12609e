"""The status: what a build contains, and what has changed since."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Any

from pledgegraph.ontology.dates import sources_date
from pledgegraph.wording import Worded, worded, worded_count
from pledgegraph.writing.signs import visible_json

from .console import show, write
from .failures import tell, translated


class StatusFormat(StrEnum):
    """How the status is printed."""

    table = "table"
    json = "json"


def print_built(manifest: Mapping[str, Any]) -> None:
    """What a build contains, in one line on stderr."""
    numbers = manifest["counts"]
    pledges = numbers.get("Pledge", 0)
    statements = numbers.get("PledgeAggregate", 0)
    actors = numbers.get("Actor", 0)
    matches = numbers.get("Match", 0)
    parts = (
        worded_count("{number} pledge", "{number} pledges", pledges),
        worded_count(
            "{number} statement about many pledges",
            "{number} statements about many pledges",
            statements,
        ),
        worded_count("{number} actor", "{number} actors", actors),
        worded_count("{number} match", "{number} matches", matches),
    )
    things = ", ".join(map(translated, parts))
    dated = _sources_up_to(manifest)
    if not manifest["findings"]:
        tell(worded("Built: {things}; {dated}.", things=things, dated=dated))
        return
    tell(
        worded(
            "Built: {things}; {dated}; {findings}, see `pledgegraph check`.",
            things=things,
            dated=dated,
            findings=_findings(manifest),
        )
    )


def _sources_up_to(manifest: Mapping[str, Any]) -> Worded:
    stated = sources_date(manifest)
    if stated:
        return worded("sources up to {date}", date=stated)
    return worded("date of the sources not stated")


def _findings(manifest: Mapping[str, Any]) -> Worded:
    return worded_count("{number} finding", "{number} findings", len(manifest["findings"]))


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
    _show_worded(
        worded(
            "{title} ({base}), built by {tool}",
            title=manifest["title"],
            base=manifest["base"],
            tool=manifest["tool"],
        )
    )
    if changed:
        things = translated(worded(" and ")).join(map(translated, changed))
        _show_worded(worded("Changed since: {things}. Run `pledgegraph build`.", things=things))
    else:
        _show_worded(worded("Up to date with its sources."))
    for source in manifest["sources"]:
        _show_source(source)
    classes = schema().classes
    # Classes alone: relationships would be forty more numbers
    counts = []
    for name, count in manifest["counts"].items():
        if name in classes:
            counts.append(_number_of(name, count))
    show(", ".join(counts))
    _show_worded(worded("{findings}.", findings=_findings(manifest)))


def _show_worded(text: Worded) -> None:
    show(translated(text))


def _number_of(name: str, count: int) -> str:
    """``98 Pledge``: a class of the graph with its number of nodes."""
    return translated(worded("{number} {name}", number=count, name=name))


def _show_source(source: Mapping[str, Any]) -> None:
    when = worded("date not stated")
    if source["retrieved"]:
        when = worded("retrieved {date}", date=source["retrieved"])
    # Enough to see that a file is another one; the manifest has all of it
    digest = source["sha256"][:12]
    show(f"  {source['name']}: {source['file']}, {translated(when)}, {digest}")
    # Empty if the source could not be read
    if source["rows"]:
        show(f"    {translated(_rows_in_words(source['rows']))}")


def _rows_in_words(account: Mapping[str, Any]) -> Worded:
    """What became of the rows of a source: ``111 rows: 98 Pledge, 13 PledgeAggregate``."""
    if not account:
        return worded("rows not counted")
    parts = [_number_of(name, count) for name, count in account["loaded"].items()]
    for reason, count in account["aside"].items():
        if count:
            # What is left aside by design is said too, so that the numbers add up to the rows
            aside = worded("{number} left aside ({reason})", number=count, reason=reason)
            parts.append(translated(aside))
    if account["not_loaded"]:
        left = worded("{number} not loaded", number=account["not_loaded"])
        parts.append(translated(left))
    became = ", ".join(parts) or translated(worded("none"))
    return worded_count(
        "{number} row: {became}", "{number} rows: {became}", account["rows"], became=became
    )
