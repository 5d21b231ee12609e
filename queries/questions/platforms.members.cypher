MATCH (m:Membership)-[:MEMBERSHIP_OF]->(s:SupportPlatform)
WHERE coalesce(m.member_role, '') <> 'country-covered'
//: include of_platform
//: if country
  AND EXISTS { MATCH (s)-[:COVERS]->(c:Country) WHERE c.iso3 IN $country }
//: end
MATCH (m)-[:MEMBER_ACTOR]->(a:Actor)
WHERE a.id IS NOT NULL
//: if actor
  AND a.id IN $actor
//: end
//: if exclude
  AND NOT a.id IN $exclude
//: end
RETURN m.id AS id, s.code AS platform, a.name AS member, a.id AS member_id, m.member_role AS role,
       m.started_on AS since, m.remark AS remark
