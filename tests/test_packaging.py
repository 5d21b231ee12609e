"""The lists that name rooms and modules agree with the tree, and the commands people copy agree
with each other.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
NOT_SHIPPED = {"tests", "benchmarks", "docs", "examples", "build", "dist"}


def configuration() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def folders_with_modules() -> set[str]:
    """Every folder of the package that holds Python modules, as ``graph`` or ``graph.sub``."""
    found = set()
    for file in ROOT.rglob("*.py"):
        parts = file.relative_to(ROOT).parent.parts
        if (
            parts
            and parts[0] not in NOT_SHIPPED
            and not any(part.startswith(".") for part in parts)
        ):
            found.add(".".join(parts))
    return found


def test_every_package_is_listed() -> None:
    listed = configuration()["tool"]["setuptools"]["packages"]
    assert sorted(listed) == sorted(
        {"pledgegraph", *(f"pledgegraph.{name}" for name in folders_with_modules())}
    )


def test_every_room_has_an_init() -> None:
    """A room without one would be found from the tree and be missing from a wheel's type
    information.
    """
    assert [
        name
        for name in folders_with_modules()
        if not ROOT.joinpath(*name.split("."), "__init__.py").exists()
    ] == []


def test_no_room_or_module_may_be_imported_under_its_bare_name() -> None:
    banned = configuration()["tool"]["ruff"]["lint"]["flake8-tidy-imports"]["banned-api"]
    modules = {file.stem for file in ROOT.glob("*.py") if not file.stem.startswith("_")}
    assert set(banned) == modules | {name for name in folders_with_modules() if "." not in name}


def test_type_paths_are_fresh() -> None:
    asked = subprocess.run(
        [sys.executable, str(ROOT / ".types"), "--check"], capture_output=True, text=True
    )
    assert (asked.returncode, asked.stderr) == (0, "")


def test_a_stale_type_path_is_noticed(tmp_path: Path) -> None:
    for name in ("pyproject.toml", "__init__.py"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / ".types").mkdir()
    (tmp_path / ".types" / "__main__.py").write_bytes(
        (ROOT / ".types" / "__main__.py").read_bytes()
    )
    command = [sys.executable, str(tmp_path / ".types")]
    subprocess.run(command, check=True)
    subprocess.run([*command, "--check"], check=True)
    (tmp_path / "forms.py").touch()
    asked = subprocess.run([*command, "--check"], capture_output=True, text=True)
    assert (asked.returncode, asked.stderr) == (1, "stale: run `python .types`\n")
    subprocess.run(command, check=True)
    assert (tmp_path / ".types" / "pledgegraph" / "forms.pyi").read_text(
        "utf-8"
    ) == "from forms import *\n"


def test_the_checks_end_with_the_second_line_of_the_readme() -> None:
    """So that what passes here is what a newcomer types."""
    shown = re.findall(
        r"^ *(python3 -m venv .*)$", (ROOT / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert len(shown) >= 2, (
        "the README shows a line to run the demonstration and a line to run the tests"
    )
    last = (ROOT / ".ci" / "run").read_text("utf-8").rstrip().splitlines()[-1]
    assert last in shown
    assert last.endswith(".venv/bin/pytest")


def test_the_version_is_stated_once() -> None:
    import pledgegraph

    assert pledgegraph.__version__ == configuration()["project"]["version"]
    assert "version(" in (ROOT / "__init__.py").read_text("utf-8")
