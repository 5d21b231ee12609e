"""HXL: the row of tags by which tools of the Humanitarian Exchange Language know the columns of a
table.
"""

from __future__ import annotations

from collections.abc import Sequence

from pledgegraph.ontology.schema import schema


def node_tags(name: str, columns: Sequence[str]) -> list[str]:
    """The tag of each column of a class's table; an empty text where it has none."""
    cls = schema().classes[name]
    tags = {"id": cls.hxl}
    for column in cls.columns:
        tags[column.name] = column.hxl
    return [tags[column] for column in columns]


def link_tags(name: str) -> list[str]:
    """The tags of the identifiers that a relationship starts from and leads to."""
    relation = schema().relations[name]
    return [_shared(relation.starts), relation.hxl]


def _shared(names: Sequence[str]) -> str:
    """What the tags of several classes have in common: ``#activity+pledge+id`` and
    ``#activity+aggregate+id`` → ``#activity+id``.
    """
    tags = [schema().classes[name].hxl for name in names]
    hashtags = {tag.partition("+")[0] for tag in tags}
    if len(hashtags) > 1:
        # Of nodes of any kind it can only be said that they are named
        return "#meta+id"
    first = tags[0].split("+")
    shared = set(first).intersection(*(tag.split("+") for tag in tags))
    return "+".join(word for word in first if word in shared)
