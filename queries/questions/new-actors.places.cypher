MATCH (c:Country)
WHERE c.iso3 IS NOT NULL
//: if country
  AND c.iso3 IN $country
//: end
//: if platform
  AND EXISTS { MATCH (c)<-[:COVERS]-(s:SupportPlatform) WHERE s.code IN $platform }
//: end
//: if situation
  AND (EXISTS { MATCH (c)<-[:ASYLUM]-(s:Situation) WHERE s.name IN $situation }
       OR EXISTS { MATCH (c)<-[:ASYLUM_BY_FIGURES]-(s:Situation) WHERE s.name IN $situation })
//: end
RETURN c.id AS id, c.iso3 AS iso3, c.name AS name, c.label_fr AS french
