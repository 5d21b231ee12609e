"""Pictures: the page of a thing by its name, or of the pledges of an answer."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.engine import Engine
from pledgegraph.graph.pictures.contents import picture
from pledgegraph.graph.pictures.drawing import draw
from pledgegraph.ontology.languages import Language
from pledgegraph.queries.answers import Answer
from pledgegraph.queries.names import identified, resolved

from .given_names import country_codes

Manifest = Mapping[str, Any]


def drawn(
    engine: Engine, manifest: Manifest, about: str, names: Sequence[str], title: str, lang: str
) -> str:
    """The page of a picture of what an engine holds."""
    return draw(picture(engine, about, names, title, manifest, lang), lang)


def drawn_by_name(engine: Engine, manifest: Manifest, about: str, name: str, lang: str) -> str:
    """The page of the country, situation or actor that a name spells.

    Raises:
        UsageProblem: nothing has this name, or several things have it.
    """
    is_country = about == "country"
    spelled = country_codes(name)[0] if is_country else name
    (thing,) = resolved(about, [spelled], engine, f"--{about}", lang)
    named = thing.value if is_country else thing.id
    return drawn(engine, manifest, about, [named], thing.called(lang), lang)


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
    pledges = [str(row["pledge"]) for row in answer.rows if row.get("pledge")]
    if not pledges:
        raise UsageProblem(
            f"The answer has no pledges to draw: {title}", "Use fewer options to narrow it."
        )
    return drawn(engine, manifest, "pledge", identified(pledges, engine), title, lang)
