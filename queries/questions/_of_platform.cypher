//: if platform
  AND s.code IN $platform
//: end
//: if situation
  AND EXISTS { MATCH (s)-[:ADDRESSES]->(w:Situation) WHERE w.name IN $situation }
//: end
