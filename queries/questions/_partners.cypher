MATCH (p:Pledge)-[:JOINT_WITH]->(a:Actor)
RETURN p.id AS id, a.id AS actor, a.name AS name
