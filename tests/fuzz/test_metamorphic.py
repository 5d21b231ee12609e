"""Splitting a register, shuffling its rows or columns, or loading it under another name changes no
fact and no answer.

Registers without repeated identifiers, parts of one date. Only places in files differ, and records
named after them.
"""

import random
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from pledgegraph.derive.derived import derive
from pledgegraph.loaders.files.layouts import layouts
from pledgegraph.loaders.loading import load
from pledgegraph.loaders.source_files import SourceFile
from pledgegraph.ontology.current import current
from pledgegraph.ontology.tables import Tables
from pledgegraph.workspace.settings import FILE, Settings, SourceSettings, settings_text
from pledgegraph.workspace.workspace import Workspace

from ..budget import examples  # noqa: TID252 (tests are no package that could be named)
from . import registers as drawn
from .accounts import check_accounts

DAY = "2026-11-01"
IN_FILES = ("Source", "SourceRecord", "FROM_SOURCE", "RECORDED_IN")
"""What is named after a source and the place in its file."""
CELL = "stated_in_cell"
"""The place in a file that a node names."""
NARROWED: tuple[dict[str, Any], ...] = (
    {},
    {"country": ["KEN"]},
    {"area": ["Education"]},
    {"platform": ["IGAD"]},
)


@dataclass(frozen=True)
class Part:
    """A source to be written: rows in their order, columns in theirs."""

    name: str
    layout: str
    rows: list[drawn.Row]
    columns: list[str]
    retrieved: str = DAY


def columns_of(layout: str) -> list[str]:
    return list(dict.fromkeys(layouts()[layout].columns.values()))


def reference() -> list[Part]:
    platform = {"code": "IGAD", "label_en": "IGAD Support Platform", "launched": "2019"}
    members = [
        {"platform_code": "IGAD", "member": name, "role": role}
        for name, role in (
            ("Kenya", "country covered"),
            ("Denmark", "core group / supporting member"),
            ("PLAN", "core group / supporting member"),
        )
    ]
    return [
        Part("platforms", "platforms", [platform], columns_of("platforms")),
        Part("members", "platform_members", members, columns_of("platform_members")),
    ]


def variants(
    rows: list[drawn.Row], support: list[drawn.Row], dice: random.Random
) -> Iterator[list[Part]]:
    """The sources as they are; cut in two; cut in two and shuffled; shuffled under another name."""
    header = columns_of("pledgegraph")
    whole = Part("register", "pledgegraph", rows, header)
    nearby = [
        *reference(),
        Part("support", "support", support, columns_of("support"), dice.choice(("", DAY))),
    ]
    yield [*nearby, whole]
    first = set(dice.sample(range(len(rows)), dice.randint(1, len(rows) - 1)))
    halves = [
        [row for n, row in enumerate(rows) if (n in first) == is_first]
        for is_first in (True, False)
    ]
    parts = [Part(f"part-{n}", "pledgegraph", half, header) for n, half in enumerate(halves)]
    yield [*nearby, *parts]
    first_half, second_half = (
        replace(part, rows=dice.sample(part.rows, len(part.rows))) for part in parts
    )
    yield [second_half, *nearby, replace(first_half, columns=dice.sample(header, len(header)))]
    turned, others = dice.sample(rows, len(rows)), dice.sample(header, len(header))
    yield [Part("a-name", "pledgegraph", turned, others), *nearby]


def facts(parts: list[Part], folder: Path) -> tuple[Tables, dict[str, list[dict[str, Any]]]]:
    """What is published, and what is computed of it; nothing where a cell stops the build."""
    order = sorted(range(len(parts)), key=lambda n: (parts[n].retrieved, n))
    files = []
    for number, part in enumerate(parts):
        path = folder / f"{part.name}.csv"
        drawn.write(path, part.rows, part.columns)
        files.append(
            SourceFile(
                part.name,
                path,
                path.name,
                part.layout,
                retrieved_on=part.retrieved,
                rank=order.index(number) + 1,
            )
        )
    loading = load(files)
    assert loading.blocking() == []
    check_accounts(loading)
    registers = {file.id for file in files if file.layout == "pledgegraph"}
    assert (
        sum(account.not_loaded for account in loading.accounts if account.source in registers) == 0
    )
    now, _ = current(
        loading.stated, {file.id: file.rank for file in files} | {"source/vocabularies": 0}
    )
    both = {**now.nodes, **now.links}
    ids = {each for table in now.nodes.values() for each in table["id"].to_pylist()}
    assert {each for each in ids if each.partition("#")[0] not in ids} == set()
    found = {}
    for name, table in both.items():
        if name not in IN_FILES:
            found[name] = table.drop_columns([*set(table.column_names) & {CELL}]).to_pylist()
    return now, found


@examples(2, 250)
@given(drawn.registers(), drawn.support(), st.integers(0, 2**32))
def test_no_fact_changes(rows: list[drawn.Row], support: list[drawn.Row], seed: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        asis, *others = variants(rows, support, random.Random(seed))
        now, expected = facts(asis, Path(folder))
        computed = derive(now)
        for parts in others:
            tables, found = facts(parts, Path(folder))
            for name, table in found.items():
                assert table == expected[name], name
            assert derive(tables).equals(computed)


def answers(parts: list[Part], folder: Path) -> dict[str, Any]:
    (folder / "sources").mkdir(parents=True)
    entries = []
    for part in parts:
        drawn.write(folder / "sources" / f"{part.name}.csv", part.rows, part.columns)
        entries.append(
            SourceSettings(
                part.name, f"sources/{part.name}.csv", part.layout, retrieved=part.retrieved
            )
        )
    text = settings_text(Settings("https://example.org/p", "Parts", "", "", tuple(entries)), {})
    (folder / FILE).write_text(text, "utf-8", newline="\n")
    made = Workspace(folder)
    made.build()
    reported: dict[str, Any] = {}
    for engine in ("embedded", "sparql"):
        for narrowed in NARROWED:
            reported[f"{engine} {narrowed}"] = rows_of(made, "unsupported", engine, narrowed)
        for place in (
            {"country": ["KEN"], "area": ["Education"]},
            {"country": ["RWA"], "area": ["Health"]},
        ):
            reported[f"{engine} candidates {place}"] = rows_of(
                made, "joint-candidates", engine, place
            )
    turtle = made.folder / "facts.ttl"
    made.export("turtle", turtle)
    reported["turtle"] = published(turtle.read_text("utf-8"))
    return reported


def rows_of(
    made: Workspace, question: str, engine: str, narrowed: dict[str, Any]
) -> tuple[Any, ...]:
    answer = made.ask(question, engine=engine, as_of="2026-11-24", **narrowed)
    return answer.coverage, answer.rows, sorted(answer.notices)


def published(turtle: str) -> list[str]:
    """The statements of an export, but for sources, records and what leads to them."""
    from rdflib import Graph

    graph = Graph().parse(data=turtle, format="turtle")
    stated = (each for each in graph if not str(each[1]).endswith("#statedInCell"))
    return sorted(f"{s} {p} {o}" for s, p, o in stated if "/source/" not in f"{s} {o}")


@examples(1, 30)
@given(drawn.registers(8), drawn.support(), st.integers(0, 2**32), st.integers(0, 2))
def test_no_answer_changes(
    rows: list[drawn.Row], support: list[drawn.Row], seed: int, which: int
) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        asis, *others = variants(rows, support, random.Random(seed))
        expected = answers(asis, Path(folder) / "asis")
        found = answers(others[which], Path(folder) / "other")
        for name, reported in found.items():
            assert reported == expected[name], name
