//: if country
MATCH (c:Country)
WHERE c.iso3 IN $country AND c.people_hosted IS NOT NULL
RETURN c.id AS id, c.iso3 AS country, c.people_hosted AS people, c.people_hosted_year AS people_year
//: end
//: if platform
MATCH (s:SupportPlatform)-[:COVERS]->(c:Country)
WHERE s.code IN $platform AND c.people_hosted IS NOT NULL
RETURN DISTINCT c.id AS id, c.iso3 AS country, c.people_hosted AS people, c.people_hosted_year AS people_year
//: end
