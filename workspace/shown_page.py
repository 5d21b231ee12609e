"""A shown page: what is on record about one thing, by its name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self

from pledgegraph.ontology.languages import N_
from pledgegraph.ontology.schema import schema
from pledgegraph.queries.catalogue import PAGE, PLEDGE_PAGE
from pledgegraph.queries.emptiness import option_text
from pledgegraph.queries.names import names_in
from pledgegraph.queries.phrases import Phrases

from .given_names import aliases, identified, with_places

if TYPE_CHECKING:
    from pledgegraph.graph.engine import Engine
    from pledgegraph.ontology.names import Thing
    from pledgegraph.queries.answers import Answer


class Reader(Protocol):
    """What is needed of a workspace, which shows pages itself."""

    def reading(self, audience: Any = None) -> Self:
        """See ``Workspace``."""

    def manifest(self) -> dict[str, Any]:
        """See ``Workspace``."""

    def build_folder(self, audience: Any = None) -> Path:
        """See ``Workspace``."""

    def engine(self, name: str = "embedded") -> Engine:
        """See ``Workspace``."""

    def ask(
        self,
        question: str,
        *,
        engine: str = "embedded",
        lang: str = "en",
        **parameters: Any,
    ) -> Answer:
        """See ``Workspace``."""


PARAMETERS: Mapping[str, str] = {
    "Actor": "actor",
    "Country": "country",
    "Situation": "situation",
    "SupportPlatform": "platform",
    "Pledge": "pledge",
}
"""Class of a thing that has a page → the kind of its names, and the parameter it is a value of."""
HEADING = N_("{name}: {heading}")
OPEN = N_("What is open to matching: `{command}`.")
COULD_HELP = N_("Where it could help: `{command}`.")
WITH_AREA = N_("Suggested contacts there for an area: `{command}`.")
EVERY_CONTACT = N_("Every suggested contact: `{command}`.")
VALUES = N_("Where each value comes from: `{command}`.")
_TO_A_PAGE = re.compile(r"`(pledgegraph show [^`]+)`")
Command = tuple[str, str]
"""The sentence that says what a command gives, and the command."""


def shown_page(
    workspace: Reader,
    name: str,
    lang: str = "en",
    engine: str = "embedded",
) -> Answer:
    """The page about the actor, country, situation, support platform or pledge that a name spells,
    said in a language (``en`` or ``fr``).

    Raises:
        UsageProblem: nothing is called so; with suggestions.
        AmbiguousName: several things are called so.
    """
    # One build for the name and for the page: another may finish meanwhile
    reader = workspace.reading()
    thing = _thing(reader, name, lang)
    about = PARAMETERS[schema().class_of(thing.id)]
    is_pledge = about == "pledge"
    page = PLEDGE_PAGE if is_pledge else PAGE
    asked_for: dict[str, Any] = {about: [thing.value]}
    answer = reader.ask(
        page,
        lang=lang,
        engine=engine,
        **asked_for,
    )
    # A pledge is known by its number, which the page has as answers cite it
    called = answer.rows[0]["pledge"] if is_pledge else thing.called(lang)
    named = Phrases(lang).translated(HEADING)
    return replace(
        answer,
        heading=named.format(name=called, heading=answer.heading),
        notices=[*_with_options(answer), *_further(about, thing.value, answer)],
        # By its identifier, which names nothing else
        command=f"pledgegraph show {thing.id}",
        parameters={},
    )


def _thing(reader: Reader, name: str, lang: str) -> Thing:
    manifest = reader.manifest()
    given = identified(name, manifest)
    with with_places(reader.build_folder()), closing(reader.engine()) as engine:
        names = names_in(engine, aliases(manifest), lang)
        kinds = list(PARAMETERS.values())
        return names.node(kinds, given, "pledgegraph show")


def _options(answer: Answer) -> list[str]:
    """Who reads a page for an audience, or in French, goes on so."""
    return [option_text(name, chosen) for name, chosen in answer.options.items()]


def _with_options(answer: Answer) -> Iterator[str]:
    """The notices, whose commands lead to a page that is read in the same way."""
    options = _options(answer)
    for notice in answer.notices:
        yield _TO_A_PAGE.sub(lambda found: f"`{' '.join([found[1], *options])}`", notice)


def _further(
    about: str,
    value: str,
    answer: Answer,
) -> list[str]:
    """The commands that go on from the page: what is open, and who could join."""
    options = _options(answer)
    phrases = Phrases(answer.language)
    asked_for = _of_pledge if about == "pledge" else _of_others
    found = []
    for sentence, asked in asked_for(about, value, answer):
        command = " ".join(["pledgegraph", asked, *options])
        found.append(phrases.translated(sentence).format(command=command))
    return found


def _of_others(
    about: str,
    value: str,
    answer: Answer,
) -> Iterator[Command]:
    option = option_text(about, [value])
    yield OPEN, f"query unsupported {option}"
    # Contacts are sought for a place, which an actor is not
    if about == "actor":
        yield COULD_HELP, f"query unsupported --for {value}"
    else:
        yield WITH_AREA, f"query joint-candidates {option} --area AREA"


def _of_pledge(
    about: str,
    value: str,
    answer: Answer,
) -> Iterator[Command]:
    (pledge,) = answer.rows
    if _has_rows(answer, "candidates"):
        yield EVERY_CONTACT, f"query joint-candidates --pledge {value} --contacts all"
    if not pledge["host_country"] and pledge["submitter_ids"]:
        submitters = option_text("for_", pledge["submitter_ids"])
        yield COULD_HELP, f"query unsupported {submitters}"
    yield VALUES, f"explain {value}"


def _has_rows(answer: Answer, table: str) -> bool:
    return any(each.rows for each in answer.tables if each.question.name == table)
