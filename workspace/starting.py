"""Starting a workspace: init, its templates, and the demo."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from pledgegraph.errors import UsageProblem, WorkspaceProblem, suggest
from pledgegraph.personal.addresses import without_addresses
from pledgegraph.writing.whole import write_file, write_text

from .outputs import check_new_workspace
from .settings import FILE, RESERVED, Settings, SourceSettings, settings_text, source_text
from .workspace import Workspace

if TYPE_CHECKING:
    from pledgegraph.loaders.files.layout_files import Layout

SAMPLE = Path(__file__).parents[1] / "examples" / "sample" / "sources"
FACTS = "facts; each row names its source"
UNHCR_LICENCE = "CC BY 4.0: UNHCR Refugee Data Finder, via the R package refugees"
REFERENCE = (
    ("platforms", "support_platforms.csv", "platforms", "Support platforms", FACTS),
    (
        "platform-members",
        "support_platform_members.csv",
        "platform_members",
        "Members of support platforms",
        FACTS,
    ),
    ("situations", "situations.csv", "situations", "Refugee situations", FACTS),
    (
        "multistakeholder",
        "multistakeholder_pledges_2023.csv",
        "multistakeholder_pledges",
        "Multi-stakeholder pledges 2023",
        FACTS,
    ),
    ("population", "population.csv.gz", "population", "UNHCR population figures", UNHCR_LICENCE),
)
"""Sources that every new workspace starts with: name, file, layout (recognising it would take a
second), title, licence.
"""
REFERENCE_DATE = "2026-11-23"
_DATE = re.compile(r"(?<!\d)(20\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)")
FROM_ITS_NAME = (
    "retrieved is the date in the file's name. Correct it if the extract has another date."
)
NOT_KNOWN = 'The date of the extract is not known. Write retrieved = "YYYY-MM-DD" if you know it.'
"""Comments written above a source. A file is never dated by the day it was copied."""
DEMO: Mapping[str, str] = {
    "title": "Sample register of refugee pledges",
    "publisher": "pledgegraph",
}


def init(
    folder: Path,
    files: Sequence[Path],
    template: str = "",
    ask_date: Callable[[Path], str] | None = None,
    called: Mapping[str, str] | None = None,
) -> Workspace:
    """A new workspace: the files are copied into its ``sources/``, next to the reference sources.

    With a ``template`` and no files, an existing workspace gets only the template. The date of a
    file is the one in its name, or else the one that ``ask_date`` gives, or else not stated.
    ``called`` gives title and publisher if they differ from those of the folder.

    Raises:
        WorkspaceProblem: the folder already has a pledgegraph.toml, or has other files in our
            place.
        SourceProblems: a file is missing, unreadable or has no known layout; nothing is written.
        UsageProblem: a file is given twice, or a template is unknown; nothing is written.
    """
    check_new_workspace(folder)
    layout = _template(template) if template else None
    if folder.exists() and not folder.is_dir():
        raise WorkspaceProblem(f"{folder} is not a folder", "Choose another name.")
    is_new = not (folder / FILE).exists()
    if not is_new and (files or layout is None):
        hint = "Choose another folder, or copy the file into its sources/ and name it in that file."
        raise WorkspaceProblem(f"{folder} already has a {FILE}", hint)
    workspace = Workspace(folder)
    with _undone_on_failure() as made:
        if is_new:
            _write_workspace(
                folder,
                files,
                ask_date,
                called or {},
                made,
            )
        if layout is not None:
            _add_template(workspace, layout, made)
    return workspace


@contextlib.contextmanager
def _undone_on_failure() -> Iterator[list[Path]]:
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


def _make_folder(folder: Path, made: list[Path]) -> None:
    """Make a folder with its parents, and add the new ones to the list."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        made.append(each)
        each.mkdir(exist_ok=True)


def _write_workspace(
    folder: Path,
    files: Sequence[Path],
    ask_date: Callable[[Path], str] | None,
    called: Mapping[str, str],
    made: list[Path],
) -> None:
    from pledgegraph.loaders.files.layouts import layouts as known
    from pledgegraph.loaders.recognising import kind_of

    for number, path in enumerate(files):
        if any(_is_same(path, other) for other in files[:number]):
            raise UsageProblem(f"{path} is given twice", "Name each file once.")
    layouts = [kind_of(path, path.name) for path in files]
    entries: list[SourceSettings] = []
    copies: dict[str, Path] = {}
    given = {layout.kind for layout in layouts}
    for name, file, layout_name, title, licence in REFERENCE:
        if known()[layout_name].kind not in given:
            entry = SourceSettings(
                name, f"sources/{file}", layout_name, title, licence, retrieved=REFERENCE_DATE
            )
            entries.append(entry)
            copies[file] = SAMPLE / file
    comments = {}
    if entries:
        comments[entries[0].name] = "Reference sources that ship with pledgegraph."
    for path, layout in zip(files, layouts, strict=True):
        taken = {entry.name for entry in entries}
        called_now = _without_addresses(path)
        name = _short_name(called_now.partition(".")[0], taken)
        target = _file_name(called_now, copies)
        copies[target] = path
        retrieved = date_in(path.name)
        comments[name] = FROM_ITS_NAME if retrieved else ""
        if not retrieved:
            retrieved = ask_date(path) if ask_date is not None else ""
            comments[name] = "" if retrieved else NOT_KNOWN
        entries.append(SourceSettings(name, f"sources/{target}", layout.name, retrieved=retrieved))
    _copy(copies, folder / "sources", made)
    title = without_addresses(folder.resolve().name.encode("utf-8", "replace").decode()).text
    settings = Settings(
        "https://example.org/pledges",
        title,
        "",
        "",
        tuple(entries),
    )
    settings = replace(settings, **called)  # type: ignore[arg-type]
    made.append(folder / FILE)
    write_text(folder / FILE, settings_text(settings, comments))


