"""Single values: the columns of nodes that are one value of one cell each, as the table of fields
says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pyarrow as pa

from pledgegraph.loaders.files.cells import CellColumn
from pledgegraph.loaders.files.dates import dates_of
from pledgegraph.loaders.files.fields import (
    DAY,
    NUMBER,
    TEXT,
    YEAR,
    YES_OR_NO,
    Field,
    Fields,
)
from pledgegraph.loaders.files.numbers import numbers_of
from pledgegraph.loaders.files.values import yes_or_no
from pledgegraph.ontology.schema import snake

from .codes import code_of, year_of


def values_of(
    fields: Fields,
    columns: Mapping[str, CellColumn],
    *classes: str,
) -> dict[str, pa.Array]:
    """The values of some classes that fields give one by one, by the columns of their tables.

    Args:
        columns: those of a sheet, by field.
    """
    found = {}
    for name, field in fields.items():
        cls, _, property_name = field.feeds[0].partition(".") if field.feeds else ("", "", "")
        if field.is_value and cls in classes:
            found[snake(property_name)] = value_of(field, columns[name])
    return found


def value_of(field: Field, column: CellColumn) -> pa.Array:
    """The value of each row, NULL where its cell is empty or cannot be read as the form says."""
    if field.form == TEXT:
        return column.plain()
    if field.form == NUMBER:
        # Nobody pledges less than nothing
        numbers = numbers_of(column, may_be_negative=False)
        return column.scalar(numbers, pa.int64())
    if field.form == YEAR:
        return column.scalar(year_of, pa.int64())
    if field.form == YES_OR_NO:
        return column.scalar(yes_or_no, pa.bool_())
    return column.scalar(_text_reader(field, column), pa.string())


def _text_reader(field: Field, column: CellColumn) -> Callable[[str], str | None]:
    """The reading function of a form whose values are texts."""
    if field.form == DAY:
        # As the whole column writes them: one cell alone may be two dates
        return dates_of(column)
    return code_of(field.vocabulary)
