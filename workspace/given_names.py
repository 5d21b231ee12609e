"""Given names: what a user names a country or a thing by, before an engine is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from pledgegraph.errors import AmbiguousName


@contextmanager
def with_places(folder: Path) -> Iterator[None]:
    """If several things share a name, add the place of each in the sources to the error."""
    try:
        yield
    except AmbiguousName as problem:
        from pledgegraph.loaders.row_places import places

        raise problem.at(places(folder, problem.things)) from None


def with_codes(parameters: Mapping[str, object]) -> dict[str, object]:
    """The parameters of a question, with its countries as codes."""
    if not parameters.get("country"):
        return dict(parameters)
    return {**parameters, "country": country_codes(parameters["country"])}


def country_codes(given: object) -> list[str]:
    """Countries in any accepted spelling (``Turkey``) as codes; the engine refuses unknown ones."""
    if isinstance(given, str):
        return [_country_code(given)]
    assert isinstance(given, Iterable)
    return [_country_code(str(name)) for name in given]


def _country_code(name: str) -> str:
    from pledgegraph.loaders.names.countries import find_country

    country = find_country(name)
    return name if country is None else country.iso3
