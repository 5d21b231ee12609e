"""Names of themes: the concept that a theme in a cell stands for."""

from __future__ import annotations

from pledgegraph.loaders.files.cells import BadCell
from pledgegraph.ontology.iris import named
from pledgegraph.ontology.vocabularies import vocabulary


def theme_of(text: str) -> tuple[str, str, BadCell | None]:
    """A theme as (identifier, name, problem): one that is not in the vocabulary is kept as
    written.
    """
    concept = vocabulary("themes").find(text)
    if concept is not None:
        return concept.id, concept.name, None
    unknown = f"theme {text!r} is not in the vocabulary"
    problem = BadCell(
        code="N004",
        found=f"{unknown}; it is kept as written, in no area of focus",
        hint="Use a published theme where one is meant.",
        severity="finding",
    )
    return named("concept/themes", text), text, problem
