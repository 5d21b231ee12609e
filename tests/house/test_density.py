"""Plain lines: how much one line says, over the whole package, and how often a loop hides in one.

Measured as ``ast`` sees it: all syntax nodes, and comprehensions of every kind, by lines of code
without docstrings, comments and blank lines. The ceilings are those of today and only go down: the
aim is 7.5 nodes a line. Comments are counted line by line, also those behind code, against the same
lines of code; marks for other programs (``noqa``, ``type:``) are none. They say why, at the trap.
"""

import ast
import io
import re
import tokenize
from functools import cache

from .files import ROOT, modules, parsed

NODES_PER_LINE, COMPREHENSIONS_PER_100_LINES = 7.5, 1.7
COMMENTS_PER_100_LINES = 3.0
NOT_THE_PACKAGE = {"tests", "benchmarks", "docs", "examples"}
NO_CODE = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENDMARKER,
}
MARK = re.compile(r"#!|# ?(?:noqa|type:|pragma:|fmt:)")
"""How a comment begins that is for a program, not for a reader."""
LOOPS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


def package() -> list[str]:
    """The text of every module of the package."""
    kept = []
    for file in modules():
        room = file.relative_to(ROOT).parts[0]
        if room not in NOT_THE_PACKAGE and not room.startswith("."):
            kept.append(file.read_text("utf-8"))
    return kept


@cache
def tokens(text: str) -> list[tokenize.TokenInfo]:
    """Its tokens, found once."""
    return list(tokenize.generate_tokens(io.StringIO(text).readline))


@cache
def measured(text: str) -> tuple[int, int, int]:
    """Lines of code, syntax nodes and comprehensions of a text."""
    nodes = list(ast.walk(parsed(text)))
    lines: set[int] = set()
    for token in tokens(text):
        if token.type not in NO_CODE:
            lines.update(range(token.start[0], token.end[0] + 1))
    for node in nodes:
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            assert node.end_lineno is not None
            lines.difference_update(range(node.lineno, node.end_lineno + 1))
    return len(lines), len(nodes), sum(isinstance(node, LOOPS) for node in nodes)


def comments(text: str) -> int:
    """How many lines of a text have a comment for a reader."""
    count = 0
    for token in tokens(text):
        if token.type == tokenize.COMMENT and not MARK.match(token.string):
            count += 1
    return count


def test_a_line_says_one_thing() -> None:
    lines, nodes, loops = map(sum, zip(*map(measured, package()), strict=True))
    assert nodes / lines <= NODES_PER_LINE
    assert 100 * loops / lines <= COMPREHENSIONS_PER_100_LINES


def test_comments_say_why() -> None:
    texts = package()
    lines = sum(measured(text)[0] for text in texts)
    assert 100 * sum(map(comments, texts)) / lines >= COMMENTS_PER_100_LINES


def test_what_is_counted() -> None:
    text = '"""Doc."""\n\n# why\nnames = [\n    each  # which\n    for each in ()\n]\n'
    lines, nodes, loops = measured(text)
    assert (lines, loops) == (4, 1)
    assert comments(text) == 2
    assert comments("a = 1  # noqa: E741\nb = a  # type: ignore[x]\n") == 0
    # module, its docstring (2), assignment, name and its context, list, name and context,
    # the loop, name and context, tuple and context
    assert nodes == 14
