MATCH (p:Pledge)-[:ANNOUNCED_AT]->(f:Forum)
WHERE coalesce(p.standing, '') <> 'withdrawn'
RETURN p.id AS id, f.name AS name, f.sequence AS sequence
