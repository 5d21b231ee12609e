"""Text files: the bytes of a source, unpacked and decoded. What is not text, or too large, is
refused.
"""

from __future__ import annotations

import codecs
import gzip
import re
import stat
import zlib
from pathlib import Path

from pledgegraph.errors import Problem, SourceProblems, Where, suggest
from pledgegraph.wording import worded

from .strange_words import strange_word

LARGEST_FILE = 2**30
"""Bytes, unpacked; a register of a million pledges has half of it. A workspace may allow more."""


def stop(
    code: str,
    where: Where,
    found: str,
    hint: str,
) -> SourceProblems:
    """A file that cannot be used, as the one problem that it has."""
    return SourceProblems([Problem(code, "error", where, found, hint)])


LONGEST_LINE = 1_048_576
"""Characters of a physical line."""
ZIP_START = b"PK\x03\x04"
OLD_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""A compound file: an Excel workbook of before 2007, or a newer one behind a password."""
WORKBOOK_STARTS = (ZIP_START, OLD_START)
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".xlsb", ".ods")


def file_bytes(
    path: Path,
    shown: str,
    largest: int,
) -> bytes:
    """The bytes of a file, unpacked.

    Raises:
        SourceProblems: it is missing, a folder, not to be read, too large or a workbook by its name
            only (F001, F002, F008, F010, F012).
    """
    where = Where(shown)
    try:
        _check_kind(path, where)
        size = path.stat().st_size
        data = b"" if size > largest else _unpacked(path, largest)
    except (FileNotFoundError, NotADirectoryError):
        hint = suggest(path.name, _names_in(path.parent)) or worded(
            "Put it there, or correct the path."
        )
        raise stop("F001", where, worded("there is no such file"), hint) from None
    # ValueError: the path has a NUL character; EOFError and zlib.error: a damaged .gz file
    except (OSError, EOFError, ValueError, zlib.error) as problem:
        reason = getattr(problem, "strerror", None) or problem
        hint = worded("Is it complete, and may you read it?")
        raise stop(
            "F010",
            where,
            worded("the file cannot be read ({reason})", reason=reason),
            hint,
        ) from None
    if size > largest or len(data) > largest:
        found = worded("the file has more than {largest} bytes", largest=largest)
        hint = worded(
            'Split it into several sources, or write largest = "2 GiB" for it in pledgegraph.toml.'
        )
        raise stop("F012", where, found, hint)
    # Some programs save text under the name of a workbook
    is_workbook = data.startswith(WORKBOOK_STARTS)
    if path.suffix.lower() in _WORKBOOKS and not is_workbook:
        found = worded(
            "the name ends in {suffix}, but the file is not a workbook", suffix=path.suffix
        )
        hint = worded("Name it .csv if it is a table of text; else ask for it once more.")
        raise stop("F008", where, found, hint)
    return data


def _check_kind(path: Path, where: Where) -> None:
    """Refuse a folder, and a pipe or a device, which can be read once only."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        hint = worded(
            "Name a file in it; or copy it into sources/, and write it as the file of a source in"
            " pledgegraph.toml: all its files are read then."
        )
        raise stop("F002", where, worded("this is a folder"), hint)
    if not stat.S_ISREG(mode):
        found = worded("this is a pipe or a device, not a file")
        raise stop("F010", where, found, worded("Save what it gives as a CSV file."))


def _unpacked(path: Path, largest: int) -> bytes:
    """A file's bytes, and one more than it may have where it has more: a small archive can hold a
    whole disk.
    """
    with path.open("rb") as file:
        # By its first bytes too: a packed file may have lost its ending
        is_packed = file.peek(2)[:2] == b"\x1f\x8b"
        if path.suffix.lower() != ".gz" and not is_packed:
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


