"""Completion: what a shell completes in the value of an option, from the build of the workspace."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import typer

from pledgegraph.errors import PledgegraphError
from pledgegraph.queries.parameters import Parameter

ASKED_BY = "_PLEDGEGRAPH_COMPLETE"
"""The variable by which a shell asks; its value says which shell it is."""
Completing = Callable[[typer.Context, str], list[str]]


class InBash(str):
    """A value as it is typed in bash: ``Government\\ of\\ Chad``."""

    __slots__ = ()

    def __new__(cls, value: str) -> InBash:
        return super().__new__(cls, re.sub(r"([^\w/.,:@%+-])", r"\\\1", value))

    def startswith(self, *_: object) -> bool:
        """Yes: what Typer compares it with is what has been typed, without backslashes."""
        return True


def values_of(parameter: Parameter) -> Completing | None:
    """What completes the values of a parameter; None for a date: no list has its values."""
    if not (parameter.known or parameter.vocabulary or parameter.choices):
        return None

    def completing(ctx: typer.Context, incomplete: str) -> list[str]:
        try:
            values = _values(parameter, ctx, incomplete)
        # Without a build there is nothing to complete, and a shell shows no problems
        except PledgegraphError:
            return []
        # Bash alone puts a value into the line as it is given
        in_bash = os.environ.get(ASKED_BY, "").endswith("bash")
        return list(map(InBash, values)) if in_bash else values

    return completing


def _values(
    parameter: Parameter,
    ctx: typer.Context,
    incomplete: str,
) -> list[str]:
    from pledgegraph.queries.beginnings import values_beginning
    from pledgegraph.queries.names import names_in
    from pledgegraph.workspace.workspace import Workspace

    # The command does not run: what is before it has been read, but not done
    before: dict[str, Any] = ctx.find_root().params
    folder = before.get("directory") or Path(".")
    language = ctx.params.get("lang") or "en"
    with closing(Workspace(folder).engine()) as engine:
        names = names_in(engine)
        return values_beginning(parameter, incomplete, names, language)
