"""Help in plain words: values have names for people instead of Python types."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import typer
from typer.core import TyperCommand

_MACHINE_WORDS = re.compile(r" <[^>]*>|\s*\[[^\]]*x\s*[<>]=?[^\]]*\]")
"""``<list[str]>`` after an argument, ``[x>=0]`` after an option: how Typer shows types."""


class PlainCommand(TyperCommand):
    """A command whose help shows a value's name (``FILE``) or its choices."""

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Write arguments and options as Typer does, without its type names."""
        # Arguments first: what a command is about is said before how
        for title, kind in (("Arguments", "argument"), ("Options", "option")):
            records = list(_records(self.get_params(ctx), kind, ctx))
            if records:
                with formatter.section(title):
                    formatter.write_dl(records)


def _records(
    parameters: list[Any],
    kind: str,
    ctx: Any,
) -> Iterator[tuple[str, str]]:
    for parameter in parameters:
        record = parameter.get_help_record(ctx)
        if parameter.param_type_name == kind and record is not None:
            name, said = record
            yield _MACHINE_WORDS.sub("", name), _MACHINE_WORDS.sub("", said)


def speak_plainly(*apps: typer.Typer) -> None:
    """Use this plain help for all commands of the apps."""
    for app in apps:
        for command in app.registered_commands:
            command.cls = PlainCommand
