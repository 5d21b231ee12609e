"""Stopping: on Ctrl-C or another signal the connection to a server is dropped first, without
waiting for its answer.
"""

from __future__ import annotations

import contextlib
import signal
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any

_STOPPING = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")
"""Signals that ask a program to stop; no system has all of them."""


@contextlib.contextmanager
def dropping(drop: Callable[[], object]) -> Iterator[None]:
    """A block in which a signal that raises ``KeyboardInterrupt`` calls ``drop`` before that.

    To catch the exception further out would be too late: on its way the driver gives back its
    connection, and waits until the server has confirmed that.
    """
    before: dict[int, Callable[[int, FrameType | None], Any]] = {}

    def stop(number: int, frame: FrameType | None) -> None:
        try:
            # The handler that was there decides whether this is a stop: it may only count the
            # signal
            before[number](number, frame)
        except KeyboardInterrupt:
            drop()
            raise

    # Only the main thread may set handlers, and only there do signals arrive.
    if threading.current_thread() is threading.main_thread():
        for name in _STOPPING:
            number = getattr(signal, name, None)
            handler = signal.getsignal(number) if number else None
            if number and callable(handler):
                before[number] = handler
                signal.signal(number, stop)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
