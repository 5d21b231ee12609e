"""The Turtle of a document: the statements about its subjects, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from pledgegraph.ontology.iris import VOCABULARY_BASE
from pledgegraph.ontology.terms import PREFIXES

from .documents import Described


def turtle_of(subjects: Iterable[Described], base: str) -> str:
    """A whole file with these subjects; identifiers are relative to the base."""
    body = statements_of(subjects)
    lines = [f"@base <{base}/> ."]
    for long, short in PREFIXES.items():
        # Ten thousand files need few of them; one too many, named in a text only, does no harm
        if f"{short}:" in body:
            lines.append(f"@prefix {short}: <{long}> .")
    head = "\n".join(lines)
    return f"{head}\n{body}"


def statements_of(subjects: Iterable[Described]) -> str:
    """The statements about subjects, without base and prefixes."""
    parts = []
    for described in subjects:
        # A row is in its own file and in those of many places
        if not described.turtle:
            described.turtle = _about(described)
        parts.append(described.turtle)
    return "".join(parts)


def _about(described: Described) -> str:
    # Published concepts are not under the base of the workspace
    home = VOCABULARY_BASE if described.identifier.startswith("vocabulary/") else ""
    lines = []
    for predicate, objects in described.values.items():
        lines.append(f"{predicate} {' , '.join(objects)}")
    inside = " ;\n ".join(lines)
    return f"\n<{home}{described.identifier}> {inside} .\n"
