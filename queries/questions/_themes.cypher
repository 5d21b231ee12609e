MATCH (p:Pledge)-[:THEME]->(t:Concept)
WHERE coalesce(p.standing, '') <> 'withdrawn'
RETURN p.id AS id, t.name AS name
