"""Generate ``ontology/domains.ttl``: which classes a property is used with, made from the shapes.

``python docs/write_domains.py`` writes it; with ``--check`` it fails if it is stale.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pledgegraph.ontology.namespaces import PG
from pledgegraph.ontology.namespaces import SKOS as SKOS_BASE
from pledgegraph.ontology.schema import local_name, schema

DOMAINS = Path(__file__).resolve().parent.parent / "ontology" / "domains.ttl"
DOMAINS_HEAD = """\
# Which classes a property is used with and what its values are, for readers without SHACL.
# Made by docs/write_domains.py from shapes.ttl and computed.ttl, which alone are binding.
# Licence: MIT.
@prefix pg: <https://w3id.org/pledgegraph#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix schema: <https://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
RANGES = {
    "text": ["xsd:string"],
    "integer": ["xsd:integer"],
    "boolean": ["xsd:boolean"],
    "date": ["xsd:date", "xsd:gYear", "xsd:gYearMonth"],
}


def domains() -> str:
    """``schema:domainIncludes`` and ``schema:rangeIncludes`` of each property, in Turtle."""
    starts: dict[str, set[str]] = {}
    ends: dict[str, set[str]] = {}
    words = schema()
    for cls in words.classes.values():
        for column in cls.columns:
            kinds = ["rdf:langString"] if column.language else RANGES[column.kind]
            if column.vocabulary:
                kinds = ["skos:Concept"]
            starts.setdefault(column.iri, set()).add(compact(cls.iri))
            ends.setdefault(column.iri, set()).update(kinds)
            if column.first_day:
                starts.setdefault(column.first_day, set()).add(compact(cls.iri))
                ends[column.first_day] = {"xsd:date"}
    for relation in words.relations.values():
        starts[relation.iri] = {compact(words.classes[name].iri) for name in relation.starts}
        ends[relation.iri] = {compact(words.classes[name].iri) for name in relation.ends}
    said = [
        f"\n{compact(iri)} schema:domainIncludes {' , '.join(sorted(starts[iri]))} ;\n"
        f"    schema:rangeIncludes {' , '.join(sorted(ends[iri]))} .\n"
        for iri in sorted(starts, key=local_name)
    ]
    return DOMAINS_HEAD + "".join(said)


def compact(iri: str) -> str:
    """``pg:`` or ``skos:`` and the local name."""
    return iri.replace(PG, "pg:").replace(SKOS_BASE, "skos:")


def main() -> None:
    """Write the file, or with ``--check`` compare it."""
    text = domains()
    if "--check" in sys.argv:
        is_fresh = DOMAINS.exists() and DOMAINS.read_text("utf-8") == text
        sys.exit(0 if is_fresh else "stale: domains.ttl; run `python docs/write_domains.py`")
    DOMAINS.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
