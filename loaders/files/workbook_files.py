"""Workbook files: which kind a file is, and its parts, unpacked within a limit."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path
from typing import Literal
from xml.etree import ElementTree

from pledgegraph.errors import Where
from pledgegraph.wording import worded

from .text_files import OLD_START, stop

Kind = Literal["xlsx", "ods"]
OWN_SHEETS = ("pledgegraph columns", "pledgegraph words")
"""Sheets of a template that say how it is filled in."""
_PROTECTED = "EncryptedPackage".encode("utf-16-le")
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


class Parts:
    """The parts of a workbook: XML files in an archive. Read only within a limit, together.

    Raises:
        SourceProblems: it is protected, of an old kind or no workbook (F008), damaged (F010) or
            too large when unpacked (F012).
    """

    def __init__(
        self,
        path: Path,
        shown: str,
        largest: int,
    ) -> None:
        self._where = Where(shown)
        self._left = largest
        self._largest = largest
        with path.open("rb") as file:
            if file.read(8) == OLD_START:
                self._refuse_old(path)
        try:
            self._archive = zipfile.ZipFile(path)
            self._names = set(self._archive.namelist())
        except _DAMAGED:
            raise self._damaged() from None
        # As the archive says: a first look that costs nothing
        if sum(part.file_size for part in self._archive.infolist()) > largest:
            raise self._too_large()
        self.kind = self._kind()

    def close(self) -> None:
        """Let go of the file."""
        self._archive.close()

    def _refuse_old(self, path: Path) -> None:
        found = worded("this is an Excel workbook of before 2007 (.xls)")
        hint = worded('Open it and save it as "Excel workbook (.xlsx)" or "CSV UTF-8".')
        # A workbook with a password is in the container of the old kind
        if _PROTECTED in path.read_bytes():
            found = worded("the workbook is protected by a password")
            hint = worded("Remove the password and save it again.")
        raise stop("F008", self._where, found, hint)

    def _kind(self) -> Kind:
        if "xl/workbook.xml" in self._names:
            return "xlsx"
        if "content.xml" in self._names and b"spreadsheet" in self.read("mimetype"):
            return "ods"
        found = worded("this archive holds no workbook in a known form")
        if "xl/workbook.bin" in self._names:
            found = worded("this is a binary Excel workbook (.xlsb)")
        hint = worded(
            'Save it as "Excel workbook (.xlsx)" or "CSV UTF-8"; unpack a .zip file first.'
        )
        raise stop("F008", self._where, found, hint)

    def read(self, name: str) -> bytes:
        """A part; nothing where it does not exist. Sizes that an archive states may be wrong, so
        the bytes that come out are counted too.
        """
        if name not in self._names:
            return b""
        try:
            with self._archive.open(name) as part:
                data = part.read(self._left + 1)
        except _DAMAGED:
            raise self._damaged() from None
        self._left -= len(data)
        if self._left < 0:
            raise self._too_large()
        return data

    def tree(self, name: str) -> ElementTree.Element:
        """A part as XML; an empty element where it does not exist."""
        data = self.read(name)
        try:
            return ElementTree.fromstring(data) if data else ElementTree.Element("none")
        except ElementTree.ParseError:
            raise self._damaged() from None

    def sheet_parts(self) -> dict[str, str]:
        """The name of each sheet of an XLSX workbook → its part."""
        targets = {}
        for relation in self.tree("xl/_rels/workbook.xml.rels"):
            target = relation.get("Target", "")
            # Programs write the path of a part from the root or from the folder of the workbook
            inside = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            targets[relation.get("Id", "")] = inside
        found = {}
        for element in self.tree("xl/workbook.xml").iter():
            if element.tag.endswith("}sheet"):
                part = targets.get(element.get(_RELATION, ""), "")
                found[element.get("name", "")] = part
        return found

    def with_changed(self, changed: Mapping[str, bytes]) -> bytes:
        """The workbook with other XML in the place of some of its parts."""
        copy = io.BytesIO()
        # Counted again from the start: these are the same parts
        self._left = self._largest
        with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as target:
            for name in sorted(self._names):
                data = changed.get(name)
                target.writestr(name, self.read(name) if data is None else data)
        return copy.getvalue()

    def _damaged(self) -> Exception:
        found = worded("the workbook is damaged")
        return stop(
            "F010", self._where, found, worded("Open it, save it again, or ask for it once more.")
        )

    def _too_large(self) -> Exception:
        found = worded(
            "the workbook has more than {largest} bytes when unpacked", largest=self._largest
        )
        hint = worded(
            'Save its sheet as CSV, or write largest = "2 GiB" for it in pledgegraph.toml.'
        )
        return stop("F012", self._where, found, hint)