def _is_same(path: Path, other: Path) -> bool:
    """Whether two paths are the same file, also through a link or in another case."""
    if path.resolve() == other.resolve():
        return True
    return path.exists() and other.exists() and path.samefile(other)


def date_in(name: str) -> str:
    """The only date in a file's name, such as ``2026-03-01``; "" if there is none or several."""
    found = set()
    for match in _DATE.finditer(name):
        year, month, day = map(int, match.group(1, 3, 4))
        with contextlib.suppress(ValueError):
            found.add(date(year, month, day).isoformat())
    # Of two dates nobody knows which one is meant
    if len(found) == 1:
        return found.pop()
    return ""


def _copy(
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
    _make_folder(folder, made)
    for name, path in copies.items():
        if not (folder / name).exists():
            made.append(folder / name)
            write_file(folder / name, lambda new, path=path: shutil.copyfile(path, new))  # type: ignore[misc]


def _template(kind: str) -> Layout:
    from pledgegraph.loaders.files.layouts import KINDS, layouts

    for layout in layouts().values():
        if layout.kind == kind:
            return layout
    hint = suggest(kind, KINDS) or f"One of {', '.join(KINDS)}."
    raise UsageProblem(f"There is no template {kind!r}", hint)


def _add_template(
    workspace: Workspace,
    layout: Layout,
    made: list[Path],
) -> None:
    """An empty source of a kind in the workspace's ``sources/``, with its header, listed in
    pledgegraph.toml.
    """
    settings = workspace.settings()
    folder = workspace.folder / "sources"
    header = ",".join(layout.columns.values()) + "\n"
    _make_folder(folder, made)
    path = folder / f"{layout.kind}.csv"
    found = ""
    if path.is_file():
        found = path.read_bytes().decode("utf-8-sig", "replace")
    files = {source.file for source in settings.sources}
    is_listed = f"sources/{path.name}" in files
    if is_listed and found == header:
        raise WorkspaceProblem(f"{path} already exists and is empty", "Fill it in.")
    # A file with this header that is not listed comes from a command that was stopped. Somebody may
    # have started to fill it in, so it is used as it is
    first_line = found.partition("\n")[0]
    is_template = first_line.rstrip("\r") == header.rstrip("\n")
    if is_listed or not is_template:
        taken = [other.name for other in folder.iterdir()]
        path = folder / _file_name(path.name, taken)
        made.append(path)
        write_text(path, header)
    name = _short_name(layout.kind, {source.name for source in settings.sources})
    entry = source_text(SourceSettings(name, f"sources/{path.name}", layout.name))
    settings_file = (workspace.folder / FILE).resolve()  # it may be a link, which stays
    before = settings_file.read_bytes().decode("utf-8")
    try:
        write_text(settings_file, f"{before}\n{entry}\n")
    except BaseException:
        if settings_file.read_bytes() != before.encode():  # stopped when all was done
            made.clear()
        raise


def _without_addresses(path: Path) -> str:
    """A file's name without addresses: each record is named after its source, in every export."""
    # A name may hold bytes that are not text
    text = path.name.encode("utf-8", "replace").decode()
    ends = Path(text).suffixes
    end = "".join(ends[-2:] if ends[-1:] == [".gz"] else ends[-1:])
    return (without_addresses(text.removesuffix(end)).text or "source") + end


def _file_name(text: str, taken: Collection[str]) -> str:
    """A file's name in ``sources/``: its own name, made valid on every system and unique."""
    # Some systems refuse "?" or ":"
    plain = re.sub(r"[^\w .()+-]", "-", text).lstrip(" .") or "source.csv"
    start, dot, end = plain.partition(".")
    # Some file systems treat Register.csv and register.csv as the same
    folded = {name.casefold() for name in taken}
    name = plain
    number = 1
    while name.casefold() in folded:
        number += 1
        name = f"{start}-{number}{dot}{end}"
    return name


def _short_name(text: str, taken: Collection[str]) -> str:
    from pledgegraph.ontology.iris import slug

    plain = text.encode("utf-8", "replace").decode()
    start = slug(plain)[:50].strip("-") or "source"
    name = start
    number = 1
    while name in taken or name == RESERVED:
        number += 1
        name = f"{start}-{number}"
    return name


def demo(folder: Path) -> Workspace:
    """A workspace with the sample register; one made by an earlier demo is used again."""
    file = folder / FILE
    title = f'title = "{DEMO["title"]}"'
    if file.is_file() and title in file.read_text("utf-8", "replace"):
        return Workspace(folder)
    register = SAMPLE / "pledges_facts.csv"
    return init(
        folder,
        [register],
        ask_date=lambda path: REFERENCE_DATE,
        called=DEMO,
    )
