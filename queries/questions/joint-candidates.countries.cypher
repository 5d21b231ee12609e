//: if pledge
MATCH (p:Pledge)-[:IMPLEMENTED_IN]->(c:Country)
WHERE p.id = $pledge
RETURN c.id AS id, c.iso3 AS iso3, c.name AS name, c.label_fr AS french
UNION
MATCH (p:Pledge)-[:REACHES_BY_PLATFORM]->(c:Country)
WHERE p.id = $pledge
RETURN c.id AS id, c.iso3 AS iso3, c.name AS name, c.label_fr AS french
UNION
MATCH (p:Pledge)-[:REACHES_BY_REGION]->(c:Country)
WHERE p.id = $pledge
RETURN c.id AS id, c.iso3 AS iso3, c.name AS name, c.label_fr AS french
//: end
//: if area
MATCH (c:Country)
WHERE c.iso3 IS NOT NULL
//: end
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
//: if area
RETURN c.id AS id, c.iso3 AS iso3, c.name AS name, c.label_fr AS french
//: end
