"""Extended layouts: a layout that says only in what it differs from another one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Data = Mapping[str, Any]
"""A layout as TOML has it."""

_OF_COLUMNS = ("fingerprint", "required", "optional")
"""Lists of columns, which follow a column that is called otherwise."""


def extended(
    base: Data,
    own: Data,
) -> dict[str, Any]:
    """A layout with what another one adds or says otherwise.

    Tables are put together, key by key; any other key is that of ``own``. Where ``own`` has another
    column for a field, the lists of ``base`` name that one.
    """
    found = {**base, **own}
    found.pop("extends", None)
    constants = {**base.get("constants", {}), **own.get("constants", {})}
    columns = {**base.get("columns", {}), **own.get("columns", {})}
    # a field has a column or a constant: what the extending layout says of it counts
    for field in own.get("constants", {}):
        if field not in own.get("columns", {}):
            columns.pop(field, None)
    for field in own.get("columns", {}):
        if field not in own.get("constants", {}):
            constants.pop(field, None)
    found["columns"] = columns
    if constants:
        found["constants"] = constants
    else:
        found.pop("constants", None)
    now = _names_now(base.get("columns", {}), columns)
    for key in _OF_COLUMNS:
        if key in base and key not in own:
            names = map(now.get, base[key])
            found[key] = list(filter(None, names))
    mapped = set(columns.values())
    found["other_names"] = _other_names(
        base,
        own,
        now,
    )
    ignored = {**base.get("ignore", {}), **own.get("ignore", {})}
    of_base = {name: why for name, why in ignored.items() if name not in mapped}
    found["ignore"] = {**of_base, **own.get("ignore", {})}
    found["cells"] = _cells(base.get("cells", {}), own.get("cells", {}))
    return found


def _names_now(
    before: Mapping[str, str],
    columns: Mapping[str, str],
) -> dict[str, str]:
    """What the columns of a layout are called in the one that extends it; nothing for one that is
    no longer mapped.
    """
    found = {}
    mapped = set(columns.values())
    for field, name in before.items():
        if name in mapped:
            found[name] = name
        elif field in columns:
            found.setdefault(name, columns[field])
    return found


def _other_names(
    base: Data,
    own: Data,
    now: Mapping[str, str],
) -> dict[str, str]:
    found = {}
    for name, others in base.get("other_names", {}).items():
        if name in now:
            found[now[name]] = others
    found.update(own.get("other_names", {}))
    return found


def _cells(
    base: Data,
    own: Data,
) -> dict[str, Any]:
    """What is said of the cells of each field."""
    found = dict(base)
    for field, said in own.items():
        found[field] = {**base.get(field, {}), **said}
    return found
