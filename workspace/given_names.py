"""Given names: what a user names a thing by, and the thing that it is in a build."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from pledgegraph.errors import AmbiguousName


@contextmanager
def with_places(folder: Path) -> Iterator[None]:
    """If several things share a name, add the place of each in the sources to the error."""
    try:
        yield
    except AmbiguousName as problem:
        from pledgegraph.loaders.row_places import places

        raise problem.at(places(folder, problem.things)) from None


def alias(kind: str, name: str) -> str:
    """What a cell of a register would name by a name: a country by its code (``Turkey``), an actor
    by its identifier (``HCR``, ``gouvernement du Tchad``); "" for other things.
    """
    if kind == "country":
        from pledgegraph.loaders.names.countries import find_country

        country = find_country(name)
        return "" if country is None else country.iso3
    if kind == "actor":
        from pledgegraph.loaders.names.actors import identity, is_actor_name
        from pledgegraph.loaders.names.row_words import STATE, RowWords

        # Whoever asks for "UK" means a State; cells that do not say so are found by their own name
        return identity(name, RowWords(STATE)).actor if is_actor_name(name) else ""
    return ""


def aliases(manifest: Mapping[str, Any]) -> Callable[[str, str], str]:
    """``alias``, with what has been decided in a build of what names are."""
    same: Mapping[str, str] = manifest.get("same", {})

    def decided(kind: str, name: str) -> str:
        found = alias(kind, name) or name
        return same.get(found, alias(kind, name))

    return decided if same else alias


def identified(given: Any, manifest: Mapping[str, Any]) -> Any:
    """A name, or several, of which an IRI of the workspace is its identifier; one that is another
    thing by decision is that thing's.
    """
    return _as_now(without_base(given, manifest["base"]), manifest.get("same", {}))


def _as_now(given: Any, same: Mapping[str, str]) -> Any:
    # Only identifiers: a name may be somebody else's as well
    if isinstance(given, str):
        return same.get(given, given) if "/" in given else given
    if isinstance(given, Mapping):
        return {name: _as_now(value, same) for name, value in given.items()}
    if isinstance(given, list | tuple):
        return [_as_now(each, same) for each in given]
    return given


def without_base(given: Any, base: str) -> Any:
    """A name, or several, of which an IRI of the workspace is its identifier."""
    # Names of a question may be one, a list, or several parameters with either
    if isinstance(given, str):
        return given.removeprefix(f"{base}/")
    if isinstance(given, Mapping):
        named = {}
        for name, value in given.items():
            named[name] = without_base(value, base)
        return named
    if isinstance(given, list | tuple):
        return [without_base(each, base) for each in given]
    return given


def node_called(
    build: Path,
    name: str,
    language: str,
    manifest: Mapping[str, Any],
) -> str:
    """The identifier of the node of a build that a name spells, in any of its sources.

    Raises:
        UsageProblem: no node has this name; with suggestions.
        AmbiguousName: several nodes have it.
    """
    from pledgegraph.loaders.node_names import KINDS, is_node, named_rows
    from pledgegraph.queries.names import Names

    # An identifier first: it names one thing, whatever else has it as a name
    if is_node(build, name):
        return name
    names = Names(partial(named_rows, build), aliases(manifest), language)
    return names.node(KINDS, name, "pledgegraph explain").id
