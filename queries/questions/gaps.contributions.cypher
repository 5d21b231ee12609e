//: include counted
OPTIONAL MATCH (p)-[:CONTRIBUTION_TYPE]->(t:Concept)
WITH p, t WHERE t.id IS NOT NULL
RETURN DISTINCT p.id AS id, t.notation AS contribution
