"""Examples: queries of the facts of a site that say something about any register."""

from __future__ import annotations

from dataclasses import dataclass

from pledgegraph.ontology.languages import N_
from pledgegraph.ontology.namespaces import PG

_HEAD = f"PREFIX pg: <{PG}>\n"


@dataclass(frozen=True)
class Example:
    """A query that can be asked as it is, and what it asks for, in English."""

    title: str
    text: str


# DISTINCT in counts: a pledge may come by several ways
EXAMPLES = (
    Example(
        N_("Pledges by forum"),
        _HEAD
        + """SELECT ?forum (COUNT(DISTINCT ?pledge) AS ?pledges) WHERE {
  ?pledge a pg:Pledge ; pg:announcedAt/pg:name ?forum .
}
GROUP BY ?forum ORDER BY DESC(?pledges) ?forum
""",
    ),
    Example(
        N_("Pledges that ask for support, with the words in which they do"),
        _HEAD
        + """SELECT ?pledge ?title ?actor ?words WHERE {
  ?pledge pg:asksForSupport true ; pg:submittedBy/pg:name ?actor .
  OPTIONAL { ?pledge pg:title ?title }
  OPTIONAL { ?pledge pg:asksWords ?words }
}
ORDER BY ?actor ?pledge
""",
    ),
    Example(
        N_("Countries by the number of pledges that name them"),
        _HEAD
        + """SELECT ?country ?name (COUNT(DISTINCT ?pledge) AS ?pledges) WHERE {
  ?pledge a pg:Pledge ; pg:implementedIn ?country .
  ?country pg:name ?name .
}
GROUP BY ?country ?name ORDER BY DESC(?pledges) ?name
""",
    ),
    Example(
        N_("Actors by the number of pledges that they submitted"),
        _HEAD
        + """SELECT ?actor ?name (COUNT(DISTINCT ?pledge) AS ?pledges) WHERE {
  ?pledge a pg:Pledge ; pg:submittedBy ?actor .
  ?actor pg:name ?name .
}
GROUP BY ?actor ?name ORDER BY DESC(?pledges) ?name
""",
    ),
    Example(
        N_("Areas of focus by the number of pledges"),
        _HEAD
        + """SELECT ?area ?label (COUNT(DISTINCT ?pledge) AS ?pledges) WHERE {
  ?pledge a pg:Pledge ; pg:areaOfFocus ?area .
  ?area pg:label ?label FILTER (LANG(?label) = "en")
}
GROUP BY ?area ?label ORDER BY DESC(?pledges) ?label
""",
    ),
    Example(
        N_("Recorded support: who supports which pledge, and in which cell that is stated"),
        _HEAD
        + """SELECT ?pledge ?supporter ?cell WHERE {
  ?match a pg:Match ; pg:supports ?pledge ; pg:supportedBy/pg:name ?supporter .
  OPTIONAL { ?match pg:statedInCell ?cell }
}
ORDER BY ?pledge ?supporter ?cell
""",
    ),
    Example(
        N_("How many pledges state an amount, out of how many"),
        _HEAD
        + """SELECT (COUNT(DISTINCT ?pledge) AS ?pledges) (COUNT(DISTINCT ?stated) AS ?with_amount)
WHERE {
  ?pledge a pg:Pledge .
  OPTIONAL { ?pledge pg:amount ?amount . BIND(?pledge AS ?stated) }
}
""",
    ),
    Example(
        N_("Everything that is stated about one pledge"),
        _HEAD
        + """SELECT ?pledge ?property ?value WHERE {
  { SELECT ?pledge WHERE { ?pledge a pg:Pledge } ORDER BY ?pledge LIMIT 1 }
  ?pledge ?property ?value .
}
ORDER BY ?property ?value
""",
    ),
)
"""In the order of the page; the first one is there when it opens."""
