"""The command ``pledgegraph`` and ``python -m pledgegraph``: listens for signals before anything
else is loaded.
"""

# The module behind ``signal``, which is part of Python itself and so is there at once
import _signal  # type: ignore[import-not-found]
import os
import sys

STATUS = {"SIGINT": 130, "SIGTERM": 143, "SIGHUP": 129, "SIGBREAK": 130}
"""What stops a command from outside, and the exit status then; a system may not have all of them.
"""
_inside, _status = False, 0
"""Whether a command runs, which puts its files in order and says a line when it is stopped; what
stopped it.
"""


def main() -> None:
    """Run the command line."""
    global _inside
    _hold_streams()
    for name in STATUS:
        number = getattr(_signal, name, None)
        if number is not None and _signal.getsignal(number) in (
            _signal.SIG_DFL,
            _signal.default_int_handler,
        ):
            _signal.signal(number, _stop)
    from pledgegraph.cli import main as command_line

    try:
        _inside = True
        command_line(was_stopped=lambda: bool(_status))
    except KeyboardInterrupt:  # before the command listens, or after it is done
        os.write(2, b"Stopped.\n")
        sys.exit(_status)
    except SystemExit as leaving:
        if leaving.code == STATUS["SIGINT"] and _status:
            sys.exit(_status)
        raise
    finally:
        _inside = False
        # Python may remember an interrupt that went through a text it ran, and end itself by it
        eval("0")


def _stop(number: int, frame: object) -> None:
    """Stop the command; while it is loaded, and while Python leaves, there is nothing to put in
    order.
    """
    global _status
    for name, status in STATUS.items():
        # Windows does not have all of them
        if getattr(_signal, name, None) == number:
            _status = status
    if _inside:
        raise KeyboardInterrupt
    os.write(2, b"Stopped.\n")
    os._exit(_status)


def _hold_streams() -> None:
    """Open what is closed of the three standard streams: a file that is opened later must not
    become one of them.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)


if __name__ == "__main__":
    main()
