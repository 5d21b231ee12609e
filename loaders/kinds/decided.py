"""Decided: what readers of registers need to know of what people have decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyarrow as pa
import pyarrow.compute as pc

from pledgegraph.loaders.names.decided_actors import NOTHING_DECIDED, DecidedActors


@dataclass(frozen=True)
class Decided:
    """What has been decided of the pledges and the names of a register.

    ``pledges``: identifier → the identifier of the pledge that it is.
    """

    actors: DecidedActors = NOTHING_DECIDED
    pledges: Mapping[str, str] = field(default_factory=dict)

    def pledges_of(
        self,
        ids: pa.Array,
    ) -> pa.Array:
        """Identifiers of pledges, each of those that are another one as that one."""
        if not self.pledges:
            return ids
        names = pa.array(self.pledges)
        place = pc.index_in(ids, names)
        meant = pa.array(self.pledges.values()).take(place)
        return pc.coalesce(meant, ids)


NOTHING = Decided()
