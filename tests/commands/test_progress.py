"""The progress: drawn on a terminal for what takes long, and gone at the end."""

from __future__ import annotations

import io
import os
import pty
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event
from time import sleep

import pytest

from pledgegraph.commands.failures import speak
from pledgegraph.commands.progress import (
    BUILDING,
    RECOGNISING,
    UPDATING,
    Shown,
    be_quiet,
    progress,
)
from pledgegraph.commands.workspaces import asking_below

AT_ONCE = 0.0
ERASED = "\x1b[2K"
"""What a terminal is told to empty its line."""
CURSOR_BACK = "\x1b[?25h"


class Terminal:
    """A pseudo-terminal as standard error; ``written``: all that came to it."""

    def __init__(self, reading: int) -> None:
        self._reading = reading
        self.written = ""
        # Nothing may be there: then a read would wait for ever
        os.set_blocking(reading, False)

    def read(self) -> None:
        """Take what has come since the last time."""
        with suppress(BlockingIOError):
            while part := os.read(self._reading, 2**16):
                self.written += part.decode(errors="replace")

    def shows(self, text: str) -> bool:
        """Whether a text comes within twenty seconds: the line is drawn ten times a second."""
        for _ in range(400):
            self.read()
            if text in self.written:
                return True
            sleep(0.05)
        return False


@contextmanager
def on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> Iterator[Terminal]:
    """Standard error is a pseudo-terminal, which is read when the block has ended."""
    ours, theirs = pty.openpty()
    terminal = Terminal(ours)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "100")
    with open(theirs, "w", encoding="utf-8") as stream:
        monkeypatch.setattr(sys, "stderr", stream)
        yield terminal
        stream.flush()
        terminal.read()
    os.close(ours)


def wait_until_drawn(monkeypatch: pytest.MonkeyPatch) -> Event:
    """An event that is set when the line has appeared."""
    appeared = Event()
    appear = Shown.appear

    def and_tell(self: Shown) -> None:
        appear(self)
        appeared.set()

    monkeypatch.setattr(Shown, "appear", and_tell)
    return appeared


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "Updating Neo4j: 1,500 of 3,000"), ("fr", "Mise à jour de Neo4j : 1 500 sur 3 000")],
)
def test_a_terminal_shows_what_is_done_and_is_empty_at_the_end(
    monkeypatch: pytest.MonkeyPatch, language: str, expected: str
) -> None:
    speak(language)
    appeared = wait_until_drawn(monkeypatch)
    with on_a_terminal(monkeypatch) as terminal:
        with progress(UPDATING, AT_ONCE) as shown:
            shown.begin(3_000)
            shown.advance(1_000)
            shown.advance(500)
            assert appeared.wait(20)
    speak("en")
    plain = terminal.written.replace("\u202f", " ").replace("\xa0", " ")
    assert expected in plain
    assert plain.rstrip().endswith(ERASED)
    assert CURSOR_BACK in plain


def test_the_steps_of_a_build_are_named_and_their_rows_counted_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with on_a_terminal(monkeypatch) as terminal:
        with progress(BUILDING, AT_ONCE) as shown:
            shown.step("load")
            shown.advance(142_513)
            assert terminal.shows("Loading the sources: 142,513 rows")
            shown.step("graph")
            shown.advance(7)
            assert terminal.shows("Loading the graph: 7 rows")


def test_what_is_done_soon_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    with on_a_terminal(monkeypatch) as terminal:
        with progress(BUILDING, 600) as shown:
            shown.advance(3)
    assert terminal.written == ""


def test_a_quiet_command_shows_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    be_quiet(True)
    with on_a_terminal(monkeypatch) as terminal:
        with progress(BUILDING, AT_ONCE) as shown:
            shown.advance(3)
    be_quiet(False)
    assert terminal.written == ""


def test_a_file_gets_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    file = io.StringIO()
    monkeypatch.setattr(sys, "stderr", file)
    with progress(BUILDING, AT_ONCE) as shown:
        shown.advance(3)
    assert file.getvalue() == ""


def test_a_stop_leaves_an_empty_line(monkeypatch: pytest.MonkeyPatch) -> None:
    appeared = wait_until_drawn(monkeypatch)
    with on_a_terminal(monkeypatch) as terminal:
        with pytest.raises(KeyboardInterrupt), progress(BUILDING, AT_ONCE):
            assert appeared.wait(20)
            raise KeyboardInterrupt
    assert terminal.written.rstrip().endswith(ERASED)


def test_a_question_ends_the_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that is drawn ten times a second would hide what is asked."""

    class Keyboard(io.StringIO):
        def isatty(self) -> bool:
            return True

    with on_a_terminal(monkeypatch) as terminal:
        monkeypatch.setattr(sys, "stdin", Keyboard("2026-03-01\n"))
        shown = Shown(RECOGNISING)
        shown.appear()
        asking = asking_below(shown)
        assert asking is not None and asking(Path("a.csv")) == "2026-03-01"
        assert terminal.shows("Date of a.csv")
    before, after = terminal.written.split("Date of a.csv")
    assert "Looking at the files" in before and "Looking at the files" not in after
