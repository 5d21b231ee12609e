"""Small sheets for the loaders' tests: rows as dictionaries, read as a workspace would read
them.
"""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from pledgegraph.loaders.files.layouts import layouts
from pledgegraph.loaders.loading import Loading, load
from pledgegraph.loaders.source_files import SourceFile
from pledgegraph.ontology.tables import OBJECT, SUBJECT, Tables

Row = Mapping[str, str]


def written(path: Path, layout: str, rows: Sequence[Row], columns: Sequence[str] = ()) -> Path:
    """A CSV file in a layout; columns that a row does not name stay empty."""
    header = list(columns) or list(dict.fromkeys(layouts()[layout].columns.values()))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, header, restval="")
        writer.writeheader()
        writer.writerows(rows)
    return path


def loaded(folder: Path, **sources: Sequence[Row]) -> Loading:
    """The sources named by their layouts, loaded together in the order given."""
    files = [
        SourceFile(
            layout,
            written(folder / f"{layout}.csv", layout, rows),
            f"{layout}.csv",
            layout,
            rank=rank,
        )
        for rank, (layout, rows) in enumerate(sources.items(), 1)
    ]
    return load(files)


def links(tables: Tables, relation: str) -> set[tuple[str, str]]:
    """The ends of a relationship without their source."""
    table = tables[relation]
    return set(zip(table[SUBJECT].to_pylist(), table[OBJECT].to_pylist(), strict=True))


def node(tables: Tables, name: str, **wanted: Any) -> dict[str, Any]:
    """The one node of a class that has these values."""
    (found,) = (
        row for row in tables[name].to_pylist() if all(row[k] == v for k, v in wanted.items())
    )
    return dict(found)


def codes(loading: Loading) -> list[str]:
    """The codes of all problems, sorted."""
    return sorted(problem.code for problem in loading.problems)
