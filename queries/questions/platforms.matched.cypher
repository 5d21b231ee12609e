//: ids platforms.members
UNWIND $ids AS wanted
MATCH (m:Membership)-[:MEMBERSHIP_OF]->(s:SupportPlatform)-[:COVERS]->(c:Country) WHERE m.id = wanted
//: if country
WITH m, c WHERE c.iso3 IN $country
//: end
//: unless country
WITH m, c
//: end
MATCH (m)-[:MEMBER_ACTOR]->(a:Actor)<-[:SUPPORTED_BY]-(t:Match)-[:SUPPORTS]->(p:Pledge)-[:IMPLEMENTED_IN]->(c)
WHERE coalesce(t.not_counted_because, 'other-means') = 'other-means' AND coalesce(p.standing, '') <> 'withdrawn'
//: include left_out
RETURN DISTINCT m.id AS id, p.cited_as AS matches, c.iso3 AS match_countries
