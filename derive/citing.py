"""Citing: the name by which answers and pictures cite a pledge."""

from __future__ import annotations

from pledgegraph.ontology.names import segment_in, shared
from pledgegraph.ontology.spelling import fold
from pledgegraph.ontology.tables import ID, Tables


def cited(current: Tables) -> list[str]:
    """The official identifier of each pledge, else the source's own, else the end of its
    identifier.

    Pledges that share a name, in whatever spelling, are cited by their whole identifiers.
    """
    pledges = current["Pledge"]
    identifiers = pledges[ID].to_pylist()
    official = pledges["official_identifier"].to_pylist()
    local = pledges["local_identifier"].to_pylist()
    names = []
    for identifier, first, second in zip(identifiers, official, local, strict=True):
        names.append(first or second or segment_in(identifier))
    several = shared(names)
    if not several:
        return names
    cited_as = []
    for identifier, name in zip(identifiers, names, strict=True):
        is_shared = fold(name) in several
        cited_as.append(identifier if is_shared else name)
    return cited_as
