"""Other people's programs that read our files: fetched once with Maven, npm or pip, and run."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest
from filelock import FileLock

HERE = Path(__file__).parent


def java(name: str, program: str, *arguments: str | Path) -> list[str]:
    """The lines that a Java program beside the jars of ``name/pom.xml`` prints."""
    folder = HERE / name
    command = [
        "-q",
        "-B",
        "-f",
        str(folder / "pom.xml"),
        "dependency:copy-dependencies",
        "-DincludeScope=runtime",
    ]
    jars = _fetched(
        name,
        folder / "pom.xml",
        lambda place: [_tool("mvn"), *command, f"-DoutputDirectory={place}"],
    )
    return _lines(
        [
            _tool("java"),
            "-Djava.awt.headless=true",
            "-cp",
            f"{jars}/*",
            folder / program,
            *arguments,
        ]
    )


def node(program: str, *arguments: str | Path) -> list[str]:
    """The lines that a program of the folder ``node`` prints."""
    install = ["install", "--no-audit", "--no-fund", "--no-package-lock", "--prefix"]
    place = _fetched(
        "node", HERE / "node" / "package.json", lambda place: [_tool("npm"), *install, str(place)]
    )
    # Modules are looked for beside the program
    shutil.copy(HERE / "node" / program, place / program)
    return _lines([_tool("node"), place / program, *arguments])


def office(path: Path, kind: str, folder: Path) -> None:
    """LibreOffice opens a file and writes it in another form, with a profile of its own."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    _lines(
        [
            _tool("soffice"),
            profile,
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            folder,
            path,
        ]
    )


def python(name: str, program: str, *arguments: str | Path) -> list[str]:
    """The lines that a Python program prints with the packages of ``name/requirements.txt``."""
    wanted = HERE / name / "requirements.txt"
    install = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
    place = _fetched(
        name, wanted, lambda place: [*install, "--target", str(place), "-r", str(wanted)]
    )
    # Packages of the program come before ours
    run = [sys.executable, "-S", HERE / name / program, *arguments]
    return _lines(run, {**os.environ, "PYTHONPATH": str(place)})


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        pytest.fail(
            f"{name} is not installed: the conformance run needs a JDK 17, Maven and Node.js 20"
            " with npm"
        )
    return found


def _fetched(name: str, wanted: Path, command: Callable[[Path], list[str]]) -> Path:
    """The folder with what a file asks for, made anew when the file changes."""
    cache = (
        Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
        / "pledgegraph"
        / "conformance"
    )
    cache.mkdir(parents=True, exist_ok=True)
    place = cache / f"{name}-{hashlib.sha256(wanted.read_bytes()).hexdigest()[:8]}"
    with FileLock(cache / ".lock"):
        if not (place / "complete").exists():
            place.mkdir(exist_ok=True)
            shutil.copy(wanted, place / wanted.name)
            _lines(command(place))
            (place / "complete").touch()
    return place


def _lines(
    command: Sequence[str | Path], environment: Mapping[str, str] | None = None
) -> list[str]:
    done = subprocess.run(
        list(map(str, command)),
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=environment,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout.splitlines()
