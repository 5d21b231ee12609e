MATCH (m:Membership)-[:MEMBERSHIP_OF]->(s:SupportPlatform)
WHERE coalesce(m.member_role, '') <> 'country-covered'
//: if platform
  AND s.code IN $platform
//: end
//: if country
  AND EXISTS { MATCH (s)-[:COVERS]->(c:Country) WHERE c.iso3 IN $country }
//: end
MATCH (m)-[:MEMBER_ACTOR]->(a:Actor)
RETURN m.id AS id, s.code AS platform, a.name AS member, a.id AS member_id, m.member_role AS role,
       m.started_on AS since, m.remark AS remark
