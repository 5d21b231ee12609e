"""Places as they are written: how many places that pledges name are resolved, and how many are kept
as text only.
"""

from __future__ import annotations

from pathlib import Path

import pyarrow.compute as pc
import pyarrow.parquet as pq

from .tables import SUBJECT

_RESOLVED = ("IMPLEMENTED_IN", "IMPLEMENTED_ACROSS")


def places_written(folder: Path) -> tuple[int, int]:
    """The places of pledges in the tables of a folder: (resolved, kept as text)."""
    resolved = 0
    for name in _RESOLVED:
        starts = pq.read_table(folder / f"{name}.parquet", columns=[SUBJECT])[SUBJECT]
        is_pledge = pc.starts_with(starts, "pledge/")
        resolved += pc.sum(is_pledge).as_py() or 0
    texts = pq.read_table(folder / "Pledge.parquet", columns=["place_as_written"])
    kept = pc.sum(pc.list_value_length(texts["place_as_written"])).as_py() or 0
    return resolved, kept
