"""The progress: a bar on the terminal for work on many rows."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

OnRows = Callable[[int], object]


@contextmanager
def progress() -> Iterator[tuple[OnRows, OnRows]]:
    """Two functions: one starts with the total of rows, one adds rows that are done. The bar is
    drawn only on a terminal.
    """
    if not sys.stderr.isatty():
        # The libraries for a bar are not loaded for a file or a program
        yield (lambda rows: None), (lambda rows: None)
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as drawn:
        bar = drawn.add_task("rows", total=None)
        yield (lambda rows: drawn.update(bar, total=rows)), (lambda rows: drawn.advance(bar, rows))
