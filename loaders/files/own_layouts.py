"""Own layouts: those that a workspace has in addition to the package's, one TOML file each in its
``layouts/``.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path

from pledgegraph.errors import Problem, SourceProblems, Where
from pledgegraph.wording import worded

from .layout_files import Layout, extends, read_layout
from .layouts import LAYOUTS, layouts

FOLDER = "layouts"


def layouts_of(workspace: Path | None) -> Mapping[str, Layout]:
    """Every layout that a workspace can use, by name: the package's, then its own.

    Raises:
        SourceProblems: L001, everything in its own ones that cannot be used.
    """
    found = dict(layouts())
    if workspace is not None:
        found.update(own_layouts(workspace, _own_files(workspace)))
    return found


def usable_layouts(workspace: Path) -> Mapping[str, Layout]:
    """The same without those that cannot be used, as one that somebody still works on."""
    found = dict(layouts())
    for name in _own_files(workspace):
        try:
            found.update(own_layouts(workspace, [name]))
        except SourceProblems:
            continue
    return found


def layout_names(workspace: Path) -> list[str]:
    """The names of these layouts, whatever is in them."""
    # the package's are not read for it: every command reads the settings
    ours = sorted(path.stem for path in LAYOUTS.glob("*.toml"))
    return list(dict.fromkeys([*ours, *_own_files(workspace)]))


def own_layouts(
    workspace: Path,
    names: Collection[str],
) -> dict[str, Layout]:
    """Those of a workspace's own layouts that have these names.

    Raises:
        SourceProblems: L001, as ``layouts_of``.
    """
    problems: list[Problem] = []
    found = {}
    find = partial(_file_of, workspace)
    for name, path in _own_files(workspace).items():
        if name not in names:
            continue
        shown = f"{FOLDER}/{path.name}"
        if name in layouts():
            problems.append(_taken(name, shown))
            continue
        try:
            found[name] = read_layout(
                path,
                shown,
                find,
            )
        except SourceProblems as stopped:
            problems += stopped.problems
    if problems:
        raise SourceProblems(problems)
    return found


def own_layout_files(
    workspace: Path,
    names: Collection[str],
) -> list[Path]:
    """The files of a workspace's own layouts that have these names, and of those they extend."""
    files = _own_files(workspace)
    found: dict[str, Path] = {}
    waiting = sorted(names)
    while waiting:
        name = waiting.pop()
        if name in files and name not in found:
            found[name] = files[name]
            waiting.append(extends(files[name]))
    return [found[name] for name in sorted(found)]


def _own_files(workspace: Path) -> dict[str, Path]:
    folder = workspace / FOLDER
    if not folder.is_dir():
        return {}
    return {path.stem: path for path in sorted(folder.glob("*.toml"))}


def _file_of(
    workspace: Path,
    name: str,
) -> Path | None:
    for folder in (LAYOUTS, workspace / FOLDER):
        path = folder / f"{name}.toml"
        # a name is not a path: nothing outside the two folders is read
        if path.parent == folder and path.is_file():
            return path
    return None


def _taken(
    name: str,
    shown: str,
) -> Problem:
    found = worded("pledgegraph has a layout of the name {name}", name=repr(name))
    hint = worded(
        'Call the file otherwise; to change that layout, write extends = "{name}" in it.', name=name
    )
    return Problem(
        "L001",
        "error",
        Where(shown),
        found,
        hint,
    )
