"""Pictures: those of the pledges in scope of a question's parameters, and of an answer's rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pledgegraph.errors import UsageProblem
from pledgegraph.graph.engine import Engine
from pledgegraph.graph.pictures.captions import Captions
from pledgegraph.graph.pictures.composition import Picture
from pledgegraph.graph.pictures.contents import Subject, picture
from pledgegraph.graph.pictures.drawing import draw
from pledgegraph.graph.pictures.graph_files import gexf, graphml
from pledgegraph.graph.pictures.network_rows import network_csv
from pledgegraph.graph.pictures.network_sheets import network_svg
from pledgegraph.ontology.languages import Language
from pledgegraph.queries.answers import Answer
from pledgegraph.queries.catalogue import pictured
from pledgegraph.queries.scope import Scope, pledge_ids
from pledgegraph.wording import worded

from .given_names import aliases, identified

Manifest = Mapping[str, Any]
WRITERS: Mapping[str, Callable[[Picture, str], str]] = {
    ".html": draw,
    ".htm": draw,
    ".csv": network_csv,
    ".svg": network_svg,
    ".graphml": lambda picture, _: graphml(picture),
    ".gexf": lambda picture, _: gexf(picture),
}
"""What the network is written as, by the ending of the file."""


@dataclass(frozen=True)
class NetworkFile:
    """How the network is shown: its language, the ending of its file (of ``WRITERS``), and whether
    each match has a card of its own.
    """

    language: str = "en"
    ending: str = ".html"
    matches: bool = False


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
    form: NetworkFile,
    title: str = "",
) -> str:
    """The network of the pledges in scope, as the text of a file; without a title it has the names
    of what is asked for.

    Raises:
        UsageProblem: a name is not known, or no pledge is in scope.
    """
    scope = scope_of(engine, manifest, given, form.language)
    return _network(
        engine,
        scope,
        title or scope.subject.title,
        form,
    )


def drawn_answer(
    engine: Engine,
    answer: Answer,
    manifest: Manifest,
    form: NetworkFile,
) -> str:
    """The same of the pledges in the answer to a question; see ``scope_of_answer``."""
    scope, title = scope_of_answer(
        engine,
        answer,
        manifest,
        form.language,
    )
    return _network(engine, scope, title, form)


def _network(
    engine: Engine,
    scope: Scope,
    title: str,
    form: NetworkFile,
) -> str:
    values = scope.subject.values
    wanted: set[str] = set()
    for several in values.values():
        wanted.update(several)
    captions = Captions(form.language)
    manifest = scope.asked.manifest
    subject = Subject(
        scope.ids,
        frozenset(wanted),
        values.get("country", ()),
        scope.identifiers("situation"),
        title,
        _heading(scope, title, captions),
        scope.coverage(),
        f"{captions.say('silence')} {sources_of(manifest, captions)}",
        form.matches,
    )
    shown = picture(engine, subject, manifest, form.language)
    write = WRITERS[form.ending]
    return write(shown, form.language)


def sources_of(manifest: Manifest, captions: Captions) -> str:
    """Where what a picture shows is from, and its licence."""
    # Who publishes the graph answers for its sources; a graph may have nobody
    publisher = manifest["publisher"] or manifest["title"]
    licence = manifest["licence"]
    kind = "sources and licence" if licence else "sources"
    return captions.say(kind, sources=publisher, licence=licence)


def _heading(
    scope: Scope,
    title: str,
    captions: Captions,
) -> str:
    """What the picture shows: for how many of the host-country pledges support is recorded."""
    if not scope.hosts:
        return captions.say("heading", title=title)
    return captions.count(
        "support recorded for",
        len(scope.hosts),
        subject=title,
        recorded=captions.language.number(len(scope.supported)),
    )


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
