"""The command ``pledgegraph`` and ``python -m pledgegraph``: listens for signals before anything else is loaded."""

import os
import signal
import sys
from types import FrameType

STATUS = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129, "SIGBREAK": 130}
"""What stops a command from outside, and the exit status then; a system may not have all of them."""
_inside, _status = False, 0
"""Whether a command runs, which puts its files in order and says a line when it is stopped; what stopped it."""


def main() -> None:
    """Run the command line."""
    global _inside
    _hold_streams()
    for name in STATUS:
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) in (signal.SIG_DFL, signal.default_int_handler):
            signal.signal(number, _stop)
    from pledgegraph.cli import main as command_line

    try:
        _inside = True
        command_line()
    except KeyboardInterrupt:  # before the command listens, or after it is done
        os.write(2, b"Stopped.\n")
        sys.exit(_status)
    except SystemExit as leaving:
        if leaving.code == STATUS["SIGINT"] and _status:
            sys.exit(_status)
        raise
    finally:
        _inside = False


def _stop(number: int, frame: FrameType | None) -> None:
    """Stop the command; while it is loaded, and while Python leaves, there is nothing to put in order."""
    global _status
    _status = STATUS[signal.Signals(number).name]
    if _inside:
        raise KeyboardInterrupt
    os.write(2, b"Stopped.\n")
    os._exit(_status)


def _hold_streams() -> None:
    """Open what is closed of the three standard streams: a file that is opened later must not become one of them."""
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


if __name__ == "__main__":
    main()
