MATCH (p:Pledge)-[:AREA_OF_FOCUS]->(t:Concept)
WHERE coalesce(p.standing, '') <> 'withdrawn'
RETURN p.id AS id, t.name AS name
