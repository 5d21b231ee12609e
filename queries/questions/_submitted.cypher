//: if actor_type
  AND EXISTS { MATCH (p)-[:SUBMITTER_TYPE]->(k:Concept) WHERE k.notation IN $actor_type }
//: end
//: if role
  AND p.role IN $role
//: end
//: if objective
  AND EXISTS { MATCH (p)-[:SERVES_OBJECTIVE]->(b:Concept) WHERE b.notation IN $objective }
//: end
