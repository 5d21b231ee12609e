MATCH (p:Pledge)-[:CONTRIBUTION_TYPE]->(t:Concept)
WHERE coalesce(p.standing, '') <> 'withdrawn'
RETURN p.id AS id, t.notation AS code
