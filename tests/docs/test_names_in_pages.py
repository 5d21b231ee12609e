"""The pages name all that there is, and nothing that there is not; generated parts and links are
fresh.
"""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer.main

from pledgegraph.cli import whole_app
from pledgegraph.commands.answers import Format
from pledgegraph.commands.failures import DEFECT, STOPPED
from pledgegraph.errors import PledgegraphError
from pledgegraph.graph.engines import ENGINES
from pledgegraph.graph.export import FORMATS
from pledgegraph.loaders.files.layouts import KINDS, layouts
from pledgegraph.loaders.files.own_layouts import layouts_of
from pledgegraph.loaders.files.reading import read_sheets
from pledgegraph.ontology.vocabularies import vocabulary_names
from pledgegraph.problem_codes import CODES
from pledgegraph.queries.catalogue import questions
from pledgegraph.workspace.builds import current_build
from pledgegraph.workspace.settings import AUDIENCES, FILE, GRAPH_KEYS, SOURCE_KEYS
from pledgegraph.workspace.settings_file import read_settings
from pledgegraph.workspace.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted(DOCS.glob("*.md")),
]
EVERYWHERE = {"--help", "--install-completion", "--show-completion"}


@cache
def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def commands(
    command: Any = None, path: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command, by the words that call it."""
    command = command or typer.main.get_command(whole_app())
    yield path, command
    for name, inner in getattr(command, "commands", {}).items():
        yield from commands(inner, (*path, name))


def options(command: Any) -> set[str]:
    return {
        name
        for each in command.params
        for name in (*each.opts, *each.secondary_opts)
        if name.startswith("-")
    }


def test_generated_parts_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, str(DOCS / "write_pages.py"), "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr


def test_every_command_and_option_has_its_place() -> None:
    for path, command in commands():
        name = " ".join(("pledgegraph", *path))
        section = re.search(
            rf"^##+ `{re.escape(name)}`$(.*?)(?=^##|\Z)", text_of("docs/commands.md"), re.M | re.S
        )
        assert section is not None, name
        assert {
            option for option in options(command) - EVERYWHERE if f"`{option}`" not in section[1]
        } == set(), name


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("docs/questions.md", [f"### `{name}`" for name in questions()]),
        (
            "docs/questions.md",
            [f"| `{p.name}` |" for q in questions().values() for p in q.parameters],
        ),
        ("docs/questions.md", [f"| `{c.name}` |" for q in questions().values() for c in q.columns]),
        ("docs/problems.md", [f"### {code}\n" for code in CODES]),
        ("docs/workspace.md", [f"### `{name}`" for name in layouts()]),
        ("docs/workspace.md", [f"| `{kind}` |" for kind in KINDS]),
        ("docs/workspace.md", [f"| `{key}` |" for key in (*GRAPH_KEYS, *SOURCE_KEYS)]),
        ("docs/workspace.md", [f"`{audience}`" for audience in AUDIENCES]),
        ("docs/workspace.md", [f"| `{name}` |" for name in vocabulary_names()]),
        ("docs/commands.md", [f"| `{name}` |" for name in FORMATS]),
        ("docs/questions.md", [f"`{name}`" for name in ENGINES]),
        ("docs/commands.md", [f"`{each.value}`" for each in Format]),
    ],
)
def test_all_that_there_is_is_named(page: str, names: list[str]) -> None:
    assert names and [name for name in names if name not in text_of(page)] == []


def test_keys_of_the_settings_are_those_of_the_code() -> None:
    part = re.search(
        r"## The file pledgegraph.toml(.*?)^## ", text_of("docs/workspace.md"), re.M | re.S
    )
    assert part is not None
    assert re.findall(r"^\| `(\w+)` \|", part[1], re.M) == [*GRAPH_KEYS, *SOURCE_KEYS]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_names_a_code_that_there_is_not(page: Path) -> None:
    assert set(re.findall(r"\b[FCVNMSW]\d{3}\b", page.read_text("utf-8"))) - CODES.keys() == set()


def called(text: str) -> Iterator[list[str]]:
    """Every call of pledgegraph in a page, in a block or in a line, as words."""
    blocks = "".join(re.findall(r"^```(?:sh|console)\n(.*?)^```$", text, re.M | re.S))
    for line in [
        *re.findall(r"^(?:\$ )?(pledgegraph .*)$", blocks, re.M),
        *re.findall(r"`(pledgegraph [^`\n]+)`", text),
    ]:
        yield re.sub(r"\"[^\"]*\"|'[^']*'", "TEXT", line).split()[1:]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_calls_a_command_or_an_option_that_there_is_not(page: Path) -> None:
    known = dict(commands())
    for words in called(page.read_text("utf-8")):
        words = words[2:] if words[:1] == ["-C"] else words
        path: tuple[str, ...] = ()
        while words and (*path, words[0]) in known:
            path, words = (*path, words[0]), words[1:]
        allowed = options(known[path]) | EVERYWHERE
        assert path or words[:1] in (["--help"], ["--version"], ["--debug"]), words
        assert {word for word in words if re.match(r"-\w|--", word)} - allowed == set(), (
            path,
            words,
        )
        for option, values in (("--engine", ENGINES), ("--format", Format.__members__)):
            if option in words:
                assert words[words.index(option) + 1] in values
        if path == ("export",) and words:
            assert words[0] in (*FORMATS, "FORMAT")
        if path == ("query",) and words and not words[0].startswith("-"):
            assert words[0] in (*questions(), "NAME")


def anchors(text: str) -> set[str]:
    """The anchors that headings of a page get on the web."""
    bare = re.sub(r"^```.*?^```$", "", text, flags=re.M | re.S)
    titles = re.findall(r"^#+ (.+)$", bare, re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


@pytest.mark.parametrize(
    "page", [*PAGES, ROOT / "examples/sample/README.md"], ids=lambda page: page.name
)
def test_links_lead_somewhere(page: Path) -> None:
    wrong = []
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if re.match(r"https?://", target):
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        if not file.exists() or (anchor and anchor not in anchors(file.read_text("utf-8"))):
            wrong.append(target)
    assert wrong == []


def test_the_readme_leads_to_every_page() -> None:
    for page in sorted(DOCS.glob("*.md")):
        assert f"](docs/{page.name})" in text_of("README.md"), page.name


def test_the_settings_that_a_page_shows_can_be_read(tmp_path: Path) -> None:
    found = re.findall(
        r"^```toml pledgegraph\.toml\n(.*?)^```$", text_of("docs/workspace.md"), re.M | re.S
    )
    assert found
    for text in found:
        (tmp_path / FILE).write_text(text, "utf-8")
        assert all(source.layout in layouts() for source in read_settings(tmp_path).sources)


def test_the_layouts_that_a_page_shows_can_be_used(tmp_path: Path) -> None:
    page = text_of("docs/workspace.md")
    found = re.findall(r"^```toml (layouts/.*)\n((?s:.*?))^```$", page, re.M)
    assert found
    (tmp_path / "layouts").mkdir()
    for name, text in found:
        (tmp_path / name).write_text(text, "utf-8")
    assert layouts_of(tmp_path).keys() >= {Path(name).stem for name, _ in found}


def test_the_template_of_support_is_the_layout_s() -> None:
    found = re.search(r"^```csv sources/support\.csv\n(.*)$", text_of("docs/workspace.md"), re.M)
    assert found is not None
    assert found[1].split(",") == list(layouts()["support"].columns.values())


def test_the_line_for_windows_is_the_line_for_others() -> None:
    readme = text_of("README.md")
    windows = re.search(r"^```powershell\n(.*)\n", readme, re.M)
    assert windows is not None
    other = (
        windows[1]
        .replace("py -m", "python3 -m")
        .replace("; ", " && ")
        .replace(".venv\\Scripts\\", ".venv/bin/")
    )
    assert other in readme


def test_the_house_names_what_there_is(sample: Workspace) -> None:
    page, build = text_of("docs/house.md"), current_build(sample.folder)
    for name in re.findall(r"`([\w/.]+(?:\.\w+|/))`", page):
        assert (ROOT / name).exists() or (build / name).exists(), name
    named = set(re.findall(r"`([\w.]+)/?`", page))
    assert {file.name for file in build.iterdir()} - named == set()
    steps = re.findall(r"^\| \d+ \| `([\w/.]+)` \| `(\w+)` \|", page, re.M)
    assert len(steps) > 15
    for module, function in steps:
        tree = ast.walk(ast.parse((ROOT / module).read_text("utf-8")))
        assert function in {
            node.name for node in tree if isinstance(node, ast.FunctionDef | ast.ClassDef)
        }, module


def test_the_house_names_every_module() -> None:
    named = set(re.findall(r"`([\w/]+\.py)`", text_of("docs/house.md")))
    packages = tomllib.loads(text_of("pyproject.toml"))["tool"]["setuptools"]["packages"]
    rooms = [ROOT / name.removeprefix("pledgegraph").removeprefix(".") for name in packages]
    found = {file.relative_to(ROOT).as_posix() for room in rooms for file in room.glob("*.py")}
    assert {name for name in found if not name.endswith("__init__.py")} - named == set()


def test_a_build_is_stopped_only_by_what_a_source_can_raise() -> None:
    """The page says of a code whether it stops a build exactly where reading the sources can raise
    it.
    """
    files = [*(ROOT / "loaders").rglob("*.py"), ROOT / "graph/checks.py"]
    making = ("settings_file", "settings_checks", "new_build", "pipeline", "releases")
    files += [ROOT / f"workspace/{name}.py" for name in making]
    raised = {
        code for file in files for code in re.findall(r'"([A-Z]\d{3})"', file.read_text("utf-8"))
    }
    reported = tomllib.loads(text_of("docs/remedies.toml"))
    assert {code for code, about in reported.items() if "stops" in about} == raised
    assert (
        set(re.findall(r"^### (\w+)\n\n.*Stops the build", text_of("docs/problems.md"), re.M))
        == raised
    )


def test_every_exit_status_is_told() -> None:
    section = text_of("docs/commands.md").partition("<!-- made")[0]
    statuses = {kind.exit_status for kind in PledgegraphError.__subclasses__()} | {
        0,
        1,
        DEFECT,
        STOPPED,
    }
    assert set(map(int, re.findall(r"^\| (\d+) \|", section, re.M))) == statuses


def test_what_pages_take_from_docstrings_is_for_their_readers() -> None:
    for page in PAGES:
        bare = re.sub(r"^ *```.*?^ *```$", "", page.read_text("utf-8"), flags=re.M | re.S)
        assert "``" not in bare and "returns the number" not in bare, page.name


def test_the_sample_has_as_many_rows_as_its_page_says() -> None:
    folder = ROOT / "examples" / "sample" / "sources"
    said = dict(
        re.findall(r"^\| `([\w.]+)` \| ([\d,]+) \|", text_of("examples/sample/README.md"), re.M)
    )
    assert said.keys() == {file.name for file in folder.iterdir()}
    for name, rows in said.items():
        assert len(read_sheets(folder / name, name)[0].lines) == int(rows.replace(",", "")), name


def test_the_words_of_contributing_name_commands_of_the_makefile() -> None:
    makefile = text_of("Makefile")
    for target in re.findall(r"`make (\w+)`", text_of("CONTRIBUTING.md")):
        assert re.search(rf"^{target}:", makefile, re.M), target
    for name in re.findall(r"`\.venv/bin/(\w[\w-]*)", text_of("CONTRIBUTING.md")):
        project = tomllib.loads(text_of("pyproject.toml"))["project"]
        assert name in (
            *project["scripts"],
            "python",
            "pip",
            "pytest",
            "ruff",
            "mypy",
            "pre-commit",
        ), name


def test_no_page_speaks_of_absence() -> None:
    """Silence of the sources is never shown as absence."""
    for page in PAGES:
        found = re.findall(
            r"unfunded|no support(?! recorded| is recorded)", page.read_text("utf-8").casefold()
        )
        assert found == [], page.name
