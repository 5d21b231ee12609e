MATCH (p:Pledge)-[:JOINTLY_SUPPORTED_BY]->(q:Pledge)
RETURN p.id AS id, q.id AS pledge
