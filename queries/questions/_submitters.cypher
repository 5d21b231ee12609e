MATCH (p:Pledge)-[:SUBMITTED_BY]->(a:Actor)
WHERE coalesce(p.standing, '') <> 'withdrawn'
RETURN p.id AS id, a.id AS actor, a.name AS name
