//: if forum
  AND EXISTS { MATCH (p)-[:ANNOUNCED_AT]->(f:Forum) WHERE f.name IN $forum }
//: end
