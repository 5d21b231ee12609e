"""Published sources: what the tables of a site say of the sources that it publishes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pledgegraph.ontology.tables import Tables


@dataclass(frozen=True)
class PublishedSource:
    """A source of a site.

    Attributes:
        name: what the site calls it, without ``source/``.
        file: the name of its file at the site.
        retrieved: the date of its extract.
        kind: what its rows are.
        population_types: codes of the figures that it has.
    """

    name: str
    title: str
    file: str
    licence: str
    publisher: str
    retrieved: str
    kind: str
    population_types: tuple[str, ...] = ()


def published_sources(tables: Tables) -> tuple[PublishedSource, ...]:
    """The sources of a site, in the order in which they count there, the newest last."""
    import pyarrow.compute as pc

    from .releases import kind_of

    found = []
    for row in sorted(tables["Source"].to_pylist(), key=_rank):
        identifier = row["id"]
        figures = tables["PopulationFigure"]
        own = figures.filter(pc.equal(figures["source"], identifier))
        # A layout would say which figures a source counts; a dump shows those that it has
        types = pc.unique(own["population_type"]).drop_null().to_pylist()
        source = PublishedSource(
            name=identifier.removeprefix("source/"),
            title=row["title"] or "",
            file=row["file_name"] or "",
            licence=row["licence"] or "",
            publisher=row["publisher"] or "",
            retrieved=row["retrieved_on"] or "",
            kind=kind_of(tables, identifier),
            population_types=tuple(sorted(types)),
        )
        found.append(source)
    return tuple(found)


def _rank(row: dict[str, object]) -> tuple[object, object]:
    return row["rank"] or 0, row["id"]


def pledges_of(tables: Tables) -> frozenset[str]:
    """The pledges of a site, by its identifiers."""
    return frozenset(tables["Pledge"]["id"].to_pylist())
