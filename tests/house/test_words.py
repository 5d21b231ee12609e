"""Plain words: turns that read like an old book must not come back in what a person reads.

Read a sentence aloud: would a colleague say it? Each entry below names a turn that was all over
these texts, and what to write instead. Generated parts of pages are checked where they are written.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from .files import ROOT, parsed

INSTEAD = {
    r"\btells\b|\b(?:is|are|was|were|be) told\b": "says, shows, reports, lists",
    r"\b(?:stands|stood)\b(?! (?:for|behind)\b)|\bstand (?:in|at|there|under|where)\b": "is, is in",
    r"\bbeside\b": "next to, in addition to",
    r"\bhold(?:s|ing)? together\b|\bheld together\b": "belong together, keep in one",
    r"\bgo(?:es|ing)? (?:its|their) way\b": "is processed, continues",
    r"\bthe likes? (?:of\b|that\b)|\band the like\b": "such as ...",
    r"\bfile of its own\b|\bfolder of its own\b|\bname of its own\b|\bfield of its own\b": (
        "its own ..., a separate ..."
    ),
    r"\bwhat would do\b": "how to fix it",
    r"(?<!there )\b(?:is|are) no (?!longer\b|more than\b|part\b)": "is not a ..., are not ...",
    r"\bno more\b(?! than\b)": "no longer",
    r"\bleav(?:e|es|ing) the building\b": "is exported, is published",
    r"\b(?:if )?nothing (?:is )?said\b": "by default",
    r"\bone an? (?:row|line|source|file|class|module|page)\b": "one per ...",
    r"\b(?:anew|hence|thus|thereof|therein|whereof|wherein|whilst|lest)\b": (
        "again, so, of it, in it, while, so that ... not"
    ),
    r"\bmend(?:s|ed|ing)?\b": "fix, correct, repair",
    r"\bwithout a word\b": "without a warning, silently",
    r"\bsave for\b(?! a slide)": "except",
    r"\b(?:newest|last) word\b": "newest value",
    r"\blies (?:in|under|there|beside)\b": "is in, is under",
    r"\bnobody reads\b": "is not loaded, is not used",
    r"\bparted\b": "split, divided",
    r"\bis called like\b": "has the name of",
    r"\b(?:at most )?so many rows\b": "maximum rows",
}
"""A turn → what to write instead. Keep it short: only turns that plain English never needs."""
PAGES = ("*.md", "docs/*.md", "docs/remedies.toml", "examples/**/*.md")
DATA = ("queries/questions/*.toml", "loaders/layouts/*.toml", "ontology/**/*.ttl")
QUERIES = ("queries/**/*.cypher", "queries/**/*.rq")
PLAIN_ROOMS = (
    "*.py",
    "commands/**/*.py",
    "derive/**/*.py",
    "docs/*.py",
    "graph/**/*.py",
    "loaders/**/*.py",
    "ontology/**/*.py",
    "publishing/**/*.py",
    "queries/**/*.py",
    "workspace/**/*.py",
    "writing/**/*.py",
)
"""The code whose strings and docstrings are checked."""
MADE = re.compile(r"<!-- made: ([\w-]+) -->\n.*?<!-- end -->", re.S)

ANY = re.compile("|".join(f"(?:{pattern})" for pattern in INSTEAD), re.I)
Text = tuple[int, str]


def texts_in(file: Path) -> Iterator[Text]:
    """What a person reads in a file, with its line: code has strings, docstrings and comments."""
    text = file.read_text("utf-8")
    if file.suffix == ".py":
        yield from strings_in(text)
        text = "\n".join(line.partition("  # ")[2] for line in text.splitlines())
    elif file.suffix == ".md":
        text = MADE.sub(lambda made: "\n" * made[0].count("\n"), text)
    yield from enumerate(text.splitlines(), 1)


def strings_in(code: str) -> Iterator[Text]:
    """Strings and docstrings of code, line by line."""
    for node in ast.walk(parsed(code)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from enumerate(node.value.splitlines(), node.lineno)


def old_words(texts: Iterator[Text]) -> list[tuple[int, str, str]]:
    """Line, turn and what to write instead, for each turn that is in the list."""
    found = []
    for line, text in texts:
        if not ANY.search(text):
            continue
        for pattern, instead in INSTEAD.items():
            found += [(line, match[0], instead) for match in re.finditer(pattern, text, re.I)]
    return found


def files() -> list[Path]:
    patterns = (*PAGES, *DATA, *QUERIES, *PLAIN_ROOMS)
    return sorted({file for pattern in patterns for file in ROOT.glob(pattern)})


def test_words_are_plain() -> None:
    problems = [
        f"{file.relative_to(ROOT)}:{line}: {word!r} reads like an old book; write: {instead}"
        for file in files()
        for line, word, instead in old_words(texts_in(file))
    ]
    assert problems == [], "\n".join(problems)


def test_a_planted_word_is_found(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(
        '"""Plain.\n\nThe cell tells of a node.\n"""\nX = 1  # stands here\n', "utf-8"
    )
    found = [(line, word) for line, word, _ in old_words(texts_in(planted))]
    assert found == [(3, "tells"), (5, "stands")]
    page = tmp_path / "page.md"
    page.write_text("<!-- made: x -->\nbeside\n<!-- end -->\n\nIt is no file.\n", "utf-8")
    assert old_words(texts_in(page)) == [(5, "is no ", "is not a ..., are not ...")]


def test_plain_sentences_pass() -> None:
    plain = (
        "There is no build yet.",
        "It is no longer used, and tell apart is a phrasal verb.",
        "GRF stands for Global Refugee Forum.",
        "It holds no more than ten, and its own name.",
    )
    assert old_words(iter(enumerate(plain, 1))) == []
