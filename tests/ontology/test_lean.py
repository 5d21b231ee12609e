"""What a process that builds does without: in one of its own, as others have loaded it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from pledgegraph.workspace.workspace import Workspace

BUILT = """
import sys
from pledgegraph.cli import main
try:
    main()
except SystemExit as ended:
    assert not ended.code
import pyarrow as pa
print("pandas" in sys.modules, pa.default_memory_pool().backend_name)
# Whoever wants data frames later has them
print(pa.table({"n": [1, 2]}).to_pandas()["n"].sum())
"""


@pytest.mark.skipif(sys.platform != "linux", reason="only there Arrow's memory is the system's")
def test_a_build_loads_no_pandas_and_takes_memory_from_the_system(unbuilt: Workspace) -> None:
    done = subprocess.run(
        [sys.executable, "-c", BUILT, "-C", str(unbuilt.folder), "build"],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-2:] == ["False system", "3"]
