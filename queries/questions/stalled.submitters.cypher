//: ids stalled
UNWIND $ids AS wanted
MATCH (p:Pledge) WHERE p.id = wanted
OPTIONAL MATCH (p)-[:SUBMITTED_BY]->(a:Actor)
WITH p, a WHERE a.id IS NOT NULL
RETURN p.id AS id, a.name AS owes_update, a.id AS owes_update_ids
