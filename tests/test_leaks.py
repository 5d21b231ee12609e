"""What must not leave: addresses in no file of a build and in no output."""

import contextlib
import csv
import gzip
import io
import json
import re
import sys
from collections.abc import Callable, Iterator
from itertools import product
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pledgegraph import cli
from pledgegraph.graph.export import FORMATS
from pledgegraph.loaders.files.layouts import layouts
from pledgegraph.personal.addresses import without_addresses
from pledgegraph.queries.lists import LISTS
from pledgegraph.workspace import builds
from pledgegraph.workspace.settings import FILE, Settings, SourceSettings, settings_text
from pledgegraph.workspace.workspace import Workspace

from .budget import some

SAMPLE = Path(__file__).resolve().parents[1] / "examples" / "sample" / "sources"
SHEETS = {
    "pledgegraph": "pledges_facts.csv",
    "platforms": "support_platforms.csv",
    "platform_members": "support_platform_members.csv",
    "multistakeholder_pledges": "multistakeholder_pledges_2023.csv",
    "situations": "situations.csv",
    "population": "population.csv.gz",
}
SUPPORT = {"pledge": "P1", "supporter": "Government of Denmark", "contribution": "financial"}
PLANTED = re.compile(rb"ministry-desk|7\D?0\D?0\D?0\D?0\D?0\D?\d\d\d|25470000", re.I)
"""A part of each address that is planted, however it is written, and too long to be among the bytes
of a Parquet file by chance.
"""

Run = Callable[..., tuple[str, str]]


