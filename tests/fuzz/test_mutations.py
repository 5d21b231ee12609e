"""Mutated sources: no input ends in a traceback, every row is accounted for, and all engines give
one answer.
"""

import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pledgegraph.errors import PledgegraphError, SourceProblems
from pledgegraph.loaders.loading import load
from pledgegraph.loaders.source_files import SourceFile
from pledgegraph.workspace.settings import FILE, Settings, SourceSettings, settings_text
from pledgegraph.workspace.workspace import Workspace

from ..budget import examples  # noqa: TID252 (tests are no package that could be named)
from .accounts import check_accounts
from .mutations import Mutation, Table, mutations, read, written

SOURCES = Path(__file__).parents[2] / "examples" / "sample" / "sources"
KINDS = {
    "pledgegraph": "pledges_facts.csv",
    "platforms": "support_platforms.csv",
    "platform_members": "support_platform_members.csv",
    "situations": "situations.csv",
    "multistakeholder_pledges": "multistakeholder_pledges_2023.csv",
}
SUPPORT = [
    "pledge,supporter,channel,contribution,amount,currency,extent,covered,unit,status,date,evidence,remark".split(
        ","
    ),
    [
        "PF019",
        "World Bank",
        "",
        "financial",
        "",
        "",
        "part",
        "25000",
        "cards",
        "agreed",
        "2025-02",
        "",
        "",
    ],
    [
        "PF020",
        "Government of Denmark",
        "UNHCR",
        "technical",
        "1000",
        "USD",
        "full",
        "",
        "",
        "offered",
        "",
        "",
        "x",
    ],
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


def tables() -> dict[str, Table]:
    """The sources to mutate, by layout; a register short enough to be built in a second."""
    found = {layout: read(SOURCES / file) for layout, file in KINDS.items()}
    found["pledgegraph"] = found["pledgegraph"][:40]
    return {**found, "support": SUPPORT, "population": FIGURES}


TABLES = tables()
REPORTED = st.sets(st.sampled_from(list(TABLES)))
"""Sources whose bad values are reported and do not stop the build."""


def sources(
    folder: Path, mutated: Sequence[Mutation], reported: Collection[str]
) -> Iterator[SourceFile]:
    """All kinds of source, some of them mutated."""
    changed = {mutation.layout: mutation for mutation in mutated}
    for rank, (layout, table) in enumerate(TABLES.items(), 1):
        path = folder / f"{layout}.csv"
        path.write_bytes(changed[layout].of(table) if layout in changed else written(table))
        bad_values = "report" if layout in reported else "stop"
        yield SourceFile(layout, path, path.name, layout, rank=rank, bad_values=bad_values)


@examples(8, 2_000)
@given(mutations(TABLES, whole=False), REPORTED)
def test_a_mutated_source_is_loaded_or_told(mutated: list[Mutation], reported: set[str]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        try:
            loading = load(list(sources(Path(folder), mutated, reported)))
        except PledgegraphError:
            return
    assert all(problem.hint and problem.where.file for problem in loading.problems)
    if not loading.blocking():
        check_accounts(loading)


def workspace(folder: Path, mutated: Sequence[Mutation]) -> Workspace:
    (folder / "sources").mkdir(parents=True)
    entries = []
    for source in sources(folder / "sources", mutated, ()):
        date = "2026-11-01"
        entries.append(
            SourceSettings(
                source.name.replace("_", "-"),
                f"sources/{source.path.name}",
                source.layout,
                retrieved=date,
                bad_values="report",
            )
        )
    text = settings_text(
        Settings("https://example.org/pledges", "Mutated", "", "", tuple(entries)), {}
    )
    (folder / FILE).write_text(text, "utf-8", newline="\n")
    return Workspace(folder)


ASKED: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("unsupported", {}),
    ("unsupported", {"area": ["Education"], "country": ["ETH", "KEN"]}),
    ("joint-candidates", {"country": ["TCD"], "area": ["Education"]}),
    ("joint-candidates", {"platform": ["IGAD"], "area": ["Health"]}),
)


@examples(2, 100)
@given(mutations(TABLES, whole=True))
def test_engines_agree_on_a_mutated_register(mutated: list[Mutation]) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        made = workspace(Path(folder) / "w", mutated)
        try:
            made.build()
        except SourceProblems:
            return
        for question, narrowed in ASKED:
            messages = [
                answered(made, question, engine, narrowed) for engine in ("embedded", "sparql")
            ]
            assert messages[0] == messages[1], (question, narrowed)


def answered(made: Workspace, question: str, engine: str, narrowed: Mapping[str, Any]) -> object:
    """An answer, or what is said where there is none: a platform or an area may have gone."""
    try:
        answer = made.ask(question, engine=engine, as_of="2026-11-24", **narrowed)
    except PledgegraphError as problem:
        return str(problem)
    return answer.heading, answer.coverage, answer.rows, answer.notices


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
