"""Mutated sources: no input ends in a traceback, every row is accounted for, and all engines give one answer."""

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from pledgegraph.errors import PledgegraphError, SourceProblems
from pledgegraph.loaders.loading import Loading, SourceFile, load
from pledgegraph.settings import FILE, Settings, SourceSettings, settings_text
from pledgegraph.workspace import Workspace

from .mutations import Table, mutated, read, written

SOURCES = Path(__file__).parents[2] / "examples" / "sample" / "sources"
KINDS = {
    "pledgegraph": "pledges_facts.csv",
    "platforms": "support_platforms.csv",
    "platform_members": "support_platform_members.csv",
    "situations": "situations.csv",
    "multistakeholder_pledges": "multistakeholder_pledges_2023.csv",
}
SUPPORT = [
    "pledge,supporter,channel,contribution,amount,currency,extent,covered,unit,status,date,evidence,remark".split(","),
    ["PF019", "World Bank", "", "financial", "", "", "part", "25000", "cards", "agreed", "2025-02", "", ""],
    ["PF020", "Government of Denmark", "UNHCR", "technical", "1000", "USD", "full", "", "", "offered", "", "", "x"],
    ["PF021", "PF031", "", "", "", "", "not stated", "", "", "", "2025", "https://example.org", ""],
]
FIGURES = [
    "year,coo_iso,coa_iso,refugees,asylum_seekers,oip,idps,stateless,ooc,returned_refugees,returned_idps,hst".split(
        ","
    ),
    ["2024", "SDN", "TCD", "10", "2", "0", "0", "0", "0", "0", "0", "0"],
    ["2025", "SDN", "TCD", "12", "0", "0", "0", "0", "0", "3", "0", "0"],
    ["2025", "SDN", "EGY", "0", "0", "0", "0", "0", "0", "0", "0", "0"],
    ["2025", "UNK", "ETH", "7", "-", "", "5", "0", "0", "0", "0", "1"],
]
LONG = bool(os.environ.get("PLEDGEGRAPH_LONG"))
LOADS, BUILDS = (4_000, 300) if LONG else (120, 12)
FIRST = int(os.environ.get("PLEDGEGRAPH_FUZZ_FIRST", "0"))
"""The first seed: a long run may go on where another one ended."""


def tables() -> dict[str, Table]:
    """The sources to mutate, by layout; a register short enough to be built in a second."""
    found = {layout: read(SOURCES / file) for layout, file in KINDS.items()}
    found["pledgegraph"] = found["pledgegraph"][:40]
    return {**found, "support": SUPPORT, "population": FIGURES}


TABLES = tables()


def sources(folder: Path, dice: random.Random, *, shapes: bool) -> Iterator[SourceFile]:
    """All kinds of source; two of them are mutated, one of them nearly always the register."""
    first = "pledgegraph" if dice.random() < 0.7 else dice.choice(list(TABLES))
    chosen = {first, dice.choice(list(TABLES))}
    for rank, (layout, table) in enumerate(TABLES.items(), 1):
        path = folder / f"{layout}.csv"
        path.write_bytes(mutated(table, dice, shapes=shapes) if layout in chosen else written(table))
        bad_values = dice.choice(("stop", "report"))
        yield SourceFile(layout, path, path.name, layout, rank=rank, bad_values=bad_values)


def check_accounts(loading: Loading) -> None:
    """Conservation: each row of a source is loaded, left aside by design, or told not to be loaded."""
    for account in loading.accounts:
        counted = sum(account.loaded.values()) + sum(account.aside.values()) + account.not_loaded
        assert counted == account.rows, account
    lost = sum(account.not_loaded for account in loading.accounts)
    assert lost == sum(problem.found.endswith("the row is not loaded") for problem in loading.problems)


@pytest.mark.parametrize("seed", range(FIRST, FIRST + LOADS))
def test_a_mutated_source_is_loaded_or_told(seed: int, tmp_path: Path) -> None:
    dice = random.Random(seed)
    try:
        loading = load(list(sources(tmp_path, dice, shapes=True)))
    except PledgegraphError:
        return
    assert all(problem.hint and problem.where.file for problem in loading.problems)
    if not loading.blocking():
        check_accounts(loading)


def workspace(folder: Path, dice: random.Random) -> Workspace:
    (folder / "sources").mkdir(parents=True)
    entries = []
    for source in sources(folder / "sources", dice, shapes=False):
        date = "2026-11-01"
        entries.append(SourceSettings(source.name.replace("_", "-"), f"sources/{source.path.name}", source.layout,
                                      retrieved=date, bad_values="report"))  # fmt: skip
    text = settings_text(Settings("https://example.org/pledges", "Mutated", "", "", tuple(entries)), {})
    (folder / FILE).write_text(text, "utf-8", newline="\n")
    return Workspace(folder)


@pytest.mark.parametrize("seed", range(FIRST, FIRST + BUILDS))
def test_engines_agree_on_a_mutated_register(seed: int, tmp_path: Path) -> None:
    made = workspace(tmp_path / "w", random.Random(seed))
    try:
        made.build()
    except SourceProblems:
        return
    embedded = made.ask("unsupported", as_of="2026-11-24")
    other = made.ask("unsupported", engine="sparql", as_of="2026-11-24")
    assert embedded.rows == other.rows
    assert embedded.coverage == other.coverage


def test_valid_sources_leave_no_row_out(tmp_path: Path) -> None:
    files = []
    for rank, (layout, table) in enumerate(TABLES.items(), 1):
        path = tmp_path / f"{layout}.csv"
        path.write_bytes(written(table))
        files.append(SourceFile(layout, path, path.name, layout, rank=rank))
    loading = load(files)
    assert loading.blocking() == []
    check_accounts(loading)
    assert sum(account.not_loaded for account in loading.accounts) == 0
    loaded = {account.source: dict(account.loaded) for account in loading.accounts}
    assert loaded["source/support"] == {"Match": 3}
    assert loaded["source/population"] == {"PopulationFigure": 2}
