"""Commands that write outputs: draw and export."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.export import FORMATS
from pledgegraph.wording import worded
from pledgegraph.workspace.settings import AUDIENCES

from .console import path, said, say
from .options import AudienceOption, LangOption
from .place import output_at, workspace

app = typer.Typer(rich_markup_mode=None)


CountryOption = Annotated[
    str, typer.Option(metavar="COUNTRY", help="A country: name or ISO 3166-1 alpha-3 code.")
]
SituationOption = Annotated[
    str,
    typer.Option(metavar="SITUATION", help="A refugee situation: name or code, such as SIT-AFG."),
]
ActorOption = Annotated[str, typer.Option(metavar="ACTOR", help="An actor: name or identifier.")]
QuestionOption = Annotated[
    str,
    typer.Option(
        metavar="QUESTION",
        help="Draw the pledges in the answer to this question. Other options narrow it.",
    ),
]
AreaOption = Annotated[
    str, typer.Option(metavar="AREA", help="With --question: an area of focus or theme.")
]
PlatformOption = Annotated[
    str,
    typer.Option(metavar="PLATFORM", help="With --question: a support platform, by name or code."),
]
PictureOption = Annotated[
    Path, typer.Option("-o", "--output", parser=path, metavar="FILE", help="The file to write.")
]


PICTURE_SUFFIXES = (".html", ".htm", "")
"""How the name of a picture may end; a stream has no ending."""


@app.command()
def draw(
    country: CountryOption = "",
    situation: SituationOption = "",
    actor: ActorOption = "",
    question: QuestionOption = "",
    area: AreaOption = "",
    platform: PlatformOption = "",
    out: PictureOption = Path("picture.html"),
    lang: LangOption = "en",
    audience: AudienceOption = None,
) -> None:
    """Draw a picture: one HTML file that opens offline, drawn and listed.

    A ring marks each host-country pledge that is open to matching. The legend gives its meaning and
    the date of the sources.
    """
    options = {
        "country": country,
        "situation": situation,
        "actor": actor,
        "area": area,
        "platform": platform,
    }
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
    elif len(given) == 1 and not (area or platform):
        html = reader.draw_named(*given.popitem(), lang=lang)
    else:
        raise UsageProblem(
            worded("Say what to draw"),
            worded("Use --country, --situation or --actor, or --question alone or with them."),
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
            help="Where to write. csv and neo4j-admin write a folder.",
        ),
    ] = None,
    audience: Annotated[
        list[str] | None,
        typer.Option(
            metavar="|".join(AUDIENCES),
            help="Include records for this audience. Default: public. May be repeated.",
        ),
    ] = None,
) -> None:
    """Write the graph in a format for other tools. Only public records are included, unless
    --audience says otherwise.
    """
    # An unknown format is refused below, with a suggestion
    ending = FORMATS[output].ending if output in FORMATS else ""
    path = out or Path(f"pledgegraph-{output}{ending}")
    count = workspace().export(
        output,
        path,
        audience or ["public"],
    )
    say(f"{path}: {count:,} {FORMATS[output].counted}.")
