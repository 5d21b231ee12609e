"""Run the code blocks of the pages, and update the outputs shown in their ``console`` blocks.

The blocks of a page run in order in one folder, which contains the built workspace
``pledgegraph-demo`` and the sample register as ``register.csv``. ``sh`` and ``console`` run
commands, ``python`` runs code (``>>>`` as in doctest), ``cypher`` and ``sparql`` run as queries. A
block with a path after its language is the content of that file and is not run; one in ``csv`` is
written there. In an output,
``...`` marks what is left out; such an output is compared, but never rewritten.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pledgegraph import cli
from pledgegraph import open as open_workspace
from pledgegraph.graph.cypher_text import check_reading
from pledgegraph.workspace import starting

ROOT = Path(__file__).resolve().parent.parent
DEMO = "pledgegraph-demo"
FENCE = re.compile(r"^```([\w-]*)(?: (\S+))?\n(.*?)^```$", re.M | re.S)
LEFT_OUT = "..."


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, the path of the file that it is (or none), its text, where that
    starts.
    """

    language: str
    path: str
    text: str
    start: int


class Wrong(Exception):
    """A block that does not do what the page says."""


def pages() -> list[Path]:
    """Every page that shows something."""
    return [
        ROOT / "README.md",
        ROOT / "CONTRIBUTING.md",
        *(page for page in sorted((ROOT / "docs").glob("*.md")) if page.name != "neo4j.md"),
    ]


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a page."""
    for found in FENCE.finditer(text):
        yield Block(found[1], found[2] or "", found[3], found.start(3))


def prepared(folder: Path, built: Path) -> Path:
    """A folder to run a page in, with copies of a built workspace and of the sample register."""
    # Another process may just be making a part of the cache
    shutil.copytree(built, folder / DEMO, ignore=shutil.ignore_patterns("cache"))
    shutil.copyfile(starting.SAMPLE / "pledges_facts.csv", folder / "register.csv")
    return folder


def run_page(text: str, folder: Path) -> str:
    """The page with the outputs that its blocks have now.

    Raises:
        Wrong: a command fails, a text has no rows, an output with parts left out is another one.
    """
    names: dict[str, Any] = {}
    pieces, end = [], 0
    with contextlib.chdir(folder):
        for block in blocks(text):
            if block.path and block.language == "csv":
                write_shown(Path(block.path), block.text)
            if block.path or block.language not in RUNNERS:
                continue
            shown = RUNNERS[block.language](block.text, names)
            pieces += [text[end : block.start], shown]
            end = block.start + len(block.text)
    return "".join([*pieces, text[end:]])


def write_shown(path: Path, text: str) -> None:
    """A sheet that a page shows, so that a command below can read it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def run_commands(text: str, names: dict[str, Any]) -> str:
    """A ``sh`` block: every command is done; ``check`` may have findings."""
    for line in text.splitlines():
        if line.startswith("pledgegraph "):
            status, output = run(line)
            if status not in ((0, 1) if " check" in line else (0,)):
                raise Wrong(f"{line}\nends with status {status}:\n{output}")
        elif not is_set_up(line):
            raise Wrong(f"{line}\nis neither a command of pledgegraph nor one that the checks run")
    return text


def is_set_up(line: str) -> bool:
    """Whether ``.ci/run`` or the Makefile runs a line: making an environment is their part."""
    known = (ROOT / ".ci" / "run").read_text("utf-8") + (ROOT / "Makefile").read_text("utf-8")
    known = known.replace("$(BIN)", ".venv/bin")
    readme = "python3 -m venv .venv && .venv/bin/pip install -q . && .venv/bin/pledgegraph demo"
    return line == readme or line in [each.strip() for each in known.splitlines()]


def run_shown(text: str, names: dict[str, Any]) -> str:
    """A ``console`` block: commands behind ``$``, each with its output."""
    parts = re.split(r"^\$ (.*)\n", text, flags=re.M)
    if parts[0]:
        raise Wrong(f"a console block begins with a command, not with\n{parts[0]}")
    pieces = []
    for command, expected in zip(parts[1::2], parts[2::2], strict=True):
        _, output = run(command)
        output = "".join(f"{line.rstrip()}\n" for line in output.splitlines())
        if LEFT_OUT in expected.splitlines():
            if not agrees(expected, output):
                raise Wrong(f"$ {command}\nshows\n{expected}and not\n{output}")
            output = expected
        pieces += [f"$ {command}\n", output]
    return "".join(pieces)


def agrees(expected: str, output: str) -> bool:
    """Whether an output has the shown lines in order, with others only at ``...``, which may also
    be within a line.
    """
    lines = [re.escape(line).replace(re.escape(LEFT_OUT), ".*?") for line in expected.splitlines()]
    pattern = "".join(r"(?:.*\n)*?" if line == ".*?" else f"{line}\n" for line in lines)
    return re.fullmatch(pattern, output) is not None


def run(command: str) -> tuple[int, str]:
    """A command of pledgegraph in this process: its status, and what it printed on both streams."""
    words, printed, before = shlex.split(command), io.StringIO(), sys.argv
    if words[0] != "pledgegraph":
        raise Wrong(f"{command}\nis not a pledgegraph command")
    sys.argv = words
    try:
        with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
            cli.main()
        status = 0
    except SystemExit as leaving:
        status = leaving.code if isinstance(leaving.code, int) else 0
    finally:
        sys.argv = before
    return status, printed.getvalue()


def run_python(text: str, names: dict[str, Any]) -> str:
    """A ``python`` block; the names of a page's blocks are shared."""
    if text.startswith(">>>"):
        output, test = (
            io.StringIO(),
            doctest.DocTestParser().get_doctest(text, names, "block", None, 0),
        )
        if (
            doctest.DocTestRunner(verbose=False)
            .run(test, out=output.write, clear_globs=False)
            .failed
        ):
            raise Wrong(output.getvalue())
        names |= test.globs
        return text
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(text, "block", "exec"), names)
    return text


def ask_cypher(text: str, names: dict[str, Any]) -> str:
    """A ``cypher`` block has rows in the sample."""
    check_reading(text)
    with contextlib.closing(open_workspace(DEMO).engine()) as engine:
        rows = engine.ask(text, {})
    if not rows:
        raise Wrong(f"no rows: {text}")
    return text


def ask_sparql(text: str, names: dict[str, Any]) -> str:
    """A ``sparql`` block has rows in the sample."""
    with contextlib.closing(open_workspace(DEMO).engine("sparql")) as engine:
        rows = engine.ask(text, {})
    if not rows:
        raise Wrong(f"no rows: {text}")
    return text


RUNNERS = {
    "sh": run_commands,
    "console": run_shown,
    "python": run_python,
    "cypher": ask_cypher,
    "sparql": ask_sparql,
}
"""What runs the blocks of a language."""


def main() -> None:
    """Run every page on a fresh sample and write the outputs."""
    with tempfile.TemporaryDirectory() as place:
        built = starting.demo(Path(place) / "built")
        built.build()
        for page in pages():
            folder = Path(place) / page.stem
            folder.mkdir()
            text = page.read_text("utf-8")
            page.write_text(run_page(text, prepared(folder, built.folder)), "utf-8", newline="\n")
            print(os.path.relpath(page))


if __name__ == "__main__":
    main()
