"""Layout files: a layout as somebody writes it, in TOML. All that is wrong with one is reported at
once, with its line.
"""

from __future__ import annotations

import dataclasses
import re
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from pathlib import Path
from typing import Any

from pledgegraph.errors import Problem, SourceProblems, Where
from pledgegraph.ontology.spelling import fold
from pledgegraph.wording import worded

from .cell_habits import CellHabits, habits_of
from .extended_layouts import extended
from .layout_checks import Wrong, misshapen, missing_keys, numbered_column, unusable


@dataclass(frozen=True, slots=True)
class Layout:
    """How the sheets of one publisher are laid out: field → column, and the columns that are not
    read, with why.

    ``key`` are the fields that together name a row which has no identifier of its own.
    ``other_names``: what a column is called in other years. ``sheet``: of a workbook, or a pattern.
    ``header_row``: where the names of the columns are; 0 where they are to be looked for.
    ``constants``: field → what every row says of it. ``row``: what a row of a register is, one of
    ``ROWS``. ``cells``: field → how its cells are written.
    """

    name: str
    kind: str
    title: str
    authority: str
    fingerprint: tuple[str, ...]
    required: tuple[str, ...]
    optional: tuple[str, ...]
    separator: str
    columns: Mapping[str, str]
    ignore: Mapping[str, str]
    key: tuple[str, ...] = ()
    other_names: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    sheet: str = ""
    header_row: int = 0
    constants: Mapping[str, str] = dataclasses.field(default_factory=dict)
    row: str = ""
    cells: Mapping[str, CellHabits] = dataclasses.field(default_factory=dict)

    def separator_of(
        self,
        field: str,
    ) -> str:
        """What separates the values of a cell of a field."""
        habits = self.cells.get(field)
        return (habits.separator if habits else "") or self.separator

    def numbered(self) -> set[str]:
        """The keys of the names that several columns have which it maps by their number."""
        names = map(numbered_column, [*self.columns.values(), *self.ignore])
        return {header_key(name) for name in names if name}

    def fits(
        self,
        header: Iterable[str],
    ) -> bool:
        """Whether a header has every column by which this layout is known."""
        spelled = _spelled(header)
        return all(self._spelling(name, spelled) for name in self.fingerprint)

    def _spelling(
        self,
        name: str,
        spelled: Mapping[str, str],
    ) -> str:
        """How a header spells a column, under its name or another one; "" where it has none."""
        for each in (name, *self.other_names.get(name, ())):
            found = spelled.get(each) or spelled.get(header_key(each))
            if found:
                return found
        return ""

    def fitted(
        self,
        header: Iterable[str],
    ) -> Layout:
        """The layout with its columns as a header spells them: case, blanks and underscores may
        differ.
        """
        spelled = _spelled(header)

        def as_there(name: str) -> str:
            return self._spelling(name, spelled) or name

        return replace(
            self,
            fingerprint=tuple(map(as_there, self.fingerprint)),
            required=tuple(map(as_there, self.required)),
            optional=tuple(map(as_there, self.optional)),
            columns={field: as_there(name) for field, name in self.columns.items()},
            ignore={as_there(name): why for name, why in self.ignore.items()},
        )


def header_key(name: str) -> str:
    """``Pledge ID``, ``PLEDGE_ID`` and ``pledge-id`` are one name of a column."""
    return re.sub(
        r"[\s_.\-]+",
        "",
        fold(name),
    )


def _keys(name: str) -> list[str]:
    """The keys of a name; one in two languages, ``Title / Titre``, has those of both."""
    halves = re.split(r"\s*[/|]\s*|\s+[-–—]\s+", name)
    return list(dict.fromkeys(filter(None, map(header_key, [name, *halves]))))


def _spelled(header: Iterable[str]) -> dict[str, str]:
    """How a header spells its names, by the name as it is and by its key. A key that several have
    names none of them.
    """
    names = list(header)
    keys = {name: _keys(name) for name in names}
    counts = Counter(chain.from_iterable(keys.values()))
    wholes = [header_key(name) for name in names]
    count_of_wholes = Counter(wholes)
    found = {}
    for name, whole in zip(names, wholes, strict=True):
        for key in keys[name]:
            if counts[key] == 1:
                found[key] = name
        # a whole name counts before the half of another one, as "Country - Submitting entity" has
        if count_of_wholes[whole] == 1:
            found[whole] = name
    # a name as the layout has it is that one, whatever else looks like it
    found.update({name: name for name in names})
    return found


Find = Callable[[str], Path | None]
"""Where the layout of a name is, which another one extends."""


def read_layout(
    path: Path,
    shown: str = "",
    find: Find | None = None,
) -> Layout:
    """The layout in a TOML file, which has the file's name; ``shown`` is how messages call it.

    Args:
        find: finds the layouts that it may extend.

    Raises:
        SourceProblems: L001, everything in it that cannot be used.
    """
    file = shown or path.name
    text = _text(path, file)
    data: Mapping[str, Any] = _parsed(text, file)
    found = misshapen(path.stem, data)
    if "extends" in data and not found:
        data, found = _with_base(
            path,
            data,
            find,
        )
    found = found or list(missing_keys(data)) or list(unusable(data))
    problems = []
    for key, said, hint in found:
        where = Where(file, line=_line_of(text, key))
        problems.append(
            Problem(
                "L001",
                "error",
                where,
                said,
                hint,
            )
        )
    if problems:
        raise SourceProblems(problems)
    return _layout(path.stem, data)


