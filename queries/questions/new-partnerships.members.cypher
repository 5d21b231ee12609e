//: ids new-partnerships.platforms
UNWIND $ids AS wanted
MATCH (s:SupportPlatform) WHERE s.id = wanted
MATCH (b:Actor)-[:TAKES_PART_IN]->(s)
RETURN s.id AS id, b.id AS actor, b.name AS actor_name
