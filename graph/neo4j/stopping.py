"""Stopping: who is stopped from outside drops the line to a server first, and waits for no answer
of it.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

_STOPPING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Signals by which a program is told to stop; a system may not have all of them."""


@contextlib.contextmanager
def dropping(drop: Callable[[], object]) -> Iterator[None]:
    """A while in which a signal that raises ``KeyboardInterrupt`` calls ``drop`` before that.

    An exception that is caught further out would come too late: on its way it passes those who put
    their things in order, such as a driver that gives back a connection and waits until the server
    has heard of it.
    """
    before: dict[int, Callable[[int, FrameType | None], Any]] = {}

    def stop(number: int, frame: FrameType | None) -> None:
        try:
            before[number](number, frame)
        except KeyboardInterrupt:
            drop()
            raise

    if (
        threading.current_thread() is threading.main_thread()
    ):  # no other thread may ask for signals, nor gets any
        for number in filter(None, (getattr(signal, name, None) for name in _STOPPING)):
            handler = signal.getsignal(number)
            if callable(handler):
                before[number] = handler
                signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
