"""Starting a workspace: init, its templates, and the demo."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from pledgegraph.errors import UsageProblem, WorkspaceProblem, suggest
from pledgegraph.settings import FILE, Settings, SourceSettings, settings_text
from pledgegraph.workspace import Workspace

SAMPLE = Path(__file__).parent / "examples" / "sample" / "sources"
FACTS = "facts; each row names its source"
REFERENCE = (
    ("platforms", "support_platforms.csv", "Support platforms", FACTS),
    ("platform-members", "support_platform_members.csv", "Members of support platforms", FACTS),
    ("situations", "situations.csv", "Refugee situations", FACTS),
    ("multistakeholder", "multistakeholder_pledges_2023.csv", "Multi-stakeholder pledges 2023", FACTS),
    ("population", "population.csv.gz", "UNHCR population figures",
     "CC BY 4.0: UNHCR Refugee Data Finder, via the R package refugees"),
)  # fmt: skip
"""Sources that every new workspace starts with: platforms, situations and population figures."""
REFERENCE_DATE = "2026-11-23"


def init(folder: Path, files: Sequence[Path], today: date) -> Workspace:
    """A new workspace: the files are copied into its ``sources/`` beside the reference sources.

    Raises:
        WorkspaceProblem: the folder already has a pledgegraph.toml.
        SourceProblems: a file that is missing, unreadable or of no known layout; nothing is written then.
    """
    from pledgegraph.loaders.loading import kind_of

    if (folder / FILE).exists():
        raise WorkspaceProblem(f"{folder} already has a {FILE}", "Choose another folder, or edit that file.")
    layouts = [kind_of(path, path.name) for path in files]
    entries: list[SourceSettings] = []
    given = {layout.kind for layout in layouts}
    for name, file, title, licence in REFERENCE:
        layout = kind_of(SAMPLE / file, file)
        if layout.kind not in given:
            entry = SourceSettings(name, f"sources/{file}", layout.name, title, licence, retrieved=REFERENCE_DATE)
            entries.append(entry)
    comments = {entries[0].name: "Reference sources that ship with pledgegraph."} if entries else {}
    (folder / "sources").mkdir(parents=True, exist_ok=True)
    for entry in entries:
        shutil.copyfile(SAMPLE / Path(entry.file).name, folder / entry.file)
    for number, (path, layout) in enumerate(zip(files, layouts, strict=True)):
        name = _short_name(path, {entry.name for entry in entries})
        shutil.copyfile(path, folder / "sources" / path.name)
        entries.append(SourceSettings(name, f"sources/{path.name}", layout.name, retrieved=today.isoformat()))
        if number == 0:
            comments[name] = "retrieved is the day the file was added: write the date of the extract if you know it."
    settings = Settings("https://example.org/pledges", folder.resolve().name, "", "", tuple(entries))
    (folder / FILE).write_text(settings_text(settings, comments), "utf-8", newline="\n")
    return Workspace(folder)


def add_template(workspace: Workspace, kind: str) -> Path:
    """An empty source of a kind in the workspace's ``sources/``, with its header, listed in pledgegraph.toml.

    Raises:
        UsageProblem: there is no such kind.
    """
    from pledgegraph.loaders.mapping import KINDS, layouts

    layout = next((layout for layout in layouts().values() if layout.kind == kind), None)
    if layout is None:
        raise UsageProblem(f"There is no template {kind!r}", suggest(kind, KINDS) or f"One of {', '.join(KINDS)}.")
    path = workspace.folder / "sources" / f"{kind}.csv"
    path.write_text(",".join(layout.columns.values()) + "\n", "utf-8", newline="\n")
    settings = workspace.settings()
    entry = SourceSettings(kind, f"sources/{kind}.csv", layout.name)
    text = settings_text(replace(settings, sources=(*settings.sources, entry)), {})
    (workspace.folder / FILE).write_text(text, "utf-8", newline="\n")
    return path


def _short_name(path: Path, taken: set[str]) -> str:
    from pledgegraph.ontology.iris import slug

    start = slug(path.name.partition(".")[0]) or "source"
    return next(name for name in (start, *(f"{start}-{n}" for n in range(2, 1000))) if name not in taken)


def demo(folder: Path) -> Workspace:
    """A workspace with the sample register."""
    workspace = init(folder, [SAMPLE / "pledges_facts.csv"], date.fromisoformat(REFERENCE_DATE))
    settings = workspace.settings()
    named: Mapping[str, str] = {"title": "Sample register of refugee pledges", "publisher": "pledgegraph"}
    text = settings_text(replace(settings, **named), {})  # type: ignore[arg-type]
    (folder / FILE).write_text(text, "utf-8", newline="\n")
    return workspace
