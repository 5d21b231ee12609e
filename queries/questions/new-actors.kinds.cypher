//: ids new-actors.active
UNWIND $ids AS wanted
MATCH (a:Actor)-[:ACTOR_TYPE]->(k:Concept) WHERE a.id = wanted
  AND EXISTS { MATCH (a)<-[:SUBMITTED_BY]-(p:Pledge)-[:SUBMITTER_TYPE]->(k) }
RETURN a.id AS id, k.notation AS kind
UNION
UNWIND $ids AS wanted
MATCH (a:Actor)-[:STATE_OF]->(c:Country) WHERE a.id = wanted
RETURN a.id AS id, 'state' AS kind
