"""Parameters: what a question can be asked with; those that several questions share are declared
once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from .texts import QUESTIONS

SHARED = QUESTIONS / "_parameters.toml"
"""The parameters that several questions share."""
ParameterKind = Literal["list", "text", "date", "flag"]
PARAMETER_KEYS = {"kind", "help", "known", "choices", "vocabulary"}


def option_of(name: str) -> str:
    """What a parameter is called on the command line; one that Python has as a word of its own ends
    in ``_``.
    """
    words = name.removesuffix("_").replace("_", "-")
    return f"--{words}"


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a question.

    ``known`` is the kind of thing that its values name, or several with ``or`` between them,
    ``vocabulary`` the scheme whose codes they are, ``choices`` lists them outright.
    """

    name: str
    kind: ParameterKind
    help: str
    known: str = ""
    choices: tuple[str, ...] = ()
    vocabulary: str = ""

    @property
    def kinds(self) -> list[str]:
        """The kinds of thing that its values name: ``actor or pledge``."""
        return self.known.split(" or ") if self.known else []

    @property
    def option(self) -> str:
        """What it is called on the command line: ``as_of`` → ``--as-of``."""
        return option_of(self.name)


def parameter_of(name: str, own: Mapping[str, Any]) -> Parameter:
    """A parameter on a card, with what several cards share of it."""
    # What a card says itself of a shared parameter goes before what all cards say
    entry = {**_shared().get(name, {}), **own}
    return Parameter(
        name=name,
        kind=entry["kind"],
        help=entry["help"],
        known=entry.get("known", ""),
        choices=tuple(entry.get("choices", ())),
        vocabulary=entry.get("vocabulary", ""),
    )


@cache
def _shared() -> Mapping[str, dict[str, Any]]:
    return tomllib.loads(SHARED.read_text("utf-8"))
