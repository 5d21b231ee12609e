"""Help: what a command takes, in words for people. The names of Python's types are none of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import typer
from typer.core import TyperCommand

_MACHINE_WORDS = re.compile(r" <[^>]*>|\s*\[[^\]]*x\s*[<>]=?[^\]]*\]")
"""``<list[str]>`` behind an argument, ``[x>=0]`` behind an option: how Typer shows what a value is
read as.
"""


class PlainCommand(TyperCommand):
    """A command whose help shows a value by its own name (``FILE``), or by what may be chosen."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write the arguments and the options, as Typer would, without its words for types."""
        for title, kind in (("Arguments", "argument"), ("Options", "option")):
            records = list(_records(self.get_params(ctx), kind, ctx))
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)


def _records(parameters: list[Any], kind: str, ctx: Any) -> Iterator[tuple[str, str]]:
    for parameter in parameters:
        record = parameter.get_help_record(ctx)
        if parameter.param_type_name == kind and record is not None:
            name, said = record
            yield _MACHINE_WORDS.sub("", name), _MACHINE_WORDS.sub("", said)


def speak_plainly(*apps: typer.Typer) -> None:
    """Have the commands of apps show their help so."""
    for app in apps:
        for command in app.registered_commands:
            command.cls = PlainCommand
