"""JSON rows: the rows of an answer as JSON has them, with the columns in their order."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pledgegraph.graph.engine import Row


def rows_in_json(
    names: Sequence[str],
    rows: Sequence[Row],
    indent: str,
) -> Iterator[str]:
    """What ``json.dumps`` makes of the rows with ``indent=2``; its own way to indent is not
    written in C.

    A list that many rows share is written once.
    """
    if not rows:
        yield "[]"
        return
    separators = (f",\n{indent}      ", ": ")
    encoded = json.JSONEncoder(ensure_ascii=False, separators=separators).encode
    keys = []
    for name in names:
        quoted = json.dumps(name)
        key = f"\n{indent}    {quoted}: "
        keys.append((name, key))
    opening = f"[\n{indent}      "
    closing = f"\n{indent}    ]"
    # By identity: a list has no hash, and what rows share is one object
    lists: dict[int, str] = {}
    before = "[\n"
    for row in rows:
        yield f"{before}{indent}  {{"
        comma = ""
        for name, key in keys:
            value = row.get(name)
            if isinstance(value, list) and value:
                text = lists.get(id(value))
                if text is None:
                    items = encoded(value)[1:-1]
                    text = opening + items + closing
                    lists[id(value)] = text
            else:
                text = encoded(value)
            yield f"{comma}{key}"
            yield text
            comma = ","
        yield f"\n{indent}  }}"
        before = ",\n"
    yield f"\n{indent}]"
