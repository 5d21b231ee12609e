"""Dependents: identifiers of what depends on a pledge, as its targets and updates do."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyarrow as pa

from pledgegraph.ontology.iris import dependent, digest


def dependents(
    pledges: pa.Array | pa.ChunkedArray,
    word: str,
    keys: Iterable[Sequence[object]],
) -> pa.Array:
    """Identifiers that differ by a hash of what is stated of each; NULL where nothing names the
    pledge.

    Args:
        pledges: on which each depends.
        word: what they are, as it is written behind ``#``.
        keys: what is stated of each.
    """
    ids: list[str | None] = []
    for pledge, key in zip(pledges.to_pylist(), keys, strict=True):
        if pledge is None:
            ids.append(None)
            continue
        # By what is stated, not by the row: extracts may be sorted in another way
        fields = ["" if value is None else str(value) for value in key]
        content = digest(*fields)
        ids.append(dependent(pledge, word, content))
    return pa.array(ids, pa.string())
