"""Problems found in data, their places, and the exceptions that carry them.

    PledgegraphError                exit 2
    ├── SourceProblems              exit 2   one or more blocking problems in the sources
    ├── WorkspaceProblem            exit 2   pledgegraph.toml or the folder itself
    ├── UsageProblem                exit 2   an unknown option, identifier or question
    │   └── AmbiguousName           exit 2   a name shared by several things
    ├── OutputRefused               exit 2   an output that may not be written there
    ├── NoBuildYet                  exit 2   a question asked before `pledgegraph build`
    ├── BuildDamaged                exit 2   a build with missing or changed files
    ├── BuildRunning                exit 2   another build holds the lock
    ├── ForeignBuild                exit 2   a build/ that is not pledgegraph's
    ├── QueryProblem                exit 2   a query that the engine refuses
    ├── QueryTimeout                exit 2   a question that exceeded its time limit
    ├── EngineFailed                exit 2   a graph database that fails or holds other data
    └── ServiceUnreachable          exit 3   a server that does not answer

The command line also ends with 2 if a file cannot be read or written or memory runs out (X001,
X002), with 70 for anything that is not in this tree (X003: a defect of pledgegraph; ``pledgegraph
--debug …`` shows where), and with 130 if it is stopped from the keyboard.

A reader, a shape or an engine may find a problem; to the data steward it is always the same: where
it is, what was found and how to fix it.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pledgegraph.wording import Speech, said, worded

Severity = Literal["error", "finding"]
MOST_LISTED = 5
"""How many things with the same name a message lists."""
LONGEST_FOUND = 300
"""How many characters of a cell a message quotes; a cell may have many more."""

_NOTHING = re.compile(r"(?<!\w)(['\"])\1(?!\w)")
"""Quote marks with nothing between them."""


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a source: the file, its sheet, the physical line (from 1), the column's header,
    the cell (``M12``).
    """

    file: str
    sheet: str = ""
    line: int = 0
    column: str = ""
    cell: str = ""

    def cleaned(self) -> Where:
        """The place without addresses in the names of file, sheet and column."""
        # Imported where it is needed: it compiles patterns for longer than a command starts
        from pledgegraph.personal.addresses import without_addresses

        file = without_addresses(self.file).text
        sheet = without_addresses(self.sheet).text
        column = without_addresses(self.column).text
        return Where(file, sheet, self.line, column, self.cell)

    def __str__(self) -> str:
        # Worded, so that a message that names the place says the whole in one language
        place = f"{self.file}!{self.sheet}" if self.sheet else self.file
        if self.cell:
            return f"{place}!{self.cell}"
        if self.line:
            place += f":{self.line}"
        if self.column:
            return worded('{place}, column "{column}"', place=place, column=self.column)
        return place


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where, and how to fix it. ``error`` stops a build, ``finding`` does
    not.

    E-mail addresses and telephone numbers are removed, because it quotes cells and file names.
    """

    code: str
    severity: Severity
    where: Where
    found: str
    hint: str

    def __post_init__(self) -> None:
        """Remove addresses: an unmapped cell or a file name may contain one."""
        # The class is frozen: only here its own values may still be set
        for name in ("found", "hint"):
            cleaned = _without_addresses(getattr(self, name))
            object.__setattr__(self, name, cleaned)
        object.__setattr__(self, "where", self.where.cleaned())

    def __str__(self) -> str:
        return f"{self.code} {self.where}: {shortened(self.found)}. {shortened(self.hint)}"

    def said(self, speech: Speech) -> str:
        """The problem in a language, as far as its sentences are in the catalogue."""
        found = shortened(said(self.found, speech))
        hint = shortened(said(self.hint, speech))
        where = said(str(self.where), speech)
        return f"{self.code} {where}: {found}. {hint}"

    def as_row(self) -> dict[str, str | int]:
        """The problem as flat values, for manifests and ``check --format json``."""
        where = self.where
        return {
            "code": self.code,
            "severity": self.severity,
            "file": where.file,
            "sheet": where.sheet,
            "line": where.line,
            "column": where.column,
            "cell": where.cell,
            "found": shortened(self.found),
            "hint": shortened(self.hint),
        }


def _without_addresses(text: str) -> str:
    """A message without addresses; a quoted text that was nothing else says that it is gone."""
    from pledgegraph.personal.addresses import without_addresses

    cleaned = without_addresses(text)
    return _NOTHING.sub(r"\1(taken out)\1", cleaned.text) if cleaned else text


def shortened(text: str, most: int = LONGEST_FOUND) -> str:
    """The text, with its middle cut out if it is longer than ``most`` characters."""
    if len(text) <= most:
        return text
    # The middle goes: a name is known by its beginning, and a path by its end
    start = text[: most * 2 // 3]
    end = text[-most // 3 :]
    return f"{start} … {end}"


class PledgegraphError(Exception):
    """An error that a user sees as one line. ``hint`` says how to fix it; ``exit_status`` is the
    command's.
    """

    exit_status = 2
    code = "X001"

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint

    def __str__(self) -> str:
        return _with_hint(self.message, self.hint)

    def said(self, speech: Speech) -> str:
        """The error in a language, as far as its sentences are in the catalogue; ``str`` gives it
        in English.
        """
        return _with_hint(said(self.message, speech), said(self.hint, speech))


def _with_hint(message: str, hint: str) -> str:
    if not hint:
        return message
    stop = "" if message.endswith((".", "?")) else "."
    return f"{message}{stop} {hint}"


class SourceProblems(PledgegraphError):
    """The sources have blocking problems. All of them are listed."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = list(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def said(self, speech: Speech) -> str:
        """The problems in a language, each on a line."""
        return "\n".join(problem.said(speech) for problem in self.problems)


