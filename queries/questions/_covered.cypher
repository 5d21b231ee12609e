MATCH (s:SupportPlatform)-[:COVERS]->(c:Country)
WHERE s.code IS NOT NULL
//: if platform
  AND s.code IN $platform
//: end
//: if country
  AND c.iso3 IN $country
//: end
