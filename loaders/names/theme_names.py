"""Names of themes: the concept that a theme in a cell stands for."""

from __future__ import annotations

from pledgegraph.loaders.files.cells import BadCell
from pledgegraph.ontology.iris import named
from pledgegraph.ontology.vocabularies import vocabulary
from pledgegraph.wording import worded


def theme_of(text: str) -> tuple[str, str, BadCell | None]:
    """A theme as (identifier, name, problem): one that is not in the vocabulary is kept as
    written.
    """
    concept = vocabulary("themes").find(text)
    if concept is not None:
        return concept.id, concept.name, None
    # A word of its own may be a theme that is yet to be published: it is kept
    unknown = worded("theme {text} is not in the vocabulary", text=repr(text))
    problem = BadCell(
        code="N004",
        found=worded("{unknown}; it is kept as written, in no area of focus", unknown=unknown),
        hint=worded("Use a published theme where one is meant."),
        severity="finding",
    )
    return named("concept/themes", text), text, problem
