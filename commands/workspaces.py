"""Commands on a workspace: demo, init, add, map, check, build and status."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from pledgegraph.wording import worded

from .answers import print_table
from .checking import CheckFormat, check_format, print_problems
from .console import ask_date, said, say, show
from .failures import saying_if_stopped, spoken, tell
from .fetching import release_sentence
from .mapping import of_a_new_file, offering_map, say_what_is_next, show_mapping
from .options import (
    FolderArgument,
    LangOption,
    OutOption,
    StatusOption,
)
from .place import command_here, output_at, workspace
from .progress import BUILDING, CHECKING, RECOGNISING, Shown, progress
from .status import StatusFormat, print_built, print_status

if TYPE_CHECKING:
    from pledgegraph.workspace.settings import SourceSettings
    from pledgegraph.workspace.workspace import Workspace

CheckOption = Annotated[
    CheckFormat | None,
    typer.Option(
        "--format",
        "-f",
        metavar="|".join(CheckFormat),
        help="Output format. Default: what the name of the file says, else a table.",
        show_default=False,
    ),
]

app = typer.Typer(rich_markup_mode=None)


@app.command()
def demo(directory: FolderArgument = Path("pledgegraph-demo"), lang: LangOption = "en") -> None:
    """Run the five-minute tour: build the sample register, ask two questions, draw a picture."""
    from pledgegraph.workspace import starting

    made = starting.demo(directory)
    # Already built where the tour is taken a second time
    _build(made, force=False)
    spoken = "" if lang == "en" else f" --lang {lang}"
    for name in ("unsupported", "joint-candidates"):
        asked = f"query {name} --country ETH --area Education{spoken}"
        show(f"\n$ pledgegraph -C {directory} {asked}\n")
        print_table(
            made.ask(
                name,
                lang=lang,
                country=["ETH"],
                area=["Education"],
            )
        )
    picture = made.folder / "ethiopia.html"
    output_at(picture, made.folder).write_text(made.draw_named("country", "ETH", lang=lang))
    show("\n" + said(lang, "tour, picture", file=str(picture)))
    following = f"pledgegraph -C {directory} query --help"
    show(
        said(
            lang,
            "tour, next",
            folder=str(made.folder),
            command=following,
        )
    )


def asking_below(shown: Shown) -> Callable[[Path], str] | None:
    """How the date of a file is asked for below a line of progress; None where nobody can
    answer.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None

    def asked(path: Path) -> str:
        # A line that is drawn again and again would hide the question
        shown.vanish()
        return ask_date(path)

    return asked


@app.command()
def init(
    directory: FolderArgument,
    files: Annotated[
        list[Path] | None,
        typer.Argument(metavar="FILE", help="Registers and other sources. They are copied."),
    ] = None,
    template: Annotated[
        str,
        typer.Option(
            metavar="KIND",
            help="Add an empty source of this kind, such as support, as a workbook; support.csv as"
            " text. Also for existing workspaces.",
        ),
    ] = "",
    sites: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="URL|FOLDER",
            help="A site that `publish` wrote: its newest release is copied, and `fetch` follows"
            " it. May be given several times.",
        ),
    ] = None,
) -> None:
    """Create a workspace. The kind of each file is recognised by its columns."""
    from pledgegraph.workspace import starting

    with of_a_new_file(), offering_map(directory), progress(RECOGNISING) as shown:
        made = starting.init(
            directory,
            files or [],
            template,
            asking_below(shown),
            sites=sites or [],
        )
    # What was recognised is said, so that a wrong layout or date is seen at once
    for source in made.settings().sources:
        if source.site:
            _tell_release(made.folder, source)
        else:
            _say_source(source)
    say(f"Next: pledgegraph -C {directory} build")


def _say_source(source: SourceSettings) -> None:
    dated = f"of {source.retrieved}" if source.retrieved else "date not stated"
    say(f"{source.name}: {source.file} ({source.layout}), {dated}")


def _tell_release(folder: Path, source: SourceSettings) -> None:
    from pledgegraph.workspace.releases import release_in

    release = release_in(folder / source.file, source.file)
    sentence = release_sentence(release)
    tell(worded("{name}: {sentence}", name=source.name, sentence=sentence))


@app.command()
def add(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="Further extracts. They are copied."),
    ],
) -> None:
    """Add files to the workspace. The kind of each is recognised by its columns."""
    from pledgegraph.workspace import adding

    here = workspace()
    with of_a_new_file(), offering_map(here.folder), progress(RECOGNISING) as shown:
        added = adding.add(here, files, asking_below(shown))
    for source in added:
        _say_source(source)
    say(f"Next: {command_here('build')}")


@app.command("map")
def map_(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A file that no layout fits.")],
    kind: Annotated[
        str,
        typer.Option(
            metavar="KIND",
            help="What the file holds, such as pledges. Otherwise, what its columns fit.",
        ),
    ] = "",
    name: Annotated[
        str,
        typer.Option(metavar="NAME", help="Name of the layout. Otherwise, after the file."),
    ] = "",
) -> None:
    """Write a first layout for a file into layouts/, for you to look through. No row is loaded."""
    from pledgegraph.workspace.mapping import map_file

    folder = workspace().folder
    with of_a_new_file():
        made = map_file(folder, file, kind, name)
    show_mapping(made)
    say_what_is_next(made, folder, file)


@app.command()
def check(
    output: CheckOption = None,
    out: OutOption = None,
    shapes: Annotated[
        str,
        typer.Option(
            metavar="FILE",
            help="Check also by the SHACL shapes of this file (Turtle), or by pledgegraph's own:"
            " --shapes own. Slow for more than some thousand rows.",
        ),
    ] = "",
    lang: LangOption = "en",
) -> None:
    """List every problem in the sources, with its place, a code and a hint. Exit status 1 if there
    is any.

    A terminal shows the first of each kind. A workbook has your sheets with the cells marked, each
    with a comment; what is not loaded is left out of it.
    """
    chosen = check_format(out, output)
    here = workspace()
    with progress(CHECKING):
        loading = here.check()
        problems = list(loading.problems)
        if shapes:
            problems += here.check_shapes(loading, shapes)

    # A file is for those who asked for it in their language
    problems = list(map(spoken, problems))

    def write_marked(path: Path) -> None:
        here.write_marked(path, problems, lang)

    print_problems(problems, chosen, output_at(out) if out else None, write_marked)
    # So that a script or a job can stop at it
    if problems:
        raise typer.Exit(1)


@app.command()
def build(
    force: Annotated[bool, typer.Option(help="Build again even if nothing changed.")] = False,
    lang: LangOption = "en",
) -> None:
    """Build the graph from the sources. If a build fails, the previous one keeps answering."""
    _build(workspace(), force=force)


def _build(where: Workspace, *, force: bool) -> None:
    from pledgegraph.ontology.lean import pandas_spared

    # Only of a build: a stop of another command leaves nothing to be said
    left = ["The previous build still answers."] if where.has_build() else []
    with saying_if_stopped(*left), pandas_spared(), progress(BUILDING) as shown:
        manifest = where.build(force=force, on_step=shown.step, on_rows=shown.advance)
    print_built(manifest)


@app.command()
def status(output: StatusOption = StatusFormat.table, lang: LangOption = "en") -> None:
    """Show what is built, from which sources, and whether they or pledgegraph changed since."""
    reader = workspace().reading()
    print_status(reader.manifest(), reader.changed(), output)
