MATCH (p:Pledge)-[:ADDRESSES]->(s:Situation)
WHERE coalesce(p.standing, '') <> 'withdrawn'
RETURN p.id AS id, s.name AS situation
