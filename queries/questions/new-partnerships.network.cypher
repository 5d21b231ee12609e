MATCH (a:Actor)-[:TAKES_PART_IN]->(x:Pledge)
WHERE NOT EXISTS { MATCH (x)-[:SUBMITTER_TYPE]->(k:Concept) WHERE k.notation = 'multi-stakeholder' }
RETURN x.id AS id, a.id AS actor
UNION
MATCH (a:Actor)-[:TAKES_PART_IN]->(x:Match)
RETURN x.id AS id, a.id AS actor
