MATCH (p:Pledge)-[:CONTRIBUTION_TYPE]->(t:Concept)
RETURN p.id AS id, t.notation AS code