def decoded(
    data: bytes,
    shown: str,
    encoding: str | None,
) -> tuple[str, str]:
    """The text and the encoding that was used: the stated one, else the one that its first bytes
    show.

    Raises:
        SourceProblems: the bytes are not text in it, or nobody knows it (F004).
    """
    tried = list[str]()
    start = 0
    for name in _encodings_of(data) if encoding is None else [encoding]:
        tried.append(name)
        try:
            text = data.decode(name)
            strange = strange_word(text) if name == "cp1252" and encoding is None else ""
            if strange:
                raise _not_western(shown, text, strange)
            return text, name
        except UnicodeDecodeError as problem:
            start = problem.start
        except (LookupError, ValueError):
            found = worded("encoding {name} is not known", name=repr(name))
            raise stop("F004", Where(shown), found, worded("Write utf-8 or cp1252.")) from None
        # Windows-1252 reads almost any bytes: texts in other encodings would become nonsense
        if name == "utf-8" and encoding is None and not _may_be_western(data):
            break
    line = _line_at(data[:start].decode(tried[-1], "replace"))
    found = worded("byte {start} is not valid {names}", start=start + 1, names=" or ".join(tried))
    hint = worded("Save the file as UTF-8, or state its encoding in pledgegraph.toml.")
    raise stop("F004", Where(shown, line=line), found, hint)


def _not_western(
    shown: str,
    text: str,
    word: str,
) -> SourceProblems:
    line = text.count("\n", 0, text.index(word)) + 1
    found = worded(
        "the file is not UTF-8, and read as Windows-1252 it has words such as {word}",
        word=repr(word),
    )
    hint = worded(
        "Save it as UTF-8, or state its encoding in pledgegraph.toml: mac_roman, cp850, cp1250,"
        " cp1256 or another."
    )
    return stop("F004", Where(shown, line=line), found, hint)


def check_text(text: str, shown: str) -> None:
    """Refuse a text without content, with NUL characters or with a line beyond every register
    (F003, F005, F007).
    """
    if not text.strip():
        hint = worded("Export the sheet again, with its header.")
        raise stop("F003", Where(shown), worded("the file is empty"), hint)
    nul = text.find("\0")
    if nul >= 0:
        where = Where(shown, line=text.count("\n", 0, nul) + 1)
        hint = worded("The file is damaged or no text: export it again.")
        raise stop("F005", where, worded("there is a NUL byte here"), hint)
    start, line = 0, 1
    # By the line ends found, not line by line: most files have no line to refuse
    while len(text) - start > LONGEST_LINE:
        end = text.rfind("\n", start, start + LONGEST_LINE + 1)
        if end < 0:
            found = worded(
                "the line has more than {longest_line} characters", longest_line=LONGEST_LINE
            )
            hint = worded(
                "A register has no such line: the file is damaged, or its line ends are lost."
            )
            raise stop(
                "F007",
                Where(shown, line=line),
                found,
                hint,
            )
        line += text.count("\n", start, end + 1)
        start = end + 1


def _encodings_of(data: bytes) -> list[str]:
    for mark, name in _BOMS:
        if data.startswith(mark):
            return [name]
    # A UTF-16 text without a mark has a zero in every second byte, where it is in a Latin script
    for name, start in (("utf-16-le", 1), ("utf-16-be", 0)):
        if data[start:20:2].count(0) > 7:
            return [name]
    return ["utf-8", "cp1252"]


_ACCENTED = re.compile(rb"\xc3[\x80-\xbf]")
"""A letter with an accent in UTF-8. In Windows-1252 it would be a capital A with a tilde before a
sign, which no language has.
"""
_LONG_RUN = re.compile(rb"[\xa1-\xff]{4,}")


def _may_be_western(data: bytes) -> bool:
    """Whether bytes that are not valid UTF-8 can be a text in Windows-1252, and no damaged UTF-8.

    Where most bytes beyond ASCII are in long runs, it is Cyrillic, Greek, Chinese or the like.
    """
    text = data.decode("utf-8", "surrogateescape")
    bad = len(re.findall("[\udc80-\udcff]", text))
    good = len(re.findall(r"[^\x00-\x7f]", text)) - bad
    if good >= bad or _ACCENTED.search(data):
        return False
    beyond_ascii = len(re.findall(rb"[\x80-\xff]", data))
    return sum(map(len, _LONG_RUN.findall(data))) * 2 <= beyond_ascii


def _line_at(before: str) -> int:
    """The line (from 1) that follows a text, whatever its line ends are."""
    return len(re.findall(r"\r\n?|\n", before)) + 1
