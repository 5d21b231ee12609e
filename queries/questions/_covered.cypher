MATCH (s:SupportPlatform)-[:COVERS]->(c:Country)
WHERE s.code IS NOT NULL
//: include of_platform
//: if country
  AND c.iso3 IN $country
//: end
