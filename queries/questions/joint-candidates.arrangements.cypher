//: ids joint-candidates.involved
UNWIND $ids AS wanted
MATCH (a:Actor)-[:TAKES_PART_IN]->(x:Pledge)
WHERE a.id = wanted
RETURN x.id AS id, a.id AS actor, 'joint' AS kind, x.participant_count AS participants
UNION
UNWIND $ids AS wanted
MATCH (a:Actor)-[:TAKES_PART_IN]->(x:Match)
WHERE a.id = wanted
RETURN x.id AS id, a.id AS actor, 'match' AS kind, x.participant_count AS participants
UNION
UNWIND $ids AS wanted
MATCH (a:Actor)-[:TAKES_PART_IN]->(x:MultistakeholderPledge)
WHERE a.id = wanted
RETURN x.id AS id, a.id AS actor, 'multistakeholder' AS kind, x.participant_count AS participants
UNION
UNWIND $ids AS wanted
MATCH (a:Actor)-[:TAKES_PART_IN]->(x:SupportPlatform)
WHERE a.id = wanted
RETURN x.id AS id, a.id AS actor, 'platform' AS kind, x.participant_count AS participants
