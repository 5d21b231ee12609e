//: ids new-partnerships
UNWIND $ids AS wanted
MATCH (a:Actor)<-[:SUBMITTED_BY]-(p:Pledge)<-[:SUPPORTS]-(m:Match)-[:SUPPORTED_BY]->(b:Actor)
WHERE a.id = wanted AND coalesce(m.not_counted_because, 'other-means') = 'other-means'
RETURN DISTINCT a.id AS id, b.id AS actor
UNION
UNWIND $ids AS wanted
MATCH (a:Actor)<-[:SUBMITTED_BY]-(p:Pledge)<-[:SUPPORTS]-(m:Match)-[:SUPPORTED_BY]->(q:Pledge)-[:SUBMITTED_BY]->(b:Actor)
WHERE a.id = wanted AND coalesce(m.not_counted_because, 'other-means') = 'other-means'
RETURN DISTINCT a.id AS id, b.id AS actor
