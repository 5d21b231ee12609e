//: ids new-partnerships
UNWIND $ids AS wanted
MATCH (a:Actor) WHERE a.id = wanted
OPTIONAL MATCH (a)-[:TAKES_PART_IN]->(x:Pledge)
WITH a, x WHERE x.id IS NOT NULL
  AND NOT EXISTS { MATCH (x)-[:SUBMITTER_TYPE]->(k:Concept) WHERE k.notation = 'multi-stakeholder' }
MATCH (b:Actor)-[:TAKES_PART_IN]->(x)
RETURN DISTINCT a.id AS id, b.id AS actor
UNION
UNWIND $ids AS wanted
MATCH (a:Actor) WHERE a.id = wanted
OPTIONAL MATCH (a)-[:TAKES_PART_IN]->(x:Match)
WITH a, x WHERE x.id IS NOT NULL
MATCH (b:Actor)-[:TAKES_PART_IN]->(x)
RETURN DISTINCT a.id AS id, b.id AS actor
