"""Government names: what a government is called in a French picture. Its country has a French name;
no source gives one of the government itself, and none is made up.
"""

from __future__ import annotations

from collections.abc import Mapping

from pledgegraph.graph.engine import Engine

from .captions import Captions

REPRESENTED = """MATCH (a:Actor)-[:REPRESENTS]->(c:Country) WHERE c.label_fr IS NOT NULL
RETURN a.name AS name, c.label_fr AS country"""


def countries_of_governments(engine: Engine, captions: Captions) -> Mapping[str, str]:
    """The name of each government → its country in French; nothing in English."""
    if captions.language.code != "fr":
        return {}
    found: dict[str, str] = {}
    twice = set()
    for row in engine.ask(REPRESENTED, {}):
        name = str(row["name"])
        # Who represents several countries is not one of them
        if name in found:
            twice.add(name)
        found[name] = str(row["country"])
    return {name: country for name, country in found.items() if name not in twice}
