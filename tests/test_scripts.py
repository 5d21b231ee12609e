"""Scripts of others are brought by the lock file: from a registry on this machine, whole or not at
all.
"""

import base64
import contextlib
import hashlib
import http.server
import importlib.util
import io
import json
import subprocess
import sys
import tarfile
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


def module() -> ModuleType:
    """The module of the build backend, which no package has."""
    found = importlib.util.spec_from_file_location("scripts", ROOT / ".wheel" / "scripts.py")
    assert found is not None and found.loader is not None
    made = importlib.util.module_from_spec(found)
    found.loader.exec_module(made)
    return made


SCRIPTS = module()


def archive(**files: bytes) -> bytes:
    """A package as npm has it, with a file that would be unpacked elsewhere."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w:gz") as packed:
        for name, data in {"package/../../elsewhere": b"x", **files}.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            packed.addfile(entry, io.BytesIO(data))
    return made.getvalue()


GOOD = archive(**{"package/web.js": b"js", "package/web_bg.wasm": b"wasm", "package/more": b"m"})


@contextlib.contextmanager
def registry(data: bytes, *, is_garbled: bool = False) -> Iterator[str]:
    """The address of a registry that has one archive, for what a lock names."""

    class Answers(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if is_garbled:
                self.wfile.write(b"this is no HTTP\r\n\r\n")
                return
            has = self.path == "/npm/oxigraph/-/oxigraph-1.2.3.tgz"
            self.send_response(200 if has else 404)
            self.send_header("Content-Length", str(len(data) if has else 0))
            self.end_headers()
            self.wfile.write(data if has else b"")

        def log_message(self, format: str, *args: object) -> None:
            """Nothing."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/npm/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def lock(folder: Path, version: str = "1.2.3") -> Path:
    """A lock file that names the good archive."""
    digest = base64.b64encode(hashlib.sha512(GOOD).digest()).decode()
    locked = {"version": version, "integrity": f"sha512-{digest}"}
    path = folder / "package-lock.json"
    path.write_text(json.dumps({"packages": {"node_modules/oxigraph": locked}}), "utf-8")
    return path


@pytest.fixture
def no_npm(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """A machine without npm, as one that has Python alone."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("npm_config_registry", raising=False)
    return monkeypatch


def test_what_the_lock_names_is_brought_once(no_npm: pytest.MonkeyPatch, tmp_path: Path) -> None:
    place, named = tmp_path / "scripts", lock(tmp_path)
    with registry(GOOD) as address:
        no_npm.setenv("npm_config_registry", address)
        assert SCRIPTS.bring(place, named) is True
    # The registry is gone, and is not asked again
    assert SCRIPTS.bring(place, named) is False
    assert sorted(file.name for file in place.iterdir()) == [
        "brought.json",
        "web.js",
        "web_bg.wasm",
    ]
    assert (place / "web_bg.wasm").read_bytes() == b"wasm"
    assert not (tmp_path / "elsewhere").exists()


def test_another_archive_is_refused(no_npm: pytest.MonkeyPatch, tmp_path: Path) -> None:
    place = tmp_path / "scripts"
    place.mkdir()
    (place / "web.js").write_bytes(b"of an older lock")
    bad = archive(**{"package/web.js": b"evil", "package/web_bg.wasm": b"wasm"})
    with registry(bad) as address:
        no_npm.setenv("npm_config_registry", address)
        with pytest.raises(SCRIPTS.NotBrought, match="not what the lock file names"):
            SCRIPTS.bring(place, lock(tmp_path))
    assert not place.exists()


def test_a_changed_file_is_brought_again(no_npm: pytest.MonkeyPatch, tmp_path: Path) -> None:
    place, named = tmp_path / "scripts", lock(tmp_path)
    with registry(GOOD) as address:
        no_npm.setenv("npm_config_registry", address)
        SCRIPTS.bring(place, named)
        (place / "web.js").write_bytes(b"changed")
        assert SCRIPTS.bring(place, named) is True
    assert (place / "web.js").read_bytes() == b"js"


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("", "npm is not installed"),
        ("file:///etc", "npm is not installed"),
        ("http://127.0.0.1:9/", "does not answer"),
    ],
)
def test_without_a_registry_the_reason_is_told(
    no_npm: pytest.MonkeyPatch, tmp_path: Path, address: str, why: str
) -> None:
    no_npm.setenv("npm_config_registry", address)
    with pytest.raises(SCRIPTS.NotBrought, match=why):
        SCRIPTS.bring(tmp_path / "scripts", lock(tmp_path))


def test_what_a_registry_does_not_have_is_told(no_npm: pytest.MonkeyPatch, tmp_path: Path) -> None:
    with registry(GOOD) as address:
        no_npm.setenv("npm_config_registry", address)
        with pytest.raises(SCRIPTS.NotBrought, match="does not answer"):
            SCRIPTS.bring(tmp_path / "scripts", lock(tmp_path, "9.9.9"))


def test_a_build_goes_on_without_the_scripts(tmp_path: Path) -> None:
    """The backend, as pip calls it on a machine with Python alone."""
    tree = tmp_path / "tree"
    tree.mkdir()
    for name in ("backend.py", "scripts.py"):
        (tree / name).write_bytes((ROOT / ".wheel" / name).read_bytes())
    lock(tree)
    # A file where the folder would be made: the scripts come, and cannot be written
    (tmp_path / "publishing").write_text("in the way", "utf-8")
    text = "import backend, os, sys; from setuptools import build_meta as b\n"
    text += "b.build_wheel = lambda *given: print('built', *given)\n"
    text += "for place in sys.argv[1:]:\n"
    text += "    os.environ['npm_config_registry'] = place; backend.build_wheel('out')"
    with registry(GOOD) as good, registry(b"", is_garbled=True) as garbled:
        done = subprocess.run(
            [sys.executable, "-c", text, "", good, garbled],
            cwd=tree,
            env={"PATH": str(tmp_path)},
            capture_output=True,
            text=True,
        )
    assert (done.returncode, done.stdout) == (0, "built out\n" * 3), done.stderr
    without, unwritten, unread = done.stderr.splitlines()
    for line in (without, unwritten, unread):
        assert line.startswith("The site will have no page for SPARQL: ")
    assert without.endswith("npm is not installed, and npm_config_registry names no registry.")
    assert "publishing" in unwritten
    assert unread.endswith("speaks no HTTP (BadStatusLine).")


def test_the_notice_names_the_version_of_the_lock() -> None:
    locked = json.loads((ROOT / ".wheel" / "package-lock.json").read_text("utf-8"))["packages"]
    wanted = json.loads((ROOT / ".wheel" / "package.json").read_text("utf-8"))["dependencies"]
    version = locked["node_modules/oxigraph"]["version"]
    assert wanted == locked[""]["dependencies"] == {"oxigraph": version}
    notice = (ROOT / "publishing" / "notices" / "oxigraph.txt").read_text("utf-8")
    assert f"Oxigraph {version}" in notice and "Permission is hereby granted" in notice
