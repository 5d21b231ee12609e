//: ids gaps.regional
UNWIND $ids AS wanted
MATCH (p:Pledge) WHERE p.id = wanted
OPTIONAL MATCH (p)-[:SUBMITTED_BY]->(a:Actor)
WITH p, a WHERE a.id IS NOT NULL
RETURN p.id AS id, a.name AS submitters
