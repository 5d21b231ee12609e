"""Sheets: the pictures for meetings of what is in scope, and their files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.pictures.bitmaps import fonts_for, png
from pledgegraph.graph.pictures.captions import Captions
from pledgegraph.graph.pictures.composition import Thing, thing_with_all_seen
from pledgegraph.graph.pictures.government_names import countries_of_governments
from pledgegraph.graph.pictures.meeting import Facts
from pledgegraph.graph.pictures.pledge_things import PledgeThings
from pledgegraph.graph.pictures.promises import is_grouped, promise_sheet
from pledgegraph.graph.pictures.seating import Seating
from pledgegraph.graph.pictures.seats import seat_sheet
from pledgegraph.graph.pictures.sheet_pages import first_rows, html
from pledgegraph.graph.pictures.sheets import Sheet, cell, svg
from pledgegraph.graph.pictures.thin import thin_sheet
from pledgegraph.queries.naming import short
from pledgegraph.queries.promises import PromiseRows, promises
from pledgegraph.queries.scope import Scope
from pledgegraph.queries.seats import Seats, seats
from pledgegraph.queries.thin import thin_fields
from pledgegraph.wording import worded
from pledgegraph.writing.tabular import Cell, csv_text

from .given_names import with_places
from .mark_sizes import Form, with_amounts, with_people
from .pictures import scope_of, scope_of_answer, sources_of

if TYPE_CHECKING:
    from .workspace import Workspace

RowsOf = Callable[[Scope], list[dict[str, Any]]]
"""Gives the rows of the host-country pledges in a scope, as ``promises`` does."""


def subject_of(reader: Workspace, given: Mapping[str, Any], lang: str) -> str:
    """What is asked for, by its names."""
    with with_places(reader.build_folder()), closing(reader.engine()) as opened:
        return scope_of(opened, reader.manifest(), given, lang).subject.title


def sheet_of(
    reader: Workspace,
    question: str,
    given: Mapping[str, Any],
    lang: str,
    form: Form,
) -> Sheet:
    """The sheet *promise and support*, or *where support is thin* (``thin``), of the host-country
    pledges in scope of parameters, or in the answer to a question; or *who sits at the table*
    (``table``) of a platform.

    Raises:
        UsageProblem: a name is not known, or no host-country pledge is in scope.
    """
    layout = form.layout
    if form.size and form.size != SIZES[layout]:
        raise UsageProblem(
            worded(
                "The layout {layout} does not take --size {size}", layout=layout, size=form.size
            ),
            worded("people is the size of a country, in thin and table; amount that of a pledge."),
        )
    if question and layout == "table":
        raise UsageProblem(
            worded("The layout table is of a support platform, not of an answer"),
            worded("Leave out --question, or use --layout promises or thin."),
        )
    manifest = reader.manifest()
    # Before the engine is opened here: an answer opens one of its own
    answer = reader.ask(question, lang=lang, **given) if question else None
    with with_places(reader.build_folder()), closing(reader.engine()) as opened:
        if answer:
            scope, title = scope_of_answer(opened, answer, manifest, lang)
        else:
            scope = scope_of(
                opened,
                manifest,
                given,
                lang,
                may_be_empty=layout == "table",
            )
            title = scope.subject.title
        draw = LAYOUTS[layout]
        return draw(scope, title, Captions(lang), form)


def _page_of(
    sheet: Sheet,
    scope: Scope,
    made: PromiseRows | None = None,
) -> Sheet:
    """A sheet with what a page shows of its pledges: of the rows that a page has, not of all."""
    sheet.sections = first_rows(sheet.sections)
    ids: dict[str, None] = {}
    unfilled = set()
    for section in sheet.sections:
        for row in section.rows:
            identifier = str(row.get("id", ""))
            if identifier.startswith("pledge/"):
                ids[identifier] = None
            if "who" not in row:
                unfilled.add(identifier)
    captions = Captions(sheet.language)
    if made:
        _fill(made, unfilled & ids.keys(), scope, captions)
    sheet.things = _things_of(scope, list(ids), captions)
    return sheet


def _fill(
    made: PromiseRows,
    ids: Collection[str],
    scope: Scope,
    captions: Captions,
) -> None:
    """Add to some rows what is recorded of their pledges, in the language of the picture."""
    if not ids:
        return
    made.fill(ids)
    rows = [row for row in made.rows if row["id"] in ids]
    for row, said in zip(rows, _in_language(rows, "who", scope, captions), strict=True):
        row["who"] = said["who"]


def _part_of(
    scope: Scope,
    captions: Captions,
    form: Form,
) -> PromiseRows | None:
    """The promises in scope for a page, which may show a part of them: then what is recorded of
    them is not yet there. Nothing where no page is made.
    """
    if not form.is_page:
        return None
    made = PromiseRows(scope)
    is_part = form.layout == "thin" or is_grouped(len(made.rows), form.paper)
    if form.size == "amount" or not is_part:
        _fill(made, {row["id"] for row in made.rows}, scope, captions)
    return made


def _things_of(
    scope: Scope,
    ids: Sequence[str],
    captions: Captions,
) -> dict[str, Thing]:
    """Identifier → the pledge with its facts, filters and sources."""
    made = PledgeThings(scope.asked.engine, captions, ids)
    things = map(thing_with_all_seen, made.made(ids))
    return {thing.id: thing for thing in things}


def made_promise_sheet(
    scope: Scope,
    title: str,
    captions: Captions,
    form: Form,
    rows_of: RowsOf = promises,
) -> Sheet:
    """Promise and support, of rows that may have been read for more than this scope."""
    _with_hosts(scope, title)
    facts = _facts(scope, title, captions)
    made = _part_of(scope, captions, form)
    rows = made.rows if made else _in_language(rows_of(scope), "who", scope, captions)
    if form.size:
        facts = with_amounts(facts, rows, captions, form)
    sheet = promise_sheet(rows, facts, captions, form.paper)
    return _page_of(sheet, scope, made) if form.is_page else sheet


def made_thin_sheet(
    scope: Scope,
    title: str,
    captions: Captions,
    form: Form,
    rows_of: RowsOf = promises,
) -> Sheet:
    """Where support is thin, of such rows."""
    _with_hosts(scope, title)
    thin = thin_fields(scope)
    if not thin.fields:
        raise UsageProblem(
            worded(
                "No host-country pledge in scope of {title} names a single country",
                title=title,
            ),
            worded("Use --layout promises, which needs no country."),
        )
    left_out = _counted(captions, "in no field", thin.outside)
    facts = _facts(
        scope,
        title,
        captions,
        left_out,
    )
    made = _part_of(scope, captions, form)
    rows = made.rows if made else _in_language(rows_of(scope), "who", scope, captions)
    sheet = thin_sheet(
        thin.fields,
        rows,
        with_people(facts, captions, form),
        captions,
        form.paper,
    )
    return _page_of(sheet, scope, made) if form.is_page else sheet


def made_seat_sheet(
    scope: Scope,
    title: str,
    captions: Captions,
    form: Form,
) -> Sheet:
    """Who sits at the table of a platform."""
    found = seats(scope)
    seating = Seating(
        found.countries,
        found.hosts,
        _in_language(found.members, "actor", scope, captions),
        _in_language(found.others, "actor", scope, captions),
        _things_by_name(found, scope, captions) if form.is_page else {},
    )
    # Of some actors alone the host-country pledges have no line
    unseated = "unseated" if found.hosts else "unseated of some"
    left_out = [
        *_counted(captions, unseated, found.unseated),
        *_counted(captions, "beyond", found.beyond),
    ]
    facts = Facts(
        title,
        scope.coverage(),
        _sources(scope, captions, left_out),
    )
    facts = with_people(facts, captions, form)
    sheet = seat_sheet(seating, facts, captions, form.paper)
    return _page_of(sheet, scope) if form.is_page else sheet


def _in_language(
    rows: Sequence[Mapping[str, Any]],
    column: str,
    scope: Scope,
    captions: Captions,
) -> list[dict[str, Any]]:
    """Rows in which governments in a column are called as their countries are in the language."""
    governments = countries_of_governments(scope.asked.engine, captions)
    called = {short(name): country for name, country in governments.items()}
    found = []
    for row in rows:
        names = row[column]
        if isinstance(names, str):
            said: Any = called.get(names, names)
        else:
            said = [called.get(name, name) for name in names]
        found.append({**row, column: said})
    return found


def _things_by_name(
    found: Seats,
    scope: Scope,
    captions: Captions,
) -> dict[str, Thing]:
    """The pledges of a table by the names that they have in its rows."""
    things = _things_of(scope, sorted(set(found.pledges.values())), captions)
    return {name: things[identifier] for name, identifier in found.pledges.items()}


def _counted(
    captions: Captions,
    kind: str,
    number: int,
) -> list[str]:
    """A sentence on a number of pledges, if there are any."""
    return [captions.count(kind, number)] if number else []


SIZES = {"promises": "amount", "thin": "people", "table": "people"}
"""By what each layout can draw sizes: amounts are of pledges, people of countries."""
LAYOUTS: Mapping[str, Callable[[Scope, str, Captions, Form], Sheet]] = {
    "promises": made_promise_sheet,
    "thin": made_thin_sheet,
    "table": made_seat_sheet,
}
"""How a sheet is made of what is in scope, by the name of its layout."""


def _with_hosts(scope: Scope, title: str) -> None:
    """Refuse a scope without host-country pledges."""
    if not scope.hosts:
        raise UsageProblem(
            worded("No host-country pledge is in scope of {title}", title=title),
            worded("Use --layout network, which shows the pledges of others too."),
        )


def _facts(
    scope: Scope,
    title: str,
    captions: Captions,
    left_out: Sequence[str] = (),
) -> Facts:
    # The picture is of host-country pledges: the others are in scope, and are said
    others = len(scope.rows) - len(scope.hosts)
    said = [*_counted(captions, "others in scope", others), *left_out]
    return Facts(
        title,
        scope.coverage(),
        _sources(scope, captions, said),
        are_chosen=bool(scope.asked.parameters["named"]),
    )


def _sources(
    scope: Scope,
    captions: Captions,
    left_out: Sequence[str],
) -> list[str]:
    """What is left out, what silence means, and where the rows are from."""
    manifest = scope.asked.manifest
    first = [*left_out, captions.say("silence")]
    last = [sources_of(manifest, captions)]
    if manifest["not_public"]:
        sources = ", ".join(manifest["not_public"])
        last.append(captions.say("not public", sources=sources))
    return [" ".join(first), " ".join(last)]


def boxes_in(sheet: Sheet) -> str:
    """The letters of a sheet that no font of this machine has: they are drawn as boxes."""
    _, missing = fonts_for(sheet.strange())
    return missing


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
    rows = []
    for row in sheet.table:
        rows.append([_cell(row[name]) for name in sheet.headings])
    # As answers are written: with their guard against formulas
    text = csv_text(list(sheet.headings), rows)
    # With the mark by which Excel reads UTF-8
    path.write_text(text, "utf-8-sig", newline="\n")


def _cell(value: Any) -> Cell:
    """A number as it is, anything else as a text."""
    return value if isinstance(value, int) else cell(value)


WRITERS: Mapping[str, Callable[[Sheet, Path], None]] = {
    ".html": _write_html,
    ".htm": _write_html,
    ".svg": _write_svg,
    ".png": _write_png,
    ".csv": _write_csv,
}
"""How a sheet is written to a file, by the end of its name."""
