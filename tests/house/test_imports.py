"""Who may import whom, and which library stands in which room: the direction of docs/house.md, over
every module.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from importlib.metadata import packages_distributions

import pytest

from .files import ROOT, parsed

NOT_THE_PACKAGE = {"tests", "benchmarks", "docs", "examples", "build", "dist"}

SAID = {"errors", "problem_codes", "wording"}
"""What problems are said with."""
MAY_IMPORT: dict[str, set[str]] = {
    "personal": set(),
    "wording": set(),
    "errors": {"personal", "wording"},
    "problem_codes": set(),
    "writing": {"errors"},
    "ontology": {"errors", "wording"},
    "loaders.files": {"ontology", "personal", "errors", "wording"},
    "loaders.names": {"loaders.files", "ontology", "errors", "wording"},
    "loaders.kinds": {"loaders.files", "loaders.names", "ontology", "errors", "wording"},
    "loaders": {"loaders.files", "loaders.names", "loaders.kinds", "ontology", "errors", "wording"},
    "derive": {"ontology", "errors"},
    "graph": {"graph.neo4j", "publishing", "derive", "writing", "ontology", "errors", "wording"},
    "graph.neo4j": {"graph.engine", "graph.embedded", "graph.loading", "ontology", "errors"},
    "graph.pictures": {"graph.engine", "writing", "ontology", "errors", "wording"},
    "queries": {"graph.engine", "writing", "ontology", "errors", "wording"},
    "queries.reasoning": {"queries", "graph.engine", "ontology", "errors", "wording"},
    "publishing": {"writing", "ontology"} | SAID,
    "workspace": {
        "publishing",
        "loaders",
        "derive",
        "graph",
        "queries",
        "writing",
        "ontology",
        "personal",
    }
    | SAID,
    "commands": {
        "workspace",
        "publishing",
        "queries",
        "graph",
        "writing",
        "ontology",
        "personal",
    }
    | SAID,
    "cli": {"commands", "workspace", "queries", "graph", "errors"},
    "__init__": {"workspace", "errors"},
    "__main__": {"cli"},
}
"""Room or module of the root -> what it may import: a room with all in it, or one module."""

LIBRARIES: dict[str, tuple[str, ...]] = {
    "anyascii": ("ontology/*", "loaders/*"),
    "filelock": ("workspace/builds.py", "writing/cache.py"),
    "jinja2": ("graph/*", "publishing/*", "queries/*"),
    "ladybug": ("graph/embedded.py", "graph/loading.py"),
    "markupsafe": ("graph/*", "publishing/*", "queries/*"),
    "neo4j": ("graph/neo4j/server.py", "graph/neo4j/target.py", "graph/neo4j/comparing.py"),
    "networkx": ("graph/pictures/composition.py", "graph/export.py", "queries/measures.py"),
    "numpy": ("ontology/*", "loaders/*", "derive/*", "graph/*", "publishing/documents.py"),
    "pandas": ("loaders/*",),
    "phonenumbers": ("personal/telephones.py",),
    "pyarrow": ("ontology/*", "loaders/*", "derive/*", "graph/*"),
    "pyoxigraph": ("ontology/*",),
    "pyshacl": ("ontology/shacl.py",),
    "pyvis": ("graph/pictures/drawing.py",),
    "python_calamine": ("loaders/files/workbooks.py",),
    "rdflib": ("ontology/rdflib_graph.py", "ontology/shacl.py", "ontology/sparql_grammar.py"),
    "rapidfuzz": ("loaders/alike_names.py", "loaders/alike_actors.py"),
    "resvg_py": ("graph/pictures/bitmaps.py",),
    "rich": ("cli.py", "commands/console.py", "commands/progress.py", "commands/screen.py"),
    "typer": ("cli.py", "commands/*"),
    "xlsxwriter": (
        "queries/workbook.py",
        "workspace/marked_workbook.py",
        "workspace/resolving.py",
        "workspace/template_workbooks.py",
    ),
}
"""One library, one room: where each may be imported."""

NOT_IMPORTED = {
    "pyvis": "its wheel carries vis-network, which pictures hold; importing it takes 0.6 s",
}
"""Requirement -> why no module imports it."""

EXCEPTIONS: dict[tuple[str, str], str] = {
    (
        "queries/answers.py",
        "pandas",
    ): "Answer.to_pandas gives a data frame; it is imported when that is called",
}
"""(module, library) -> why it is imported outside its room."""


@dataclass(frozen=True)
class Import:
    """One imported name: ``target`` is dotted (``graph.engine`` of ours, ``pyarrow.compute`` of
    others').
    """

    line: int
    target: str
    level: int
    ours: bool


@cache
def modules() -> list[str]:
    """Every module of the package, as a path from the root."""
    rooms = [each for each in ROOT.iterdir() if each.is_dir() and each.name not in NOT_THE_PACKAGE]
    found = [
        *ROOT.glob("*.py"),
        *(file for room in rooms if room.name[0] != "." for file in room.rglob("*.py")),
    ]
    return sorted(file.relative_to(ROOT).as_posix() for file in found)


def names() -> set[str]:
    """Every module and room, dotted: ``graph``, ``graph.engine``, ``errors``."""
    dotted = {
        module.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for module in modules()
    }
    return dotted | {name.rpartition(".")[0] for name in dotted if "." in name}


def imports(text: str, module: str, known: set[str]) -> Iterator[Import]:
    """Every import in a text, at any depth: an import inside a function or for types ties rooms
    just as much.
    """
    for node in ast.walk(parsed(text)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                ours = alias.name.partition(".")[0] == "pledgegraph"
                target = (
                    alias.name.removeprefix("pledgegraph").removeprefix(".") if ours else alias.name
                )
                yield Import(node.lineno, target, 0, ours)
        elif isinstance(node, ast.ImportFrom):
            yield from _from(node, module, known)


def _from(node: ast.ImportFrom, module: str, known: set[str]) -> Iterator[Import]:
    source = node.module or ""
    if node.level:
        here = module.split("/")[: -node.level]
        source, ours = ".".join([*here, source] if source else here), True
    else:
        ours = source.partition(".")[0] == "pledgegraph"
        source = source.removeprefix("pledgegraph").removeprefix(".") if ours else source
    for alias in node.names:
        inner = f"{source}.{alias.name}".removeprefix(".")
        yield Import(node.lineno, inner if ours and inner in known else source, node.level, ours)


@cache
def of(module: str) -> list[Import]:
    return list(imports((ROOT / module).read_text("utf-8"), module, names()))


def room_of(module: str) -> str:
    """The folder of a module, dotted; a module of the root is a room by itself."""
    folder = module.rpartition("/")[0]
    return folder.replace("/", ".") or module.removesuffix(".py")


def breaches_of_rooms(module: str, found: list[Import]) -> list[str]:
    """Imports of ours that the table does not allow."""
    room = room_of(module)
    return [
        f"{module}:{one.line} imports {one.target}"
        for one in found
        if one.ours
        and one.target
        and room_of(one.target.replace(".", "/")) != room
        and not _allowed(room, one.target)
    ]


def _allowed(room: str, target: str) -> bool:
    return any(target == name or target.startswith(f"{name}.") for name in MAY_IMPORT[room])


def breaches_of_form(module: str, found: list[Import]) -> list[str]:
    """Imports that are relative across rooms, or absolute inside one."""
    wrong = []
    for one in found:
        folder = module.rpartition("/")[0]
        inside = folder and one.ours and one.target.rpartition(".")[0].replace(".", "/") == folder
        if one.level > 1 or (one.level == 1 and not inside):
            wrong.append(
                f"{module}:{one.line} reaches {one.target} relatively; write"
                f" pledgegraph.{one.target}"
            )
        if inside and one.level == 0:
            wrong.append(
                f"{module}:{one.line} reaches its own room absolutely; write a relative import"
            )
    return wrong


def breaches_of_libraries(module: str, found: list[Import]) -> list[str]:
    """Libraries outside their room, or in no room of the table at all."""
    used = {(one.target.partition(".")[0], one.line) for one in found if not one.ours}
    return [
        f"{module}:{line} imports {library}, whose place is"
        f" {', '.join(LIBRARIES.get(library, ('nowhere yet',)))}"
        for library, line in sorted(used)
        if library not in sys.stdlib_module_names
        and (module, library) not in EXCEPTIONS
        and not any(fnmatch(module, place) for place in LIBRARIES.get(library, ()))
    ]


def cycle_in(graph: dict[str, set[str]]) -> list[str]:
    """One cycle of a directed graph, as the names along it; empty if there is none."""
    done: set[str] = set()

    def walk(name: str, path: list[str]) -> list[str]:
        if name in path:
            return [*path[path.index(name) :], name]
        if name in done:
            return []
        for other in sorted(graph.get(name, ())):
            if found := walk(other, [*path, name]):
                return found
        done.add(name)
        return []

    return next((found for name in sorted(graph) if (found := walk(name, []))), [])


def breaches(check: Callable[[str, list[Import]], list[str]]) -> list[str]:
    """What a check finds in all modules."""
    return [breach for module in modules() for breach in check(module, of(module))]


def test_imports_only_what_its_room_may() -> None:
    assert {room_of(module) for module in modules()} <= MAY_IMPORT.keys()
    assert breaches(breaches_of_rooms) == []


def test_absolute_across_rooms_and_relative_inside() -> None:
    assert breaches(breaches_of_form) == []


def test_each_library_in_its_room() -> None:
    assert breaches(breaches_of_libraries) == []


def test_every_exception_is_needed() -> None:
    found = [(module, one) for module in modules() for one in of(module) if not one.ours]
    used = {(module, one.target.partition(".")[0]) for module, one in found}
    assert EXCEPTIONS.keys() - used == set()


def test_nobody_imports_the_command_line() -> None:
    assert [
        module
        for module in modules()
        if any(one.ours and one.target == "cli" for one in of(module))
    ] in (
        [],
        ["__main__.py"],
    )


def test_no_import_cycle() -> None:
    graph = {}
    for module in modules():
        name = module.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        graph[name] = {
            one.target for one in of(module) if one.ours and one.target and one.target != name
        }
    assert cycle_in(graph) == []


def test_every_library_is_declared() -> None:
    """Installed because another library needs it is not declared."""
    declared = {name for names in requirements().values() for name in names}
    assert {library for library, names in libraries().items() if not declared & names} == set()


def test_every_requirement_is_imported() -> None:
    """What nobody uses yet is not installed; extras for tests, development and benchmarks are for
    other files than modules.
    """
    used = {name for names in libraries().values() for name in names}
    needed = {
        name
        for part, names in requirements().items()
        if part not in ("test", "dev", "bench")
        for name in names
    }
    assert needed - used == NOT_IMPORTED.keys()


def test_no_row_for_a_library_or_a_place_that_is_not_there() -> None:
    found = [(module, one) for module in modules() for one in of(module) if not one.ours]
    used = {(module, one.target.partition(".")[0]) for module, one in found}
    for library, places in LIBRARIES.items():
        assert [
            place for place in places if not any(fnmatch(module, place) for module in modules())
        ] == [], library
        assert library in NOT_IMPORTED or any(name == library for _, name in used), library
    assert MAY_IMPORT.keys() - {room_of(module) for module in modules()} == set()
    allowed = {name for names in MAY_IMPORT.values() for name in names}
    assert allowed - names() == set()


def requirements() -> dict[str, set[str]]:
    """The distributions that pyproject.toml names: those always installed (""), and those of each
    extra.
    """
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    lists = {"": project["dependencies"], **project["optional-dependencies"]}
    return {
        part: {_canonical(re.split(r"[\[<>=~! ]", entry)[0]) for entry in entries}
        for part, entries in lists.items()
    }


def libraries() -> dict[str, set[str]]:
    """Each library of others that a module imports, with the distributions that bring it."""
    providers = packages_distributions()
    imported = {
        one.target.partition(".")[0] for module in modules() for one in of(module) if not one.ours
    }
    return {
        name: {_canonical(found) for found in providers.get(name, [name])}
        for name in imported - sys.stdlib_module_names
    }


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize(
    ("module", "text", "rooms", "form", "libraries"),
    [
        ("loaders/files/sheets.py", "from pledgegraph.graph.engine import Engine", 1, 0, 0),
        ("loaders/files/sheets.py", "def f():\n    import pledgegraph.workspace", 1, 0, 0),
        ("loaders/files/sheets.py", "from ..graph.engine import Engine", 1, 1, 0),
        ("loaders/files/sheets.py", "from pledgegraph.loaders.files.fields import FIELDS", 0, 1, 0),
        (
            "loaders/files/sheets.py",
            "from .layouts import Layout\nfrom pledgegraph.errors import Where",
            0,
            0,
            0,
        ),
        ("queries/ask.py", "from pledgegraph.graph.engine import Engine", 0, 0, 0),
        ("queries/ask.py", "from pledgegraph.graph import engine", 0, 0, 0),
        ("queries/ask.py", "from pledgegraph.graph.embedded import EmbeddedEngine", 1, 0, 0),
        ("queries/ask.py", "from pledgegraph import graph", 1, 0, 0),
        ("errors.py", "from pledgegraph.workspace.settings import FILE", 1, 0, 0),
        ("errors.py", "from .personal import Cleaned", 0, 1, 0),
        ("workspace/workspace.py", "from pledgegraph import __version__, errors", 0, 0, 0),
        ("queries/facts.py", "def f():\n    import pyarrow.compute as pc", 0, 0, 1),
        ("graph/pictures/drawing.py", "import requests", 0, 0, 1),
        ("graph/embedded.py", "import ladybug\nimport json", 0, 0, 0),
    ],
)
def test_the_checks_see(module: str, text: str, rooms: int, form: int, libraries: int) -> None:
    found = list(imports(text, module, names()))
    counted = [
        len(check(module, found))
        for check in (breaches_of_rooms, breaches_of_form, breaches_of_libraries)
    ]
    assert counted == [rooms, form, libraries]


def test_cycles_are_seen() -> None:
    assert cycle_in({"a": {"b"}, "b": {"c"}, "c": {"b"}}) == ["b", "c", "b"]
    assert cycle_in({"a": {"b", "c"}, "b": {"c"}, "c": set()}) == []
