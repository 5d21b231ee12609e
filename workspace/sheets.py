"""Sheets: the pictures for meetings of what is in scope, and their files."""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.pictures.captions import Captions
from pledgegraph.graph.pictures.meeting import Facts
from pledgegraph.graph.pictures.promises import promise_sheet
from pledgegraph.graph.pictures.sheets import Sheet, cell, html, png, svg
from pledgegraph.graph.pictures.thin import thin_sheet
from pledgegraph.queries.promises import promises
from pledgegraph.queries.scope import Scope
from pledgegraph.queries.thin import thin_fields
from pledgegraph.wording import worded

from .given_names import with_places
from .pictures import scope_of, scope_of_answer

if TYPE_CHECKING:
    from .workspace import Workspace


def subject_of(reader: Workspace, given: Mapping[str, Any], lang: str) -> str:
    """What is asked for, by its names."""
    with with_places(reader.build_folder()), closing(reader.engine()) as opened:
        return scope_of(opened, reader.manifest(), given, lang).subject.title


def sheet_of(
    reader: Workspace,
    question: str,
    given: Mapping[str, Any],
    lang: str,
    paper: str,
    layout: str = "promises",
) -> Sheet:
    """The sheet *promise and support*, or *where support is thin* (``thin``), of the host-country
    pledges in scope of parameters, or in the answer to a question.

    Raises:
        UsageProblem: a name is not known, or no host-country pledge is in scope.
    """
    manifest = reader.manifest()
    # Before the engine is opened here: an answer opens one of its own
    answer = reader.ask(question, lang=lang, **given) if question else None
    with with_places(reader.build_folder()), closing(reader.engine()) as opened:
        if answer:
            scope, title = scope_of_answer(opened, answer, manifest, lang)
        else:
            scope = scope_of(opened, manifest, given, lang)
            title = scope.subject.title
        if not scope.hosts:
            raise UsageProblem(
                worded("No host-country pledge is in scope of {title}", title=title),
                worded("Use --layout network, which shows the pledges of others too."),
            )
        captions = Captions(lang)
        facts = Facts(
            title,
            scope.coverage(),
            _foot(scope, captions),
        )
        rows = promises(scope)
        if layout == "thin":
            fields = thin_fields(scope)
            return thin_sheet(fields, rows, facts, captions, paper)
        return promise_sheet(rows, facts, captions, paper)


def _foot(scope: Scope, captions: Captions) -> list[str]:
    """What is left out, what silence means, and where the rows are from."""
    manifest = scope.asked.manifest
    # The picture is of host-country pledges: the others are in scope, and are said
    others = len(scope.rows) - len(scope.hosts)
    first = [captions.say("silence")]
    if others:
        first.insert(0, captions.count("others in scope", others))
    # Who publishes the graph answers for its sources; a graph may have nobody
    publisher = manifest["publisher"] or manifest["title"]
    licence = manifest["licence"]
    kind = "sources and licence" if licence else "sources"
    last = [captions.say(kind, sources=publisher, licence=licence)]
    if manifest["not_public"]:
        sources = ", ".join(manifest["not_public"])
        last.append(captions.say("not public", sources=sources))
    return [" ".join(first), " ".join(last)]


def _write_html(sheet: Sheet, path: Path) -> None:
    captions = Captions(sheet.language)
    page = html(sheet, captions.say("as a table"))
    path.write_text(page, "utf-8", newline="\n")


def _write_svg(sheet: Sheet, path: Path) -> None:
    path.write_text(svg(sheet), "utf-8", newline="\n")


def _write_png(sheet: Sheet, path: Path) -> None:
    path.write_bytes(png(sheet))


def _write_csv(sheet: Sheet, path: Path) -> None:
    """The rows of a picture, for whoever makes another one of them."""
    # With the mark by which Excel reads UTF-8
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(sheet.headings)
        for row in sheet.table:
            cells = [_safe(cell(row[name])) for name in sheet.headings]
            rows.writerow(cells)


def _safe(text: str) -> str:
    """A cell that no spreadsheet reads as a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@", "\t")) else text


WRITERS: Mapping[str, Callable[[Sheet, Path], None]] = {
    ".html": _write_html,
    ".htm": _write_html,
    ".svg": _write_svg,
    ".png": _write_png,
    ".csv": _write_csv,
}
"""How a sheet is written to a file, by the end of its name."""
