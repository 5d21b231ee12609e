"""Packed files: dumps are packed with gzip, and one that unpacks without an end is not read to its
end.
"""

from __future__ import annotations

import gzip
import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

ENDING = ".gz"


class TooLarge(Exception):
    """A file has more bytes, unpacked, than it may have; the message says how many it may."""


class _Capped(io.RawIOBase):
    """A file of which only so many bytes can be read."""

    def __init__(self, file: gzip.GzipFile | IO[bytes], largest: int) -> None:
        self._file = file
        self._largest = largest
        self._left = largest

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """The next bytes; ``TooLarge`` where there are more than there may be."""
        # One byte more than is left is enough to know
        wanted = min(len(buffer), self._left + 1)
        data = self._file.read(wanted)
        self._left -= len(data)
        if self._left < 0:
            raise TooLarge(f"{self._largest:,}")
        buffer[: len(data)] = data
        return len(data)


@contextmanager
def unpacked(path: Path, largest: int) -> Iterator[IO[bytes]]:
    """A file to be read, unpacked where its name says that it is packed.

    Args:
        largest: bytes that may be read of it, unpacked.
    """
    with path.open("rb") as file:
        inner: gzip.GzipFile | IO[bytes] = file
        if path.suffix == ENDING:
            inner = gzip.GzipFile(fileobj=file)
        yield io.BufferedReader(_Capped(inner, largest))
