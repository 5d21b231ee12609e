//: if country
  AND c.iso3 IN $country
//: end
//: if situation
  AND (EXISTS { MATCH (c)<-[:ASYLUM]-(s:Situation) WHERE s.name IN $situation }
       OR EXISTS { MATCH (c)<-[:ASYLUM_BY_FIGURES]-(s:Situation) WHERE s.name IN $situation })
//: end
//: if platform
  AND EXISTS { MATCH (c)<-[:COVERS]-(s:SupportPlatform) WHERE s.code IN $platform }
//: end
//: if area
  AND (EXISTS { MATCH (p)-[:THEME]->(t:Concept) WHERE t.name IN $area }
       OR EXISTS { MATCH (p)-[:AREA_OF_FOCUS]->(t:Concept) WHERE t.name IN $area })
//: end
//: if forum
  AND EXISTS { MATCH (p)-[:ANNOUNCED_AT]->(f:Forum) WHERE f.name IN $forum }
//: end
//: include left_out
RETURN p.id AS id, p.cited_as AS pledge, p.title AS title, p.host_country_pledge AS host, c.iso3 AS countries
