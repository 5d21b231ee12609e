//: ids joint-candidates.countries
UNWIND $ids AS wanted
MATCH (c:Country)<-[:COVERS]-(s:SupportPlatform)<-[:MEMBERSHIP_OF]-(m:Membership)-[:MEMBER_ACTOR]->(a:Actor)
WHERE c.id = wanted AND coalesce(m.member_role, '') <> 'country-covered'
RETURN DISTINCT a.id AS id, a.name AS name, s.id AS platform, s.code AS code, c.iso3 AS country
