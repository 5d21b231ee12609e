"""New files of a workspace: made together, or not at all."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from pledgegraph.errors import WorkspaceProblem
from pledgegraph.writing.whole import write_file, write_text


@contextlib.contextmanager
def undone_on_failure() -> Iterator[list[Path]]:
    """A list for the files and folders that are about to be made. They are removed if it fails or
    is stopped; the message of the failure names those that cannot be removed.
    """
    made: list[Path] = []
    try:
        yield made
    except BaseException as problem:
        # The files in a folder before the folder
        for path in reversed(made):
            with contextlib.suppress(OSError):  # not made yet, or somebody put a file into it
                path.rmdir() if path.is_dir() else path.unlink()
        left = [str(path) for path in made if path.exists()]
        if left:
            problem.add_note(f"Left: {', '.join(left)}.")
        raise


def make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder with its parents, and add the new ones to the list."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        made.append(each)
        each.mkdir(exist_ok=True)


def copy_into(
    copies: Mapping[str, Path],
    folder: Path,
    made: list[Path],
) -> None:
    """Copy files into a folder; a file that is already there is not changed."""
    for name, path in copies.items():
        target = folder / name
        is_same = target.is_file() and target.read_bytes() == path.read_bytes()
        if os.path.lexists(target) and not is_same:
            hint = "Move it away, or choose another folder."
            raise WorkspaceProblem(f"{target} already exists", hint)
    make_folder(folder, made)
    for name, path in copies.items():
        if not (folder / name).exists():
            made.append(folder / name)
            write_file(folder / name, lambda new, path=path: shutil.copyfile(path, new))  # type: ignore[misc]


def append_to(
    path: Path,
    text: str,
    made: list[Path],
) -> None:
    """Add a text to the end of a file, which keeps every word. Where it was stopped only after
    that, what was made before belongs to it and stays: ``made`` is emptied.
    """
    file = path.resolve()  # it may be a link, which stays
    before = file.read_bytes().decode("utf-8")
    try:
        write_text(file, f"{before}\n{text}\n")
    except BaseException:
        if file.read_bytes() != before.encode():  # stopped when all was done
            made.clear()
        raise
