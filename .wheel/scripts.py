"""Scripts of others that a page of the site runs: brought once, by the lock file beside this one.

An archive is taken only if its SHA-512 is the one of the lock; of it, only the files named here are
kept. npm brings it, from the registry that it is set up for. Without npm it comes from the address
in ``npm_config_registry``, which npm reads too. If there is neither, or no network, there is no
script, and the site has no page for it. ``python .wheel/scripts.py`` brings it by hand.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import urllib.request
from collections.abc import Mapping
from http.client import HTTPException
from pathlib import Path

HERE = Path(__file__).resolve().parent
LOCK = HERE / "package-lock.json"
PLACE = HERE.parent / "publishing" / "scripts"
"""Git ignores it, a wheel has it."""
NAME = "oxigraph"
WANTED = ("web.js", "web_bg.wasm")
STAMP = "brought.json"
SECONDS = 60
LARGEST = 50_000_000


class NotBrought(Exception):
    """Why a script is not there, in words."""


FAILURES = (NotBrought, OSError, HTTPException)
"""Whatever keeps a script away: a disk that takes no file, too."""


def bring(place: Path = PLACE, lock: Path = LOCK) -> bool:
    """Bring the script of the lock, if it is not there; whether that was needed.

    Raises:
        NotBrought: it could not be had, or is not what the lock says; what was there is removed.
    """
    locked = json.loads(lock.read_text("utf-8"))["packages"][f"node_modules/{NAME}"]
    version, integrity = locked["version"], locked["integrity"]
    if is_there(place, integrity):
        return False
    # A script of an older lock is as bad as none
    shutil.rmtree(place, ignore_errors=True)
    files = _checked(_archive(version), integrity)
    place.mkdir(parents=True)
    for name, data in files.items():
        (place / name).write_bytes(data)
    stamp = {"name": NAME, "version": version, "integrity": integrity, "sha256": _hashes(files)}
    (place / STAMP).write_text(json.dumps(stamp, indent=1) + "\n", "utf-8")
    return True


def is_there(place: Path, integrity: str) -> bool:
    """Whether the script of the lock is there, every byte of it."""
    try:
        stamp = json.loads((place / STAMP).read_text("utf-8"))
        files = {name: (place / name).read_bytes() for name in WANTED}
        return bool(stamp["integrity"] == integrity and stamp["sha256"] == _hashes(files))
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _hashes(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}


def _archive(version: str) -> bytes:
    npm = shutil.which("npm")
    if npm is not None:
        return _by_npm(npm, version)
    registry = os.environ.get("npm_config_registry", "")
    if registry.startswith(("https://", "http://")):
        return _from(f"{registry.rstrip('/')}/{NAME}/-/{NAME}-{version}.tgz")
    raise NotBrought("npm is not installed, and npm_config_registry names no registry")


def _by_npm(npm: str, version: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="pledgegraph-") as folder:
        command = [npm, "pack", "--silent", "--ignore-scripts", "--fetch-retries=1"]
        # Elsewhere than in a project: npm would read its settings
        try:
            done = subprocess.run(
                [*command, f"{NAME}@{version}"],
                cwd=folder,
                capture_output=True,
                timeout=SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as problem:
            raise NotBrought(f"npm does not answer ({type(problem).__name__})") from None
        found = list(Path(folder).glob("*.tgz"))
        if done.returncode or len(found) != 1:
            raise NotBrought(f"npm cannot bring {NAME} {version} (status {done.returncode})")
        return found[0].read_bytes()


def _from(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=SECONDS) as answer:
            data: bytes = answer.read(LARGEST + 1)
    except HTTPException as problem:
        # Its own words may go over several lines
        kind = type(problem).__name__
        raise NotBrought(f"what npm_config_registry names speaks no HTTP ({kind})") from None
    except (OSError, ValueError) as problem:
        why = getattr(problem, "reason", problem)
        raise NotBrought(f"the registry in npm_config_registry does not answer ({why})") from None
    return data


def _checked(archive: bytes, integrity: str) -> dict[str, bytes]:
    """The wanted files of an archive that has the hash of the lock."""
    method, _, wanted = integrity.partition("-")
    found = base64.b64encode(hashlib.sha512(archive).digest()).decode()
    if method != "sha512" or found != wanted:
        raise NotBrought(f"what came as {NAME} is not what the lock file names: its hash differs")
    files = {}
    # Nothing is unpacked to a path that the archive names
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as packed:
        for name in WANTED:
            member = packed.extractfile(f"package/{name}")
            assert member is not None
            files[name] = member.read()
    return files


def _main() -> None:
    try:
        bring()
    except FAILURES as why:
        sys.exit(f"{why}")
    print(PLACE)


if __name__ == "__main__":
    _main()
