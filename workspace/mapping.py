"""Mapping: a first layout for a file that no layout fits, written into the ``layouts/`` of a
workspace.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from pledgegraph.errors import SourceProblems, UsageProblem, WorkspaceProblem, suggest
from pledgegraph.personal.addresses import without_addresses
from pledgegraph.writing.whole import write_text

from .file_names import name_without_addresses, short_name, without_dates
from .new_files import make_folder, undone_on_failure
from .settings import FILE, quoted

if TYPE_CHECKING:
    from pledgegraph.loaders.looked_at import Looked

FEWEST_IN_FINGERPRINT, MOST_IN_FINGERPRINT = 2, 4
"""Columns by which a layout knows its sheets; more would miss the next year's extract."""
TELLING = (
    "local_identifier",
    "official_identifier",
    "pledge",
    "submitter",
    "supporter",
    "title",
    "year",
    "origin",
    "asylum",
)
"""Fields whose columns a sheet is known by first."""
_IN_BRACKETS = re.compile(r"[(\[]\s*(?:in |en )?([^()\[\]]+)[)\]]")
KEY = ("submitter", "title")
FURTHER_KEY = (
    "description",
    "place",
    "theme",
    "contribution",
    "partners",
    "population",
    "year",
    "submitted_on",
    "target_value",
)
"""What else may name a row: what changes least comes first, as a changed cell is another row."""


@dataclass(frozen=True)
class FirstLayout:
    """A layout that was written, for somebody to look through.

    Attributes:
        path: the file.
        looked: what it was made from.
        missing: fields that it needs and that no column was matched with.
    """

    path: Path
    looked: Looked
    missing: Sequence[str]


def map_file(
    folder: Path,
    file: Path,
    kind: str = "",
    name: str = "",
) -> FirstLayout:
    """Write a first layout for a file; ``folder`` is that of the workspace, which may be made
    later.

    Args:
        kind: of the source; else the one that most of its columns fit.
        name: of the layout; else after the file. With a name, a layout is written even where
            another one fits already.

    Raises:
        SourceProblems: the file cannot be read, or has no columns.
        UsageProblem: there is no such kind, the name is not valid, no column is matched, or a
            layout fits already.
        WorkspaceProblem: there is a layout of this name, or the folder is a file.
    """
    from pledgegraph.loaders.files.layout_checks import is_layout_name
    from pledgegraph.loaders.files.layouts import KINDS
    from pledgegraph.loaders.files.own_layouts import FOLDER, layout_names
    from pledgegraph.loaders.looked_at import look_at

    if kind and kind not in KINDS:
        hint = suggest(kind, KINDS) or f"One of {', '.join(KINDS)}."
        raise UsageProblem(f"There is no kind {kind!r}", hint)
    if folder.exists() and not folder.is_dir():
        raise WorkspaceProblem(f"{folder} is not a folder", "Choose another name.")
    if name and not is_layout_name(name):
        hint = "Use a-z, 0-9, - and _, at most 64 of them."
        raise UsageProblem(f"{name!r} cannot be the name of a layout", hint)
    # the layout is kept and shared, and says from which file it was made
    shown = name_without_addresses(file)
    if not name:
        _check_none_fits(folder, file, shown)
    looked = look_at(file, shown, kind)
    if not looked.matched.fields:
        hint = "Write the layout by hand: docs/workspace.md shows one."
        raise UsageProblem(f"No column of {shown} is like one that pledgegraph knows", hint)
    # next year's extract has another date, and the same layout
    called = without_dates(shown.partition(".")[0])
    taken = layout_names(folder)
    name = name or short_name(called, taken)
    target = folder / FOLDER / f"{name}.toml"
    # Never written over: somebody may have worked on it
    if name in taken:
        hint = "Choose another name with --name, or remove the file."
        raise WorkspaceProblem(f"There is a layout {name!r} already", hint)
    missing = looked.matched.missing()
    if not _has_identifier(looked):
        missing.append("local_identifier")
    text = "\n".join(_lines(looked, name, called)) + "\n"
    with undone_on_failure() as made:
        make_folder(target.parent, made)
        made.append(target)
        write_text(target, text)
    return FirstLayout(target, looked, missing)


