//: ids new-partnerships
UNWIND $ids AS wanted
MATCH (a:Actor)-[:STATE_OF]->(c:Country) WHERE a.id = wanted
WITH DISTINCT c
MATCH (c)<-[:COVERS]-(s:SupportPlatform)
RETURN c.id AS country, s.id AS id, coalesce(s.code, s.name) AS name, s.participant_count AS participants
