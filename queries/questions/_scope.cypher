//: include scope_places
//: if actor
  AND (EXISTS { MATCH (p)-[:SUBMITTED_BY]->(a:Actor) WHERE a.id IN $actor }
       OR EXISTS { MATCH (p)-[:JOINT_WITH]->(a:Actor) WHERE a.id IN $actor })
//: end
//: if actor_type
  AND EXISTS { MATCH (p)-[:SUBMITTER_TYPE]->(k:Concept) WHERE k.notation IN $actor_type }
//: end
//: if role
  AND p.role IN $role
//: end
