//: ids partnerships
UNWIND $ids AS wanted
MATCH (p:Pledge)<-[:SUPPORTS]-(m:Match)-[:CONTRIBUTION_TYPE]->(t:Concept)
WHERE p.id = wanted AND coalesce(m.not_counted_because, 'other-means') = 'other-means'
RETURN p.id AS id, t.notation AS contribution
UNION
UNWIND $ids AS wanted
MATCH (p:Pledge)<-[:SUPPORTS]-(m:Match)-[:SUPPORTED_BY]->(q:Pledge)-[:CONTRIBUTION_TYPE]->(t:Concept)
WHERE p.id = wanted AND coalesce(m.not_counted_because, 'other-means') = 'other-means'
RETURN p.id AS id, t.notation AS contribution
