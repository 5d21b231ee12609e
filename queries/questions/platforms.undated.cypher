MATCH (m:Membership)-[:MEMBERSHIP_OF]->(s:SupportPlatform)
WHERE coalesce(m.member_role, '') <> 'country-covered'
//: if platform
  AND s.code IN $platform
//: end
//: if country
  AND EXISTS { MATCH (s)-[:COVERS]->(c:Country) WHERE c.iso3 IN $country }
//: end
WITH count(m.id) AS members, count(CASE WHEN m.started_on IS NULL THEN 1 END) AS number
WHERE number > 0
RETURN members AS members, number AS number
