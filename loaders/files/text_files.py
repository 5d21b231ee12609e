"""Text files: the bytes of a source, unpacked and decoded; what is no text, or too large, is
told.
"""

from __future__ import annotations

import codecs
import gzip
import re
import stat
import zlib
from pathlib import Path

from pledgegraph.errors import Problem, SourceProblems, Where, suggest

LARGEST_FILE = 2**30
"""Bytes, unpacked; a register of a million pledges has half of it. A workspace may allow more."""


def stop(code: str, where: Where, found: str, hint: str) -> SourceProblems:
    """A file that cannot be used, as the one problem that it has."""
    return SourceProblems([Problem(code, "error", where, found, hint)])


_WORKBOOK_STARTS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def file_bytes(path: Path, shown: str, largest: int) -> bytes:
    """The bytes of a file, unpacked.

    Raises:
        SourceProblems: it is missing, a folder, not to be read, too large or a workbook (F001,
            F002, F008, F010, F012).
    """
    where = Where(shown)
    try:
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            raise stop("F002", where, "this is a folder", "Name a CSV file in it.")
        if not stat.S_ISREG(mode):
            raise stop(
                "F010",
                where,
                "this is no file that can be read twice",
                "Save what it gives as a CSV file.",
            )
        data = b"" if path.stat().st_size > largest else _unpacked(path, largest)
        too_large = not data and path.stat().st_size > 0
    except (FileNotFoundError, NotADirectoryError):
        hint = suggest(path.name, _names_in(path.parent)) or "Put it there, or correct the path."
        raise stop("F001", where, "there is no such file", hint) from None
    except (OSError, EOFError, ValueError, zlib.error) as problem:
        reason = getattr(problem, "strerror", None) or problem
        hint = "Is it complete, and may you read it?"
        raise stop("F010", where, f"the file cannot be read ({reason})", hint) from None
    if len(data) > largest or too_large:
        hint = (
            'Split it into several sources, or write largest = "2 GiB" for it in pledgegraph.toml.'
        )
        raise stop("F012", where, f"the file has more than {largest:,} bytes", hint)
    if data.startswith(_WORKBOOK_STARTS) or path.suffix.lower() in (
        ".xlsx",
        ".xlsm",
        ".xls",
        ".ods",
    ):
        raise stop("F008", where, "workbooks are not read yet", 'Save the sheet as "CSV UTF-8".')
    return data


def _unpacked(path: Path, largest: int) -> bytes:
    """A file's bytes, and one more than it may have where it has more: a small archive can hold a
    whole disk.
    """
    with path.open("rb") as file:
        if path.suffix.lower() != ".gz" and file.peek(2)[:2] != b"\x1f\x8b":
            return file.read(largest + 1)
        with gzip.open(file) as unpacked:
            return unpacked.read(largest + 1)


def _names_in(folder: Path) -> list[str]:
    try:
        return sorted(path.name for path in folder.iterdir())
    except OSError:
        return []


# UTF-32's first mark begins with that of UTF-16
_UTF_32 = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"))
_BOMS = (
    *_UTF_32,
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


def decoded(data: bytes, shown: str, encoding: str | None) -> tuple[str, str]:
    """The text and the encoding that was used: the stated one, else the one that its first bytes
    show.
    """
    names = [encoding] if encoding is not None else _encodings_of(data)
    for name in names:
        try:
            return data.decode(name), name
        except UnicodeDecodeError as problem:
            start = problem.start
        except (LookupError, ValueError):
            raise stop(
                "F004", Where(shown), f"encoding {name!r} is not known", "Write utf-8 or cp1252."
            ) from None
        if name == "utf-8" and encoding is None and _is_mostly_utf8(data):
            names = [name]
            break
    line = _line_at(data[:start].decode(names[-1], "replace"))
    found = f"byte {start + 1:,} is not valid {' or '.join(names)}"
    raise stop(
        "F004",
        Where(shown, line=line),
        found,
        "Save the file as UTF-8, or state its encoding in pledgegraph.toml.",
    )


def _encodings_of(data: bytes) -> list[str]:
    marked = next((name for bom, name in _BOMS if data.startswith(bom)), None)
    if marked is not None:
        return [marked]
    for name, start in (("utf-16-le", 1), ("utf-16-be", 0)):
        if data[start:20:2].count(0) > 7:
            return [name]
    return ["utf-8", "cp1252"]


def _is_mostly_utf8(data: bytes) -> bool:
    """Whether bytes that are not valid UTF-8 are a damaged UTF-8 text rather than one in
    Windows-1252.
    """
    text = data.decode("utf-8", "surrogateescape")
    bad = len(re.findall("[\udc80-\udcff]", text))
    return len(re.findall(r"[^\x00-\x7f]", text)) - bad > bad


def _line_at(before: str) -> int:
    """The line (from 1) that follows a text, whatever its line ends are."""
    return len(re.findall(r"\r\n?|\n", before)) + 1
