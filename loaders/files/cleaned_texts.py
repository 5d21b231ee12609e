"""Cleaned texts: columns that another site publishes, without e-mail addresses."""

from __future__ import annotations

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.personal.addresses import MAY_BE_EMAIL, without_addresses


def cleaned_texts(column: pa.Array) -> tuple[pa.Array, int]:
    """A column of texts, or of lists of them, without e-mail addresses and the telephone numbers
    next to them; how many texts had one.
    """
    if pa.types.is_list(column.type):
        texts, count = cleaned_texts(column.flatten())
        if not count:
            return column, 0
        return pa.ListArray.from_arrays(column.offsets, texts), count
    # The coarse pattern over the whole column first: few texts have an address
    may_be = pc.fill_null(pc.match_substring_regex(column, MAY_BE_EMAIL), False)
    if not pc.any(may_be).as_py():
        return column, 0
    changed = []
    count = 0
    for text in column.filter(may_be).to_pylist():
        cleaned = without_addresses(text)
        changed.append(cleaned.text if cleaned else text)
        count += bool(cleaned)
    return pc.replace_with_mask(
        column,
        may_be,
        pa.array(changed, pa.string()),
    ), count
