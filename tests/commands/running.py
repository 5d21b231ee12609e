"""The command line as a test calls it."""

import re
from collections.abc import Callable
from dataclasses import dataclass

ONE_LINE = re.compile(r"[A-Z]\d{3} [^\n]+\n")


@dataclass(frozen=True)
class Done:
    """What a command left."""

    status: int
    out: str
    err: str


Run = Callable[..., Done]
