//: include counted
OPTIONAL MATCH (p)-[:IMPLEMENTED_IN]->(c:Country)
WITH p, c WHERE c.id IS NOT NULL
//: if platform
  AND EXISTS { MATCH (c)<-[:COVERS]-(s:SupportPlatform) WHERE s.code IN $platform }
//: end
RETURN DISTINCT p.id AS id, c.iso3 AS country
