MATCH (p:Pledge)-[:POPULATION_CONCERNED]->(t:Concept)
RETURN p.id AS id, t.notation AS code
