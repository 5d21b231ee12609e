"""Pictures: those of the pledges in scope of a question's parameters, and of an answer's rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.engine import Engine
from pledgegraph.graph.pictures.composition import Picture
from pledgegraph.graph.pictures.contents import Subject, picture
from pledgegraph.graph.pictures.drawing import draw
from pledgegraph.graph.pictures.graph_files import gexf, graphml
from pledgegraph.ontology.languages import Language
from pledgegraph.queries.answers import Answer
from pledgegraph.queries.catalogue import pictured
from pledgegraph.queries.scope import Scope, pledge_ids
from pledgegraph.wording import worded

from .given_names import aliases, identified

Manifest = Mapping[str, Any]
FORMS: Mapping[str, Callable[[Picture, str], str]] = {
    ".html": draw,
    ".htm": draw,
    ".graphml": lambda picture, _: graphml(picture),
    ".gexf": lambda picture, _: gexf(picture),
}
"""What the network is written as, by the ending of the file."""


def scope_of(
    engine: Engine,
    manifest: Manifest,
    given: Mapping[str, Any],
    lang: str,
    *,
    may_be_empty: bool = False,
) -> Scope:
    """The pledges in scope of parameters, as the names that people give spell them.

    Raises:
        UsageProblem: nothing has one of these names, or several things have it.
    """
    spelled = identified(given, manifest)
    return Scope(
        engine,
        manifest,
        spelled,
        lang,
        aliases(manifest),
        may_be_empty=may_be_empty,
    )


def drawn(
    engine: Engine,
    manifest: Manifest,
    given: Mapping[str, Any],
    lang: str,
    title: str = "",
    ending: str = ".html",
) -> str:
    """The network of the pledges in scope, as the text of a file with an ending of ``FORMS``;
    without a title it has the names of what is asked for.

    Raises:
        UsageProblem: a name is not known, or no pledge is in scope.
    """
    scope = scope_of(engine, manifest, given, lang)
    return _network(
        engine,
        scope,
        title or scope.subject.title,
        lang,
        ending,
    )


def _network(
    engine: Engine,
    scope: Scope,
    title: str,
    lang: str,
    ending: str,
) -> str:
    values = scope.subject.values
    wanted: set[str] = set()
    for several in values.values():
        wanted.update(several)
    subject = Subject(
        scope.ids,
        frozenset(wanted),
        values.get("country", ()),
        title,
        scope.coverage(),
    )
    manifest = scope.asked.manifest
    return FORMS[ending](picture(engine, subject, manifest, lang), lang)


def drawn_answer(
    engine: Engine,
    answer: Answer,
    manifest: Manifest,
    lang: str,
    ending: str = ".html",
) -> str:
    """The network of the pledges in the answer to a question, as the text of a file; see
    ``scope_of_answer``.
    """
    scope, title = scope_of_answer(
        engine,
        answer,
        manifest,
        lang,
    )
    return _network(engine, scope, title, lang, ending)


def scope_of_answer(
    engine: Engine,
    answer: Answer,
    manifest: Manifest,
    lang: str,
) -> tuple[Scope, str]:
    """The pledges in the answer to a question, and what it is called.

    Raises:
        UsageProblem: the answer names no pledge.
    """
    asked = Language(lang).translated(answer.question.title)
    known = {}
    names = [parameter.name for parameter in pictured().parameters]
    for name, value in answer.parameters.items():
        if name in names:
            known[name] = value
    about = scope_of(engine, manifest, known, lang).subject
    title = ", ".join([asked, *about.names])
    # An answer on actors may have rows without a pledge
    pledges = pledge_ids(answer.rows)
    if not pledges:
        raise UsageProblem(
            worded("The answer has no pledges to draw: {title}", title=title),
            worded("Use fewer options to narrow it."),
        )
    named = Scope(
        engine,
        manifest,
        {},
        lang,
        aliases(manifest),
        pledges,
    )
    return named, title
