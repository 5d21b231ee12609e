"""Pictures: the command that draws."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from pledgegraph.errors import UsageProblem
from pledgegraph.queries.catalogue import pictured
from pledgegraph.wording import worded

from .console import path, said, say
from .options import AudienceOption, LangOption
from .place import output_at, workspace
from .progress import DRAWING, progress
from .questions import parameter_option, with_options

if TYPE_CHECKING:
    from pledgegraph.workspace.outputs import Output
    from pledgegraph.workspace.workspace import Workspace

app = typer.Typer(rich_markup_mode=None)


QuestionOption = Annotated[
    str,
    typer.Option(
        metavar="QUESTION",
        help="Draw the pledges in the answer to this question. Other options narrow it.",
    ),
]
PictureOption = Annotated[
    Path | None,
    typer.Option(
        "-o",
        "--output",
        parser=path,
        metavar="FILE",
        help=(
            "The file to write: .html, .svg, .png, .csv for the rows, .graphml or .gexf for Gephi."
            " Default: an HTML file with the name of what is drawn."
        ),
        show_default=False,
    ),
]


class Layout(StrEnum):
    """How a picture is laid out."""

    network = "network"
    promises = "promises"
    thin = "thin"
    table = "table"


class MarkSize(StrEnum):
    """By what the marks of a picture have a size."""

    people = "people"
    amount = "amount"


class PaperSize(StrEnum):
    """The size of a picture for a meeting."""

    slide = "slide"
    a4 = "a4"


LayoutOption = Annotated[
    Layout | None,
    typer.Option(
        "--layout",
        metavar="|".join(Layout),
        help=(
            "network: pledges, actors and places with their ties, to explore (HTML, SVG, PNG,"
            " GraphML, GEXF)."
            " promises: one page for a meeting, host-country pledges by area with the support"
            " recorded for each. thin: one page with the counts of each country and area."
            " table: one page with the members of a platform, the countries that it covers, and"
            " who has no pledge recorded there."
            " Default: by the ending of the file, network for .html, .graphml and .gexf; for other"
            " files thin for a situation, table for a platform, else promises, which is also that"
            " of --question."
        ),
        show_default=False,
    ),
]
MatchesOption = Annotated[
    bool,
    typer.Option(
        "--matches",
        help=(
            "With --layout network: each match has a card of its own. Without it a match is a line"
            " from who supports to what is supported."
        ),
    ),
]
PaperOption = Annotated[
    PaperSize | None,
    typer.Option(
        "--paper",
        metavar="|".join(PaperSize),
        help="With --layout promises, thin or table: for what size. Default: slide.",
        show_default=False,
    ),
]
PAGES = ("", ".html", ".htm")
"""The endings of pages, for a browser."""
GRAPHS = (".graphml", ".gexf")
"""The endings of graphs, for Gephi and other programs."""
SizeOption = Annotated[
    MarkSize | None,
    typer.Option(
        "--size",
        metavar="|".join(MarkSize),
        help=(
            "people: in thin and table each country has a bar for its people."
            " amount: in promises each pledge has one for its amount, where all are in one"
            " currency."
        ),
        show_default=False,
    ),
]
MOST_BOXES = 40
"""Of more letters without a font the first are named."""
SUFFIXES = (".html", ".htm", ".svg", ".png", ".csv", *GRAPHS)
"""How the name of a picture may end; a stream has no ending."""


def _draw(
    *,
    question: str = "",
    layout: Layout | None = None,
    paper: PaperSize | None = None,
    size: MarkSize | None = None,
    out: Path | None = None,
    lang: str = "en",
    audience: list[str] | None = None,
    matches: bool = False,
    **options: Any,
) -> None:
    """Draw a picture: one HTML file that opens offline, drawn and listed, an SVG or PNG for a
    slide, or GraphML or GEXF with its places and colours for other programs.

    It shows the pledges that a question with the same options counts, with the level of support
    recorded for each. A tag marks each host-country pledge that is open to matching. The legend
    gives its meaning and the date of the sources.
    """
    given = {name: value for name, value in options.items() if value}
    chosen = _layout(out, layout, question, given)
    _check_asked(question, given)
    _check_fits(chosen, size, paper, matches)
    if out:
        _check_place(out)  # refuse before any work is done
    # One build for all: a build that ends meanwhile must not give names of another
    reader = workspace(audience).reading()
    if out is None:
        out = _named_after(reader, question, given, lang)
    _check_place(out)
    output = output_at(out)
    boxes = ""
    ending = out.suffix.casefold() or ".html"
    with progress(DRAWING):
        if chosen is not Layout.network:
            from pledgegraph.workspace.mark_sizes import Form
            from pledgegraph.workspace.sheets import WRITERS, boxes_in, sheet_of

            is_page = ending in PAGES
            form = Form(chosen.value, paper or PaperSize.slide, size or "", is_page)
            sheet = sheet_of(reader, question, given, lang, form)
            write = WRITERS[ending]
            output.write(lambda new: write(sheet, new))
            boxes = "" if ending == ".csv" else boxes_in(sheet)
        else:
            boxes = _write_network(reader, question, given, output, (lang, ending, matches))
    # A browser is what opens a page; a picture goes into a slide, rows into a table
    done = "open it" if ending in PAGES else "written"
    say(said(lang, done, file=str(out)))
    if boxes:
        say(said(lang, "boxes", letters=boxes[:MOST_BOXES]))


def _check_asked(question: str, given: dict[str, Any]) -> None:
    """Refuse to draw everything."""
    if not question and not given.keys() - {"as_of"}:
        raise UsageProblem(
            worded("Say what to draw"),
            worded("Use --country, --situation or --actor, or --question alone or with them."),
        )


def _check_fits(
    layout: Layout,
    size: MarkSize | None,
    paper: PaperSize | None,
    matches: bool,
) -> None:
    """Refuse what a layout cannot show."""
    if matches and layout is not Layout.network:
        raise UsageProblem(
            worded("Only the network has cards of matches"),
            worded("Use --matches with --layout network, or leave it out."),
        )
    if size and layout is Layout.network:
        raise UsageProblem(
            worded("The network has no sizes"),
            worded("Use --size with --layout promises, thin or table."),
        )
    if paper and layout is Layout.network:
        raise UsageProblem(
            worded("The network is not for a paper size"),
            worded("Use --paper with --layout promises, thin or table."),
        )


def _check_place(out: Path) -> None:
    from pledgegraph.workspace.foreign_files import check_not_foreign

    check_not_foreign(output_at(out).place())


def _write_network(
    reader: Workspace,
    question: str,
    given: dict[str, Any],
    output: Output,
    form: tuple[str, str, bool],
) -> str:
    """Write the network of what is asked for, in a language, a format, and with cards of matches or
    without; the letters that are drawn as boxes.
    """
    lang, ending, matches = form
    is_drawing = ending in (".svg", ".png")
    as_file: dict[str, Any] = {
        "lang": lang,
        # A bitmap is made of the drawing
        "ending": ".svg" if is_drawing else ending,
        "matches": matches,
    }
    if question:
        text = reader.draw_answer(question, given, **as_file)
    else:
        text = reader.draw_scope(given, **as_file)
    if not is_drawing:
        output.write_text(text)
        return ""
    from pledgegraph.graph.pictures.bitmaps import fonts_for, network_png
    from pledgegraph.graph.pictures.network_sheets import strange_letters

    if ending == ".png":
        output.write(lambda new: new.write_bytes(network_png(text)))
    else:
        output.write_text(text)
    _, missing = fonts_for(strange_letters(text))
    return missing


def _layout(
    out: Path | None,
    layout: Layout | None,
    question: str,
    given: dict[str, Any],
) -> Layout:
    """The layout that is asked for, else the one that the file's name says."""
    suffix = out.suffix.casefold() if out else ".html"
    if out and out.name.casefold() in SUFFIXES:
        raise UsageProblem(
            worded("{name} is an ending without a name", name=out.name),
            worded("Name the file, as in -o picture{ending}.", ending=out.name),
        )
    if suffix and suffix not in SUFFIXES:
        raise UsageProblem(
            worded("A picture is not written as {suffix}", suffix=suffix),
            worded("Name a file that ends in {endings}.", endings=", ".join(SUFFIXES)),
        )
    is_network = suffix in (*PAGES, *GRAPHS)
    if suffix in GRAPHS and layout not in (None, Layout.network):
        raise UsageProblem(
            worded("Only the network is written as {suffix}", suffix=suffix),
            worded("Leave out --layout {layout}.", layout=layout.value),
        )
    usual = Layout.promises
    if is_network:
        usual = Layout.network
    # Pledges of an answer are chosen one by one: no count of a country is whole
    elif question:
        usual = Layout.promises
    # A situation is in several countries: what is where comes before the single pledge
    elif "situation" in given:
        usual = Layout.thin
    elif "platform" in given:
        usual = Layout.table
    return layout or usual


