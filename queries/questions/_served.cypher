//: include scope
  AND coalesce(p.standing, '') <> 'withdrawn'
OPTIONAL MATCH (p)-[:SERVES_OBJECTIVE]->(o:Concept)
//: if objective
WITH p, o WHERE o.notation IN $objective
//: end
