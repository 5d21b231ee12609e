MATCH (p:Pledge)-[:THEME]->(t:Concept)
RETURN p.id AS id, t.name AS name
