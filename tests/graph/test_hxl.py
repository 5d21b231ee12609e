"""HXL tags: of the standard, on every column, and what several classes share."""

import re

from pledgegraph.graph.hxl import link_tags, node_tags
from pledgegraph.loaders.files.tags import is_tags
from pledgegraph.ontology.schema import schema

TAG = re.compile(r"#[a-z0-9]+(\+[a-z][a-z0-9_]*)*")


def test_every_column_that_sources_state_has_a_tag_of_the_standard() -> None:
    words = schema()
    tags = {cls.name: cls.hxl for cls in words.classes.values() if not cls.derived}
    for cls in words.classes.values():
        for column in cls.columns:
            if not column.derived:
                tags[f"{cls.name}.{column.name}"] = column.hxl
    for relation in words.relations.values():
        if not relation.derived:
            tags[relation.name] = relation.hxl
    # A row of one tag is known as such only by the hashtags of the standard
    odd = {name for name, tag in tags.items() if not TAG.fullmatch(tag) or not is_tags([tag])}
    assert odd == set()
    # By a rule of HXL each value of these is a number
    numbers = {"#value", "#affected"}
    columns = [column for cls in words.classes.values() for column in cls.columns]
    assert {c.name for c in columns if c.hxl in numbers} == {"amount", "value"}


def test_tags_of_tables() -> None:
    wanted = ["#country+id", "#country+code+v_iso3", "#country+name+i_fr"]
    assert node_tags("Country", ["id", "iso3", "label_fr"]) == wanted
    assert link_tags("REPRESENTS") == ["#org+id", "#country+represented+id"]
    # Of a pledge or of several stated as one; of nodes of every kind
    assert link_tags("SUBMITTED_BY") == ["#activity+id", "#org+submitter+id"]
    assert link_tags("RECORDED_IN") == ["#meta+id", "#meta+record+id"]
