"""The wheel: it holds the package and nothing else, and works where nothing else of the repository
is.

It is installed into an environment of its own beside the libraries that it declares, and those that
they declare in turn: links to the very ones that the tests run with, so that no index is needed and
an undeclared one is missed.
"""

import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement

from pledgegraph.workspace.workspace import Workspace

from .publishing.serving import UNDER, Strict, serving

ROOT = Path(__file__).resolve().parent.parent
ROOMS = [
    Path(*name.split(".")[1:])
    for name in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"][
        "packages"
    ]
]
NO_NETWORK = """
import socket

def refuse(*given, **named):
    raise ConnectionError("the network is out of bounds here")

for name in ("connect", "connect_ex", "sendto"):
    setattr(socket.socket, name, refuse)
for name in ("getaddrinfo", "gethostbyname", "create_connection"):
    setattr(socket, name, refuse)
"""
"""What the environment runs at its start."""


@dataclass(frozen=True)
class Installed:
    """An environment with the wheel in it, and a folder outside the repository to work in."""

    python: Path
    command: Path
    folder: Path

    def run(self, *command: str | Path) -> "subprocess.CompletedProcess[str]":
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PYTHON", "VIRTUAL_ENV"))
        }
        return subprocess.run(
            [str(part) for part in command],
            cwd=self.folder,
            env=kept,
            capture_output=True,
            text=True,
            encoding="utf-8",
        )


def is_shipped(path: Path) -> bool:
    """Whether a file of the repository belongs into the wheel: every file of a room, the root's
    modules, examples.
    """
    if any(part.startswith(".") or part == "__pycache__" for part in path.parts):
        return False
    if path.parts[0] == "examples":
        return "build" not in path.parts
    if len(path.parts) == 1:
        return path.suffix == ".py" or path.name == "py.typed"
    return Path(path.parts[0]) in ROOMS


def shipped() -> set[str]:
    files = (file.relative_to(ROOT) for file in ROOT.rglob("*") if file.is_file())
    return {f"pledgegraph/{path.as_posix()}" for path in files if is_shipped(path)}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from a copy of the tree: setuptools would take what an earlier build left in
    ``build/``.
    """
    tree, out = tmp_path_factory.mktemp("tree") / "checkout", tmp_path_factory.mktemp("dist")
    no = shutil.ignore_patterns(
        ".[!w]*", "build", "dist", "*.egg-info", "__pycache__", "pledgegraph-demo"
    )
    shutil.copytree(ROOT, tree, ignore=no)
    # By way of the sdist, as a release is; without isolation, which would ask an index for
    # setuptools.
    command = [sys.executable, "-m", "build", "--no-isolation", "--outdir", str(out), str(tree)]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    (found,) = out.glob("*.whl")
    return found


def test_the_wheel_holds_the_package_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    metadata = {name for name in names if re.match(r"pledgegraph-[\d.]+\.dist-info/", name)}
    assert names - metadata - shipped() == set(), "in the wheel and not of the package"
    assert shipped() - names == set(), (
        "of the package and not in the wheel: see package-data in pyproject.toml"
    )
    assert any(name.endswith("/licenses/LICENSE") for name in metadata)
    assert {
        "pledgegraph/__init__.py",
        "pledgegraph/py.typed",
        "pledgegraph/graph/pictures/templates/picture.html",
        "pledgegraph/loaders/names/countries.csv",
        "pledgegraph/loaders/layouts/pledgegraph.toml",
        "pledgegraph/ontology/shapes.ttl",
        "pledgegraph/publishing/scripts/web_bg.wasm",
        "pledgegraph/ontology/vocabularies/themes.ttl",
        "pledgegraph/queries/questions/unsupported.toml",
        "pledgegraph/examples/sample/sources/pledges_facts.csv",
    } <= names


def test_the_wheel_is_for_every_platform(wheel: Path) -> None:
    assert wheel.name.endswith("-py3-none-any.whl")


def declared(name: str, extras: frozenset[str], seen: dict[str, Distribution]) -> None:
    """Gather a distribution and all that it requires, as an installer would."""
    try:
        found = distribution(name)
    except PackageNotFoundError:
        raise AssertionError(f"{name} is required and not installed") from None
    if seen.setdefault(f"{name}[{','.join(sorted(extras))}]", found) is not found:
        return
    for text in found.requires or ():
        wanted = Requirement(text)
        needed = [
            extra
            for extra in extras or {""}
            if wanted.marker is None or wanted.marker.evaluate({"extra": extra})
        ]
        if needed and f"{wanted.name}[{','.join(sorted(wanted.extras))}]" not in seen:
            declared(wanted.name, frozenset(wanted.extras), seen)


def tops(found: Distribution) -> Iterator[Path]:
    """The files and folders of a distribution in its site-packages."""
    for first in {
        file.parts[0] for file in found.files or () if file.parts[0] not in ("..", "__pycache__")
    }:
        yield Path(str(found.locate_file(first)))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel in an environment of its own, with what it declares and without the network."""
    home, libraries = tmp_path_factory.mktemp("environment"), tmp_path_factory.mktemp("libraries")
    venv.create(home)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    end = ".exe" if os.name == "nt" else ""
    python = scripts / f"python{end}"
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(python),
        "install",
        "-q",
        "--no-deps",
        "--no-index",
        str(wheel),
    ]
    subprocess.run(pip, check=True)
    gathered: dict[str, Distribution] = {}
    with zipfile.ZipFile(wheel) as archive:
        (metadata,) = (name for name in archive.namelist() if name.endswith(".dist-info/METADATA"))
        required = re.findall(
            r"^Requires-Dist: (.*)$", archive.read(metadata).decode("utf-8"), re.MULTILINE
        )
    for wanted in map(Requirement, required):
        if wanted.marker is None or wanted.marker.evaluate({"extra": ""}):
            declared(wanted.name, frozenset(wanted.extras), gathered)
    for top in {top for found in gathered.values() for top in tops(found)}:
        place = libraries / top.name
        if os.name != "nt":
            place.symlink_to(top)
        elif top.is_dir():
            shutil.copytree(top, place)
        else:
            shutil.copyfile(top, place)
    (site,) = home.glob("Lib/site-packages" if os.name == "nt" else "lib/python*/site-packages")
    (site / "libraries.pth").write_text(f"{libraries}\n", "utf-8")
    (site / "sitecustomize.py").write_text(NO_NETWORK, "utf-8")
    return Installed(python, scripts / f"pledgegraph{end}", tmp_path_factory.mktemp("elsewhere"))


