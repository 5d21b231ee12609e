"""The table of fields: what it says of a property is what the schema says of it."""

import pytest

from pledgegraph.loaders.files.fields import DAY, FIELDS, NUMBER, YEAR, YES_OR_NO
from pledgegraph.ontology.schema import Column, local_name, schema, snake
from pledgegraph.ontology.vocabularies import vocabulary, vocabulary_names

FIELD_NAMES = [(kind, name) for kind, fields in FIELDS.items() for name in fields]
KINDS_OF_COLUMNS = {NUMBER: "integer", YEAR: "integer", YES_OR_NO: "boolean", DAY: "date"}


def properties(cls: str) -> set[str]:
    """The properties of a class, labels with their language."""
    columns = schema().classes[cls].columns
    found = {local_name(column.iri) + column.language.capitalize() for column in columns}
    for relation in schema().relations.values():
        if cls in relation.starts:
            found.add(local_name(relation.iri))
    return found


@pytest.mark.parametrize(("kind", "name"), FIELD_NAMES)
def test_a_field_is_as_the_schema_has_it(kind: str, name: str) -> None:
    field = FIELDS[kind][name]
    for fed in field.feeds:
        cls, _, property_name = fed.partition(".")
        assert property_name in properties(cls), fed
    if field.vocabulary:
        assert field.vocabulary in vocabulary_names()
    if field.is_value:
        cls, _, property_name = field.feeds[0].partition(".")
        column: Column = schema().classes[cls].column(snake(property_name))
        assert not column.many
        assert not field.several
        assert column.kind == KINDS_OF_COLUMNS.get(field.form, "text")
        # Codes that a shape lists are those of the vocabulary
        if field.vocabulary and column.allowed:
            codes = {concept.notation for concept in vocabulary(field.vocabulary).concepts.values()}
            assert set(column.allowed) <= codes
