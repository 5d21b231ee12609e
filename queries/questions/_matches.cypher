MATCH (m:Match)-[:SUPPORTS]->(p:Pledge)
WHERE m.counts_as_support
RETURN m.id AS id, p.id AS pledge
