MATCH (p:Pledge)-[:ANNOUNCED_AT]->(f:Forum)
RETURN p.id AS id, f.name AS name, f.sequence AS sequence
