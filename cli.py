"""The command line: parse, call, print. Answers on stdout, everything else on stderr."""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Callable, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from pledgegraph.console import Format, print_answer, print_rows, print_table, say
from pledgegraph.errors import PledgegraphError, Problem, UsageProblem
from pledgegraph.neo4j_commands import app as neo4j_app
from pledgegraph.queries.catalogue import Parameter, Question, questions

if TYPE_CHECKING:
    from pledgegraph.workspace import Workspace

app = typer.Typer(
    help="Refugee pledges as a knowledge graph: who pledged what, where support is recorded, who could join.",
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
)
query_app = typer.Typer(help="Ask a question of the catalogue.", no_args_is_help=True)
app.add_typer(query_app, name="query")
app.add_typer(neo4j_app, name="neo4j")
MEMORY_LIMIT_HINT = "Narrow the question, or use a machine with more memory."


class EngineName(StrEnum):
    """Which engine answers."""

    embedded = "embedded"
    sparql = "sparql"
    neo4j = "neo4j"


FormatOption = Annotated[Format, typer.Option("--format", "-f", help="How to print the answer.")]
OutOption = Annotated[Path | None, typer.Option("-o", "--output", help="Write to this file instead of the screen.")]
LimitOption = Annotated[int | None, typer.Option("--limit", min=0, help="At most so many rows.")]
_folder = Path(".")