def extends(path: Path) -> str:
    """The name of the layout that one in a file extends; "" where it extends none."""
    try:
        found = tomllib.loads(path.read_text("utf-8-sig")).get("extends", "")
    except (OSError, ValueError, RecursionError):
        return ""  # whoever reads the layout says what is wrong
    return found if isinstance(found, str) else ""


def _with_base(
    path: Path,
    data: Mapping[str, Any],
    find: Find | None,
) -> tuple[Mapping[str, Any], list[Wrong]]:
    """A layout together with the one that it extends; what is wrong with the name of that one."""
    name = data["extends"]
    seen = {path.stem}
    while name:
        base = find(name) if find is not None else None
        if name in seen:
            hint = worded("Let it extend another one, or none.")
            return data, [
                (
                    "extends",
                    worded("layout {name} extends itself in the end", name=repr(name)),
                    hint,
                )
            ]
        if base is None:
            hint = worded("Name one of pledgegraph, or one in layouts/, without .toml.")
            return data, [("extends", worded("there is no layout {name}", name=repr(name)), hint)]
        seen.add(name)
        other = _parsed(_text(base, base.name), base.name)
        wrong = misshapen(base.stem, other)
        if wrong:
            found = worded(
                "layout {name} cannot be used: {wrong}", name=repr(name), wrong=wrong[0][1]
            )
            return data, [("extends", found, worded("Correct that one first."))]
        data = extended(other, data)
        name = other.get("extends", "")
    return data, []


def _parsed(
    text: str,
    file: str,
) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        raise SourceProblems(
            [
                _bad_toml(
                    problem,
                    text,
                    file,
                )
            ]
        ) from None
    except RecursionError:
        raise _stopped(
            file,
            worded("lists are nested too deep"),
            worded("Write flat lists of texts."),
        ) from None


def _text(
    path: Path,
    file: str,
) -> str:
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as problem:
        found = worded("not valid UTF-8 at byte {start}", start=problem.start + 1)
        raise _stopped(
            file,
            found,
            worded("Save it as UTF-8."),
        ) from None
    except OSError as problem:
        found = worded("the layout cannot be read ({strerror})", strerror=problem.strerror)
        raise _stopped(
            file,
            found,
            worded("May you read it?"),
        ) from None


def _bad_toml(
    problem: tomllib.TOMLDecodeError,
    text: str,
    file: str,
) -> Problem:
    """What the parser says, with the line that it names; the last line where the text ends too
    early.
    """
    line = re.search(r"\(at line (\d+)", str(problem))
    number = int(line[1]) if line else len(text.splitlines())
    found = worded("not valid TOML: {problem}", problem=str(problem).partition(" (at ")[0])
    return Problem(
        "L001",
        "error",
        Where(file, line=number),
        found,
        worded("Correct the line."),
    )


def _stopped(
    file: str,
    found: str,
    hint: str,
) -> SourceProblems:
    return SourceProblems(
        [
            Problem(
                "L001",
                "error",
                Where(file),
                found,
                hint,
            )
        ]
    )


def _line_of(
    text: str,
    key: str,
) -> int:
    """The line of a key (``kind``, ``columns.title``), or of its table; 0 where neither is
    there.
    """
    table, _, name = key.rpartition(".")
    # TOML allows a key in quotes
    pattern = rf"\s*[\"']?{re.escape(name)}[\"']?\s*="
    inside, top = "", 0
    for number, line in enumerate(text.splitlines(), 1):
        header = re.match(r"\s*\[\s*([\w.-]+)\s*\]", line)
        if header:
            inside = header[1]
            top = number if inside in (key, table) else top
        elif inside == table and re.match(pattern, line):
            return number
    return top


def _layout(
    name: str,
    data: Mapping[str, Any],
) -> Layout:
    return Layout(
        name=name,
        kind=data["kind"],
        title=data["title"],
        authority=data["authority"],
        fingerprint=tuple(data["fingerprint"]),
        # What a sheet is known by is there in every sheet
        required=tuple(data.get("required", data["fingerprint"])),
        optional=tuple(data.get("optional", ())),
        separator=data["separator"],
        columns=data["columns"],
        ignore=data.get("ignore", {}),
        key=tuple(data.get("key", ())),
        other_names=_other_names(data.get("other_names", {})),
        sheet=data.get("sheet", ""),
        header_row=data.get("header_row", 0),
        constants=data.get("constants", {}),
        row=data.get("row", ""),
        cells=habits_of(data.get("cells", {})),
    )


def _other_names(stated: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    """``"Stage2 | Stage"`` as two names."""
    found = {}
    for name, others in stated.items():
        parts = map(str.strip, others.split("|"))
        found[name] = tuple(filter(None, parts))
    return found
