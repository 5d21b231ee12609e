"""The whole harness at a tiny size, with few figures: it runs, compares what it measures, and
writes its page.
"""

import subprocess
import sys
from pathlib import Path

from ..budget import LONG  # noqa: TID252 (tests are no package that could be named)

ROOT = Path(__file__).resolve().parents[2]
PARTS = ("build", "pictures", "questions")
"""The parts of a normal run."""


def test_every_part_runs_and_the_engines_agree() -> None:
    command = [
        sys.executable,
        str(ROOT / "benchmarks"),
        "--size",
        "100",
        "--times",
        "1",
        "--figures",
        "200",
        *([] if LONG else [*(f"--part={part}" for part in PARTS), "--questions=1"]),
    ]
    done = subprocess.run(command, capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    whats = [line.split("|")[1].strip() for line in done.stdout.splitlines()]
    wanted = ["build, 100 pledges", "– of it: load", "`draw --country ETH`", "cold", "warm"]
    if LONG:
        wanted += ["`pledgegraph --help`", "workbook of", "triples written", "site of"]
    for part in wanted:
        assert any(part in what for what in whats), part
    assert "Oxigraph, warm" in done.stdout
    assert "rdflib adds them" in done.stdout or not LONG


def test_the_page_keeps_what_stands_around_the_table() -> None:
    text = (ROOT / "benchmarks" / "README.md").read_text("utf-8")
    assert text.count("<!-- results -->\n") == text.count("<!-- end of results -->\n") == 1
