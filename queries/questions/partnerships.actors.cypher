//: ids partnerships.joint
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:SUBMITTED_BY]->(a:Actor) WHERE p.id = wanted AND NOT a.named_after_pledge
OPTIONAL MATCH (a)-[:ACTOR_TYPE]->(k:Concept)
RETURN p.id AS id, a.name AS actors, a.id AS actor_ids, coalesce(k.notation, 'not-recorded') AS kinds
UNION
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:JOINT_WITH]->(a:Actor) WHERE p.id = wanted AND NOT a.named_after_pledge
OPTIONAL MATCH (a)-[:ACTOR_TYPE]->(k:Concept)
RETURN p.id AS id, a.name AS actors, a.id AS actor_ids, coalesce(k.notation, 'not-recorded') AS kinds