class WorkspaceProblem(PledgegraphError):
    """The folder or its pledgegraph.toml cannot be used."""

    code = "W005"


class UsageProblem(PledgegraphError):
    """An option, a name or an identifier is not known or does not fit."""

    code = "U001"


class OutputRefused(PledgegraphError):
    """The place of an output belongs to a workspace or holds files not from pledgegraph."""

    code = "U002"


class AmbiguousName(UsageProblem):
    """Several things share a name; ``things`` are their identifiers, ``option`` is where the name
    was given.
    """

    code = "U003"

    def __init__(
        self, name: str, things: Sequence[str], option: str, places: Mapping[str, str] | None = None
    ) -> None:
        self.name = name
        self.things = list(things)
        self.option = option
        known = places or {}
        listed = []
        for thing in things[:MOST_LISTED]:
            listed.append(f"{thing} ({known[thing]})" if thing in known else thing)
        shown = ", ".join(listed)
        left = len(things) - MOST_LISTED
        if left > 0:
            shown = worded("{things}, {number} more", things=shown, number=left)
        message = worded(
            "{number} things are called {name}: {things}",
            number=len(things),
            name=repr(name),
            things=shown,
        )
        # Without an option, as in Python, there would be a blank before the name
        asked = f"{option} {things[0]}".lstrip()
        super().__init__(message, worded("Ask for one of them: {name}", name=asked))

    def at(self, places: Mapping[str, str]) -> AmbiguousName:
        """The same, with the place of each thing in the sources, by identifier."""
        return AmbiguousName(self.name, self.things, self.option, places)


class NoBuildYet(PledgegraphError):
    """A question was asked before the first build."""

    code = "B001"


class BuildDamaged(PledgegraphError):
    """Files of the current build are missing or were changed after the build."""

    code = "B003"


class BuildRunning(PledgegraphError):
    """Another build of the same workspace is running."""

    code = "B002"


class ForeignBuild(PledgegraphError):
    """A build would overwrite something that pledgegraph did not create. Nothing is touched."""

    code = "B004"


class QueryProblem(PledgegraphError):
    """The engine refused a query."""

    code = "Q001"


class QueryTimeout(PledgegraphError):
    """A question exceeded its time or memory limit."""

    code = "Q002"


class EngineFailed(PledgegraphError):
    """A graph database refuses or fails, or does not hold this build."""

    code = "E002"


class ServiceUnreachable(PledgegraphError):
    """A server that a command needs does not answer."""

    exit_status = 3
    code = "E002"


def suggest(word: str, known: Iterable[str]) -> str:
    """``Did you mean …?`` for the nearest known words, or an empty text.

    Compared without case; the answer spells the known word as it is.
    """
    return did_you_mean(nearest(word, known))


def suggest_of(word: str, known: Iterable[str]) -> str:
    """``Did you mean …?`` for the nearest of a few words, else all of them."""
    return suggest(word, known) or worded("One of {names}.", names=", ".join(known))


def did_you_mean(names: Sequence[str]) -> str:
    """``Did you mean …?``, or an empty text for no names."""
    if not names:
        return ""
    *others, last = map(repr, names)
    choices = last
    if others:
        choices = worded("{names} or {name}", names=", ".join(others), name=last)
    return worded("Did you mean {names}?", names=choices)


def nearest(word: str, known: Iterable[str]) -> list[str]:
    """The three known words that are spelled most like a word, the nearest first."""
    # Compared without case, and shown as it is written
    spelled = {name.casefold(): name for name in known}
    near = difflib.get_close_matches(word.casefold(), spelled, n=3, cutoff=0.6)
    return [spelled[name] for name in near]
