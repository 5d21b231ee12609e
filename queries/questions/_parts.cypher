UNWIND $ids AS wanted
MATCH (p:Pledge)-[:SUBMITTED_BY]->(a:Actor) WHERE p.id = wanted AND NOT a.named_after_pledge
RETURN p.id AS pledge, a.id AS id, a.name AS name, true AS own
UNION
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:JOINT_WITH]->(a:Actor) WHERE p.id = wanted AND NOT a.named_after_pledge
RETURN p.id AS pledge, a.id AS id, a.name AS name, false AS own
