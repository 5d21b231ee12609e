"""Pictures: the command that draws."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from pledgegraph.errors import UsageProblem
from pledgegraph.queries.catalogue import pictured
from pledgegraph.wording import worded

from .console import path, said, say
from .options import AudienceOption, LangOption
from .place import output_at, workspace
from .questions import parameter_option, with_options

app = typer.Typer(rich_markup_mode=None)


QuestionOption = Annotated[
    str,
    typer.Option(
        metavar="QUESTION",
        help="Draw the pledges in the answer to this question. Other options narrow it.",
    ),
]
PictureOption = Annotated[
    Path, typer.Option("-o", "--output", parser=path, metavar="FILE", help="The file to write.")
]


PICTURE_SUFFIXES = (".html", ".htm", "")
"""How the name of a picture may end; a stream has no ending."""


def _draw(
    *,
    question: str = "",
    out: Path = Path("picture.html"),
    lang: str = "en",
    audience: list[str] | None = None,
    **options: Any,
) -> None:
    """Draw a picture: one HTML file that opens offline, drawn and listed.

    It shows the pledges that a question with the same options counts. A ring marks each
    host-country pledge that is open to matching. The legend gives its meaning and the date of the
    sources.
    """
    given = {name: value for name, value in options.items() if value}
    if out.suffix.casefold() not in PICTURE_SUFFIXES:
        raise UsageProblem(
            worded("A picture is not written as {suffix}", suffix=out.suffix),
            worded("Name a file that ends in {endings}.", endings=".html"),
        )
    output = output_at(out)
    output.place()  # refuse before any work is done
    # One build for all: a build that ends meanwhile must not give names of another
    reader = workspace(audience).reading()
    if question:
        html = reader.draw_answer(question, given, lang=lang)
    elif given.keys() - {"as_of"}:
        html = reader.draw_scope(given, lang=lang)
    else:
        raise UsageProblem(
            worded("Say what to draw"),
            worded("Use --country, --situation or --actor, or --question alone or with them."),
        )
    output.write_text(html)
    say(said(lang, "open it", file=str(out)))


def draw_command() -> Callable[..., None]:
    """The command that draws, with the parameters of the card of pictures as options."""
    kind = inspect.Parameter.KEYWORD_ONLY
    options = list(map(parameter_option, pictured().parameters))
    options += [
        inspect.Parameter("question", kind, default="", annotation=QuestionOption),
        inspect.Parameter("out", kind, default=Path("picture.html"), annotation=PictureOption),
        inspect.Parameter("lang", kind, default="en", annotation=LangOption),
        inspect.Parameter("audience", kind, default=None, annotation=AudienceOption),
    ]
    return with_options(_draw, options)