def _check_none_fits(
    folder: Path,
    file: Path,
    shown: str,
) -> None:
    """Refuse a file that a layout fits: two layouts known by the same columns are one too many."""
    from pledgegraph.loaders.files.own_layouts import usable_layouts
    from pledgegraph.loaders.recognising import kind_of

    known = usable_layouts(folder)
    try:
        fitting = kind_of(file, shown, known)
    except SourceProblems:
        return  # none fits; what else is wrong with the file is said when it is looked at
    # Layouts may be there before the workspace is
    command = "add FILE" if (folder / FILE).exists() else "init DIR FILE"
    hint = f"Use it: `pledgegraph {command}`. For another layout, give it a name with --name."
    raise UsageProblem(f"The layout {fitting.name!r} already fits {shown}", hint)


def _has_identifier(looked: Looked) -> bool:
    """Whether something names a row."""
    fields = looked.matched.fields
    if looked.matched.kind != "pledges":
        return True
    named = {"local_identifier", "official_identifier"} & fields.keys()
    return bool(named) or set(KEY) <= fields.keys()


def _lines(
    looked: Looked,
    name: str,
    called: str,
) -> Iterator[str]:
    """The layout as TOML."""
    found = looked.matched
    yield f"# A first layout, written by `pledgegraph map` for {_place(looked)}."
    yield "# Look through it. Behind each # is what the cells are like, without personal data."
    yield f"kind = {quoted(found.kind)}"
    yield f"title = {quoted(called)}"
    yield f"authority = {quoted(name)}    # who numbers the rows; the same for each year's extract"
    known_by = ", ".join(map(quoted, _fingerprint(looked)))
    yield f"fingerprint = [{known_by}]    # columns by which such a sheet is known"
    # Optional, so that an extract that lacks one of them is still loaded
    others = [column for column in found.fields.values() if column not in _fingerprint(looked)]
    yield f"optional = [{', '.join(map(quoted, others))}]"
    yield 'separator = ";"    # between several values in a cell'
    identifiers = {"local_identifier", "official_identifier"} & found.fields.keys()
    if found.kind == "pledges" and not identifiers and set(KEY) <= found.fields.keys():
        yield from _key(looked)
    if looked.several:
        yield _sheet_line(looked)
        others = [name for name in looked.alike if name != looked.sheet.name]
        others = [name for name in others if not without_addresses(name)]
        if others:
            yield f"# sheets with the same columns: {_comment(', '.join(others))}"
    if looked.above and not looked.sheet.name:
        yield f"header_row = {looked.sheet.header_line}"
    yield ""
    yield "[columns]    # field = column of the sheet"
    yield from _columns(looked)
    yield from _constants(looked)
    yield ""
    yield "[ignore]    # column = why it is not loaded"
    for column, why in found.personal.items():
        yield f"{quoted(column)} = {quoted(why)}"
    # Not by its name, which may be a person's: it is not loaded as no field has it
    for why in found.named.values():
        yield f"# a column about {why}, whose name may say who: not loaded"
    for field in found.fields:
        yield from _habits_in_doubt(looked, field)


def _key(looked: Looked) -> Iterator[str]:
    """The fields that name a row where no column numbers the rows, as many as tell rows apart."""
    chosen = list(KEY)
    alike = looked.rows_alike(chosen)
    for field in FURTHER_KEY:
        if not alike:
            break
        left = looked.rows_alike([*chosen, field])
        # A field that does not separate rows would only make names of rows longer
        if left < alike:
            chosen.append(field)
            alike = left
    key = ", ".join(map(quoted, chosen))
    yield f"key = [{key}]    # no column numbers the rows: these fields name one"
    if alike:
        yield f"# {alike} rows are like another one in all of them, which stops a build:"
        yield "# map a further column and add its field to the key, or number the rows in a column"


