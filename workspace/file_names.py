"""File names: what the name of a source's file says, and what it is called in a workspace."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable, Collection
from datetime import date
from pathlib import Path

from pledgegraph.personal.addresses import without_addresses

from .settings import RESERVED

_DATE = re.compile(r"(?<!\d)(20\d\d)([-_.]?)(\d\d)\2(\d\d)(?!\d)")
FROM_ITS_NAME = (
    "retrieved is the date in the file's name. Correct it if the extract has another date."
)
NOT_KNOWN = 'The date of the extract is not known. Write retrieved = "YYYY-MM-DD" if you know it.'
"""Comments written above a source. A file is never dated by the day it was copied."""


def is_same(path: Path, other: Path) -> bool:
    """Whether two paths are the same file, also through a link or in another case."""
    if path.resolve() == other.resolve():
        return True
    return path.exists() and other.exists() and path.samefile(other)


def date_in(name: str) -> str:
    """The only date in a file's name, such as ``2026-03-01``; "" if there is none or several."""
    found = set()
    for match in _DATE.finditer(name):
        year, month, day = map(int, match.group(1, 3, 4))
        with contextlib.suppress(ValueError):
            found.add(date(year, month, day).isoformat())
    # Of two dates nobody knows which one is meant
    if len(found) == 1:
        return found.pop()
    return ""


def without_dates(name: str) -> str:
    """A file's name without the dates in it; as it is where it has nothing else."""
    left = _DATE.sub("", name).strip(" -_.()")
    return left or name


def dated(path: Path, ask_date: Callable[[Path], str] | None) -> tuple[str, str]:
    """The date of a file, from its name or from somebody who is asked, and a comment on it."""
    found = date_in(path.name)
    if found:
        return found, FROM_ITS_NAME
    found = ask_date(path) if ask_date is not None else ""
    return found, "" if found else NOT_KNOWN


def name_without_addresses(path: Path) -> str:
    """A file's name without addresses: each record is named after its source, in every export."""
    # A name may hold bytes that are not text
    text = path.name.encode("utf-8", "replace").decode()
    ends = Path(text).suffixes
    end = "".join(ends[-2:] if ends[-1:] == [".gz"] else ends[-1:])
    return (without_addresses(text.removesuffix(end)).text or "source") + end


def file_name(text: str, taken: Collection[str]) -> str:
    """A file's name in ``sources/``: its own name, made valid on every system and unique."""
    # Some systems refuse "?" or ":"
    plain = re.sub(r"[^\w .()+-]", "-", text).lstrip(" .") or "source.csv"
    # At the first dot: register.csv.gz becomes register-2.csv.gz
    start, dot, end = plain.partition(".")
    # Some file systems treat Register.csv and register.csv as the same
    folded = {name.casefold() for name in taken}
    name = plain
    number = 1
    while name.casefold() in folded:
        number += 1
        name = f"{start}-{number}{dot}{end}"
    return name


def short_name(text: str, taken: Collection[str]) -> str:
    from pledgegraph.ontology.iris import slug

    plain = text.encode("utf-8", "replace").decode()
    start = slug(plain)[:50].strip("-") or "source"
    name = start
    number = 1
    while name in taken or name == RESERVED:
        number += 1
        name = f"{start}-{number}"
    return name
