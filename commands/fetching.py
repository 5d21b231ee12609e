"""The command that asks the sites which a workspace follows for new releases: fetch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from pledgegraph.wording import Worded, worded, worded_count

from .console import say
from .failures import in_language, tell
from .options import LangOption
from .place import workspace

if TYPE_CHECKING:
    from pledgegraph.workspace.fetching import Taken
    from pledgegraph.workspace.refreshing import Fetched
    from pledgegraph.workspace.releases import Release

app = typer.Typer(rich_markup_mode=None)


@app.command()
def fetch(
    sites: Annotated[
        list[str] | None,
        typer.Argument(metavar="SITE", help="Names of sites. Otherwise, all that are followed."),
    ] = None,
    new: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="URL|FOLDER",
            help="Follow this site from now on, too. May be given several times.",
        ),
    ] = None,
    lang: LangOption = "en",
) -> None:
    """Copy new releases of the sites that the workspace follows. Exit status 1 if one cannot be
    used: the last good release of that site stays.
    """
    from pledgegraph.workspace import refreshing

    here = workspace()
    if new:
        found = refreshing.follow(here, new)
        for each in found:
            _tell(each)
    if sites or not new:
        found = refreshing.fetch(here, _tell, sites or [])
    if any(each.problem is not None for each in found):
        raise typer.Exit(1)
    if any(each.taken is not None and not each.taken.is_same for each in found):
        say("Next: pledgegraph build")


def _tell(fetched: Fetched) -> None:
    if fetched.problem is not None:
        say(in_language(fetched.problem))
        if fetched.is_kept:
            tell(worded("{name}: the last good release stays", name=fetched.name))
    elif fetched.taken is not None:
        sentence = _said_of(fetched.taken)
        tell(worded("{name}: {sentence}", name=fetched.name, sentence=sentence))


def _said_of(taken: Taken) -> Worded:
    """What came, in a sentence."""
    if taken.is_same:
        date = taken.release.modified
        return (
            worded("no new release since {date}", date=date) if date else worded("no new release")
        )
    sentence = release_sentence(taken.release)
    # Of a first release everything is new
    if not taken.before:
        return sentence
    changes = worded(
        " ({added} new, {removed} gone)",
        added=taken.added,
        removed=taken.removed,
    )
    return sentence + changes


def release_sentence(release: Release) -> Worded:
    """What a release is, in a sentence."""
    count = worded_count("{number} pledge", "{number} pledges", release.pledges)
    licence = release.licence or worded("licence not stated")
    if not release.modified:
        return worded(
            "release without a date, {count}, {licence}",
            count=count,
            licence=licence,
        )
    return worded(
        "release of {date}, {count}, {licence}",
        date=release.modified,
        count=count,
        licence=licence,
    )
