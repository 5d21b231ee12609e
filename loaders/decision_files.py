"""Decision files: what people have decided, one decision a line, in the decisions/ of a workspace.

A line says what a name or a pledge is: ``same`` as another one, ``different`` from it, or to be
passed over (``ignore``); who decided it, when and why. Lines are sorted, so that two people's
decisions merge in version control.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, fields
from functools import partial
from pathlib import Path

from pledgegraph.errors import Problem, Where, suggest_of
from pledgegraph.loaders.files.headers import names_taken_out
from pledgegraph.loaders.files.reading import read_sheets
from pledgegraph.loaders.files.sheets import Sheet
from pledgegraph.ontology.spelling import fold
from pledgegraph.wording import worded

FOLDER = "decisions"
SAME, DIFFERENT, IGNORE = "same", "different", "ignore"
ACTORS, PLEDGES, TERMS = "actors", "pledges", "terms"
KINDS = (ACTORS, PLEDGES, TERMS)
WORDS = {
    ACTORS: (SAME, DIFFERENT, IGNORE),
    PLEDGES: (SAME, DIFFERENT),
    TERMS: (SAME, IGNORE),
}
"""What may be decided in each file."""


_NO_ADDRESS = worded("Write the name alone.")


@dataclass(frozen=True, order=True)
class Decision:
    """One line of a file.

    Attributes:
        name: as cells write it, or an identifier.
        listed: the list of words that a term is of; "" for actors and pledges.
        line: in the file; 0 for one that is not written yet.
    """

    name: str
    decision: str
    other: str = ""
    who: str = ""
    when: str = ""
    why: str = ""
    listed: str = ""
    line: int = 0


COLUMNS = ("name", "decision", "other", "who", "when", "why")
TERM_COLUMNS = ("listed", *COLUMNS)


def columns_of(kind: str) -> tuple[str, ...]:
    """The columns of a file of decisions."""
    return TERM_COLUMNS if kind == TERMS else COLUMNS


def decision_files(workspace: Path) -> list[Path]:
    """The files of decisions that there are."""
    paths = [path_of(workspace, kind) for kind in KINDS]
    return [path for path in paths if path.is_file()]


def path_of(
    workspace: Path,
    kind: str,
) -> Path:
    """``decisions/actors.csv``."""
    return workspace / FOLDER / f"{kind}.csv"


def shown_name(kind: str) -> str:
    """What messages call a file."""
    return f"{FOLDER}/{kind}.csv"


def read_decisions(
    workspace: Path,
    kind: str,
    problems: list[Problem],
) -> list[Decision]:
    """The decisions in a file; D001 for each line that says none.

    Raises:
        SourceProblems: the file cannot be read, or has other columns.
    """
    path = path_of(workspace, kind)
    # Written with its header and no line yet, or nothing at all: nothing is decided
    if not path.is_file() or not path.read_bytes().strip():
        return []
    shown = shown_name(kind)
    check = partial(_check_columns, kind)
    sheet = read_sheets(
        path,
        shown,
        delimiter=",",
        check=check,
    )[0]
    return list(_lines(sheet, kind, problems))


def _check_columns(
    kind: str,
    sheet: Sheet,
) -> list[Problem]:
    wanted = columns_of(kind)
    missing = [name for name in wanted if name not in sheet.header]
    if not missing:
        return []
    problem = Problem(
        code="D001",
        severity="error",
        where=Where(shown_name(kind), line=sheet.header_line),
        found=worded("the columns {names} are missing", names=", ".join(missing)),
        hint=worded("A file of decisions has the columns {names}.", names=", ".join(wanted)),
    )
    return [problem]


def _lines(
    sheet: Sheet,
    kind: str,
    problems: list[Problem],
) -> Iterator[Decision]:
    """The lines of a file that say a decision."""
    wanted = columns_of(kind)
    cells = [sheet.column(name) for name in wanted]
    for row, texts in enumerate(zip(*cells, strict=True)):
        stripped = [" ".join(text.split()) for text in texts]
        values = dict(zip(wanted, stripped, strict=True))
        read = Decision(**values, line=sheet.lines[row])
        wrong = _wrong(read, kind)
        if wrong is None:
            yield read
            continue
        column, found, hint = wrong
        where = sheet.where(row, column)
        problems.append(Problem("D001", "error", where, found, hint))


def _wrong(
    read: Decision,
    kind: str,
) -> tuple[str, str, str] | None:
    """The column, what is wrong with a line, and how to fix it."""
    words = WORDS[kind]
    # What a decision calls an actor is its name in every output
    for column, name in (("name", read.name), ("other", read.other)):
        if names_taken_out([name]):
            found = worded("the name has an e-mail address or a telephone number")
            return column, found, _NO_ADDRESS
    if not read.name:
        hint = worded("Write what has been decided about.")
        return "name", worded("the line names nothing"), hint
    if read.decision not in words:
        found = worded("{decision} is not a decision", decision=repr(read.decision))
        return "decision", found, suggest_of(read.decision, words)
    if read.decision == IGNORE and read.other:
        hint = worded("Leave the cell empty, or write same.")
        return "other", worded("what is ignored is nothing else"), hint
    if read.decision != IGNORE and not read.other:
        found = worded(
            "nothing says what {name} is {decision} as or from",
            name=repr(read.name),
            decision=read.decision,
        )
        return "other", found, worded("Name the other one.")
    return None


def decisions_text(
    kind: str,
    decisions: Collection[Decision],
) -> str:
    """A file of decisions, sorted, each line once."""
    columns = columns_of(kind)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    lines: set[tuple[str, ...]] = set()
    for each in decisions:
        lines.add(tuple(str(getattr(each, name)) for name in columns))
    ordered: list[tuple[str, ...]] = sorted(lines, key=_order)
    writer.writerows(ordered)
    return out.getvalue()


def _order(line: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    # Case does not count first, so that a name's spellings are next to each other
    return tuple(map(fold, line)), line


def where_of(
    kind: str,
    read: Decision,
) -> Where:
    """The place of a decision."""
    return Where(shown_name(kind), line=read.line)


@dataclass(frozen=True)
class Linked:
    """A decision with the keys of what it is about: equal keys are one thing already."""

    read: Decision
    key: str
    other: str


def targets(
    kind: str,
    linked: Sequence[Linked],
    problems: list[Problem],
) -> dict[str, Linked]:
    """What is the same as something else → the decision that says as what, in the end.

    Args:
        problems: grows by D002 for decisions that contradict each other, and by D003 for one that
            leads to another.
    """
    same: dict[str, Linked] = {}
    for each in linked:
        if each.read.decision != SAME or each.key == each.other:
            continue
        # A line that is there twice says the same thing twice
        first = same.setdefault(each.key, each)
        if first.other != each.other:
            problems.append(
                _contradiction(
                    kind,
                    each,
                    first,
                )
            )
    found = {}
    for key, each in same.items():
        path = list(_path(each, same))
        last = path[-1]
        if last.other in {step.key for step in path}:
            # Each line of a circle leads back to itself: it is reported once
            if each.read.line == min(step.read.line for step in path):
                problems.append(
                    _circle(
                        kind,
                        each,
                        path,
                    )
                )
            continue
        found[key] = last
        if len(path) > 1:
            problems.append(
                _chain(
                    kind,
                    each,
                    path,
                )
            )
    problems += _kept_apart(
        kind,
        linked,
        found,
    )
    problems += _ignored(
        kind,
        linked,
        same,
    )
    return found


def _path(
    each: Linked,
    same: dict[str, Linked],
) -> Iterator[Linked]:
    """A decision and those that it leads to, each once."""
    seen = set()
    step: Linked | None = each
    while step is not None and step.key not in seen:
        seen.add(step.key)
        yield step
        step = same.get(step.other)


def _contradiction(
    kind: str,
    each: Linked,
    first: Linked,
) -> Problem:
    found = worded(
        "{name} is {other} here, and {there} in line {line}",
        **_both(each),
        there=repr(first.read.other),
        line=str(first.read.line),
    )
    return _unclear(kind, each, found)


def _both(each: Linked) -> dict[str, str]:
    """The two names of a decision, as a message quotes them."""
    return {"name": repr(each.read.name), "other": repr(each.read.other)}


REMOVE_ONE = worded("Remove one of the lines.")


def _unclear(kind: str, each: Linked, found: str, hint: str = REMOVE_ONE) -> Problem:
    """D002 at the line of a decision."""
    return Problem("D002", "error", where_of(kind, each.read), found, hint)


def _circle(
    kind: str,
    each: Linked,
    path: Sequence[Linked],
) -> Problem:
    lines = ", ".join(str(step.read.line) for step in path)
    name = repr(each.read.name)
    found = worded("{name} leads back to itself, by the lines {lines}", name=name, lines=lines)
    return _unclear(kind, each, found)


def _chain(
    kind: str,
    each: Linked,
    path: Sequence[Linked],
) -> Problem:
    last = path[-1].read
    found = worded(
        "{name} is {other}, which is {there} by line {line}: all are read as the last one",
        **_both(each),
        there=repr(last.other),
        line=str(last.line),
    )
    hint = worded("Write {other} here, if that is meant.", other=repr(last.other))
    return Problem(
        "D003",
        "finding",
        where_of(kind, each.read),
        found,
        hint,
    )


def _kept_apart(
    kind: str,
    linked: Sequence[Linked],
    found: dict[str, Linked],
) -> Iterator[Problem]:
    """D002 for what is decided to be different, and the same by other lines."""

    def end(key: str) -> str:
        return found[key].other if key in found else key

    for each in linked:
        if each.read.decision == DIFFERENT and end(each.key) == end(each.other):
            by = found.get(each.key) or found.get(each.other)
            said = worded("{name} and {other} are different here, and the same", **_both(each))
            # Without such a line the two are one because of how they are spelled
            if by:
                said += worded(" by line {line}", line=str(by.read.line))
                yield _unclear(kind, each, said, REMOVE_ONE)
            else:
                said += worded(", as they are spelled alike")
                yield _unclear(kind, each, said, worded("Remove the line."))


def _ignored(
    kind: str,
    linked: Sequence[Linked],
    same: dict[str, Linked],
) -> Iterator[Problem]:
    """D002 for what is ignored, and somebody by another line."""
    # Whoever is named as another one's name is somebody as well
    named: dict[str, Linked] = {}
    for each in same.values():
        named.setdefault(each.key, each)
        named.setdefault(each.other, each)
    for each in linked:
        by = named.get(each.key)
        if each.read.decision == IGNORE and by is not None:
            name, line = repr(each.read.name), str(by.read.line)
            said = worded("{name} is ignored here, and named in line {line}", name=name, line=line)
            yield _unclear(kind, each, said)


assert set(TERM_COLUMNS) < {each.name for each in fields(Decision)}
