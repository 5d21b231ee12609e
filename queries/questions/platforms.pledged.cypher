//: ids platforms.members
UNWIND $ids AS wanted
MATCH (m:Membership)-[:MEMBERSHIP_OF]->(s:SupportPlatform)-[:COVERS]->(c:Country) WHERE m.id = wanted
//: if country
WITH m, c WHERE c.iso3 IN $country
//: end
//: unless country
WITH m, c
//: end
MATCH (m)-[:MEMBER_ACTOR]->(a:Actor)<-[:SUBMITTED_BY]-(p:Pledge)-[:IMPLEMENTED_IN]->(c)
WHERE coalesce(p.standing, '') <> 'withdrawn'
//: include left_out
RETURN DISTINCT m.id AS id, p.cited_as AS pledges, c.iso3 AS countries, CASE WHEN coalesce(p.latest_stage, '') = 'fulfilled' OR coalesce(p.latest_target_year, 9999) < $year THEN p.cited_as END AS ended
