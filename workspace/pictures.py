"""Pictures: the page of a thing by its name, or of the pledges of an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.engine import Engine
from pledgegraph.graph.pictures.contents import picture
from pledgegraph.graph.pictures.drawing import draw
from pledgegraph.ontology.languages import Language
from pledgegraph.ontology.names import Thing
from pledgegraph.queries.answers import Answer
from pledgegraph.queries.names import names_in
from pledgegraph.wording import worded

from .given_names import aliases, identified

Manifest = Mapping[str, Any]


def drawn(
    engine: Engine,
    manifest: Manifest,
    about: str,
    names: Sequence[str],
    title: str,
    lang: str,
) -> str:
    """The page of a picture of the things that names spell.

    Raises:
        UsageProblem: nothing has one of these names, or several things have it.
    """
    things = _things(engine, manifest, about, names, lang)
    return _page(
        engine,
        manifest,
        about,
        things,
        title,
        lang,
    )


def drawn_by_name(
    engine: Engine,
    manifest: Manifest,
    about: str,
    name: str,
    lang: str,
) -> str:
    """The page of the country, situation or actor that a name spells, which is its title.

    Raises:
        UsageProblem: nothing has this name, or several things have it.
    """
    (thing,) = _things(
        engine,
        manifest,
        about,
        [name],
        lang,
    )
    return _page(
        engine,
        manifest,
        about,
        [thing],
        thing.called(lang),
        lang,
    )


def _things(
    engine: Engine,
    manifest: Manifest,
    about: str,
    names: Sequence[str],
    lang: str,
) -> list[Thing]:
    spelled = identified(names, manifest)
    return names_in(engine, aliases(manifest), lang).resolved(
        about,
        spelled,
        f"--{about}",
    )


def _page(
    engine: Engine,
    manifest: Manifest,
    about: str,
    things: Sequence[Thing],
    title: str,
    lang: str,
) -> str:
    named = []
    for thing in things:
        # The texts of pictures ask for a country by its code, for others by identifier
        is_country = about == "country"
        named.append(thing.value if is_country else thing.id)
    found = picture(
        engine,
        about,
        named,
        title,
        manifest,
        lang,
    )
    return draw(found, lang)


def drawn_answer(
    engine: Engine,
    manifest: Manifest,
    answer: Answer,
    parameters: Mapping[str, Any],
    lang: str,
) -> str:
    """The page of the pledges in the answer to a question.

    Raises:
        UsageProblem: the answer names no pledge.
    """
    asked = Language(lang).translated(answer.question.title)
    title = ", ".join([asked, *map(str, parameters.values())])
    # An answer on actors may have rows without a pledge
    pledges = [str(row["pledge"]) for row in answer.rows if row.get("pledge")]
    if not pledges:
        raise UsageProblem(
            worded("The answer has no pledges to draw: {title}", title=title),
            worded("Use fewer options to narrow it."),
        )
    return drawn(
        engine,
        manifest,
        "pledge",
        pledges,
        title,
        lang,
    )
