MATCH (m:Match)-[:CONTRIBUTION_TYPE]->(t:Concept)
RETURN m.id AS id, t.notation AS code
