//: ids new-actors.active
UNWIND $ids AS wanted
MATCH (a:Actor) WHERE a.id = wanted
OPTIONAL MATCH (a)-[:TAKES_PART_IN]->(x:Pledge)
WITH a, x WHERE x.id IS NOT NULL
RETURN x.id AS id, a.id AS actor, CASE WHEN EXISTS { MATCH (x)-[:SUBMITTER_TYPE]->(k:Concept) WHERE k.notation = 'multi-stakeholder' }
            THEN 'of-many' ELSE 'joint' END AS kind
UNION
UNWIND $ids AS wanted
MATCH (a:Actor) WHERE a.id = wanted
OPTIONAL MATCH (a)-[:TAKES_PART_IN]->(x:Match)
WITH a, x WHERE x.id IS NOT NULL
RETURN x.id AS id, a.id AS actor, 'match' AS kind
UNION
UNWIND $ids AS wanted
MATCH (a:Actor) WHERE a.id = wanted
OPTIONAL MATCH (a)-[:TAKES_PART_IN]->(x:MultistakeholderPledge)
WITH a, x WHERE x.id IS NOT NULL
RETURN x.id AS id, a.id AS actor, 'multistakeholder' AS kind
UNION
UNWIND $ids AS wanted
MATCH (a:Actor) WHERE a.id = wanted
OPTIONAL MATCH (a)-[:TAKES_PART_IN]->(x:SupportPlatform)
WITH a, x WHERE x.id IS NOT NULL
RETURN x.id AS id, a.id AS actor, 'platform' AS kind
