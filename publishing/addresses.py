"""Addresses: where the files of a document are in the site, and how a page links to another."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from urllib.parse import quote, unquote

from pledgegraph.errors import OutputRefused
from pledgegraph.ontology.iris import is_device

INDEX = "index.html"
LONGEST = 200
"""Bytes of a name: file systems take 255, and an ending comes behind it."""


def check_addresses(identifiers: Iterable[str], taken: Iterable[str]) -> None:
    """That every document has files of its own, on every file system.

    Raises:
        OutputRefused: two identifiers need one file, or one needs a file outside the site.
    """
    owners = {_as_compared(path): "the site itself" for path in taken}
    for identifier in identifiers:
        _check_safe(identifier)
        for path in files_of(identifier):
            other = owners.setdefault(_as_compared(path), identifier)
            if other != identifier:
                raise _one_file(identifier, other, path)
    _check_folders(owners)


def _check_folders(owners: Mapping[str, str]) -> None:
    """That no folder has the name of a file."""
    known = {""}
    for path, identifier in owners.items():
        folder = path.rpartition("/")[0]
        while folder not in known:
            if folder in owners:
                raise _one_file(identifier, owners[folder], folder)
            known.add(folder)
            folder = folder.rpartition("/")[0]


def _one_file(
    identifier: str,
    other: str,
    path: str,
) -> OutputRefused:
    return OutputRefused(
        f"{identifier} and {other} would be one file of the site, {path}",
        "Give one of them another identifier in the source.",
    )


def _as_compared(path: str) -> str:
    """A path as Windows and macOS compare it: they keep one file where two names differ in case or
    in how an accent is written only.
    """
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def _check_safe(identifier: str) -> None:
    path = file_path(identifier)
    for part in path.split("/"):
        is_unsafe = part in ("", ".", "..") or part.startswith((".", "-"))
        # A server decodes %2F before it looks for the file, and Windows reads a backslash so
        is_unsafe |= any(sign in part for sign in '\\:*?"<>|\0')
        # Windows drops them, so that two names would be one
        is_unsafe |= part.endswith((".", " "))
        is_unsafe |= is_device(part)
        if is_unsafe or len(part.encode()) > LONGEST:
            raise OutputRefused(
                f"{identifier} cannot be the name of a file in the site",
                "Give it another identifier in the source: letters, digits, - and _.",
            )
    if unquote(identifier).count("/") != identifier.count("/"):
        raise OutputRefused(
            f"{identifier} has a slash that is not one of its own",
            "Give it another identifier in the source: letters, digits, - and _.",
        )


def file_path(identifier: str) -> str:
    """The path that a server looks for when somebody asks for the identifier."""
    return unquote(identifier)


def files_of(identifier: str) -> tuple[str, str, str]:
    """The files of a document: its page, Turtle and JSON-LD."""
    path = file_path(identifier)
    return f"{path}/{INDEX}", f"{path}.ttl", f"{path}.jsonld"


def to_root(path: str) -> str:
    """The way from a page to the top of the site: ``../../`` from ``pledge/X/index.html``."""
    return "../" * path.count("/") or "./"


def link_to(identifier: str) -> str:
    """The link to a document or to a part of its page, from the top of the site."""
    parent, sign, fragment = identifier.partition("#")
    # What is percent-encoded in the IRI is so in the link: a server decodes it once
    address = quote(parent, safe="/%:@!$&'()*+,;=~-._")
    return f"{address}/{sign}{fragment}"
