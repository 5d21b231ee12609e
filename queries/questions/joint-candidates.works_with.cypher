//: ids joint-candidates.arrangements
UNWIND $ids AS wanted
MATCH (x:Pledge) WHERE x.id = wanted
OPTIONAL MATCH (x)<-[:TAKES_PART_IN]-(a:Actor)
WITH x, a WHERE a.id IS NOT NULL
RETURN a.id AS id, 'joint' AS kind, x.participant_count AS participants, count(x) AS arrangements
UNION
UNWIND $ids AS wanted
MATCH (x:Match) WHERE x.id = wanted
OPTIONAL MATCH (x)<-[:TAKES_PART_IN]-(a:Actor)
WITH x, a WHERE a.id IS NOT NULL
RETURN a.id AS id, 'match' AS kind, x.participant_count AS participants, count(x) AS arrangements
UNION
UNWIND $ids AS wanted
MATCH (x:MultistakeholderPledge) WHERE x.id = wanted
OPTIONAL MATCH (x)<-[:TAKES_PART_IN]-(a:Actor)
WITH x, a WHERE a.id IS NOT NULL
RETURN a.id AS id, 'multistakeholder' AS kind, x.participant_count AS participants, count(x) AS arrangements
UNION
UNWIND $ids AS wanted
MATCH (x:SupportPlatform) WHERE x.id = wanted
OPTIONAL MATCH (x)<-[:TAKES_PART_IN]-(a:Actor)
WITH x, a WHERE a.id IS NOT NULL
RETURN a.id AS id, 'platform' AS kind, x.participant_count AS participants, count(x) AS arrangements