def _sheet_line(looked: Looked) -> str:
    pattern = looked.sheet_pattern()
    remark = "of several in the workbook; * for any letters"
    # A pattern is the start of all of them, and may have half of an address
    names = {looked.sheet.name}
    if pattern not in names:
        names.update(looked.alike)
    if any(map(without_addresses, names)):
        pattern = "*"
        remark = "all: the name of the one that fits has an address; rename it and write it here"
    return f"sheet = {quoted(pattern)}    # {remark}"


def _habits_in_doubt(looked: Looked, field: str) -> Iterator[str]:
    """What somebody may have to say of the cells of a field, behind #."""
    from pledgegraph.loaders.files.fields import FIELDS
    from pledgegraph.ontology.vocabularies import vocabulary

    if looked.dates_in_doubt(field):
        yield ""
        yield f"# [cells.{field}]    # nothing shows which of 03/04/2023 is the month"
        yield '# dates = "day first"'
    if looked.numbers_in_doubt(field):
        yield ""
        yield f"# [cells.{field}]    # nothing shows whether 35.000 is 35 or 35000"
        yield '# decimal = ","'
    words = []
    list_of_words = FIELDS[looked.matched.kind][field].vocabulary
    if list_of_words:
        words = looked.words_not_in(field, vocabulary(list_of_words))
    if words:
        yield ""
        yield f"# [cells.{field}.values]    # words that are not known: say what each means"
        for word in words:
            yield f'# {quoted(_comment(word))} = ""'


def _columns(looked: Looked) -> Iterator[str]:
    found = looked.matched
    mapped = {field: f"{field} = {quoted(column)}" for field, column in found.fields.items()}
    # The remarks in one column, to be read down
    width = max(map(len, mapped.values()))
    for field, line in mapped.items():
        doubt = "by a similar name: check it; " if found.by[field] == "a similar name" else ""
        yield f"{line:<{width}}    # {doubt}{_comment(looked.samples(field))}"
    for field in found.missing():
        yield f'# {field} = "..."    # needed, and no column is like it'
    for column in found.unknown:
        called = looked.called(column)
        # A position is not a name, and needs no quotes
        called = quoted(column) if called == column else called
        yield f"# not recognised: {called}, {looked.kind_of_cells(column)}"


def _constants(looked: Looked) -> Iterator[str]:
    """The currency of all amounts, where the name of their column says it: ``Budget (USD)``."""
    from pledgegraph.loaders.kinds.currencies import currencies_named

    fields = looked.matched.fields
    if "amount" not in fields or "currency" in fields:
        return
    for said in _IN_BRACKETS.findall(fields["amount"]):
        codes = currencies_named(said.strip())
        if len(codes) == 1:
            yield ""
            yield "[constants]    # field = what every row says of it"
            yield f"currency = {quoted(*codes)}    # as the name of the amount's column says"


def _comment(text: str) -> str:
    """A text that ends with its line; TOML refuses control characters in comments too."""
    return "".join(sign if sign.isprintable() else " " for sign in text)


def _fingerprint(looked: Looked) -> list[str]:
    fields = looked.matched.fields
    telling = [field for field in TELLING if field in fields]
    if "local_identifier" in fields and "official_identifier" in telling:
        telling.remove("official_identifier")  # it may be the same column
    # a sheet is known by what it cannot lack; others only where there is too little of that
    others = [field for field in fields if field not in telling]
    wanted = max(0, FEWEST_IN_FINGERPRINT - len(telling))
    telling += others[:wanted]
    return [fields[field] for field in telling[:MOST_IN_FINGERPRINT]]


def _place(looked: Looked) -> str:
    sheet = looked.sheet
    name = without_addresses(sheet.name).text
    place = f"{sheet.file}, sheet {name}" if name else sheet.file
    # Records have keys, and no header
    header = f", header in row {sheet.header_line}" if sheet.header_line else ""
    return _comment(f"{place}{header}")
