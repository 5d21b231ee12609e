"""Frames: the rows of a data frame that have one of some values, or none of them."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

Values = pd.Series | Collection[object]


def rows_with(
    frame: pd.DataFrame,
    column: str,
    values: Values,
) -> pd.DataFrame:
    """The rows that have one of these values in a column."""
    return frame[frame[column].isin(values)]


def rows_without(
    frame: pd.DataFrame,
    column: str,
    values: Values,
) -> pd.DataFrame:
    """The rows that have none of these values in a column."""
    return frame[~frame[column].isin(values)]


def renamed(frame: pd.DataFrame, *columns: str) -> pd.DataFrame:
    """A frame whose columns have other names, in their order."""
    return frame.set_axis(list(columns), axis=1)
