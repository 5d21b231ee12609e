"""UNHCR's population figures in short, for tests that need some and not 138,892 lines of them."""

import gzip
from pathlib import Path

ASYLUM = {b"ETH", b"KEN", b"RWA", b"TCD", b"UGA"}


def shorten_figures(path: Path) -> None:
    """Keep the newest year of five countries of asylum."""
    header, *lines = gzip.decompress(path.read_bytes()).splitlines(keepends=True)
    kept = [line for line in lines if line.startswith(b"2025,") and line.split(b",")[6] in ASYLUM]
    path.write_bytes(gzip.compress(b"".join([header, *kept])))
