"""As of when: the newest date that the sources state, never the day of a copy or a build; one date
an answer.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from pledgegraph.workspace import file_names, starting
from pledgegraph.workspace.settings import FILE, Settings, SourceSettings, settings_text
from pledgegraph.workspace.workspace import Workspace

from .loaders.reading import written

HOST = {
    "submitting_entity": "Government of Ethiopia",
    "entity_type": "State",
    "role": "host",
    "theme": "Education",
}
HOST |= {
    "contribution_type": "policy",
    "country_of_implementation": "Ethiopia",
    "title": "Schools",
    "local_id": "H1",
}
DONOR = HOST | {
    "local_id": "D1",
    "submitting_entity": "Government of Norway",
    "role": "donor",
    "title": "Money",
}
DONOR |= {"contribution_type": "financial", "target_year": "2001"}
HEADING = "Host-country pledges open to matching: no support recorded in these sources"
Row = dict[str, str]


def made(
    folder: Path, *registers: tuple[str, Sequence[Row]], support: Sequence[Row] = ()
) -> Workspace:
    """A workspace with registers, each with the day it was retrieved, or "" if nobody knows."""
    (folder / "sources").mkdir(parents=True)
    sources = []
    for number, (retrieved, rows) in enumerate(registers, 1):
        written(folder / "sources" / f"r{number}.csv", "pledgegraph", rows)
        sources.append(
            SourceSettings(
                f"r{number}", f"sources/r{number}.csv", "pledgegraph", retrieved=retrieved
            )
        )
    if support:
        written(folder / "sources" / "support.csv", "support", support)
        sources.append(SourceSettings("support", "sources/support.csv", "support"))
    settings = Settings("https://example.org/pledges", "Dated", "", "", tuple(sources))
    (folder / FILE).write_text(settings_text(settings, {}), "utf-8", newline="\n")
    workspace = Workspace(folder)
    workspace.build()
    return workspace


def test_where_no_source_states_a_date_the_answer_says_so(tmp_path: Path) -> None:
    """No target year has passed then; with a day given it has."""
    workspace = made(tmp_path / "w", ("", [HOST, DONOR]))
    assert (workspace.manifest()["sources_up_to"], workspace.manifest()["dates"]) == ("", [])
    for engine in ("embedded", "sparql"):
        answer = workspace.ask("unsupported", engine=engine)
        assert answer.heading == f"{HEADING} (date of the sources not stated)"
        assert answer.coverage.endswith("; date of the sources not stated.")
        assert json.loads(answer.to_json(envelope=True))["as_of"] is None
        found = workspace.ask("joint-candidates", engine=engine, pledge="H1")
        assert [(row["pledge"], row["actor"]) for row in found.rows][:1] == [
            ("D1", "Government of Norway")
        ]
    dated = workspace.ask("unsupported", as_of="2026-11-24")
    assert dated.heading == f"{HEADING} as of 2026-11-24"
    assert dated.coverage.endswith("; date of the sources not stated; as of 2026-11-24.")
    found = workspace.ask("joint-candidates", pledge="H1", as_of="2026-11-24")
    assert "D1" not in [row["pledge"] for row in found.rows]
    assert "date of the sources not stated" in workspace.draw_named("country", "ETH")


def test_the_newest_date_that_rows_state(tmp_path: Path) -> None:
    rows = [
        HOST
        | {
            "submission_date": "2023-12-11",
            "stage": "in progress",
            "stage_date": "2025-06",
            "target_year": "2040",
        },
        DONOR | {"submission_date": "2025-05-31"},
    ]
    support = [
        {
            "pledge": "H1",
            "supporter": "Government of Chad",
            "contribution": "financial",
            "date": "2025-07-02",
        }
    ]
    (tmp_path / "a").mkdir()
    assert made(tmp_path / "a" / "w", ("", rows)).manifest()["dates"] == [
        "2025-06",
        "2025-05-31",
        "2023-12-11",
    ]
    workspace = made(tmp_path / "b" / "w", ("2024-01-31", [HOST]), ("", rows[1:]), support=support)
    assert workspace.manifest()["dates"] == ["2025-07-02", "2025-05-31", "2024-01-31"]
    answer = workspace.ask("joint-candidates", country=["ETH"], area=["Education"])
    assert answer.coverage.endswith(" have an update; sources up to 2025-07-02.")
    assert answer.as_of == "2025-07-02"


def test_an_answer_is_of_one_day(tmp_path: Path) -> None:
    workspace = made(tmp_path / "w", ("2026-11-01", [HOST | {"submission_date": "2023-12-11"}]))
    plain, same, later, earlier = (
        workspace.ask("unsupported", as_of=day)
        for day in (None, "2026-11-01", "2027-05-01", "2025-01-01")
    )
    assert (plain.heading, plain.as_of) == (f"{HEADING} as of 2026-11-01", "2026-11-01")
    assert plain.coverage.endswith(" have an update; sources up to 2026-11-01.")
    assert plain.to_json(envelope=True) == same.to_json(envelope=True)
    assert (later.heading, later.as_of) == (f"{HEADING} as of 2027-05-01", "2027-05-01")
    assert later.coverage.endswith("; sources up to 2026-11-01; as of 2027-05-01.")
    assert earlier.heading == f"{HEADING} as of 2025-01-01"
    after = (
        "What the sources state after 2025-01-01 counts too: --as-of says which day is taken for"
        " today."
    )
    assert [after in answer.notices for answer in (plain, later, earlier)] == [False, False, True]


def test_a_date_after_the_extract_is_a_finding_and_does_not_count(tmp_path: Path) -> None:
    rows = [
        HOST | {"submission_date": "2023-12-11"},
        DONOR | {"submission_date": "2062-03-01"},
        DONOR | {"local_id": "D2", "stage": "in progress", "stage_date": "2026-11"},
        DONOR | {"local_id": "D3", "stage": "in progress", "stage_date": "2026-12"},
    ]
    workspace = made(tmp_path / "w", ("2026-11-01", rows), ("", [HOST]))
    (found,) = (problem for problem in workspace.check().problems if problem.code == "U004")
    assert (found.where.file, found.where.line, found.severity) == ("sources/r1.csv", 3, "finding")
    assert (
        found.found
        == "the date 2062-03-01 is later than the day of the extract, 2026-11-01, and 1 more"
    )
    manifest = workspace.manifest()
    assert manifest["dates"] == ["2026-11-01", "2026-11", "2023-12-11"]
    assert [row["line"] for row in manifest["findings"] if row["code"] == "U004"] == [3]


def test_a_day_to_come_is_not_the_sources_date(tmp_path: Path) -> None:
    """Where nobody says of when the extract is, a build cannot tell; who asks can."""
    rows = [HOST | {"submission_date": "2099-03-01"}, DONOR | {"submission_date": "2024-03-01"}]
    answer = made(tmp_path / "w", ("", rows)).ask("unsupported")
    assert answer.heading == f"{HEADING} as of 2024-03-01"
    assert (
        "A source states the date 2099-03-01, which is to come: it is not taken for the sources'"
        " date." in answer.notices
    )


def test_a_source_that_is_replaced_dates_nothing(tmp_path: Path) -> None:
    workspace = made(tmp_path / "w", ("2026-11-01", [HOST]), ("2026-10-01", [HOST]))
    text = (workspace.folder / FILE).read_text("utf-8") + 'replaces = ["r1"]\n'
    (workspace.folder / FILE).write_text(text, "utf-8")
    assert workspace.build()["dates"] == ["2026-10-01"]


NAMES = [
    ("extract_2026-03-01.csv", "2026-03-01"),
    ("pledges 20260301.csv", "2026-03-01"),
    ("2026.03.01-pledges.csv", "2026-03-01"),
    ("from_2026-01-01_to_2026-03-01.csv", ""),
    ("2026-03-01 copy of 2026_03_01.csv", "2026-03-01"),
    ("pledges-2026-02-30.csv", ""),
    ("pledges-2026-03.csv", ""),
    ("pledges.csv", ""),
    ("1202603011.csv", ""),
    ("01-03-2026.csv", ""),
    ("2026-0301.csv", ""),
]


@pytest.mark.parametrize(("name", "day"), NAMES)
def test_the_date_in_a_name(name: str, day: str) -> None:
    assert file_names.date_in(name) == day


def test_init_dates_no_file_by_the_day_it_was_copied(tmp_path: Path) -> None:
    plain = written(tmp_path / "pledges.csv", "pledgegraph", [HOST])
    named = written(tmp_path / "pledges_2025-02-03.csv", "pledgegraph", [DONOR])
    os.utime(plain, (1_700_000_000, 1_700_000_000))
    text = (starting.init(tmp_path / "w", [plain, named]).folder / FILE).read_text("utf-8")
    entries = {
        entry.partition('"\n')[0].strip('"'): entry
        for entry in text.split("[[sources]]\nname = ")[1:]
    }
    assert "retrieved" not in entries["pledges"].partition("# ")[0]
    assert 'retrieved = "2025-02-03"' in entries["pledges-2025-02-03"]
    assert f"# {file_names.NOT_KNOWN}\n" in text and f"# {file_names.FROM_ITS_NAME}\n" in text
    assert time.strftime("%Y-%m-%d") not in text.replace(file_names.NOT_KNOWN, "").replace(
        starting.REFERENCE_DATE, ""
    )


def test_init_asks_at_a_terminal_and_never_in_a_pipe(tmp_path: Path) -> None:
    register = written(tmp_path / "pledges.csv", "pledgegraph", [HOST])
    command = [sys.executable, "-m", "pledgegraph", "init"]
    done = subprocess.run(
        [*command, tmp_path / "piped", register],
        capture_output=True,
        text=True,
        input="2020-01-01\n",
    )
    assert "pledges: sources/pledges.csv (pledgegraph), date not stated\n" in done.stderr
    assert "Date of" not in done.stderr
    pty = pytest.importorskip("pty", reason="a terminal that a test can hold is made for POSIX")
    ours, its = pty.openpty()
    os.write(ours, b"yesterday\n2026-03-01\n")
    process = subprocess.Popen(
        [*command, tmp_path / "asked", register], stdin=its, stdout=its, stderr=its
    )
    assert process.wait(60) == 0
    os.close(its)
    said = os.read(ours, 100_000).decode()
    assert "Date of pledges.csv, such as 2026-11-23 (Enter if not known):" in said
    assert "'yesterday' is not a date." in said
    assert Workspace(tmp_path / "asked").settings().sources[-1].retrieved == "2026-03-01"
    os.close(ours)