def main() -> None:
    """Run the command line; every error is a line on stderr and an exit status."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    try:
        app(prog_name="pledgegraph")
    except PledgegraphError as problem:
        _fail(problem)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
    except KeyboardInterrupt:
        say("Stopped. The previous build still answers.")
        sys.exit(130)
    except MemoryError:
        say(f"Out of memory. {MEMORY_LIMIT_HINT}")
        sys.exit(2)
    except OSError as problem:
        say(f"{problem.strerror or problem}: {problem.filename or ''}. Check the path, the rights and the space left.")
        sys.exit(2)


def _fail(problem: PledgegraphError) -> NoReturn:
    say(str(problem))
    sys.exit(problem.exit_status)


def _version(wanted: bool) -> None:
    if wanted:
        from pledgegraph import __version__

        print(f"pledgegraph {__version__}")
        raise typer.Exit


@app.callback()
def start(
    directory: Annotated[Path, typer.Option("-C", help="Work on this workspace.", metavar="DIR")] = Path("."),
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it.")] = False,
) -> None:
    """Options before the command."""
    global _folder
    _folder = directory


def _workspace() -> Workspace:
    from pledgegraph.workspace import Workspace

    return Workspace(_folder)


@app.command()
def demo(directory: Annotated[Path, typer.Argument(help="A new folder.")] = Path("pledgegraph-demo")) -> None:
    """The five-minute tour: a workspace with the sample register, built, asked and drawn."""
    from pledgegraph import starting

    made = starting.demo(directory)
    _build(made, force=False)
    for name in ("unsupported", "joint-candidates"):
        print(f"\n$ pledgegraph -C {directory} query {name} --country ETH --area Education\n")
        print_table(made.ask(name, country=["ETH"], area=["Education"]))
    picture = made.folder / "ethiopia.html"
    picture.write_text(made.draw("country", ["ETH"], "Ethiopia"), "utf-8", newline="\n")
    print(f"\n{picture}: a picture of Ethiopia's pledges; open it in a browser.")
    print(f"{made.folder}: the workspace. Next: pledgegraph -C {directory} query --help")


@app.command()
def init(
    directory: Annotated[Path, typer.Argument(help="A new folder.")],
    files: Annotated[list[Path] | None, typer.Argument(help="Registers and other sources; they are copied.")] = None,
    template: Annotated[str, typer.Option(help="Also write an empty source of this kind, as support.")] = "",
) -> None:
    """Make a workspace. The kind of each file is recognised by its columns."""
    from pledgegraph import starting

    made = starting.init(directory, files or [], date.today())
    if template:
        starting.add_template(made, template)
    for source in made.settings().sources:
        say(f"{source.name}: {source.file} ({source.layout})")
    say(f"Next: pledgegraph -C {directory} build")


@app.command()
def check(
    output: FormatOption = Format.table,
) -> None:
    """Every problem in the sources, each with its place, a code and a hint; status 1 if there is any."""
    problems = _workspace().check().problems
    if output is Format.json:
        print(json.dumps([problem.as_row() for problem in problems], ensure_ascii=False, indent=2))
    else:
        for problem in problems:
            print(problem)
    say(_tally(problems))
    if problems:
        raise typer.Exit(1)


def _tally(problems: Sequence[Problem]) -> str:
    errors = sum(problem.severity == "error" for problem in problems)
    return f"{errors} blocking, {len(problems) - errors} findings."


@app.command()
def build(force: Annotated[bool, typer.Option(help="Build again though nothing changed.")] = False) -> None:
    """Make the graph from the sources. A build that fails leaves the previous one answering."""
    _build(_workspace(), force=force)


def _build(workspace: Workspace, *, force: bool) -> None:
    on_step = (lambda name: say(f"  {name} …")) if sys.stderr.isatty() else None
    manifest = workspace.build(force=force, on_step=on_step)
    counts = manifest["counts"]
    told = [f"{counts.get(name, 0):,} {word}" for name, word in _COUNTED]
    findings = len(manifest["findings"])
    more = f"; {findings} findings, see `pledgegraph check`" if findings else ""
    say(f"Built: {', '.join(told)}; sources up to {manifest['sources_up_to'] or 'an unstated date'}{more}.")


_COUNTED = (
    ("Pledge", "pledges"),
    ("PledgeAggregate", "statements about many pledges"),
    ("Actor", "actors"),
    ("Match", "matches"),
)


@app.command()
def status(output: FormatOption = Format.table) -> None:
    """What is built, from what, and whether the sources changed since."""
    workspace = _workspace()
    manifest = workspace.manifest()
    stale = workspace.is_stale()
    if output is Format.json:
        print(json.dumps(manifest | {"stale": stale}, ensure_ascii=False, indent=2))
        return
    print(f"{manifest['title']} ({manifest['base']}), built by {manifest['tool']}")
    print("The sources changed since: run `pledgegraph build`." if stale else "Up to date with its sources.")
    for source in manifest["sources"]:
        when = source["retrieved"] or "unknown"
        print(f"  {source['name']}: {source['file']}, retrieved {when}, {source['sha256'][:12]}")
    print(", ".join(f"{name} {count:,}" for name, count in manifest["counts"].items() if name[1:2].islower()))
    print(f"{len(manifest['findings'])} findings.")


@app.command("list")
def list_(
    what: Annotated[str, typer.Argument(help="pledges, actors, countries, situations, platforms, forums or areas.")],
    text: Annotated[str, typer.Argument(help="Only those whose name has this text.")] = "",
) -> None:
    """Find an identifier."""
    from pledgegraph.queries.lists import list_text

    rows = _workspace().cypher(list_text(what))
    for row in sorted(rows, key=lambda row: str(row["id"])):
        if text.casefold() in f"{row['id']} {row['name']}".casefold():
            print(f"{row['id']}\t{row['name'] or ''}")


@app.command()
def cypher(text: Annotated[str, typer.Argument(help="MATCH … RETURN …")], output: FormatOption = Format.table) -> None:
    """Your own reading question in Cypher, on the embedded engine."""
    print_rows(_workspace().cypher(text), output)


@app.command()
def sparql(text: Annotated[str, typer.Argument(help="SELECT …")], output: FormatOption = Format.table) -> None:
    """Your own reading question in SPARQL."""
    print_rows(_workspace().sparql(text), output)


@app.command()
def explain(
    name: Annotated[str, typer.Argument(help="GRF number, the register's own identifier, an identifier or an IRI.")],
    output: FormatOption = Format.table,
) -> None:
    """Where every value of a node came from: file, line, column and raw text."""
    identifier, found = _workspace().explain(name)
    rows = [
        {
            "property": e.property,
            "value": e.value,
            "file": e.where.file,
            "line": e.where.line,
            "column": e.where.column,
            "raw": e.raw,
        }
        for e in found
    ]
    if output is not Format.table:
        print_rows(rows, output)
        return
    print(identifier)
    for entry in found:
        print(f"  {entry.property} = {entry.value}\n      {entry.where}: {entry.raw!r}")


@app.command()
def draw(
    country: Annotated[str, typer.Option(help="A country: name or ISO 3166-1 alpha-3 code.")] = "",
    situation: Annotated[str, typer.Option(help="A refugee situation by name.")] = "",
    actor: Annotated[str, typer.Option(help="An actor by name or identifier.")] = "",
    question: Annotated[str, typer.Option(help="The pledges of a question's answer.")] = "",
    out: Annotated[Path, typer.Option("-o", "--output", help="The file to write.")] = Path("picture.html"),
) -> None:
    """A picture: one HTML file that opens offline, draws and lists."""
    given = {"country": country, "situation": situation, "actor": actor, "question": question}
    chosen = [(about, name) for about, name in given.items() if name]
    if len(chosen) != 1:
        raise UsageProblem("Say what to draw", "One of --country, --situation, --actor, --question.")
    workspace, (about, name) = _workspace(), chosen[0]
    if about == "question":
        answer = workspace.ask(name)
        html = workspace.draw(
            "pledge", [str(row["pledge"]) for row in answer.rows if row["pledge"]], answer.question.title
        )
    else:
        from pledgegraph.queries.lists import LISTS, find

        what = {"country": "countries", "situation": "situations", "actor": "actors"}[about]
        identifier, title = find(what, workspace.cypher(LISTS[what]), name)
        html = workspace.draw(about, [identifier], title)
    out.write_text(html, "utf-8", newline="\n")
    say(f"{out}: open it in a browser.")


@app.command()
def export(
    output: Annotated[str, typer.Argument(help="turtle, nquads, graphml, csv or neo4j-admin.", metavar="FORMAT")],
    out: Annotated[
        Path | None, typer.Option("-o", "--output", help="Where to write; csv and neo4j-admin write a folder.")
    ] = None,
    audience: Annotated[
        list[str] | None, typer.Option(help="Whose records may leave: public, partners, internal.")
    ] = None,
) -> None:
    """The graph for other tools. Only public records leave the building unless --audience says otherwise."""
    from pledgegraph.graph.export import FORMATS

    ending = FORMATS[output][0] if output in FORMATS else ""
    path = out or Path(f"pledgegraph-{output}{ending}")
    count = _workspace().export(output, path, audience or ["public"])
    what = {"graphml": "nodes", "csv": "rows", "neo4j-admin": "rows"}.get(output, "statements")
    say(f"{path}: {count:,} {what}.")


def _option(parameter: Parameter) -> inspect.Parameter:
    """A question's parameter as an option: ``as_of`` → ``--as-of``."""
    listed = parameter.kind == "list"
    option = typer.Option(f"--{parameter.name.replace('_', '-')}", help=parameter.help, show_default=False)
    kind: Any = list[str] if listed else str
    return inspect.Parameter(
        parameter.name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=Annotated[kind | None, option]
    )


