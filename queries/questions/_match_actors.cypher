MATCH (m:Match)-[:SUPPORTED_BY]->(a:Actor)
RETURN m.id AS id, a.id AS actor, a.name AS name
