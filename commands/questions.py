"""The commands of the catalogue: one per card, with its parameters as options."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.engines import ENGINES
from pledgegraph.queries.catalogue import Question
from pledgegraph.queries.parameters import Parameter
from pledgegraph.wording import worded

from .answers import Format, format_of, print_answer
from .completion import values_of
from .console import write
from .options import (
    AudienceOption,
    ColumnsOption,
    FormatOption,
    LangOption,
    LimitOption,
    OutOption,
    SortOption,
)
from .progress import ASKING, progress

if TYPE_CHECKING:
    from pledgegraph.workspace.outputs import Output
    from pledgegraph.workspace.workspace import Workspace


KINDS: Mapping[str, Any] = {"list": list[str], "flag": bool}
"""Kind of parameter → the type of its option; the others are texts."""


def parameter_option(parameter: Parameter) -> inspect.Parameter:
    """A question's parameter as an option: ``as_of`` → ``--as-of``."""
    kind: Any = KINDS.get(parameter.kind, str)
    metavar = None if kind is bool else _metavar(parameter)
    option = typer.Option(
        parameter.option,
        metavar=metavar,
        help=parameter.help,
        show_default=False,
        autocompletion=None if kind is bool else values_of(parameter),
    )
    return inspect.Parameter(
        parameter.name,
        inspect.Parameter.KEYWORD_ONLY,
        default=None,
        annotation=Annotated[kind | None, option],
    )


def _metavar(parameter: Parameter) -> str:
    """The placeholder for a value in the help."""
    if parameter.choices:
        return "|".join(parameter.choices)
    if parameter.kind == "date":
        return "DATE"
    return parameter.name.upper()


USUAL_ENGINE = next(iter(ENGINES))
"""The engine that answers where none is asked for."""
EngineOption = Annotated[
    str,
    typer.Option(
        "--engine",
        metavar="|".join(ENGINES),
        help=f"The engine that answers: {', '.join(ENGINES)}.",
        autocompletion=lambda: list(ENGINES),
    ),
]
ShowOption = Annotated[
    str,
    typer.Option(
        "--show",
        metavar="cypher|sparql",
        help="Print the query text with its parameters filled in, instead of the answer.",
    ),
]
TableOption = Annotated[
    str,
    typer.Option("--table", metavar="NAME", help="Only this one of the further tables."),
]
EnvelopeOption = Annotated[
    bool,
    typer.Option(
        "--envelope",
        help=(
            "With --format json: add heading, coverage, notices, and the identifiers of the pledges"
            " behind numbers."
        ),
    ),
]


def question_command(
    question: Question,
    workspace: Callable[[list[str] | None], Workspace],
    output_for: Callable[[Path], Output],
) -> Callable[..., None]:
    """The command of a question, with its parameters as options."""

    def command(
        *,
        output: Format | None,
        columns: list[str] | None,
        sort: list[str] | None,
        limit: int | None,
        engine: str,
        lang: str,
        show: str,
        envelope: bool,
        out: Path | None,
        audience: list[str] | None,
        table: str = "",
        **given: Any,
    ) -> None:
        _refuse_empty({**given, "columns": columns, "sort": sort})
        # A text is none of the formats that a file's name says
        if show and out:
            raise UsageProblem(
                worded("--show prints texts, and writes no file"),
                worded("Leave out -o, or leave out --show."),
            )
        # Typer gives None or an empty list for what is not there; a question has its own defaults
        parameters = {name: value for name, value in given.items() if value}
        if show:
            write(workspace(audience).texts(question.name, show, **parameters))
            return
        chosen_format = format_of(out, output)
        place = output_for(out) if out else None
        if place:
            place.place()  # refuse before any work is done
        with progress(ASKING):
            answer = workspace(audience).ask(
                question.name,
                engine=engine,
                lang=lang,
                behind=envelope,
                **parameters,
            )
        if table:
            answer = answer.narrowed(table)
        answer = answer.sorted_by(names_given(sort)).choosing(names_given(columns))
        print_answer(
            answer,
            chosen_format,
            envelope,
            place,
            limit,
        )

    given = [*map(parameter_option, question.parameters), *_fixed_options(question)]
    command.__doc__ = question.answers
    return with_options(command, given)


def with_options(
    command: Callable[..., None],
    options: list[inspect.Parameter],
) -> Callable[..., None]:
    """The function as a command with these options."""
    # Typer reads options from a signature: one function serves all cards
    command.__signature__ = inspect.Signature(options)  # type: ignore[attr-defined]
    command.__annotations__ = {each.name: each.annotation for each in options}
    return command


def _refuse_empty(given: Mapping[str, object]) -> None:
    """``UsageProblem`` for an option whose value is empty, as a variable without one gives it: an
    answer about everything would look like one about that.
    """
    for name, value in given.items():
        values = value if isinstance(value, list) else [value]
        if any(isinstance(each, str) and not each.strip(" ,") for each in values):
            option = f"--{name.replace('_', '-')}"
            raise UsageProblem(
                worded("{option} has no value", option=option),
                worded("Give one, or leave the option out."),
            )


def names_given(given: list[str] | None) -> list[str]:
    """The names in an option that may be repeated and may have several, with commas."""
    every = ",".join(given or ()).split(",")
    return [name.strip() for name in every if name.strip()]


def _fixed_options(question: Question) -> list[inspect.Parameter]:
    """The options of every question, after those for its parameters."""
    kind = inspect.Parameter.KEYWORD_ONLY
    options = [
        inspect.Parameter("output", kind, default=None, annotation=FormatOption),
        inspect.Parameter("columns", kind, default=None, annotation=ColumnsOption),
        inspect.Parameter("sort", kind, default=None, annotation=SortOption),
        inspect.Parameter("limit", kind, default=None, annotation=LimitOption),
        inspect.Parameter("engine", kind, default=USUAL_ENGINE, annotation=EngineOption),
        inspect.Parameter("lang", kind, default="en", annotation=LangOption),
        inspect.Parameter("show", kind, default="", annotation=ShowOption),
        inspect.Parameter("envelope", kind, default=False, annotation=EnvelopeOption),
        inspect.Parameter("out", kind, default=None, annotation=OutOption),
        inspect.Parameter("audience", kind, default=None, annotation=AudienceOption),
    ]
    if question.tables:
        options.append(inspect.Parameter("table", kind, default="", annotation=TableOption))
    return options
