"""Generate ``ontology/m49.ttl``, the regions of M49 as a scheme of SKOS.

``python docs/write_regions.py`` writes it; with ``--check`` it fails if it is stale.
"""

from __future__ import annotations

import sys
from pathlib import Path

from pledgegraph.loaders.names.countries import Region, regions
from pledgegraph.ontology.labels import REGIONS

M49 = Path(__file__).resolve().parent.parent / "ontology" / "m49.ttl"
M49_HEAD = """\
# Regions by the M49 standard of the United Nations. Made by docs/write_regions.py from
# loaders/names/regions.csv. Source: United Nations Statistics Division; facts, compiled under the
# MIT licence. "World" (001) is left out.
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix m49: <https://w3id.org/pledgegraph/vocabulary/m49/> .
@prefix pgv: <https://w3id.org/pledgegraph/vocabulary/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .

pgv:m49 a skos:ConceptScheme ;
    skos:prefLabel "{en}"@en , "{fr}"@fr ;
    dcterms:title "{en}"@en , "{fr}"@fr ;
    dcterms:source <https://unstats.un.org/unsd/methodology/m49/> ;
    dcterms:license <https://spdx.org/licenses/MIT> ;
    skos:hasTopConcept {tops} .
"""


def m49() -> str:
    """The regions as a scheme of SKOS, in Turtle."""
    found = regions()
    tops = [f"m49:{code}" for code, region in found.items() if not region.parent]
    head = M49_HEAD.format(**REGIONS, tops=" , ".join(tops))
    return head + "".join(region_of_m49(region) for region in found.values())


def region_of_m49(region: Region) -> str:
    """A region as a concept, in Turtle."""
    place = f"skos:broader m49:{region.parent}" if region.parent else "skos:topConceptOf pgv:m49"
    return (
        f"\nm49:{region.m49} a skos:Concept ;\n    skos:inScheme pgv:m49 ;\n    {place} ;\n"
        f'    skos:notation "{region.m49}" ;\n'
        f'    skos:prefLabel "{region.name}"@en , "{region.name_fr}"@fr .\n'
    )


def main() -> None:
    """Write the file, or with ``--check`` compare it."""
    text = m49()
    if "--check" in sys.argv:
        is_fresh = M49.exists() and M49.read_text("utf-8") == text
        sys.exit(0 if is_fresh else "stale: m49.ttl; run `python docs/write_regions.py`")
    M49.write_text(text, "utf-8", newline="\n")


if __name__ == "__main__":
    main()