def planted(header: list[str], rows: list[list[str]], number: Iterator[int]) -> str:
    """A sheet with an address in every cell and in the names of two further columns."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([*header, "Desk jane@ministry-desk.example", "+254 700 000 999"])
    for cells in rows[:1]:
        row = [f"{cell} jane{next(number)}  @\tministry-desk.example" for cell in cells]
        writer.writerow([*row, "boss@ministry-desk.example", "+254 700 000 998"])
    for cells in rows[1:]:
        telephones = [f"+254 700\n000 {100 + next(number) % 800}" for _ in cells]
        row = [f"{cell}, Tel. {each}" for cell, each in zip(cells, telephones, strict=True)]
        writer.writerow([*row, "boss (at) ministry-desk (dot) example", "0711 111 111"])
    return out.getvalue()


@pytest.fixture(scope="module")
def full_of_addresses(tmp_path_factory: pytest.TempPathFactory) -> Workspace:
    """A built workspace with every kind of source, each cell of which holds an address."""
    folder: Path = tmp_path_factory.mktemp("leaks") / "w"
    (folder / "sources").mkdir(parents=True)
    number, sources = iter(range(100_000)), []
    for layout in (*SHEETS, "support"):
        if layout == "support":
            header = list(layouts()["support"].columns.values())
            rows = [[SUPPORT.get(name, "") for name in header]]
            rows.append(["P2", *rows[0][1:]])
        else:
            path = SAMPLE / SHEETS[layout]
            data = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
            header, *rows = csv.reader(io.StringIO(data.decode("utf-8")))
        name = f"sources/{layout} of jane@ministry-desk.example.csv"
        (folder / name).write_text(planted(header, rows[:2], number), "utf-8", newline="\n")
        sources.append(
            SourceSettings(
                layout.replace("_", "-"), name, layout, retrieved="2026-11-01", bad_values="report"
            )
        )
    settings = Settings("https://example.org/pledges", "Full of addresses", "", "", tuple(sources))
    (folder / FILE).write_text(settings_text(settings, {}), "utf-8", newline="\n")
    return Workspace(folder)


@pytest.fixture
def run(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, full_of_addresses: Workspace
) -> Run:
    """The command line in the workspace; what went to both streams."""
    monkeypatch.chdir(full_of_addresses.folder)

    def called(*arguments: str | Path) -> tuple[str, str]:
        monkeypatch.setattr(sys, "argv", ["pledgegraph", *map(str, arguments)])
        capfd.readouterr()
        with contextlib.suppress(SystemExit):
            cli.main()
        return capfd.readouterr()

    return called


def stored(path: Path) -> bytes:
    """What a file holds, for one that packs its texts what they are unpacked."""
    packed = str(pq.read_table(path).to_pydict()).encode() if path.suffix == ".parquet" else b""
    return path.read_bytes() + packed


LISTED = list(product(LISTS, ("table", "csv", "json")))
OUTPUTS: list[list[str]] = [
    *(["check", "--format", one] for one in some(("table", "csv", "json", "markdown", "sarif"), 2)),
    ["check", "-o", "problems.xlsx"],
    ["build"],
    *(["list", what, "--format", one] for what, one in some(LISTED, 4)),
    *(
        ["query", "unsupported", "--format", one]
        for one in some(("table", "csv", "json", "markdown"), 2)
    ),
    ["status", "--format", "json"],
    ["status"],
    ["cypher", "MATCH (n:SourceRecord) RETURN n.id, n.sheet, n.row"],
    ["cypher", "MATCH (n:Pledge) RETURN n"],
    ["draw", "--country", "ETH", "-o", "picture.html"],
    ["init"],
]


def test_no_file_and_no_output_has_an_address(
    run: Run, full_of_addresses: Workspace, tmp_path: Path
) -> None:
    reported = {" ".join(arguments): run(*arguments) for arguments in OUTPUTS}
    assert "0 blocking" in reported["check --format table"][1], reported["check --format table"][0]
    nodes = [row["id"] for what in LISTS for row in full_of_addresses.cypher(LISTS[what])[:2]]
    assert len(nodes) > 5
    reported |= {f"explain {node}": run("explain", node) for node in nodes}
    reported |= {
        f"export {name}": run("export", name, "-o", tmp_path / f"{name}{form.ending}")
        for name, form in FORMATS.items()
    }
    assert [
        name for name, texts in reported.items() if PLANTED.search("".join(texts).encode())
    ] == []
    reported["publish"] = run("publish", tmp_path / "site")
    folder = builds.current_build(full_of_addresses.folder)
    files = [path for place in (folder, tmp_path) for path in place.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} >= {
        ".parquet",
        ".nq",
        ".ttl",
        ".lbug",
        ".json",
        ".graphml",
        ".csv",
    }
    assert [path.name for path in files if PLANTED.search(stored(path))] == []


def texts_in(value: object) -> Iterator[str]:
    """Every text in a value of JSON or of Arrow, at any depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts_in(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts_in(each)


AGAIN = [
    ["check", "--format", "json"],
    ["status", "--format", "json"],
    ["query", "unsupported", "--format", "json", "--envelope"],
    *(["list", what, "--format", "json"] for what in LISTS),
]


def test_nothing_is_left_that_a_second_look_takes_out(
    run: Run, full_of_addresses: Workspace
) -> None:
    """The function that takes addresses out finds none in any text of a table or of an output."""
    run("build")
    folder = builds.current_build(full_of_addresses.folder)
    said = {" ".join(asked): json.loads(run(*asked)[0]) for asked in AGAIN}
    said |= {path.stem: pq.read_table(path).to_pydict() for path in folder.rglob("*.parquet")}
    said["manifest"] = json.loads((folder / "manifest.json").read_text("utf-8"))
    texts = {text: name for name, value in said.items() for text in texts_in(value)}
    assert len(texts) > 1000
    wrong = {text: name for text, name in texts.items() if without_addresses(text).text != text}
    assert wrong == {}


def test_a_name_beside_an_address_is_no_actor(unbuilt: Workspace) -> None:
    path = unbuilt.folder / "sources" / "register.csv"
    header, *rows = csv.reader(io.StringIO(path.read_text("utf-8")))
    first = dict(zip(header, rows[0], strict=True))
    first |= {
        "title": "Call Jane Doe +254 700 000 001",
        "joint_partners": "desk@ministry-desk.example; Jane Doe",
        "matched_with": "joe@ministry-desk.example",
    }
    lines = [header, list(first.values()), *rows[1:]]
    path.write_text(
        "".join(",".join(f'"{cell}"' for cell in line) + "\n" for line in lines), "utf-8"
    )
    found = [problem for problem in unbuilt.check().problems if problem.code.startswith("P")]
    assert [(problem.code, problem.where.line, problem.where.column) for problem in found] == [
        ("P002", 2, "joint_partners"),
        ("P001", 2, "matched_with"),
        ("P001", 2, "title"),
    ]
    before = {row["name"] for row in unbuilt.check().stated["Actor"].to_pylist()}
    assert not any("Jane" in name or "ministry-desk" in name for name in before)
    assert unbuilt.check().stated["Pledge"].to_pylist()[0]["title"] == "Call Jane Doe"
