MATCH (p:Pledge)-[:AREA_OF_FOCUS]->(t:Concept)
RETURN p.id AS id, t.name AS name
