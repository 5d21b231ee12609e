"""Source nodes: what the tables say of each source, and of pledgegraph's own vocabularies."""

from __future__ import annotations

from pledgegraph.loaders.names.reference import REFERENCE
from pledgegraph.ontology.gathering import Gathering

from .source_files import SourceFile


def gather_own_source(gathering: Gathering) -> None:
    """pledgegraph's own vocabularies as a source; it ranks below all others."""
    columns = {
        "id": [REFERENCE],
        "title": ["pledgegraph's own vocabularies"],
        "licence": ["see each vocabulary"],
        "publisher": ["pledgegraph"],
        "audience": ["public"],
        "rank": [0],
    }
    gathering.nodes("Source", REFERENCE, columns)


def gather_source(source: SourceFile, gathering: Gathering) -> None:
    columns = {
        "id": [source.id],
        "title": [source.title],
        "file_name": [source.shown],
        "sha256": [source.sha256],
        "licence": [source.licence],
        "publisher": [source.publisher],
        "retrieved_on": [source.retrieved_on],
        "audience": [source.audience],
        "rank": [source.rank],
    }
    gathering.nodes("Source", source.id, columns)
