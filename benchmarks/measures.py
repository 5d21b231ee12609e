"""Measures: a command in a process of its own, its seconds and its peak memory; two commands side
by side.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

JOBS = Path(__file__).with_name("jobs.py")


@dataclass(frozen=True)
class Run:
    """One run, or the medians of several; ``printed`` is what a job printed, ``processor`` the
    seconds that all its threads took.
    """

    seconds: float
    megabytes: float
    printed: dict[str, Any]
    processor: float = 0.0


def run(command: Sequence[str]) -> Run:
    """Run a command to its end; ``RuntimeError`` if it fails."""
    is_job = str(JOBS) in command
    # Compiled modules are kept, or each process would compile its libraries again
    environment = {**os.environ}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.perf_counter()
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE if is_job else subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
    ) as process:
        printed = process.stdout.read() if process.stdout else b""
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)} ended with {process.returncode}")
    unit = 1e6 if sys.platform == "darwin" else 1e3
    result = json.loads(printed) if is_job else {}
    return Run(seconds, usage.ru_maxrss / unit, result, usage.ru_utime + usage.ru_stime)


def job(name: str, *arguments: str) -> list[str]:
    """The command of a job."""
    return [sys.executable, str(JOBS), name, *arguments]


def side_by_side(first: Sequence[str], second: Sequence[str], times: int) -> tuple[Run, Run]:
    """Two commands in turn, so that both meet the same machine; the medians of each."""
    runs = [(run(first), run(second)) for _ in range(times)]
    return medians([one for one, _ in runs]), medians([other for _, other in runs])


def medians(runs: Sequence[Run]) -> Run:
    """The median of each number; other things as the first run printed them."""
    printed = {
        key: median(one.printed[key] for one in runs) if isinstance(value, float) else value
        for key, value in runs[0].printed.items()
    }
    return Run(
        median(one.seconds for one in runs),
        max(one.megabytes for one in runs),
        printed,
        median(one.processor for one in runs),
    )


def shorten_figures(workspace: Path, lines: int | None) -> None:
    """Keep only the last lines of the population figures of a workspace, if a number of them is
    given.
    """
    path = workspace / "sources" / "population.csv.gz"
    if lines is not None:
        header, *figures = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
        path.write_bytes(gzip.compress(b"".join([header, *figures[-lines:]])))
