"""The command line: parse, call, print. Answers on stdout, everything else on stderr."""

from __future__ import annotations

import gc
import os
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pledgegraph.commands.console import (
    RowFormat,
    StatusFormat,
    ask_date,
    nobody_reads,
    path,
    print_built,
    print_explained,
    print_names,
    print_problems,
    print_rows,
    print_status,
    print_table,
    said,
    say,
    show,
)
from pledgegraph.commands.failures import STOPPED, guarded, prepare_streams
from pledgegraph.commands.help import speak_plainly
from pledgegraph.commands.neo4j import app as neo4j_app
from pledgegraph.commands.options import (
    AudienceOption,
    FolderArgument,
    LangOption,
    LimitOption,
    MemoryOption,
    RowsOption,
    StatusOption,
    TimeoutOption,
)
from pledgegraph.commands.questions import question_command
from pledgegraph.errors import UsageProblem
from pledgegraph.graph.export import FORMATS
from pledgegraph.queries.catalogue import questions
from pledgegraph.workspace.settings import AUDIENCES

if TYPE_CHECKING:
    from pledgegraph.graph.limits import Limits
    from pledgegraph.workspace.outputs import Output
    from pledgegraph.workspace.workspace import Workspace

app = typer.Typer(
    help=(
        "Refugee pledges as a knowledge graph: who pledged what, where support is recorded, who"
        " could join."
    ),
    no_args_is_help=True,
    add_completion=True,
    pretty_exceptions_enable=False,
    # plain help: the library that draws boxes takes longer to load than all the rest
    rich_markup_mode=None,
)
query_app = typer.Typer(
    help="Ask a question of the catalogue.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(query_app, name="query")
app.add_typer(neo4j_app, name="neo4j")


WrongUse: Any = typer.BadParameter.__base__
"""What Typer raises for an option, an argument or a command that does not fit; it has no public
name for all.
"""
_SELDOM = 100_000, 20, 20
"""When Python looks for garbage: loading the libraries of one command alone would make it look a
hundred times.
"""
COMPLETION = "_PLEDGEGRAPH_COMPLETE"
"""The variable in which a shell asks for completion; Typer leaves with a status of its own then."""
_folder, _debug = Path("."), False


def main() -> None:
    """Run the command line; every error is a line on stderr and an exit status."""
    gc.set_threshold(*_SELDOM)
    prepare_streams()
    sys.exit(guarded(_run, debug=lambda: _debug))


def _run() -> object:
    """The command; wrong use is told in one line too."""
    whole = whole_app()
    try:
        status = whole(prog_name="pledgegraph", standalone_mode=False)
    except SystemExit as leaving:
        if nobody_reads(leaving):  # how Typer and Rich leave then
            raise BrokenPipeError from None
        if leaving.code == 1 and COMPLETION not in os.environ:  # nobody else may end the command
            raise RuntimeError("a library left with status 1") from leaving
        raise
    except WrongUse as problem:
        if type(problem).__name__ == "NoArgsIsHelpError":
            problem.show()
            return problem.exit_code
        command = problem.ctx.command_path if problem.ctx else "pledgegraph"
        raise UsageProblem(
            problem.format_message().replace("Value error, ", ""), f"Try `{command} --help`."
        ) from None
    if status == STOPPED:
        raise KeyboardInterrupt
    return status


def _version(wanted: bool) -> None:
    if wanted:
        from pledgegraph import __version__

        print(f"pledgegraph {__version__}")
        raise typer.Exit


@app.callback()
def start(
    directory: Annotated[
        Path, typer.Option("-C", parser=path, help="The workspace.", metavar="DIR")
    ] = Path("."),
    debug: Annotated[bool, typer.Option("--debug", help="Show where a defect happened.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it.")
    ] = False,
) -> None:
    """Options before the command."""
    global _folder, _debug
    _folder, _debug = directory, debug


def _workspace(audience: list[str] | None = None) -> Workspace:
    from pledgegraph.workspace.workspace import Workspace

    return Workspace(_folder).reading(audience) if audience else Workspace(_folder)


def _output(path: Path, workspace: Path | None = None) -> Output:
    from pledgegraph.workspace.outputs import Output

    return Output(path, workspace or _folder)


@app.command()
def demo(directory: FolderArgument = Path("pledgegraph-demo"), lang: LangOption = "en") -> None:
    """The five-minute tour: a workspace with the sample register, built, asked and drawn."""
    from pledgegraph.workspace import starting

    made = starting.demo(directory)
    _build(made, force=False)
    spoken = "" if lang == "en" else f" --lang {lang}"
    for name in ("unsupported", "joint-candidates"):
        asked = f"query {name} --country ETH --area Education{spoken}"
        show(f"\n$ pledgegraph -C {directory} {asked}\n")
        print_table(made.ask(name, lang=lang, country=["ETH"], area=["Education"]))
    picture = made.folder / "ethiopia.html"
    _output(picture, made.folder).write_text(made.draw_named("country", "ETH", lang=lang))
    show("\n" + said(lang, "tour, picture", file=str(picture)))
    following = f"pledgegraph -C {directory} query --help"
    show(said(lang, "tour, next", folder=str(made.folder), command=following))


@app.command()
def init(
    directory: FolderArgument,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE", help="Registers and other sources; they are copied."),
    ] = None,
    template: Annotated[
        str,
        typer.Option(
            metavar="KIND", help="Add an empty source of this kind, as support; to a workspace too."
        ),
    ] = "",
) -> None:
    """Make a workspace. The kind of each file is recognised by its columns."""
    from pledgegraph.workspace import starting

    asking = ask_date if sys.stdin.isatty() and sys.stderr.isatty() else None
    made = starting.init(directory, files or [], template, asking)
    for source in made.settings().sources:
        dated = f"of {source.retrieved}" if source.retrieved else "date not stated"
        say(f"{source.name}: {source.file} ({source.layout}), {dated}")
    say(f"Next: pledgegraph -C {directory} build")


