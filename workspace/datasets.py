"""Datasets: a build for a graph database, with the label by which a later sync recognises it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from . import builds

if TYPE_CHECKING:
    from pledgegraph.graph.neo4j.dataset import Dataset, Label


def dataset_of(
    folder: Path,
    audience: Sequence[str],
) -> tuple[Dataset, Label]:
    """The dataset in the folder of a build for an audience, and its label."""
    from pledgegraph.graph.neo4j.dataset import Dataset, Label, fingerprint
    from pledgegraph.ontology.table_files import read_tables

    manifest = builds.read_manifest(folder)
    audiences = tuple(sorted(set(audience)))
    # By audiences as well: a build for more people is other data to a database
    made = fingerprint(folder, audiences)
    label = Label(
        manifest["title"],
        manifest["tool"],
        manifest["inputs"],
        made,
        audiences,
    )
    with builds.reading(folder):
        current = read_tables(folder / "current")
        derived = read_tables(folder / "derived")
    return Dataset(manifest["base"], current, derived), label