def test_the_environment_is_apart(installed: Installed) -> None:
    """Neither the repository nor the tests' tools nor the network can be reached from it."""
    where = installed.run(installed.python, "-c", "import pledgegraph; print(pledgegraph.__file__)")
    assert Path(where.stdout.strip()).is_relative_to(installed.python.parent.parent), where.stderr
    for text, error in (
        ("import pytest", "ModuleNotFoundError"),
        ("import urllib.request as r; r.urlopen('http://127.0.0.1:9')", "out of bounds"),
        ("import socket; socket.create_connection(('127.0.0.1', 9))", "out of bounds"),
        ("import socket; socket.socket().connect(('127.0.0.1', 9))", "out of bounds"),
    ):
        asked = installed.run(installed.python, "-c", text)
        assert asked.returncode == 1 and error in asked.stderr, text


def test_every_module_can_be_imported(installed: Installed) -> None:
    """With the declared libraries alone."""
    modules = (
        name.removesuffix(".py").replace("/", ".") for name in shipped() if name.endswith(".py")
    )
    names = sorted(
        name.removesuffix(".__init__") for name in modules if not name.endswith(".__main__")
    )
    done = installed.run(
        installed.python, "-c", f"import importlib; [importlib.import_module(n) for n in {names}]"
    )
    assert done.returncode == 0, done.stderr


def test_the_examples_can_be_read_as_resources(installed: Installed) -> None:
    text = (
        "from importlib.resources import files; folder = files('pledgegraph') / 'examples' /"
        " 'sample' / 'sources'; print(len((folder /"
        " 'pledges_facts.csv').read_text('utf-8').splitlines()))"
    )
    assert (
        int(installed.run(installed.python, "-c", text).stdout) >= 112
    )  # a header and 111 pledges


def test_it_runs_as_a_module_too(installed: Installed) -> None:
    done = installed.run(installed.python, "-m", "pledgegraph", "--version")
    assert (done.returncode, done.stdout) == (
        0,
        f"pledgegraph {distribution('pledgegraph').version}\n",
    )


def test_the_demonstration_runs_anywhere(installed: Installed) -> None:
    done = installed.run(installed.command, "demo", "tour")
    assert done.returncode == 0, done.stderr
    assert "Host-country pledges open to matching" in done.stdout
    assert [file.name for file in installed.folder.iterdir()] == ["tour"], (
        "it writes into its folder only"
    )
    out = installed.folder / "tour"
    assert (out / "pledgegraph.toml").is_file()
    pictures = list(out.glob("*.html"))
    assert pictures, "the tour ends with a picture"
    assert all(
        "<canvas" in (text := file.read_text("utf-8")) or "vis-network" in text for file in pictures
    )


def test_the_page_for_sparql_answers(
    installed: Installed, small: Workspace, tmp_path: Path, browser: Any
) -> None:
    """What an installation writes without the network: a browser runs the script of the wheel."""
    done = installed.run(installed.command, "-C", small.folder, "publish", tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert "SPARQL" not in done.stderr, "the page is there"
    with serving(tmp_path / "site", Strict) as port:
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{port}{UNDER}/sparql/")
        page.fill("#query", "SELECT ?a { ?a a <https://w3id.org/pledgegraph#Pledge> }")
        page.click("#ask")
        page.wait_for_selector("#answer a")
        assert page.locator("#answer a").count() == 2, page.locator("#problem").inner_text()
        page.close()
