"""A lean process: less memory for Arrow, and no pandas, before either is loaded."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

PANDAS = "pandas"


def take_memory_from_the_system() -> None:
    """Arrow's own allocator keeps a fifth of what a build needs; the C library gives back what is
    free. Without effect where Arrow is loaded already, or where the user has chosen one; only on
    Linux, as other systems were not measured.
    """
    if sys.platform == "linux":
        os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")


def give_back() -> None:
    """Give back the memory that is free: glibc keeps for this process what a step no longer needs.
    At 100,000 pledges it is a third of all that the process has.
    """
    if sys.platform == "linux":
        import ctypes

        trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
        if trim:  # other C libraries have no such function
            trim(0)


class _NoPandas(MetaPathFinder):
    """Says of pandas alone that it is not installed."""

    def find_spec(
        self,
        fullname: str,
        path: Sequence[str] | None,
        target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        """See ``MetaPathFinder``."""
        if fullname == PANDAS:
            raise ModuleNotFoundError(f"No module named {fullname!r}", name=fullname)
        return None


@contextmanager
def pandas_spared() -> Iterator[None]:
    """Arrow and Ladybug import pandas, 40 MB of it, only to see that what they are given is none of
    its data frames. Here they find none to import, unless the process has imported it before.

    For commands, not for a process of somebody else: Arrow looks only once, and then knows no data
    frame until a table is asked ``to_pandas``.
    """
    if PANDAS in sys.modules:
        yield
        return
    take_memory_from_the_system()
    import pyarrow as pa

    refusing = _NoPandas()
    sys.meta_path.insert(0, refusing)
    try:
        pa.array([])
    finally:
        sys.meta_path.remove(refusing)
    # Ladybug looks each time; with None, Python's own mark, importlib finds no such module
    modules: dict[str, ModuleType | None] = sys.modules  # type: ignore[assignment]
    modules[PANDAS] = None
    try:
        yield
    finally:
        del modules[PANDAS]
