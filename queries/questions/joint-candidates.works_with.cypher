//: ids joint-candidates.arrangements
UNWIND $ids AS wanted
MATCH (a:Actor)-[:TAKES_PART_IN]->(x:Pledge)
WHERE x.id = wanted
RETURN a.id AS id, 'joint' AS kind, x.participant_count AS participants, count(x) AS arrangements
UNION
UNWIND $ids AS wanted
MATCH (a:Actor)-[:TAKES_PART_IN]->(x:Match)
WHERE x.id = wanted
RETURN a.id AS id, 'match' AS kind, x.participant_count AS participants, count(x) AS arrangements
UNION
UNWIND $ids AS wanted
MATCH (a:Actor)-[:TAKES_PART_IN]->(x:MultistakeholderPledge)
WHERE x.id = wanted
RETURN a.id AS id, 'multistakeholder' AS kind, x.participant_count AS participants, count(x) AS arrangements
UNION
UNWIND $ids AS wanted
MATCH (a:Actor)-[:TAKES_PART_IN]->(x:SupportPlatform)
WHERE x.id = wanted
RETURN a.id AS id, 'platform' AS kind, x.participant_count AS participants, count(x) AS arrangements
