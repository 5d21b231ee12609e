"""Checks for values of pledgegraph.toml: base IRIs, files, sizes, encodings and dates."""

from __future__ import annotations

import codecs
import re
import unicodedata
from datetime import date
from pathlib import PurePath, PurePosixPath, PureWindowsPath
from urllib.parse import unquote

_LABEL = "[a-z0-9](?:[a-z0-9-]*[a-z0-9])?"


_PATH = re.compile(r"(?:/(?:[\w.~!$&'()*+,;=:@-]|%[0-9A-Fa-f]{2})+)*")


_USUAL_PORTS = {"http": "80", "https": "443"}


def bad_base(base: str) -> str:
    """What to write instead of a text that cannot be a base; "" for one that can.

    Turtle readers, web servers and browsers rewrite some IRIs before they compare them. A base must
    be one that nothing rewrites, so that a node has the same name in every export and reader.
    """
    parts = re.fullmatch(r"(https?)://([^/?#:@]*)(?::([0-9]{1,5}))?(/[^?#]*)?", base)
    if parts is None:
        return 'Write an http(s) IRI without a slash at the end: "https://example.org/pledges".'
    scheme, host, port, path = (part or "" for part in parts.groups())
    in_ascii = _ascii_host(host)
    if host != in_ascii:
        better = f'"{scheme}://{in_ascii}{base[parts.end(2) :]}"' if in_ascii else "xn--..."
        return f"Write the host in lower-case ASCII: {better}."
    # Readers leave out the usual port (RFC 3986, section 6.2.3)
    is_usual = port == _USUAL_PORTS[scheme]
    if port and (is_usual or port[0] == "0" or int(port) > 65_535):
        return f'Leave the port out: "{scheme}://{host}{path}".'
    # %2e%2e is .. to a reader that decodes before it resolves
    segments = [unquote(segment) for segment in path.split("/")]
    if "." in segments or ".." in segments:
        return (
            'Write the path without "." and "..": Turtle readers remove them, N-Quads readers'
            " do not."
        )
    if unicodedata.normalize("NFC", path) != path:
        return "Write each letter with an accent as one character (Unicode form NFC)."
    # Combining marks are letters too, though \w does not match them
    letters = "".join(sign for sign in path if unicodedata.category(sign)[0] != "M")
    is_host = re.fullmatch(rf"{_LABEL}(?:\.{_LABEL})*", host)
    if not is_host or not _PATH.fullmatch(letters):
        return 'Write an http(s) IRI without a slash at the end: "https://example.org/pledges".'
    return ""


def _ascii_host(host: str) -> str:
    """A host in ASCII form: ``Exämple.org`` → ``xn--exmple-cua.org``; "" if that needs a newer
    standard than Python's.
    """
    try:
        found = host.encode("idna").decode("ascii").lower()
        # There and back: Python's older standard turns some letters into others
        is_sure = host.isascii() or found.encode("ascii").decode("idna") == host.lower()
    except UnicodeError:
        return host if host.isascii() else ""
    return found if is_sure else ""


_UNITS = {
    "kib": 2**10,
    "mib": 2**20,
    "gib": 2**30,
    "tib": 2**40,
}


def bytes_of(size: str) -> int | None:
    """``2 GiB`` as a number of bytes; None for a text that is not a size."""
    found = re.fullmatch(
        r"([1-9][0-9]{0,5}) ?([KMGT]iB)",
        size.strip(),
        re.I,
    )
    if found is None:
        return None
    return int(found[1]) * _UNITS[found[2].lower()]


def bad_file(file: str) -> str:
    """What is wrong with a source's path. It must be inside the workspace, so that the folder can
    be moved.
    """
    if not file.strip() or re.search(r"[\x00-\x1f\x7f]", file):
        return f"file {file!r} is not a path"
    windows = PureWindowsPath(file)
    # By the rules of both systems: a workspace may be moved to the other one
    if windows.drive or PurePosixPath(file).is_absolute() or windows.root:
        return f"file {file!r} is not a path from the workspace's folder"
    if any(_climbs_out(path) for path in (PurePosixPath(file), windows)):
        return f"file {file!r} is outside the workspace"
    return ""


def _climbs_out(path: PurePath) -> bool:
    """Whether a path leads out of its folder. ``..\\x`` does on Windows, and folders may be moved
    there.
    """
    depth = 0
    for part in path.parts:
        depth += -1 if part == ".." else 1
        if depth < 0:
            return True
    return False


_NO_TEXT = ("idna", "punycode", "raw-unicode-escape", "unicode-escape", "undefined", "utf-7")
"""Python codecs that are not encodings of text files."""


def is_encoding(name: str) -> bool:
    try:
        found = codecs.lookup(name)
        if found.name.replace("_", "-") in _NO_TEXT:
            return False
        # Python also has codecs from bytes to bytes, which fail here
        return "a;1".encode(name).decode(name) == "a;1"
    except (LookupError, UnicodeError, ValueError):
        return False


def is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
