"""Write the one-line stubs that tell type checkers where ``pledgegraph.*`` lives.

The repository's root is the package, a name that type checkers cannot map to it: so
``.types/pledgegraph/graph/engine.pyi`` says ``from graph.engine import *``; the package's own stub
is a copy of the root's ``__init__.py``. Nothing here is shipped or run. ``--check`` only fails
where the stubs are stale.
"""

import sys
import tomllib
from pathlib import Path

STUBS = Path(__file__).resolve().parent / "pledgegraph"
ROOT = STUBS.parent.parent
PACKAGES = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"][
    "packages"
]


def modules() -> list[Path]:
    """The modules of the root and of every room that pyproject.toml lists."""
    rooms = [ROOT.joinpath(*name.split(".")[1:]) for name in PACKAGES]
    return [
        file
        for room in rooms
        for file in sorted(room.glob("*.py"))
        if file.parent != ROOT or file.stem[0] != "_"
    ]


def wanted() -> dict[Path, str]:
    """Every stub and its text."""
    stubs = {STUBS / "__init__.pyi": (ROOT / "__init__.py").read_text("utf-8")}
    for module in modules():
        path = module.relative_to(ROOT).with_suffix("")
        name = ".".join(path.parent.parts if path.name == "__init__" else path.parts)
        stubs[STUBS / path.with_suffix(".pyi")] = f"from {name} import *\n"
    return stubs


def main() -> None:
    """Write the stubs, or with ``--check`` only compare them."""
    stubs = wanted()
    found = {file: file.read_text("utf-8") for file in STUBS.rglob("*.pyi")}
    if "--check" in sys.argv:
        sys.exit("stale: run `python .types`" if found != stubs else 0)
    for file in found.keys() - stubs.keys():
        file.unlink()
    for file, text in stubs.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8", newline="\n")


main()
