//: ids unanchored
UNWIND $ids AS wanted
MATCH (p:Pledge) WHERE p.id = wanted
OPTIONAL MATCH (p)-[:CONTRIBUTION_TYPE]->(t:Concept)
WITH p, t WHERE t.id IS NOT NULL
RETURN p.id AS id, t.notation AS contribution
