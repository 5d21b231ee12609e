"""Small modules, small functions: 400 lines a file, 60 a function."""

import ast
from collections.abc import Iterator

from .files import ROOT, modules, parsed

FILE_LINES, FUNCTION_LINES = 400, 60

EXCEPTIONS: dict[str, str] = {}
"""``graph/pictures/drawing.py`` or ``graph/pictures/drawing.py:draw`` -> why it may be longer."""


def too_long(text: str, name: str) -> Iterator[str]:
    """The file and the functions of a text that are longer than allowed; decorators do not count:
    above a test they are the table of its cases.
    """
    if (lines := len(text.splitlines())) > FILE_LINES:
        yield f"{name}: {lines} lines"
    for node in ast.walk(parsed(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            if (lines := node.end_lineno - node.lineno + 1) > FUNCTION_LINES:
                yield f"{name}:{node.name}: {lines} lines"


def test_files_and_functions_are_small() -> None:
    found = [
        line
        for file in modules()
        for line in too_long(file.read_text("utf-8"), file.relative_to(ROOT).as_posix())
    ]
    names = {line.rpartition(": ")[0] for line in found}
    longer = [line for line in found if line.rpartition(": ")[0] not in EXCEPTIONS]
    assert not longer, "\n".join(longer)
    assert EXCEPTIONS.keys() - names == set(), "an exception that is not needed any more"


def test_the_package_is_among_the_files() -> None:
    names = {file.relative_to(ROOT).as_posix() for file in modules()}
    assert {"errors.py", "graph/engine.py", "tests/house/test_sizes.py"} <= names


def test_the_caps_are_seen() -> None:
    body = "\n".join(["    x = 1"] * 59)
    assert list(too_long(f"def fits():\n{body}", "a.py")) == []
    assert list(too_long(f"@cache\ndef fits():\n{body}", "a.py")) == []
    inner = body.replace("    x", "        x")
    assert list(
        too_long(f"class C:\n    async def over(self):\n{inner}\n        y = 2", "a.py")
    ) == ["a.py:over: 61 lines"]
    assert list(too_long("x = 1\n" * 400, "a.py")) == []
    assert list(too_long("x = 1\n" * 401, "a.py")) == ["a.py: 401 lines"]
