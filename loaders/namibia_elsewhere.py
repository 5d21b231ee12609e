"""Namibia elsewhere: another register that shows what ``NA`` means in this one."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress

from pledgegraph.errors import SourceProblems, Where
from pledgegraph.loaders.files.constants import with_constants
from pledgegraph.loaders.kinds.register import namibia_shown_at

from .source_files import SourceFile
from .source_sheets import sheet_of


def namibia_elsewhere(source: SourceFile, sources: Sequence[SourceFile]) -> Where | None:
    """Where another register of the same date shows that ``NA`` in this one is Namibia.

    Registers that fewer people may see are left out: a finding names the place.
    """
    for other in sources:
        if other.id == source.id or other.read_as.kind != "pledges":
            continue
        if other.retrieved_on != source.retrieved_on or other.level > source.level:
            continue
        with suppress(SourceProblems):  # reported where that source is read
            sheet = sheet_of(other)
            sheet, layout = with_constants(sheet, other.read_as.fitted(sheet.header))
            shown = namibia_shown_at(
                sheet,
                layout,
                other.nulls,
            )
            if shown is not None:
                return shown
    return None