@app.command()
def check(
    output: RowsOption = RowFormat.table,
) -> None:
    """Every problem in the sources, each with its place, a code and a hint; status 1 if there is
    any.
    """
    problems = _workspace().check().problems
    print_problems(problems, output)
    if problems:
        raise typer.Exit(1)


@app.command()
def build(
    force: Annotated[bool, typer.Option(help="Build again though nothing changed.")] = False,
) -> None:
    """Make the graph from the sources. A build that fails leaves the previous one answering."""
    _build(_workspace(), force=force)


def _build(workspace: Workspace, *, force: bool) -> None:
    on_step = (lambda name: say(f"  {name} …")) if sys.stderr.isatty() else None
    manifest = workspace.build(force=force, on_step=on_step)
    print_built(manifest)


@app.command()
def status(output: StatusOption = StatusFormat.table) -> None:
    """What is built, from what, and whether the sources or pledgegraph changed since."""
    workspace = _workspace().reading()
    print_status(workspace.manifest(), workspace.changed(), output)


@app.command("list")
def list_(
    what: Annotated[
        str,
        typer.Argument(help="pledges, actors, countries, situations, platforms, forums or areas."),
    ],
    text: Annotated[
        str,
        typer.Argument(
            help=(
                "Only those whose name has this text; of pledges also those of this submitter or"
                " country."
            )
        ),
    ] = "",
    output: RowsOption = RowFormat.table,
    limit: LimitOption = None,
    lang: LangOption = "en",
    audience: AudienceOption = None,
) -> None:
    """Find an identifier."""
    found = _workspace(audience).listed(what, text, lang=lang)
    rows = sorted(found, key=lambda row: str(row["id"]))
    if output is not RowFormat.table:
        print_rows(rows, output, limit)
        return
    print_names(rows, limit, lang)


@app.command()
def cypher(
    text: Annotated[str, typer.Argument(help="MATCH … RETURN …")],
    output: RowsOption = RowFormat.table,
    limit: LimitOption = None,
    timeout: TimeoutOption = 60.0,
    memory: MemoryOption = "1GiB",
    audience: AudienceOption = None,
) -> None:
    """Your own reading question in Cypher, on the embedded engine."""
    print_rows(_workspace(audience).cypher(text, limits=_limits(timeout, memory)), output, limit)


@app.command()
def sparql(
    text: Annotated[str, typer.Argument(help="SELECT …")],
    output: RowsOption = RowFormat.table,
    limit: LimitOption = None,
    timeout: TimeoutOption = 60.0,
    memory: MemoryOption = "1GiB",
    audience: AudienceOption = None,
) -> None:
    """Your own reading question in SPARQL."""
    workspace = _workspace(audience)
    print_rows(workspace.sparql(text, limits=_limits(timeout, memory)), output, limit)
    for notice in workspace.sparql_notices(text):
        say(notice)


