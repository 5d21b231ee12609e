"""The help of every command is for people: no word in it is the name of a type."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import typer.main

from pledgegraph.cli import whole_app

MACHINE_WORDS = re.compile(
    r"<[^>]*>|\b(?:list|str|int|bool|float|Path)\b(?!-)|\bx\s*[<>]|\bTEXT\b|\bINTEGER\b", re.M
)


@cache
def commands() -> dict[str, Any]:
    """Every command by what is typed to get it."""
    return dict(_inside("pledgegraph", typer.main.get_command(whole_app())))


def _inside(path: str, command: Any) -> Iterator[tuple[str, Any]]:
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from _inside(f"{path} {name}", inner)


def help_of(path: str) -> str:
    """What ``--help`` prints, without the names of commands: ``list`` is one."""
    command = commands()[path]
    text: str = command.get_help(command.context_class(command, info_name=path))
    return re.sub(r"(?m)^Usage: .*|^  list  .*", "", text)


@pytest.mark.parametrize("path", commands())
def test_no_machine_words(path: str) -> None:
    assert MACHINE_WORDS.findall(help_of(path)) == []


@pytest.mark.parametrize("path", commands())
def test_every_option_says_what_its_value_is(path: str) -> None:
    command = commands()[path]
    unnamed = [each.opts for each in command.params if _lacks_a_name(each)]
    assert unnamed == []


def _lacks_a_name(option: Any) -> bool:
    takes_a_value = option.opts[0].startswith("-") and not getattr(option, "is_flag", False)
    return takes_a_value and option.metavar is None


def test_a_command_with_arguments_and_options() -> None:
    lines = help_of("pledgegraph init").split()
    assert (
        " ".join(lines)
        == "Create a workspace. The kind of each file is recognised by its columns. Arguments:"
        " directory A new folder. [required] FILE Registers and other sources. They are copied."
        " Options: --template KIND Add an empty source of this kind, such as support, as a"
        " workbook; support.csv as text. Also for existing workspaces. --from URL|FOLDER A site"
        " that `publish` wrote: its newest release is copied, and `fetch` follows it. May be given"
        " several times. --help Show this message and exit."
    )
