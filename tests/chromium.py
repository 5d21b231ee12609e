"""A real browser, one for all tests of a worker: two cannot be driven in one process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync"
).split()


def running_browser() -> Iterator[Any]:
    """Chromium, until the tests end; without it they are skipped, and fail where it must be."""
    if not CHROMIUM.exists():
        how = f"no browser at {CHROMIUM}: run `apt-get install chromium`"
        if os.environ.get("PLEDGEGRAPH_REQUIRE_SERVICES") == "1":
            pytest.fail(how)
        pytest.skip(how)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tools:
        running = tools.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield running
        running.close()
