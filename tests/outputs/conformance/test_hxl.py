"""Tables with a row of tags, by the library of the Humanitarian Exchange Language."""

import csv
from pathlib import Path

from pledgegraph.graph.choices import Choice
from pledgegraph.workspace.workspace import Workspace

from .programs import python


def test_each_table_is_read_with_its_tags(tried: Workspace, tmp_path: Path) -> None:
    """All rows, each tag, and no break of HXL's own rules."""
    tried.export("csv", tmp_path / "c", choice=Choice(hxl=True))
    wanted = []
    for file in sorted((tmp_path / "c").glob("*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as lines:
            _, tags, *rows = csv.reader(lines)
        wanted.append(f"{file.stem} {len(rows)} {' '.join(tags)}")
    assert len(wanted) > 20
    found = python("hxl", "read.py", tmp_path / "c")
    assert [line.replace("None", "") for line in found] == wanted
