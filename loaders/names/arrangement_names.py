"""Names of arrangements: platforms, situations and multi-stakeholder pledges by the names that
cells use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pledgegraph.loaders.files.cells import BadCell, name_and_remark
from pledgegraph.ontology.iris import named
from pledgegraph.ontology.spelling import fold, situation_key
from pledgegraph.ontology.tables import Gathering
from pledgegraph.ontology.vocabularies import vocabulary

from .countries import countries, find_region, regions

REFERENCE = "source/vocabularies"
"""The source that states countries, regions, forums and concepts: pledgegraph's own vocabularies.
"""

_CATEGORY = re.compile(r"(education|solutions|partnerships|protection|other)\s*[-–]\s*", re.I)


@dataclass
class ArrangementNames:
    """Names → identifiers of what the workspace's own sources define; a name that fits two things
    fits none.
    """

    platforms: dict[str, str] = field(default_factory=dict)
    _situations: dict[str, set[str]] = field(default_factory=dict)
    _multistakeholder: dict[str, set[str]] = field(default_factory=dict)

    def add_platform(self, identifier: str, names: Iterable[str]) -> None:
        """A support platform under its code and names."""
        for name in names:
            self.platforms[_platform_key(name)] = identifier

    def add_situation(self, identifier: str, names: Iterable[str]) -> None:
        """A refugee situation under its names."""
        for name in names:
            self._situations.setdefault(_situation_key(name), set()).add(identifier)

    def add_multistakeholder(self, identifier: str, names: Iterable[str]) -> None:
        """A multi-stakeholder pledge under its titles."""
        for name in names:
            for key in _title_keys(name):
                self._multistakeholder.setdefault(key, set()).add(identifier)

    def region(self, text: str) -> str | None:
        """A region that a support platform or M49 defines: ``IGAD region``, ``Southern Africa``."""
        region = find_region(text)
        return self.platforms.get(_platform_key(text)) or (
            region.id if region is not None else None
        )

    def situation(self, text: str) -> str | None:
        """The one situation that a text names."""
        return _only(self._situations.get(_situation_key(text)))

    def multistakeholder_pledge(self, text: str) -> str | None:
        """The one multi-stakeholder pledge that a text names, by its title or the part before its
        colon or dash.
        """
        for key in _title_keys(text):
            found = _only(self._multistakeholder.get(key))
            if found is not None:
                return found
        return None


_PLATFORM_WORDS = re.compile(
    r"\s+(sub-?region|region|area|countries|(member )?states|(support )?platform)$"
)


def _platform_key(text: str) -> str:
    """``the IGAD region``, ``IGAD Member States``, ``IGAD Support Platform`` → ``igad``."""
    return _PLATFORM_WORDS.sub("", re.sub(r"^the ", "", fold(text)))


def _only(found: set[str] | None) -> str | None:
    return next(iter(found)) if found is not None and len(found) == 1 else None


def _situation_key(text: str) -> str:
    return situation_key(name_and_remark(text)[0])


def _title_keys(text: str) -> list[str]:
    """A title in full, without remark, without its category, and its part before a colon or a dash:
    longest first.
    """
    whole = (
        _CATEGORY.sub("", text.strip(), count=1) if _CATEGORY.match(text.strip()) else text.strip()
    )
    bare = name_and_remark(whole)[0]
    head = re.split(r"\s[-–]\s|:\s", bare)[0]
    return list(dict.fromkeys(fold(key) for key in (text, whole, bare, head)))


def theme_of(text: str) -> tuple[str, str, BadCell | None]:
    """A theme as (identifier, name, problem): one that is not in the vocabulary is kept as
    written.
    """
    concept = vocabulary("themes").find(text)
    if concept is not None:
        return concept.id, concept.name, None
    problem = BadCell(
        "N004",
        f"theme {text!r} is not in the vocabulary; it is kept as written, in no area of focus",
        "Use a published theme where one is meant.",
        "finding",
    )
    return named("concept/themes", text), text, problem


def gather_reference(gathering: Gathering) -> None:
    """Put what pledgegraph's own vocabularies state into the tables: concepts, regions, forums,
    countries.
    """
    from pledgegraph.ontology.vocabularies import vocabulary_names

    for name in vocabulary_names():
        concepts = list(vocabulary(name).concepts.values())
        if name == "forums":
            gathering.nodes(
                "Forum",
                REFERENCE,
                {
                    "id": [f"forum/{c.notation}" for c in concepts],
                    "name": [c.name for c in concepts],
                    "label_en": [c.labels.get("en") for c in concepts],
                    "label_fr": [c.labels.get("fr") for c in concepts],
                    "held_on": [c.held_on or None for c in concepts],
                    "sequence": [c.sequence for c in concepts],
                },
            )
            continue
        gathering.nodes(
            "Concept",
            REFERENCE,
            {
                "id": [c.id for c in concepts],
                "name": [c.name for c in concepts],
                "notation": [c.notation for c in concepts],
                "in_vocabulary": [c.vocabulary for c in concepts],
                "label_en": [c.labels.get("en") for c in concepts],
                "label_fr": [c.labels.get("fr") for c in concepts],
            },
        )
        gathering.links(
            "broader",
            REFERENCE,
            [c.id for c in concepts if c.broader],
            [c.broader for c in concepts if c.broader],
        )
    _gather_places(gathering)


def _gather_places(gathering: Gathering) -> None:
    areas, lands = list(regions().values()), list(countries().values())
    gathering.nodes(
        "Concept",
        REFERENCE,
        {
            "id": [r.id for r in areas],
            "name": [r.name for r in areas],
            "notation": [r.m49 for r in areas],
            "in_vocabulary": ["m49"] * len(areas),
            "label_en": [r.name for r in areas],
            "label_fr": [r.name_fr for r in areas],
        },
    )
    parents = [(r.id, f"vocabulary/m49/{r.parent}") for r in areas if r.parent]
    gathering.links(
        "broader", REFERENCE, [start for start, _ in parents], [end for _, end in parents]
    )
    gathering.nodes(
        "Country",
        REFERENCE,
        {
            "id": [c.id for c in lands],
            "iso3": [c.iso3 for c in lands],
            "name": [c.name for c in lands],
            "label_en": [c.name for c in lands],
            "label_fr": [c.name_fr for c in lands],
            "unhcr_code": [c.unhcr_code for c in lands],
            "seeks_support": [c.seeks_support for c in lands],
        },
    )
    within = [(c.id, f"vocabulary/m49/{m49}") for c in lands for m49 in c.regions]
    gathering.links(
        "inRegion", REFERENCE, [start for start, _ in within], [end for _, end in within]
    )
