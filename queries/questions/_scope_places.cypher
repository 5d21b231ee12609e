//: if country
MATCH (k:Country) WHERE k.iso3 IN $country
OPTIONAL MATCH (k)<-[:IMPLEMENTED_IN]-(p:Pledge)
WITH DISTINCT p
//: end
//: unless country
MATCH (p:Pledge)
//: end
WHERE p.id IS NOT NULL
//: if area
  AND (EXISTS { MATCH (p)-[:THEME]->(t:Concept) WHERE t.name IN $area }
       OR EXISTS { MATCH (p)-[:AREA_OF_FOCUS]->(t:Concept) WHERE t.name IN $area })
//: end
//: if forum
  AND EXISTS { MATCH (p)-[:ANNOUNCED_AT]->(f:Forum) WHERE f.name IN $forum }
//: end
//: if platform
  AND (EXISTS { MATCH (p)-[:IMPLEMENTED_IN]->(c:Country)<-[:COVERS]-(s:SupportPlatform) WHERE s.code IN $platform }
       OR EXISTS { MATCH (p)-[:IMPLEMENTED_ACROSS]->(s:SupportPlatform) WHERE s.code IN $platform })
//: end
//: if situation
  AND (EXISTS { MATCH (p)-[:ADDRESSES]->(s:Situation) WHERE s.name IN $situation }
       OR EXISTS { MATCH (p)-[:IMPLEMENTED_IN]->(c:Country)<-[:ASYLUM]-(s:Situation) WHERE s.name IN $situation }
       OR EXISTS { MATCH (p)-[:IMPLEMENTED_IN]->(c:Country)<-[:ASYLUM_BY_FIGURES]-(s:Situation)
                   WHERE s.name IN $situation })
//: end
//: if region
  AND (EXISTS { MATCH (p)-[:IMPLEMENTED_IN]->(c:Country)-[:IN_REGION]->(r:Concept) WHERE r.name IN $region }
       OR EXISTS { MATCH (p)-[:IMPLEMENTED_ACROSS]->(r:Concept) WHERE r.name IN $region }
       OR EXISTS { MATCH (p)-[:IMPLEMENTED_ACROSS]->(s:Concept)-[:BROADER]->(r:Concept) WHERE r.name IN $region }
       OR EXISTS { MATCH (p)-[:IMPLEMENTED_ACROSS]->(t:Concept)-[:BROADER]->(s:Concept)-[:BROADER]->(r:Concept)
                   WHERE r.name IN $region })
//: end
//: include left_out
