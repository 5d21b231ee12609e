"""What is made from the shapes and lists beside the reference page is fresh."""

import runpy
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("script", "function", "file"),
    [
        ("write_domains.py", "domains", "domains.ttl"),
        ("write_regions.py", "m49", "m49.ttl"),
    ],
)
def test_a_made_file_is_fresh(script: str, function: str, file: str) -> None:
    made = runpy.run_path(str(ROOT / "docs" / script))
    assert made[function]() == (ROOT / "ontology" / file).read_text("utf-8")
