"""Picture texts: the texts that find what a picture shows around its pledges."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """A relationship of pledges that is drawn: the class at its end, its label, the name of that
    end.
    """

    relation: str
    cls: str
    label: str
    name: str

    def text(self, language: str) -> str:
        """The text that finds the ends of some pledges, with names in the language if there are."""
        name = self.name
        if language == "fr" and self.cls in LABELLED:
            name = f"coalesce(n.label_fr, {name})"
        return (
            f"MATCH (p:Pledge)-[:{self.relation}]->(n:{self.cls}) WHERE p.id IN $ids "
            f"RETURN p.id AS id, n.id AS other, {name} AS name, {self.name} AS called"
        )


LINKS = (
    Link("SUBMITTED_BY", "Actor", "submitted by", "n.name"),
    Link("JOINT_WITH", "Actor", "joint with", "n.name"),
    Link("IMPLEMENTED_IN", "Country", "in", "n.name"),
    Link("IMPLEMENTED_ACROSS", "SupportPlatform", "across", "n.code"),
    Link("ADDRESSES", "Situation", "addresses", "n.name"),
    Link("PART_OF", "MultistakeholderPledge", "part of", "n.name"),
)

LABELLED = {"Country", "Situation", "MultistakeholderPledge"}
"""Classes with French names; a platform is named by its code."""
SUPPORTS = """MATCH (m:Match)-[:SUPPORTS]->(p:Pledge), (m)-[:SUPPORTED_BY]->(n:{cls})
WHERE p.id IN $ids
RETURN m.id AS id, p.id AS pledge, n.id AS by, {name} AS name, m.extent AS extent,
    m.status AS status"""
MEANS = """MATCH (m:Match)-[:CONTRIBUTION_TYPE]->(n:Concept) WHERE m.id IN $ids
RETURN m.id AS id, n.notation AS code"""
SUPPORTERS = (
    ("Actor", "n.name"),
    ("Pledge", "coalesce(n.official_identifier, n.local_identifier, n.id)"),
)
"""The classes of what supports a pledge, and the name of such a node."""
COVERS = """MATCH (s:SupportPlatform)-[:COVERS]->(c:Country) WHERE c.iso3 IN $names
RETURN s.id AS id, s.code AS name, c.id AS country"""
FOR_SITUATIONS = """MATCH (s:SupportPlatform)-[:ADDRESSES]->(n:Situation) WHERE n.id IN $ids
RETURN s.id AS id, s.code AS name, n.id AS situation"""
SITUATIONS = "MATCH (n:Situation) WHERE n.id IN $ids RETURN n.id AS id, {name} AS name"
ASYLUM = """MATCH (n:Situation)-[:{relation}]->(c:Country) WHERE n.id IN $ids
RETURN n.id AS id, c.id AS country, {name} AS name"""
HOSTED = """MATCH (c:Country) WHERE c.id IN $ids AND c.people_hosted > 0
RETURN c.id AS id, c.people_hosted AS people, c.people_hosted_year AS year"""
BY_PLEDGE = (
    "MATCH (m:Match)-[:SUPPORTS]->(p:Pledge), (m)-[:SUPPORTED_BY]->(n:Pledge) WHERE p.id IN $ids"
    " RETURN DISTINCT n.id AS by"
)
JOINT = (
    "MATCH (p:Pledge)-[:JOINTLY_SUPPORTED_BY]->(q:Pledge) WHERE p.id IN $ids RETURN p.id AS id,"
    " q.id AS by"
)
