//: ids partnerships
UNWIND $ids AS wanted
MATCH (p:Pledge)-[:SUBMITTED_BY]->(a:Actor) WHERE p.id = wanted
OPTIONAL MATCH (a)-[:ACTOR_TYPE]->(k:Concept)
RETURN p.id AS id, a.name AS actors, a.id AS actor_ids, coalesce(k.notation, 'not-recorded') AS kinds
UNION
UNWIND $ids AS wanted
MATCH (p:Pledge)<-[:SUPPORTS]-(m:Match)-[:SUPPORTED_BY]->(a:Actor)
WHERE p.id = wanted AND coalesce(m.not_counted_because, 'other-means') = 'other-means'
OPTIONAL MATCH (a)-[:ACTOR_TYPE]->(k:Concept)
RETURN p.id AS id, a.name AS actors, a.id AS actor_ids, coalesce(k.notation, 'not-recorded') AS kinds
UNION
UNWIND $ids AS wanted
MATCH (p:Pledge)<-[:SUPPORTS]-(m:Match)-[:SUPPORTED_BY]->(q:Pledge)-[:SUBMITTED_BY]->(a:Actor)
WHERE p.id = wanted AND coalesce(m.not_counted_because, 'other-means') = 'other-means'
OPTIONAL MATCH (a)-[:ACTOR_TYPE]->(k:Concept)
RETURN p.id AS id, a.name AS actors, a.id AS actor_ids, coalesce(k.notation, 'not-recorded') AS kinds
