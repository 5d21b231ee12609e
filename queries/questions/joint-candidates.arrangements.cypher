//: ids joint-candidates.involved
UNWIND $ids AS wanted
MATCH (a:Actor) WHERE a.id = wanted
OPTIONAL MATCH (a)-[:TAKES_PART_IN]->(x:Pledge)
WITH a, x WHERE x.id IS NOT NULL
RETURN x.id AS id, a.id AS actor, 'joint' AS kind, x.participant_count AS participants
UNION
UNWIND $ids AS wanted
MATCH (a:Actor) WHERE a.id = wanted
OPTIONAL MATCH (a)-[:TAKES_PART_IN]->(x:Match)
WITH a, x WHERE x.id IS NOT NULL
RETURN x.id AS id, a.id AS actor, 'match' AS kind, x.participant_count AS participants
UNION
UNWIND $ids AS wanted
MATCH (a:Actor) WHERE a.id = wanted
OPTIONAL MATCH (a)-[:TAKES_PART_IN]->(x:MultistakeholderPledge)
WITH a, x WHERE x.id IS NOT NULL
RETURN x.id AS id, a.id AS actor, 'multistakeholder' AS kind, x.participant_count AS participants
UNION
UNWIND $ids AS wanted
MATCH (a:Actor) WHERE a.id = wanted
OPTIONAL MATCH (a)-[:TAKES_PART_IN]->(x:SupportPlatform)
WITH a, x WHERE x.id IS NOT NULL
RETURN x.id AS id, a.id AS actor, 'platform' AS kind, x.participant_count AS participants
