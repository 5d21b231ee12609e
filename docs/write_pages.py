"""Generate the parts of README and ``docs/`` that come from the code: commands, problems and more.

They are between ``<!-- made: NAME -->`` and ``<!-- end -->``; everything else in a page is written
by hand. ``python docs/write_pages.py`` fills them; with ``--check`` it fails if a page is stale.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import Enum
from pathlib import Path
from typing import Any

import typer.main

from pledgegraph.cli import whole_app
from pledgegraph.errors import PledgegraphError
from pledgegraph.graph.engines import ENGINES
from pledgegraph.graph.export import FORMATS
from pledgegraph.loaders.files.fields import FIELDS
from pledgegraph.loaders.files.layout_files import Layout
from pledgegraph.loaders.files.layouts import KINDS, layouts
from pledgegraph.ontology.vocabularies import vocabulary, vocabulary_names
from pledgegraph.problem_codes import CODES
from pledgegraph.queries.catalogue import Question, questions
from pledgegraph.queries.texts import QUESTIONS

DOCS = Path(__file__).resolve().parent
ROOMS = (
    "commands",
    "derive",
    "graph",
    "loaders",
    "ontology",
    "personal",
    "publishing",
    "queries",
    "workspace",
    "writing",
)
PLACE = re.compile(r"(<!-- made: ([\w-]+) -->\n).*?(<!-- end -->)", re.S)
GROUPS = {
    "F": "Files",
    "C": "Columns",
    "V": "Values",
    "R": "Rows",
    "N": "Names",
    "P": "Personal data",
    "M": "Matches",
    "S": "The graph",
    "D": "Decisions",
    "H": "Sites that are followed",
    "W": "pledgegraph.toml",
    "L": "Layouts",
    "U": "The command line",
    "B": "Builds",
    "Q": "Your own queries",
    "E": "Servers",
    "X": "The machine",
}

ORDERS = {"-": " (largest first)", "!": " (yes last)"}
"""The meaning of a sign before a column in the order of a card."""


def table(header: list[str], rows: Iterable[list[str]]) -> str:
    """A Markdown table; a bar in a cell is escaped."""
    lines = [header, ["---"] * len(header), *rows]
    return "".join(
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |\n" for line in lines
    )


def commands() -> str:
    """Every command with its arguments and options; questions are commands too."""
    return "\n".join(_commands("pledgegraph", typer.main.get_command(whole_app())))


def _commands(path: str, command: Any) -> Iterator[str]:
    yield f"## `{path}`\n" if path == "pledgegraph" else f"### `{path}`\n"
    yield f"{command.help}\n"
    shown = [
        each
        for each in command.params
        if "--help" not in each.opts and "completion" not in str(each.opts)
    ]
    if shown:
        yield table(["argument or option", "value", "description"], map(_parameter, shown))
    for name, inner in sorted(getattr(command, "commands", {}).items()):
        yield from _commands(f"{path} {name}", inner)


WORDS = {"boolean": "", "int range": "number", "float": "number", "path": "path"}
"""What typer calls a type -> what a page calls it; other types are text."""


def _parameter(each: Any) -> list[str]:
    is_option = each.opts[0].startswith("-")
    names = ", ".join(f"`{name}`" for name in [*each.opts, *each.secondary_opts])
    shown = names if is_option else f"`{each.metavar or each.name.upper()}`"
    word = WORDS.get(each.type.name, "text")
    if each.type.name == "choice":
        word = ", ".join(f"`{choice}`" for choice in each.type.choices)
    if each.multiple or each.nargs == -1:
        word += ", may be repeated"
    default = each.default.value if isinstance(each.default, Enum) else each.default
    default = (
        f" Default: `{default}`."
        if default not in (None, "", False) and each.name != "as_of"
        else ""
    )
    return [
        shown,
        word if is_option or each.required else f"{word}, optional",
        f"{each.help}{default}",
    ]


def problems() -> str:
    """Every problem code: what it means, whether it stops a build, where it comes from, what to
    do.
    """
    remedies = tomllib.loads((DOCS / "remedies.toml").read_text("utf-8"))
    if remedies.keys() != CODES.keys():
        sys.exit(
            "docs/remedies.toml and problem_codes.CODES differ in"
            f" {', '.join(sorted(remedies.keys() ^ CODES.keys()))}"
        )
    lines = []
    for letter, title in GROUPS.items():
        lines.append(f"## {title}\n")
        for code in (code for code in CODES if code.startswith(letter)):
            stops = (
                f" Stops the build: {remedies[code]['stops']}." if "stops" in remedies[code] else ""
            )
            lines.append(f"### {code}\n\n**{_sentence(CODES[code])}.**{stops}\n")
            lines.append(
                f"- Cause: {remedies[code]['cause']}\n- Remedy: {remedies[code]['remedy']}\n"
            )
    return "\n".join(lines)


def _sentence(meaning: str) -> str:
    """What a code means, as a sentence begins; the name of a file stays as it is."""
    return (
        meaning if meaning.startswith("pledgegraph.toml") else f"{meaning[0].upper()}{meaning[1:]}"
    )


def exits() -> str:
    """The exceptions with their exit status."""
    kinds = sorted(
        PledgegraphError.__subclasses__(), key=lambda kind: (kind.exit_status, kind.__name__)
    )
    return table(
        ["status", "error", "when"],
        ([str(k.exit_status), f"`{k.__name__}`", str(k.__doc__)] for k in kinds),
    )


def question_cards() -> str:
    """Each question: what it answers, its parameters, its columns."""
    return "\n".join(line for question in questions().values() for line in _question(question))


def _question(question: Question) -> Iterator[str]:
    yield f"### `{question.name}`\n"
    yield f"**{question.title}.** {question.answers}\n"
    yield f"Heading: *{question.heading.replace('{dated}', 'as of DATE')}*\n"
    yield table(
        ["parameter", "option", "value", "description"],
        (
            [
                f"`{p.name}`",
                f"`{p.option}`",
                {"list": "list of texts", "flag": "yes or no"}.get(p.kind, p.kind),
                p.help,
            ]
            for p in question.parameters
        ),
    )
    yield _columns(question)
    order = _order(question)
    whole = all((QUESTIONS / f"{name}.rq").exists() for name in question.every_text())
    yield (
        f"Order: {order}. Engines:"
        f" {', '.join(f'`{e}`' for e in ENGINES if whole or e != 'sparql')}.\n"
    )
    for further in question.tables:
        yield f"Table `{further.name}`: *{further.title}*. Order: {_order(further)}.\n"
        yield _columns(further)


def _columns(question: Question) -> str:
    return table(
        ["column", "heading", "value", "description"],
        (
            [f"`{c.name}`", c.label, {"list": "list of texts"}.get(c.kind, c.kind), c.help]
            for c in question.columns
        ),
    )


def _order(question: Question) -> str:
    return ", ".join(f"`{c.lstrip('-!')}`{ORDERS.get(c[0], '')}" for c in question.order)


def kinds() -> str:
    """The kinds of source with their layouts."""
    by_kind = {
        kind: [name for name, layout in layouts().items() if layout.kind == kind] for kind in KINDS
    }
    rows = (
        [f"`{kind}`", what, ", ".join(f"`{n}`" for n in by_kind[kind])]
        for kind, what in KINDS.items()
    )
    return table(["kind", "what it holds", "layouts"], rows)


def layout_pages() -> str:
    """Each layout: how it is known, and which column feeds what."""
    return "\n".join(line for layout in layouts().values() for line in _layout(layout))


def _layout(layout: Layout) -> Iterator[str]:
    yield f"### `{layout.name}`\n"
    yield (
        f"Kind `{layout.kind}`: {layout.title}. Recognised by"
        f" {', '.join(f'`{c}`' for c in layout.fingerprint)}.\n"
    )
    fields = FIELDS[layout.kind]
    rows = []
    for field, column in layout.columns.items():
        need = (
            "required"
            if column in layout.required
            else "optional"
            if column in layout.optional
            else ""
        )
        rows.append(
            [f"`{column}`", ", ".join(f"`{p}`" for p in fields[field].feeds) or f"({field})", need]
        )
    yield table(["column", "feeds", ""], rows)
    if layout.ignore:
        yield (
            "Not loaded:"
            f" {'; '.join(f'`{column}` ({why})' for column, why in layout.ignore.items())}.\n"
        )


def register_columns() -> str:
    """The columns that a register must have, in one line."""
    layout = layouts()["pledgegraph"]
    return (
        ", ".join(f"`{column}`" for column in layout.columns.values() if column in layout.required)
        + "."
    )


def module_paths() -> list[str]:
    """Every module of the package, as a path from the root; rooms and the package itself hold no
    code of their own.
    """
    found = [
        *DOCS.parent.glob("*.py"),
        *(file for room in ROOMS for file in (DOCS.parent / room).rglob("*.py")),
    ]
    return sorted(
        file.relative_to(DOCS.parent).as_posix() for file in found if file.name != "__init__.py"
    )


def modules() -> str:
    """Every module with the first paragraph of its docstring."""
    texts = {path: (DOCS.parent / path).read_text("utf-8") for path in module_paths()}
    docs = {path: ast.get_docstring(ast.parse(text)) or "" for path, text in texts.items()}
    rows = (
        [f"`{path}`", " ".join(doc.partition("\n\n")[0].split()).replace("``", "")]
        for path, doc in docs.items()
    )
    return table(["module", "description"], rows)


def words() -> str:
    """The published words of each vocabulary."""
    rows = ([f"`{name}`", "; ".join(vocabulary(name).published())] for name in vocabulary_names())
    return table(["list", "words"], rows)


def formats() -> str:
    """The export formats."""
    first = {name: str(form.write.__doc__).splitlines()[0] for name, form in FORMATS.items()}
    rows = (
        [f"`{n}`", f"`{f.ending}`" if f.ending else "a folder", first[n]]
        for n, f in FORMATS.items()
    )
    return table(["format", "output", "description"], rows)


MADE: Mapping[str, Callable[[], str]] = {
    "commands": commands,
    "exits": exits,
    "formats": formats,
    "kinds": kinds,
    "layouts": layout_pages,
    "modules": modules,
    "problems": problems,
    "questions": question_cards,
    "register": register_columns,
    "words": words,
}
"""The generated parts by name."""


def filled(text: str) -> str:
    """A page with its places filled."""
    return PLACE.sub(lambda found: f"{found[1]}\n{MADE[found[2]]().rstrip()}\n\n{found[3]}", text)


def main() -> None:
    """Fill every page, or with ``--check`` compare them."""
    pages = [DOCS.parent / "README.md", *sorted(DOCS.glob("*.md"))]
    wanted = {file: filled(file.read_text("utf-8")) for file in pages}
    stale = {file: text for file, text in wanted.items() if text != file.read_text("utf-8")}
    if "--check" in sys.argv:
        names = ", ".join(file.name for file in stale)
        sys.exit(f"stale: {names}; run `python docs/write_pages.py`" if stale else 0)
    for file, text in stale.items():
        file.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
