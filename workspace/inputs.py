"""Inputs: what a build depends on in addition to the files of its workspace: the program, its data
and libraries.
"""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1]
ROOMS = ("loaders", "derive", "ontology", "graph", "personal")
"""The rooms whose code makes a build. The code of questions and commands does not change its
content.
"""
MODULES = (
    "workspace/builds.py",
    "errors.py",
    "wording.py",
    "workspace/expectations.py",
    "workspace/inputs.py",
    "workspace/new_build.py",
    "workspace/pipeline.py",
    "workspace/published_entries.py",
    "workspace/releases.py",
    "workspace/settings.py",
    "workspace/settings_checks.py",
    "workspace/settings_file.py",
    "workspace/values.py",
    "workspace/sources.py",
    "workspace/views.py",
    "workspace/workspace.py",
)
"""And the modules of other places."""
LIBRARIES = ("anyascii", "ladybug", "pandas", "pyarrow", "pyoxigraph")
"""The libraries by whose version the files of a build may differ, or can be read."""


def own_data() -> list[Path]:
    """The data files of the package that a build uses: ontology, vocabularies, names, layouts."""
    patterns = (
        "ontology/*.ttl",
        "ontology/vocabularies/*.ttl",
        "loaders/names/*.csv",
        "loaders/layouts/*.toml",
    )
    return [path for pattern in patterns for path in sorted(ROOT.glob(pattern))]


def own_code() -> list[Path]:
    """The modules that a build is made with."""
    found = [ROOT / name for name in MODULES]
    for room in ROOMS:
        found += sorted((ROOT / room).rglob("*.py"))
    return found


@cache
def program_hash() -> str:
    """A hash of the program that builds, by content: an edited or newer one makes a new build.

    Computed once per process, because the code is read only once.
    """
    from importlib.metadata import version

    from pledgegraph import __version__

    # By their versions, because to hash all of their files would take longer than a small build
    libraries = {name: version(name) for name in LIBRARIES}
    return hash_of(
        __version__,
        libraries,
        [*own_code(), *own_data()],
    )


def hash_of(
    own_version: str,
    libraries: dict[str, str],
    files: list[Path],
) -> str:
    """A hash of versions and of the package's files, wherever it is installed."""
    versions = repr((own_version, sorted(libraries.items())))
    state = hashlib.sha256(versions.encode())
    for path in files:
        name = path.relative_to(ROOT).as_posix()
        # The name too: a module that is moved may be imported in another order
        state.update(f"{name} {file_hash(path)}\n".encode())
    return state.hexdigest()[:16]


def file_hash(path: Path) -> str:
    """The hash of a file, or of all files in a folder with their names; "" if it cannot be read,
    which its reader reports.
    """
    try:
        if path.is_dir():
            files = [each for each in sorted(path.iterdir()) if each.is_file()]
            parts = [f"{each.name} {file_hash(each)}" for each in files]
            return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()
        if path.is_file():
            with path.open("rb") as file:
                return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):
        pass
    return ""
