"""Templates: empty sources of a kind, for somebody to fill in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pledgegraph.errors import SourceProblems, UsageProblem, WorkspaceProblem, suggest
from pledgegraph.writing.whole import write_text

from .file_names import file_name, short_name
from .new_files import append_to, make_folder
from .settings import FILE, SourceSettings, source_text
from .workspace import Workspace

if TYPE_CHECKING:
    from pledgegraph.loaders.files.layout_files import Layout

ENDINGS = (".xlsx", ".csv")
"""Of templates; the first where none is given."""
OWN_AUTHORITY = "pledgegraph"


def template_of(template: str) -> tuple[Layout, str]:
    """The layout and the ending of a template: ``support``, ``support.xlsx`` or ``support.csv``.

    Raises:
        UsageProblem: there is no such template.
    """
    from pledgegraph.loaders.files.layouts import KINDS, layouts

    kind, dot, ending = template.partition(".")
    ending = f"{dot}{ending}" or ENDINGS[0]
    if ending not in ENDINGS:
        hint = f"Write {kind}{ENDINGS[0]} or {kind}{ENDINGS[1]}."
        raise UsageProblem(f"A template cannot be a {ending} file", hint)
    found = [layout for layout in layouts().values() if layout.kind == kind]
    if not found:
        hint = suggest(kind, KINDS) or f"One of {', '.join(KINDS)}."
        raise UsageProblem(f"There is no template {kind!r}", hint)

    def ours(layout: Layout) -> tuple[bool, bool]:
        # an empty register of a publisher's would lack most columns
        is_called = layout.name == kind.replace("-", "_")
        return layout.authority == OWN_AUTHORITY, is_called

    return max(found, key=ours), ending


def add_template(
    workspace: Workspace,
    layout: Layout,
    ending: str,
    made: list[Path],
) -> None:
    """An empty source of a kind in the workspace's ``sources/``, listed in pledgegraph.toml."""
    settings = workspace.settings()
    folder = workspace.folder / "sources"
    make_folder(folder, made)
    path = folder / f"{layout.kind}{ending}"
    rows = _rows(path, layout)
    files = {source.file for source in settings.sources}
    is_listed = f"sources/{path.name}" in files
    if is_listed and rows == 0:
        raise WorkspaceProblem(f"{path} already exists and is empty", "Fill it in.")
    # A file with this header that is not listed comes from a command that was stopped. Somebody may
    # have started to fill it in, so it is used as it is
    if is_listed or rows is None:
        taken = [other.name for other in folder.iterdir()]
        path = folder / file_name(path.name, taken)
        made.append(path)
        _write(path, layout, ending)
    name = short_name(layout.kind, {source.name for source in settings.sources})
    entry = source_text(SourceSettings(name, f"sources/{path.name}", layout.name))
    append_to(workspace.folder / FILE, entry, made)


def _write(
    path: Path,
    layout: Layout,
    ending: str,
) -> None:
    if ending == ".csv":
        header = dict.fromkeys(layout.columns.values())
        write_text(path, ",".join(header) + "\n")
        return
    from .template_columns import template_columns
    from .template_workbooks import write_template

    write_template(path, layout.kind, template_columns(layout))


def _rows(path: Path, layout: Layout) -> int | None:
    """How many rows a template has that is there; None where there is none, or another file."""
    from pledgegraph.loaders.files.reading import read_sheets
    from pledgegraph.loaders.recognising import check_by_header

    if not path.is_file():
        return None
    try:
        sheet = read_sheets(
            path,
            path.name,
            check=lambda sheet: check_by_header(layout, (), sheet),
        )[0]
    except SourceProblems as stopped:
        # a template somebody began to fill in and that is broken is still one
        is_ours = all(problem.code in ("F006", "F007", "F009") for problem in stopped.problems)
        return 1 if is_ours else None
    wanted = set(layout.columns.values())
    return len(sheet.lines) if wanted == set(sheet.header) else None
