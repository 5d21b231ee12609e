MATCH (m:Match)-[:SUPPORTED_BY]->(p:Pledge)
RETURN m.id AS id, p.id AS pledge
