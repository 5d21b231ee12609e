"""Site places: where a published site is, a folder or an address of the web, and its files as they
are there.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Protocol

from pledgegraph.wording import Worded, worded

CHUNK = 1 << 16


class NotTaken(Exception):
    """A file of a site that was not taken: the code of the problem, what was found, what would
    do.
    """

    def __init__(
        self,
        code: str,
        found: Worded,
        hint: str,
    ) -> None:
        super().__init__(found)
        self.code = code
        self.found = found
        self.hint = hint


class Place(Protocol):
    """Where a site is.

    Attributes:
        is_private: whether its host was found in one's own network.
    """

    is_private: bool

    def chunks(self, path: str) -> Iterator[bytes]:
        """The bytes of a file of the site, as they come.

        Raises:
            NotTaken: it is not there, or may not be asked for.
        """


class FolderPlace:
    """A site in a folder, as ``publish`` wrote it."""

    is_private = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def chunks(self, path: str) -> Iterator[bytes]:
        """As ``Place.chunks``."""
        # A link could lead to any file of this machine
        home = self._folder.resolve()
        file = (home / path).resolve()
        if not file.is_relative_to(home) or not file.is_file():
            raise NotTaken(
                "H001",
                worded("{path} is not in {folder}", path=path, folder=self._folder),
                worded("Give the folder that `pledgegraph publish` wrote."),
            )
        with file.open("rb") as opened:
            yield from _chunks_of(opened)


def _chunks_of(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(CHUNK):
        yield chunk


def read(place: Place, path: str, most: int) -> bytes:
    """A small file of a site.

    Raises:
        NotTaken: as ``Place.chunks``; H005, it has more than ``most`` bytes.
    """
    found = bytearray()
    for chunk in place.chunks(path):
        found += chunk
        _check_size(path, len(found), most)
    return bytes(found)


def copy(
    place: Place,
    path: str,
    target: Path,
    most: int,
) -> str:
    """Copy a file of a site; the SHA-256 of what came.

    Raises:
        NotTaken: as ``read``.
    """
    state = hashlib.sha256()
    size = 0
    with target.open("wb") as file:
        for chunk in place.chunks(path):
            size += len(chunk)
            # Before it is on the disk: a page without an end would fill it
            _check_size(path, size, most)
            state.update(chunk)
            file.write(chunk)
    return state.hexdigest()


def _check_size(path: str, size: int, most: int) -> None:
    if size > most:
        raise NotTaken(
            "H005",
            worded("{path} has more than {most} bytes", path=path, most=most),
            worded("Ask the office that publishes the site."),
        )
