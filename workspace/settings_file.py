"""pledgegraph.toml, read as settings or refused with every problem in it."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection
from pathlib import Path
from typing import Any

from pledgegraph.errors import SourceProblems, WorkspaceProblem
from pledgegraph.wording import worded

from .expectations import Expectations
from .publication_settings import Publication
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
    publish = Publication(**data["publish"]) if "publish" in data else None
    return Settings(**about, sources=tuple(sources), expect=expect, publish=publish)


def _parsed(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as problem:
        message, _, place = str(problem).partition(" (at ")
        line = re.match(r"line (\d+)", place)
        # The other place that the library names is the end of the document
        number = int(line[1]) if line else len(text.splitlines())
        found = worded("not valid TOML: {message}", message=message)
        raise SourceProblems(
            [problem_at("W001", found, worded("Correct the line."), number)]
        ) from None
    except RecursionError:
        found, hint = worded("lists are nested too deeply"), worded("Write simple lists of texts.")
        raise SourceProblems([problem_at("W001", found, hint)]) from None


def _text(folder: Path) -> str:
    path = folder / FILE
    hint = worded("Create a workspace with `pledgegraph init DIR FILE`, or use `-C DIR`.")
    if not folder.is_dir():
        raise WorkspaceProblem(worded("There is no folder {folder}", folder=folder), hint)
    if not path.exists():
        raise WorkspaceProblem(
            worded("There is no {file} in {folder}", file=FILE, folder=folder), hint
        )
    if not path.is_file():
        raise WorkspaceProblem(
            worded("{path} is not a file", path=path), worded("It must be a text file in UTF-8.")
        )
    try:
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError as problem:
        found = worded(
            "{path} is not valid UTF-8 at byte {start}", path=path, start=problem.start + 1
        )
        raise WorkspaceProblem(found, worded("Save it as UTF-8.")) from None
    except OSError as problem:
        found = worded(
            "{path} could not be read ({strerror})", path=path, strerror=problem.strerror
        )
        raise WorkspaceProblem(found, worded("Check its permissions.")) from None
