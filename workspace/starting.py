"""Starting a workspace: init, its templates, and the demo."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from pledgegraph.errors import UsageProblem, WorkspaceProblem
from pledgegraph.personal.addresses import without_addresses
from pledgegraph.writing.whole import write_text

from .fetching import waiting_folder
from .file_names import dated, file_name, is_same, name_without_addresses, short_name
from .following import NewSite, keep_new, new_sites
from .new_files import copy_into, undone_on_failure
from .outputs import check_new_workspace
from .settings import FILE, Settings, SourceSettings, settings_text
from .templates import add_template, template_of
from .workspace import Workspace

SAMPLE = Path(__file__).parents[1] / "examples" / "sample" / "sources"
FACTS = "facts; each row names its source"
UNHCR_LICENCE = "CC BY 4.0: UNHCR Refugee Data Finder, via the R package refugees"
Reference = tuple[str, str, str, str, str]
REFERENCE: Sequence[Reference] = (
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
OF_SAMPLE = (
    (
        "national-arrangements",
        "national_arrangements.csv",
        "national_arrangements",
        "National arrangements",
        FACTS,
    ),
    (
        "solutions",
        "solutions_2025.csv",
        "solutions",
        "UNHCR figures of resettlement, naturalisation and return",
        UNHCR_LICENCE,
    ),
)
"""Further ones that the sample has: a workspace of somebody's own starts without them."""
REFERENCE_DATE = "2026-11-23"
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
    reference: Sequence[Reference] = REFERENCE,
    sites: Sequence[str] = (),
) -> Workspace:
    """A new workspace: the files are copied into its ``sources/``, next to the reference sources.

    With a ``template`` and no files, an existing workspace gets only the template: a workbook, or
    for ``support.csv`` a text file. The date of a
    file is the one in its name, or else the one that ``ask_date`` gives, or else not stated.
    ``called`` gives title and publisher if they differ from those of the folder, ``reference`` the
    sources to start with, ``sites`` addresses or folders of sites whose releases are copied.

    Raises:
        WorkspaceProblem: the folder already has a pledgegraph.toml, or has other files in our
            place.
        SourceProblems: a file is missing, unreadable or has no known layout, or a site cannot be
            taken; nothing is written.
        UsageProblem: a file is given twice, or a template is unknown; nothing is written.
    """
    check_new_workspace(folder)
    empty = template_of(template) if template else None
    if folder.exists() and not folder.is_dir():
        raise WorkspaceProblem(f"{folder} is not a folder", "Choose another name.")
    is_new = not (folder / FILE).exists()
    if not is_new and (files or sites or empty is None):
        hint = "Choose another folder, or add the file: pledgegraph -C FOLDER add FILE."
        raise WorkspaceProblem(f"{folder} already has a {FILE}", hint)
    workspace = Workspace(folder)
    with waiting_folder() as waiting, undone_on_failure() as made:
        if is_new:
            followed = new_sites(sites, [each[0] for each in reference], Path(waiting))
            _write_workspace(
                folder,
                files,
                ask_date,
                called or {},
                reference,
                followed,
                made,
            )
        if empty is not None:
            layout, ending = empty
            add_template(
                workspace,
                layout,
                ending,
                made,
            )
    return workspace


def _write_workspace(
    folder: Path,
    files: Sequence[Path],
    ask_date: Callable[[Path], str] | None,
    called: Mapping[str, str],
    reference: Sequence[Reference],
    followed: Sequence[NewSite],
    made: list[Path],
) -> None:
    from pledgegraph.loaders.files.own_layouts import layouts_of
    from pledgegraph.loaders.recognising import kind_of

    for number, path in enumerate(files):
        if any(is_same(path, other) for other in files[:number]):
            raise UsageProblem(f"{path} is given twice", "Name each file once.")
    # the folder may have layouts already: `map` writes them before there is a workspace
    known = layouts_of(folder)
    layouts = [kind_of(path, path.name, known) for path in files]
    entries: list[SourceSettings] = []
    copies: dict[str, Path] = {}
    given = {layout.kind for layout in layouts}
    for site in followed:
        given |= site.kinds
    for name, file, layout_name, title, licence in reference:
        if known[layout_name].kind not in given:
            entry = SourceSettings(
                name, f"sources/{file}", layout_name, title, licence, retrieved=REFERENCE_DATE
            )
            entries.append(entry)
            copies[file] = SAMPLE / file
    comments = {}
    if entries:
        comments[entries[0].name] = "Reference sources that ship with pledgegraph."
    entries += [site.entry for site in followed]
    for path, layout in zip(files, layouts, strict=True):
        taken = {entry.name for entry in entries}
        called_now = name_without_addresses(path)
        name = short_name(called_now.partition(".")[0], taken)
        target = file_name(called_now, copies)
        copies[target] = path
        retrieved, comments[name] = dated(path, ask_date)
        entries.append(SourceSettings(name, f"sources/{target}", layout.name, retrieved=retrieved))
    copy_into(copies, folder / "sources", made)
    for site in followed:
        keep_new(site, folder, made)
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
        reference=(*REFERENCE, *OF_SAMPLE),
    )
