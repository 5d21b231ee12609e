//: ids new-partnerships
UNWIND $ids AS wanted
MATCH (a:Actor)-[:STATE_OF]->(c:Country) WHERE a.id = wanted
WITH DISTINCT c
MATCH (c)<-[:COVERS]-(s:SupportPlatform)
MATCH (b:Actor)-[:TAKES_PART_IN]->(s)
RETURN c.id AS country, s.id AS id, coalesce(s.code, s.name) AS name, s.participant_count AS participants,
       b.id AS actor, b.name AS actor_name
