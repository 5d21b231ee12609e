"""pledgegraph.toml, read as settings or refused with every problem in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any

from pledgegraph.errors import SourceProblems, WorkspaceProblem

from .expectations import Expectations
from .settings import FILE, GRAPH_KEYS, Settings, SourceSettings, problem_at, values_of
from .settings_checks import problems_in


def read_settings(folder: Path, layouts: Collection[str] = ()) -> Settings:
    """The settings of a workspace.

    Args:
        folder: the workspace.
        layouts: the known column layouts; if empty, the layout of a source is not checked.

    Raises:
        WorkspaceProblem: there is no such file, or it is not a text file.
        SourceProblems: W001 not TOML, W002 unknown key, W003 missing key, W004 a value that cannot
            be used.
    """
    text = _text(folder)
    data = _parsed(text)
    problems = problems_in(data, text, layouts)
    if problems:
        raise SourceProblems(problems)
    about = {key: data["graph"].get(key, "") for key in GRAPH_KEYS}
    sources = [SourceSettings(**values_of(entry)) for entry in data.get("sources", [])]
    expect = Expectations(**data.get("expect", {}))
    return Settings(**about, sources=tuple(sources), expect=expect)


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        message, _, place = str(problem).partition(" (at ")
        line = re.match(r"line (\d+)", place)
        # The other place that the library names is the end of the document
        number = int(line[1]) if line else len(text.splitlines())
        found = f"not valid TOML: {message}"
        raise SourceProblems([problem_at("W001", found, "Correct the line.", number)]) from None
    except RecursionError:
        found, hint = "lists are nested too deeply", "Write simple lists of texts."
        raise SourceProblems([problem_at("W001", found, hint)]) from None


def _text(folder: Path) -> str:
    path = folder / FILE
    hint = "Create a workspace with `pledgegraph init DIR FILE`, or use `-C DIR`."
    if not folder.is_dir():
        raise WorkspaceProblem(f"There is no folder {folder}", hint)
    if not path.exists():
        raise WorkspaceProblem(f"There is no {FILE} in {folder}", hint)
    if not path.is_file():
        raise WorkspaceProblem(f"{path} is not a file", "It must be a text file in UTF-8.")
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as problem:
        found = f"{path} is not valid UTF-8 at byte {problem.start + 1:,}"
        raise WorkspaceProblem(found, "Save it as UTF-8.") from None
    except OSError as problem:
        found = f"{path} could not be read ({problem.strerror})"
        raise WorkspaceProblem(found, "Check its permissions.") from None
