MATCH (p:Pledge)-[:POPULATION_CONCERNED]->(t:Concept)
WHERE coalesce(p.standing, '') <> 'withdrawn'
RETURN p.id AS id, t.notation AS code
