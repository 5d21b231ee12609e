//: ids new-partnerships
UNWIND $ids AS wanted
MATCH (a:Actor) WHERE a.id = wanted
OPTIONAL MATCH (a)-[:TAKES_PART_IN]->(x:MultistakeholderPledge)
WITH a, x WHERE x.id IS NOT NULL
MATCH (b:Actor)-[:TAKES_PART_IN]->(x)
WHERE b.id <> a.id
RETURN a.id AS host, x.id AS id, x.name AS name, x.participant_count AS participants, 'lead' AS kind,
       b.id AS actor, b.name AS actor_name
UNION
UNWIND $ids AS wanted
MATCH (a:Actor) WHERE a.id = wanted
OPTIONAL MATCH (a)-[:PLEDGED_UNDER]->(x:MultistakeholderPledge)
WITH a, x WHERE x.id IS NOT NULL
MATCH (b:Actor)-[:PLEDGED_UNDER]->(x)
WHERE b.id <> a.id
RETURN a.id AS host, x.id AS id, x.name AS name, x.pledging_count AS participants, 'under' AS kind,
       b.id AS actor, b.name AS actor_name
