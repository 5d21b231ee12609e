MATCH (p:Pledge)-[:SUBMITTED_BY]->(a:Actor)
RETURN p.id AS id, a.id AS actor, a.name AS name
