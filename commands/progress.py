"""The progress: a line on the terminal for work that takes long, with the rows or steps that are
done. It is removed at the end.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock, Timer
from typing import TYPE_CHECKING

from pledgegraph.wording import Worded, worded

from .failures import translated

if TYPE_CHECKING:
    from rich.progress import Progress

SECONDS = 1.0
"""How long a command works before a line appears: most are done by then, and load no library."""
RECOGNISING = worded("Looking at the files")
COMPARING = worded("Comparing")
BUILDING = worded("Looking at the sources")
CHECKING = worded("Checking the sources")
ASKING = worded("Looking for the answer")
DRAWING = worded("Drawing the picture")
WRITING = worded("Writing the graph")
UPDATING = worded("Updating Neo4j")
STEPS = {
    "load": worded("Loading the sources"),
    "tables": worded("Working out the tables"),
    "graph": worded("Loading the graph"),
    "public": worded("Building the public records again"),
    "finish": worded("Finishing the build"),
}
"""What a build does, by the names of its steps."""
_is_quiet = False


def be_quiet(quiet: bool) -> None:
    """Show no progress from now on, or show it again."""
    global _is_quiet
    _is_quiet = quiet


class Shown:
    """What is known of work that goes on; the line shows it once there is one.

    The command and the threads that work for it report to it.
    """

    def __init__(self, doing: Worded) -> None:
        self._doing = doing
        self._done = 0
        self._total: int | None = None
        self._lock = Lock()
        self._drawn: Progress | None = None
        self._is_over = False

    def step(self, name: str) -> None:
        """Another step of a build begins, whose rows are counted from 0."""
        with self._lock:
            self._doing = STEPS.get(name, self._doing)
            self._done = 0
            self._draw()

    def begin(self, total: int) -> None:
        """Show how many rows or steps there are."""
        with self._lock:
            self._total = total
            self._draw()

    def advance(self, rows: int) -> None:
        """Add rows or steps that are done."""
        with self._lock:
            self._done += rows
            self._draw()

    def appear(self) -> None:
        """Draw the line from now on."""
        from rich.console import Console
        from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        drawn = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}", markup=False),
            BarColumn(bar_width=20),
            TimeElapsedColumn(),
            console=Console(stderr=True),
            transient=True,
            # An answer may go to a file while the line is drawn
            redirect_stdout=False,
        )
        drawn.add_task("", total=None)
        with self._lock:
            # It may have ended while the library was loaded
            if self._is_over:
                return
            self._drawn = drawn
            self._draw()
            drawn.start()

    def vanish(self) -> None:
        """Remove the line, and draw none from now on."""
        with self._lock:
            self._is_over = True
            drawn = self._drawn
        # Without the lock: the thread that draws ends here
        if drawn is not None:
            drawn.stop()

    def _draw(self) -> None:
        if self._drawn is None or self._is_over:
            return
        self._drawn.update(
            self._drawn.task_ids[0],
            description=translated(self._said()),
            completed=self._done,
            total=self._total,
        )

    def _said(self) -> Worded:
        # Only Neo4j knows beforehand what there is to do; a file shows its rows when it is read
        if self._total is not None:
            return worded(
                "{doing}: {done} of {total}",
                doing=self._doing,
                done=self._done,
                total=self._total,
            )
        if self._done:
            return worded(
                "{doing}: {done} rows",
                doing=self._doing,
                done=self._done,
            )
        return worded("{doing} …", doing=self._doing)


@contextmanager
def progress(doing: Worded, seconds: float = SECONDS) -> Iterator[Shown]:
    """What to report to while work goes on. On a terminal a line shows it after some seconds;
    elsewhere, and for a quiet command, nothing does.
    """
    shown = Shown(doing)
    if _is_quiet or not sys.stderr.isatty():
        yield shown
        return
    timer = Timer(seconds, shown.appear)
    # A stop must not wait for it
    timer.daemon = True
    timer.start()
    try:
        yield shown
    finally:
        timer.cancel()
        shown.vanish()
