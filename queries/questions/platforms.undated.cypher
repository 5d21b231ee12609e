MATCH (m:Membership)-[:MEMBERSHIP_OF]->(s:SupportPlatform)
WHERE coalesce(m.member_role, '') <> 'country-covered'
//: include of_platform
//: if actor
  AND EXISTS { MATCH (m)-[:MEMBER_ACTOR]->(a:Actor) WHERE a.id IN $actor }
//: end
//: if exclude
  AND NOT EXISTS { MATCH (m)-[:MEMBER_ACTOR]->(a:Actor) WHERE a.id IN $exclude }
//: end
//: if country
  AND EXISTS { MATCH (s)-[:COVERS]->(c:Country) WHERE c.iso3 IN $country }
//: end
WITH
//: if listed
     m.id AS id,
//: end
     count(m.id) AS members, count(CASE WHEN m.started_on IS NULL THEN 1 END) AS number
//: unless listed
WHERE number > 0
//: end
RETURN
//: if listed
       id AS id,
//: end
       members AS members, number AS number
