MATCH (p:Pledge)-[:MAYBE_SAME_AS]->(q:Pledge)
RETURN p.id AS id, q.id AS pledge
