"""The Turtle of a document: the statements about its subjects, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from pledgegraph.ontology.terms import PREFIXES

from .documents import Described, Document


def turtle_head(base: str) -> str:
    """The lines before the statements: the base that identifiers are relative to, and prefixes."""
    lines = [f"@base <{base}/> ."]
    for long, short in PREFIXES.items():
        lines.append(f"@prefix {short}: <{long}> .")
    return "\n".join(lines) + "\n"


def turtle_of(document: Document, head: str) -> str:
    """The whole file."""
    return turtle_of_subjects(document.subjects, head)


def turtle_of_subjects(subjects: Iterable[Described], head: str) -> str:
    """A file with these subjects."""
    parts = [head]
    for described in subjects:
        parts.append(_about(described))
    return "".join(parts)


def _about(described: Described) -> str:
    from pledgegraph.ontology.iris import VOCABULARY_BASE

    # Published concepts are not under the base of the workspace
    home = VOCABULARY_BASE if described.identifier.startswith("vocabulary/") else ""
    lines = []
    for predicate, objects in described.values.items():
        lines.append(f"{predicate} {' , '.join(objects)}")
    return f"\n<{home}{described.identifier}> " + " ;\n    ".join(lines) + " .\n"
