"""Names and bytes: modules are the field's nouns, texts are UTF-8 with plain line ends and tell of
no machine.
"""

import ast
import re
from pathlib import Path

from .files import ROOT, files, parsed, tree

TEXTS = {
    ".py",
    ".pyi",
    ".toml",
    ".ttl",
    ".csv",
    ".md",
    ".cypher",
    ".rq",
    ".css",
    ".js",
    ".html",
    ".json",
    ".jsonld",
}
RENAMED = {
    "beside",
    "claim",
    "claims",
    "focus",
    "glossary",
    "held",
    "neighbours",
    "placing",
    "sharing",
    "stands",
    "told",
}
"""Names that once meant several things, or one that another name says better."""
ONE_MEANING = ("Row", "Rows", "Column", "Format", "Value", "FIELDS", "Result", "Match", "Mark")
"""Names that so many modules would like to have that each is given once in the package."""
VAGUE = {
    "utils",
    "util",
    "helpers",
    "helper",
    "common",
    "misc",
    "core",
    "base",
    "lib",
    "tools",
    "manager",
    "types",
}
MACHINE = re.compile(r"/(?:home|root|Users|work)/[\w.]|/tmp/[\w.]|[A-Z]:\\\\?Users", re.ASCII)


def texts() -> list[Path]:
    """Every text file of the repository; the caches of tools and the odd files that readers are
    tested on left out.
    """
    found = []
    for file in files():
        parts = file.relative_to(ROOT).parts
        are_inputs = parts[:2] == ("tests", "sheets") or parts[1:3] == ("loaders", "inputs")
        if not are_inputs and (file.suffix in TEXTS or parts[0] == ".ci" or len(parts) == 1):
            found.append(file)
    return found


def test_there_is_no_folder_called_like_the_package() -> None:
    """It would be found before the root and hide it from the type checkers."""
    assert not (ROOT / "pledgegraph").exists()
    assert not (ROOT / "pledgegraph.py").exists()


def test_modules_are_nouns_in_small_letters() -> None:
    modules = {
        file
        for file in texts()
        if file.suffix == ".py" and file.stem not in ("__init__", "__main__")
    }
    assert len(modules) > 20
    assert [
        m.name for m in modules if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", m.stem)
    ] == []
    assert [m.name for m in modules if m.stem in VAGUE] == []


def names_in(text: str) -> set[str]:
    """The names that a module gives: of variables, parameters, functions, classes, attributes."""
    found: set[str] = set()
    for node in ast.walk(parsed(text)):
        match node:
            case ast.Name(id=name) | ast.arg(arg=name):
                found.add(name)
            case ast.Attribute(attr=name, ctx=ast.Store()):  # others' methods have their own names
                found.add(name)
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
    return found


def test_no_name_that_was_given_up() -> None:
    """Of a test's own name that is a sentence, the words are free."""
    wrong = []
    for file in texts():
        if file.suffix == ".py" and file.parts[-2] != "house":
            names = {each.strip("_").lower() for each in names_in(file.read_text("utf-8"))}
            wrong += [f"{file.relative_to(ROOT).as_posix()}: {name}" for name in names & RENAMED]
    assert not wrong, "\n".join(wrong)


def test_names_that_were_given_up_are_seen() -> None:
    text = (
        "class Glossary:\n    def _claims(self, beside: int) -> None:\n        self.sharing = 1\n"
    )
    assert {"Glossary", "_claims", "beside", "sharing"} <= names_in(text)


def test_texts_are_utf_8_with_plain_line_ends() -> None:
    wrong = []
    for file in texts():
        content = file.read_bytes()
        content.decode("utf-8")
        if (
            b"\r" in content
            or content.startswith(b"\xef\xbb\xbf")
            or (content and not content.endswith(b"\n"))
        ):
            wrong.append(file.relative_to(ROOT).as_posix())
    assert not wrong, "\n".join(wrong)


def test_no_text_names_a_folder_of_a_machine() -> None:
    wrong = []
    for file in texts():
        text = file.read_text("utf-8")
        if file == Path(__file__).resolve() or not MACHINE.search(text):
            continue
        for number, line in enumerate(text.splitlines(), 1):
            if MACHINE.search(line):
                wrong.append(f"{file.relative_to(ROOT).as_posix()}:{number}")
    assert not wrong, "\n".join(wrong)


def test_the_check_knows_a_machine_s_folder() -> None:
    for line in ("/home/ann/register.csv", 'open("/tmp/x")', r"C:\Users\ann", "cd /root/a"):
        assert MACHINE.search(line), line
    for line in (
        "https://example.org/home",
        "file!sheet!M12",
        "/usr/bin/chromium",
        "pledge/GRF-00350",
    ):
        assert not MACHINE.search(line), line


def test_what_every_module_has_is_named_once() -> None:
    """A class or a name of a module; ``Row`` of one room is not ``Row`` of another."""
    given: dict[str, list[str]] = {name: [] for name in ONE_MEANING}
    for file in texts():
        parts = file.relative_to(ROOT).parts
        if file.suffix != ".py" or parts[0] in ("tests", "benchmarks", "docs", ".types"):
            continue
        for node in tree(file).body:
            for name in _names_given(node):
                if name in given:
                    given[name].append("/".join(parts))
    assert {name: files for name, files in given.items() if len(files) > 1} == {}


def _names_given(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Assign):
        return [target.id for target in node.targets if isinstance(target, ast.Name)]
    if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
        return [node.target.id]
    return []
