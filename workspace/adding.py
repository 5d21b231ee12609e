"""Adding: further extracts in a workspace that exists."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from pledgegraph.errors import UsageProblem

from .file_names import dated, file_name, is_same, name_without_addresses, short_name
from .new_files import append_to, copy_into, undone_on_failure
from .settings import FILE, SourceSettings, source_text
from .workspace import Workspace


def add(
    workspace: Workspace,
    files: Sequence[Path],
    ask_date: Callable[[Path], str] | None = None,
) -> list[SourceSettings]:
    """Copy files into the ``sources/`` of a workspace and list them in its pledgegraph.toml, below
    the sources that are there; the new sources.

    The layout of a file is the one that its columns show, its date that in its name, or else the
    one that ``ask_date`` gives, or else not stated.

    Raises:
        SourceProblems: a file is missing, cannot be read or has no known layout; nothing is
            written.
        UsageProblem: a file is given twice, or is a source already; nothing is written.
        WorkspaceProblem: there is no workspace, or its settings cannot be used.
    """
    from pledgegraph.loaders.files.own_layouts import layouts_of
    from pledgegraph.loaders.recognising import kind_of

    settings = workspace.settings()
    there = [workspace.folder / source.file for source in settings.sources]
    for number, path in enumerate(files):
        _check_is_new(path, files[:number], there)
    known = layouts_of(workspace.folder)
    layouts = [kind_of(path, path.name, known) for path in files]
    folder = workspace.folder / "sources"
    taken = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    names = {source.name for source in settings.sources}
    copies: dict[str, Path] = {}
    entries: list[SourceSettings] = []
    texts: list[str] = []
    for path, layout in zip(files, layouts, strict=True):
        called = name_without_addresses(path)
        target = file_name(called, taken)
        name = short_name(called.partition(".")[0], names)
        retrieved, comment = dated(path, ask_date)
        entry = SourceSettings(name, f"sources/{target}", layout.name, retrieved=retrieved)
        taken.add(target)
        names.add(name)
        copies[target] = path
        entries.append(entry)
        texts.append(source_text(entry, comment))
    with undone_on_failure() as made:
        copy_into(copies, folder, made)
        append_to(workspace.folder / FILE, "\n".join(texts), made)
    return entries


def _check_is_new(
    path: Path,
    before: Sequence[Path],
    there: Sequence[Path],
) -> None:
    """Refuse a file that is given twice, or that a source of the workspace is, byte for byte."""
    if any(is_same(path, other) for other in before):
        raise UsageProblem(f"{path} is given twice", "Name each file once.")
    for other in there:
        if is_same(path, other) or _has_bytes_of(path, other):
            hint = "Nothing was added. Give a newer extract, or correct the file in its place."
            raise UsageProblem(f"{path} is a source already, {other}", hint)


def _has_bytes_of(path: Path, other: Path) -> bool:
    if not (path.is_file() and other.is_file()):
        return False
    if path.stat().st_size != other.stat().st_size:
        return False
    return path.read_bytes() == other.read_bytes()
