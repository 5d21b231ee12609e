"""A shown page: what is on record about one thing, by its name."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pledgegraph.ontology.languages import N_
from pledgegraph.ontology.schema import schema
from pledgegraph.queries.catalogue import PAGE
from pledgegraph.queries.emptiness import option_text
from pledgegraph.queries.names import names_in
from pledgegraph.queries.phrases import Phrases

from .given_names import aliases, identified, with_places

if TYPE_CHECKING:
    from pledgegraph.ontology.names import Thing
    from pledgegraph.queries.answers import Answer

    from .workspace import Workspace

PARAMETERS: Mapping[str, str] = {
    "Actor": "actor",
    "Country": "country",
    "Situation": "situation",
    "SupportPlatform": "platform",
}
"""Class of a thing that has a page → the kind of its names, and the parameter it is a value of."""
HEADING = N_("{name}: {heading}")
OPEN = N_("What is open to matching: `{command}`.")
COULD_HELP = N_("Where it could help: `{command}`.")
WITH_AREA = N_("Suggested contacts there for an area: `{command}`.")


def shown_page(
    workspace: Workspace,
    name: str,
    lang: str = "en",
) -> Answer:
    """The page about the actor, country, situation or support platform that a name spells, said in
    a language (``en`` or ``fr``).

    Raises:
        UsageProblem: nothing is called so; with suggestions.
        AmbiguousName: several things are called so.
    """
    # One build for the name and for the page: another may finish meanwhile
    reader = workspace.reading()
    thing = _thing(reader, name, lang)
    about = PARAMETERS[schema().class_of(thing.id)]
    parameters: dict[str, Any] = {about: [thing.value]}
    answer = reader.ask(PAGE, lang=lang, **parameters)
    named = Phrases(lang).translated(HEADING)
    return replace(
        answer,
        heading=named.format(name=thing.called(lang), heading=answer.heading),
        notices=[*answer.notices, *_further(about, thing.value, answer)],
        # By its identifier, which names nothing else
        command=f"pledgegraph show {thing.id}",
        parameters={},
    )


def _thing(reader: Workspace, name: str, lang: str) -> Thing:
    manifest = reader.manifest()
    given = identified(name, manifest)
    with with_places(reader.build_folder()), closing(reader.engine()) as engine:
        names = names_in(engine, aliases(manifest), lang)
        kinds = list(PARAMETERS.values())
        return names.node(kinds, given, "pledgegraph show")


def _further(
    about: str,
    value: str,
    answer: Answer,
) -> list[str]:
    """The commands that go on from the page: what is open, and who could join."""
    option = option_text(about, [value])
    commands = {OPEN: f"unsupported {option}"}
    # Contacts are sought for a place, which an actor is not
    if about == "actor":
        commands[COULD_HELP] = f"unsupported --for {value}"
    else:
        commands[WITH_AREA] = f"joint-candidates {option} --area AREA"
    # Who reads a page for an audience, or in French, goes on so
    options = [option_text(name, chosen) for name, chosen in answer.options.items()]
    phrases = Phrases(answer.language)
    found = []
    for sentence, asked in commands.items():
        command = " ".join(["pledgegraph query", asked, *options])
        found.append(phrases.translated(sentence).format(command=command))
    return found
