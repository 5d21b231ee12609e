"""Published pictures: the sheets for meetings of a site, of public records: promise and support of
each country, where support is thin of each situation, who sits at the table of each platform.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.engines import open_engine
from pledgegraph.graph.pictures.captions import Captions
from pledgegraph.graph.pictures.sheets import Sheet, cell, svg
from pledgegraph.graph.repeated import Repeated
from pledgegraph.ontology.languages import LANGUAGES
from pledgegraph.publishing.pictures import Pictures, SitePicture
from pledgegraph.queries.promises import Promises

from .builds import read_manifest
from .given_names import with_places
from .mark_sizes import Form
from .pictures import scope_of
from .sheets import made_promise_sheet, made_seat_sheet, made_thin_sheet

if TYPE_CHECKING:
    from pledgegraph.ontology.tables import Tables
    from pledgegraph.queries.scope import Scope

MOST_ROWS = 250
"""Rows of the table in a page, as of an answer."""
KINDS = {"country": "Country", "situation": "Situation", "platform": "SupportPlatform"}
"""What has a picture: the parameter that asks for it, and its table."""


def published_pictures(build: Path, current: Tables) -> Mapping[str, Pictures]:
    """Language → the pictures of a build with public records only."""
    manifest = read_manifest(build)
    found: dict[str, dict[str, SitePicture]] = {language: {} for language in LANGUAGES}
    with with_places(build), closing(open_engine("embedded", build, manifest)) as opened:
        # Each picture asks what places and governments are called
        engine = Repeated(opened)
        wholes = []
        for language in LANGUAGES:
            scope = scope_of(engine, manifest, {}, language, may_be_empty=True)
            # What is recorded for a pledge is the same in each of its places
            wholes.append((scope, Promises(scope)))
        for kind, identifier in _places(current, wholes[0][0]):
            first = None
            for language, (whole, promised) in zip(LANGUAGES, wholes, strict=True):
                part = whole.part({kind: [identifier]}, first)
                first = first or part
                try:
                    sheet = _sheet(part, promised, kind)
                except UsageProblem:
                    # No pledge to draw, or a platform without members
                    break
                found[language][identifier] = _as_picture(sheet)
    return found


def _places(current: Tables, whole: Scope) -> Iterator[tuple[str, str]]:
    """Kind and identifier of what may have a picture."""
    codes: set[str] = set()
    for host in whole.hosts:
        codes |= whole.pledges.countries[host["id"]]
    for kind, table in KINDS.items():
        nodes = current.nodes.get(table)
        if nodes is None:
            continue
        for identifier in nodes["id"].to_pylist():
            # Of most countries there is no host-country pledge, and to ask for each takes a while
            if kind != "country" or identifier.rpartition("/")[2] in codes:
                yield kind, identifier


def _sheet(
    part: Scope,
    promised: Promises,
    kind: str,
) -> Sheet:
    title = part.subject.title
    captions = Captions(part.phrases.language)
    if kind == "platform":
        return made_seat_sheet(part, title, captions, Form("table"))
    if kind == "situation":
        return made_thin_sheet(
            part,
            title,
            captions,
            Form("thin"),
            promised.of,
        )
    return made_promise_sheet(
        part,
        title,
        captions,
        Form(),
        promised.of,
    )


def _as_picture(sheet: Sheet) -> SitePicture:
    rows = list(_in_words(sheet.table[:MOST_ROWS], sheet.headings))
    return SitePicture(
        sheet.title,
        sheet.description,
        svg(sheet),
        Captions(sheet.language).say("as a table"),
        list(sheet.headings.values()),
        rows,
        left_out=max(0, len(sheet.table) - MOST_ROWS),
    )


def _in_words(
    rows: Iterable[Mapping[str, Any]],
    headings: Mapping[str, str],
) -> Iterator[list[str]]:
    for row in rows:
        yield [cell(row[name]) for name in headings]
