"""The files of the repository, found once for all tests of the house."""

import ast
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BUILT = ("build", "dist")
"""Folders of the root that are made, and hold copies of modules."""
KEPT = (".types", ".ci", ".gitignore")
"""Hidden things that are ours; the others belong to tools."""


@cache
def files() -> list[Path]:
    """Every file, by path; an environment, which holds a hundred times as many, is not looked
    into.
    """
    return sorted(_below(ROOT))


def _below(folder: Path) -> Iterator[Path]:
    for entry in os.scandir(folder):
        is_made = folder == ROOT and entry.name in BUILT
        if is_made or (entry.name.startswith(".") and entry.name not in KEPT):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _below(Path(entry.path))
        elif entry.is_file():
            yield Path(entry.path)


def modules() -> list[Path]:
    """Every module, those of the tests and benchmarks too; stubs are none."""
    return [file for file in files() if file.suffix == ".py" and file.parent.name != ".types"]


def tree(file: Path) -> ast.Module:
    """What a module says, parsed once."""
    return parsed(file.read_text("utf-8"))


@cache
def parsed(text: str) -> ast.Module:
    """What a text of Python says; nobody changes it."""
    return ast.parse(text)
