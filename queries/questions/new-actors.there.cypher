//: ids new-actors.here
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:SUBMITTED_BY]->(a:Actor) WHERE p.id = wanted AND NOT a.named_after_pledge
RETURN p.id AS pledge, p.cited_as AS cited, a.id AS id, a.name AS name
UNION
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:JOINT_WITH]->(a:Actor) WHERE p.id = wanted AND NOT a.named_after_pledge
RETURN p.id AS pledge, p.cited_as AS cited, a.id AS id, a.name AS name
UNION
UNWIND $ids AS wanted
MATCH (p:Pledge)<-[:SUPPORTS]-(m:Match)-[:SUPPORTED_BY]->(a:Actor) WHERE p.id = wanted AND NOT a.named_after_pledge
  AND coalesce(m.not_counted_because, 'offered') IN ['offered', 'other-means']
RETURN p.id AS pledge, p.cited_as AS cited, a.id AS id, a.name AS name
UNION
UNWIND $ids AS wanted
MATCH (p:Pledge)<-[:SUPPORTS]-(m:Match)-[:SUPPORTED_BY]->(q:Pledge)-[:SUBMITTED_BY]->(a:Actor)
WHERE p.id = wanted AND NOT a.named_after_pledge
  AND coalesce(m.not_counted_because, 'offered') IN ['offered', 'other-means']
RETURN p.id AS pledge, p.cited_as AS cited, a.id AS id, a.name AS name