def _limits(timeout: float, memory: str) -> Limits:
    from pledgegraph.graph.limits import Limits, memory_of

    return Limits(timeout, memory_of(memory))


@app.command()
def explain(
    name: Annotated[
        str,
        typer.Argument(
            help="GRF number, the register's own identifier, an identifier, an IRI or a name."
        ),
    ],
    output: RowsOption = RowFormat.table,
    lang: LangOption = "en",
    audience: AudienceOption = None,
) -> None:
    """Where every value of a node came from: file, line, column and raw text."""
    identifier, found = _workspace(audience).explain(name)
    rows = [
        {
            "property": e.property,
            "value": e.value,
            "file": e.where.file,
            "line": e.where.line,
            "column": e.where.column,
            "raw": e.raw,
            "counts": e.counts,
        }
        for e in found
    ]
    if output is RowFormat.table:
        print_explained(identifier, found, lang)
    else:
        print_rows(rows, output)


@app.command()
def draw(
    country: Annotated[
        str, typer.Option(metavar="COUNTRY", help="A country: name or ISO 3166-1 alpha-3 code.")
    ] = "",
    situation: Annotated[
        str,
        typer.Option(metavar="SITUATION", help="A refugee situation: name or code, as SIT-AFG."),
    ] = "",
    actor: Annotated[
        str, typer.Option(metavar="ACTOR", help="An actor by name or identifier.")
    ] = "",
    question: Annotated[
        str,
        typer.Option(
            metavar="QUESTION",
            help="The pledges of a question's answer; what else is given narrows it.",
        ),
    ] = "",
    area: Annotated[
        str, typer.Option(metavar="AREA", help="With --question: an area of focus or theme.")
    ] = "",
    platform: Annotated[
        str,
        typer.Option(
            metavar="PLATFORM", help="With --question: a support platform by name or code."
        ),
    ] = "",
    out: Annotated[
        Path, typer.Option("-o", "--output", parser=path, metavar="FILE", help="The file to write.")
    ] = Path("picture.html"),
    lang: LangOption = "en",
    audience: AudienceOption = None,
) -> None:
    """A picture: one HTML file that opens offline, draws and lists."""
    options = {
        "country": country,
        "situation": situation,
        "actor": actor,
        "area": area,
        "platform": platform,
    }
    given = {name: value for name, value in options.items() if value}
    output = _output(out)
    output.place()  # refused before there is work
    workspace = _workspace(audience).reading()
    if question:
        html = workspace.draw_answer(question, given, lang=lang)
    elif len(given) == 1 and not (area or platform):
        html = workspace.draw_named(*given.popitem(), lang=lang)
    else:
        raise UsageProblem(
            "Say what to draw",
            "One of --country, --situation, --actor; or --question, alone or with them.",
        )
    output.write_text(html)
    say(said(lang, "open it", file=str(out)))


@app.command()
def export(
    output: Annotated[str, typer.Argument(help=f"One of {', '.join(FORMATS)}.", metavar="FORMAT")],
    out: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            parser=path,
            metavar="PATH",
            help="Where; csv and neo4j-admin write a folder.",
        ),
    ] = None,
    audience: Annotated[
        list[str] | None,
        typer.Option(
            metavar="|".join(AUDIENCES),
            help="Whose records may leave; else the public ones. May be repeated.",
        ),
    ] = None,
) -> None:
    """The graph for other tools. Only public records leave the building unless --audience says
    otherwise.
    """
    ending = FORMATS[output].ending if output in FORMATS else ""
    path = out or Path(f"pledgegraph-{output}{ending}")
    count = _workspace().export(output, path, audience or ["public"])
    say(f"{path}: {count:,} {FORMATS[output].counted}.")


@cache
def whole_app() -> typer.Typer:
    """The app with a command for each card; not made at import, so that a bad card is told in one
    line.
    """
    for question in questions().values():
        query_app.command(question.name, help=f"{question.title}. {question.answers}")(
            question_command(question, _workspace, _output)
        )
    speak_plainly(app, query_app, neo4j_app)
    return app