def _named_after(
    reader: Workspace,
    question: str,
    given: dict[str, Any],
    lang: str,
) -> Path:
    """A file with the name of what is drawn, in this folder."""
    from pledgegraph.ontology.iris import slug
    from pledgegraph.workspace.sheets import subject_of

    known = {parameter.name for parameter in pictured().parameters}
    about = {name: value for name, value in given.items() if name in known}
    subject = subject_of(reader, about, lang) if about else ""
    name = slug(f"{question} {subject}") or "picture"
    return Path(f"{name}.html")


def draw_command() -> Callable[..., None]:
    """The command that draws, with the parameters of the card of pictures as options."""
    kind = inspect.Parameter.KEYWORD_ONLY
    options = list(map(parameter_option, pictured().parameters))
    options += [
        inspect.Parameter("question", kind, default="", annotation=QuestionOption),
        inspect.Parameter("layout", kind, default=None, annotation=LayoutOption),
        inspect.Parameter("matches", kind, default=False, annotation=MatchesOption),
        inspect.Parameter("paper", kind, default=None, annotation=PaperOption),
        inspect.Parameter("size", kind, default=None, annotation=SizeOption),
        inspect.Parameter("out", kind, default=None, annotation=PictureOption),
        inspect.Parameter("lang", kind, default="en", annotation=LangOption),
        inspect.Parameter("audience", kind, default=None, annotation=AudienceOption),
    ]
    return with_options(_draw, options)
