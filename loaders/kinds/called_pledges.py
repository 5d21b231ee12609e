"""Called pledges: what the pledges of a register, or of a site, are called."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa

from .register import Register


@dataclass(frozen=True)
class CalledPledges:
    """What the pledges of a source are called: official numbers, the source's own, identifiers.

    Attributes:
        file: what the file of the source is called.
        authority: who numbers them.
        rank: how new the source is.
        level: how few may see it.
        further_names: what they were called that are others by decision.
        states: State → its country, where the source is not a register that says it by its names.
    """

    source: str
    file: str
    authority: str
    rank: int
    level: int
    official: pa.Array
    own: pa.Array
    ids: pa.Array
    further_names: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)


def called_in(register: Register) -> CalledPledges:
    """What the pledges of a register are called."""
    return CalledPledges(
        register.source,
        register.sheet.file,
        register.authority,
        register.rank,
        register.level,
        register.official,
        register.columns["local_identifier"].plain(),
        register.ids,
        register.further_names,
    )
