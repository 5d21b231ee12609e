"""The Turtle of a document: the statements about its subjects, and nothing else."""

from __future__ import annotations

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
    parts = [head]
    for described in document.subjects:
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
