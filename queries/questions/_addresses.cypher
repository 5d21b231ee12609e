MATCH (p:Pledge)-[:ADDRESSES]->(s:Situation)
RETURN p.id AS id, s.name AS situation