def _question_command(question: Question) -> Callable[..., None]:
    def command(
        *,
        output: Format,
        limit: int | None,
        engine: EngineName,
        envelope: bool,
        out: Path | None,
        **given: Any,
    ) -> None:
        answer = _workspace().ask(question.name, engine=engine.value, **{k: v for k, v in given.items() if v})
        print_answer(answer.limited(limit), output, envelope, out)

    kind = inspect.Parameter.KEYWORD_ONLY
    engines = Annotated[EngineName, typer.Option("--engine", help="Which engine answers.")]
    envelopes = Annotated[
        bool, typer.Option("--envelope", help="JSON with heading, coverage and notices around the rows.")
    ]
    fixed = [
        inspect.Parameter("output", kind, default=Format.table, annotation=FormatOption),
        inspect.Parameter("limit", kind, default=None, annotation=LimitOption),
        inspect.Parameter("engine", kind, default=EngineName.embedded, annotation=engines),
        inspect.Parameter("envelope", kind, default=False, annotation=envelopes),
        inspect.Parameter("out", kind, default=None, annotation=OutOption),
    ]
    command.__signature__ = inspect.Signature([*map(_option, question.parameters), *fixed])  # type: ignore[attr-defined]
    command.__doc__ = question.answers
    command.__annotations__ = {p.name: p.annotation for p in command.__signature__.parameters.values()}  # type: ignore[attr-defined]
    return command


for _question in questions().values():
    query_app.command(_question.name, help=f"{_question.title}. {_question.answers}")(_question_command(_question))
