//: if exclude
  AND NOT p.id IN $exclude
  AND NOT EXISTS { MATCH (p)-[:SUBMITTED_BY]->(x:Actor) WHERE x.id IN $exclude }
  AND NOT EXISTS { MATCH (p)-[:JOINT_WITH]->(x:Actor) WHERE x.id IN $exclude }
//: end
