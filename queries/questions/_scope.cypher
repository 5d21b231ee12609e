//: include scope_places
//: if actor
  AND (EXISTS { MATCH (p)-[:SUBMITTED_BY]->(a:Actor) WHERE a.id IN $actor }
       OR EXISTS { MATCH (p)-[:JOINT_WITH]->(a:Actor) WHERE a.id IN $actor })
//: end
//: include submitted
