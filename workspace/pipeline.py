"""The pipeline: sources to tables to embedded graph, in one folder, with its manifest."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from pledgegraph.errors import Problem, SourceProblems

from .inputs import program_hash

if TYPE_CHECKING:
    from pledgegraph.loaders.loading import Loading
    from pledgegraph.loaders.source_files import SourceFile
    from pledgegraph.ontology.tables import Tables

    from .settings import Settings


def make_build(
    folder: Path,
    settings: Settings,
    sources: Sequence[SourceFile],
    name: str,
    step: Callable[[str], object],
    on_rows: Callable[[int], object] | None = None,
    *,
    is_view: bool = False,
) -> None:
    """Write a complete build into a folder that is not yet in use: tables, embedded graph,
    manifest.

    Args:
        step: called with the name of each step that begins.
        on_rows: called with numbers of rows that are read, and then of rows that are in the graph.
        is_view: these are some sources of a workspace whose build with all sources has succeeded. A
            cell may refer to something in the other sources; such cells are left out.

    Raises:
        SourceProblems: sources that cannot be used.
    """
    from concurrent.futures import ThreadPoolExecutor

    from pledgegraph.graph.embedded import FILE as LADYBUG
    from pledgegraph.graph.loading import load_embedded
    from pledgegraph.loaders.stated_dates import stated_dates

    step("load")
    loading = _loaded(settings, sources, on_rows, is_view=is_view)
    step("tables")
    now, differing = _current(loading, settings, sources)
    apart = _apart(sources, now)
    derived = _derived(now, apart)
    dates = stated_dates(loading.stated, sources, replaced_sources(settings, sources))
    problems = [*loading.problems, *differing, *dates.problems]
    accounts = {each.source: each.as_row() for each in loading.accounts}
    same = dict(sorted(loading.same.items()))
    step("graph")
    with ThreadPoolExecutor(1) as worker:  # Arrow and the engine work outside Python, in parallel
        graph = worker.submit(load_embedded, now, derived, folder / LADYBUG, on_rows)
        _write_loaded(folder, loading)
        # The engine needs most memory at the end, and nobody needs this any more
        del loading
        _write_tables(folder, now, derived)
        graph.result()
    step("finish")
    _write_manifest(
        folder,
        settings,
        sources,
        name,
        now,
        problems,
        accounts,
        dates.newest,
        {"same": same, "apart": apart},
    )


def _loaded(
    settings: Settings,
    sources: Sequence[SourceFile],
    on_rows: Callable[[int], object] | None,
    *,
    is_view: bool,
) -> Loading:
    from pledgegraph.loaders.loading import load
    from pledgegraph.ontology.spelling import fold
    from pledgegraph.ontology.standing import standing

    loading = load(sources, on_rows, replaced_sources(settings, sources))
    # It keeps each different text; what comes after looks at few of them
    fold.cache_clear()
    if is_view:
        return replace(loading, stated=standing(loading.stated))
    if loading.blocking():
        raise SourceProblems(loading.blocking())
    return loading


def _apart(sources: Sequence[SourceFile], now: Tables) -> list[tuple[str, str]]:
    """The pledges of these sources that have been decided to be two, in pairs."""
    pairs = sources[0].decisions.apart if sources else ()
    if not pairs:
        return []
    here = set(now["Pledge"]["id"].to_pylist())
    # An audience must not learn of the pledges of others
    return [pair for pair in pairs if here.issuperset(pair)]


def _derived(now: Tables, apart: Sequence[tuple[str, str]]) -> Tables:
    from pledgegraph.derive.derived import derive
    from pledgegraph.ontology.collector import collector_paused

    # To look for unused objects among all that was loaded takes longer than to work out
    with collector_paused():
        return derive(now, apart)


def _write_loaded(folder: Path, loading: Loading) -> None:
    from pledgegraph.ontology.table_files import write_cells, write_tables

    write_cells(loading.cells, folder / "cells")
    write_tables(loading.stated, folder / "stated")


def _write_tables(
    folder: Path,
    now: Tables,
    derived: Tables,
) -> None:
    from pledgegraph.ontology.table_files import write_tables

    write_tables(now, folder / "current")
    write_tables(derived, folder / "derived")


def replaced_sources(settings: Settings, sources: Sequence[SourceFile]) -> list[str]:
    """The sources that another one replaces, of a site all that it publishes. They no longer
    count.
    """
    found: set[str] = set()
    for entry in settings.sources:
        found.update(f"source/{other}" for other in entry.replaces)
    for source in sources:
        if source.at_site is not None and f"source/{source.at_site.name}" in found:
            found.add(source.id)
    return sorted(found & {source.id for source in sources})


def check_sources(settings: Settings, sources: Sequence[SourceFile]) -> Loading:
    """The sources loaded, with every problem that a build would find in them."""
    from pledgegraph.loaders.loading import load
    from pledgegraph.loaders.stated_dates import stated_dates

    loading = load(sources, replaced=replaced_sources(settings, sources))
    if loading.blocking():
        return loading
    dates = stated_dates(loading.stated, sources, replaced_sources(settings, sources))
    differing = _current(loading, settings, sources)[1]
    return replace(loading, problems=[*loading.problems, *differing, *dates.problems])


def _current(
    loading: Loading, settings: Settings, sources: Sequence[SourceFile]
) -> tuple[Tables, list[Problem]]:
    """The current tables, and a finding for each node for which sources state different values."""
    from pledgegraph.loaders.differences import differing_cells
    from pledgegraph.ontology.current import current

    ranks = {source.id: source.rank for source in sources} | {"source/vocabularies": 0}
    replaced = replaced_sources(settings, sources)
    now, differences = current(loading.stated, ranks, replaced)
    counting = [source for source in sources if source.id not in replaced]
    return now, differing_cells(loading, now, differences, counting)


def _write_manifest(
    folder: Path,
    settings: Settings,
    sources: Sequence[SourceFile],
    name: str,
    now: Tables,
    problems: Sequence[Problem],
    accounts: Mapping[str, Mapping[str, object]],
    dates: Sequence[str],
    decided: Mapping[str, object],
) -> None:
    from pledgegraph import __version__

    replaced = replaced_sources(settings, sources)
    listed = []
    not_public = []
    for source in sources:
        account = accounts.get(source.id, {})
        listed.append(_listed(source, account))
        if source.audience != "public" and source.id not in replaced:
            not_public.append(f"{source.shown} ({source.audience}, {_records(account)})")
    manifest: dict[str, object] = {
        "tool": f"pledgegraph {__version__}",
        "inputs": name,
        "program": program_hash(),
        "base": settings.base,
        "title": settings.title,
        "licence": settings.licence,
        "publisher": settings.publisher,
        "sources_up_to": dates[0] if dates else "",
        "dates": list(dates),
        "sources": listed,
        "not_public": not_public,
        "replaced": replaced,
        "counts": now.counts(),
        "findings": [problem.as_row() for problem in problems],
    }
    # Only where something is decided; with it, an old identifier still finds what it is now
    for key, value in decided.items():
        if value:
            manifest[key] = value
    text = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    (folder / "manifest.json").write_text(text, "utf-8", newline="\n")


def _listed(
    source: SourceFile,
    account: Mapping[str, object],
) -> dict[str, object]:
    from pledgegraph.loaders.files.fields import POPULATION_TYPES

    # A layout with a column for each type counts these alone; one that names the type in a column
    # has none here, and may count any
    counted = [code for code in POPULATION_TYPES if code in source.read_as.columns]
    return {
        "name": source.name,
        "file": source.shown,
        "layout": source.layout,
        "kind": source.read_as.kind,
        "population_types": counted,
        "retrieved": source.retrieved_on,
        "sha256": source.sha256,
        "audience": source.audience,
        "rows": account,
        **_site_of(source),
    }


def _site_of(source: SourceFile) -> dict[str, str]:
    """Where a source of a site is there; nothing of others."""
    if source.at_site is None:
        return {}
    return {"site": source.at_site.name, "iri": f"{source.at_site.base}/{source.at_site.source}"}


def _records(account: Mapping[str, object]) -> str:
    """How many rows of a source were loaded."""
    loaded = account.get("loaded")
    count = sum(loaded.values()) if isinstance(loaded, dict) else 0
    if count == 1:
        return "1 record"
    return f"{count:,} records"
