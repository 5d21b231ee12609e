MATCH (s:SupportPlatform)-[:COVERS]->(c:Country)<-[:IMPLEMENTED_IN]-(p:Pledge)-[:SUBMITTED_BY]->(a:Actor)
WHERE NOT p.host_country_pledge AND coalesce(p.standing, '') <> 'withdrawn'
//: include left_out
  AND NOT EXISTS { MATCH (a)<-[:MEMBER_ACTOR]-(m:Membership)-[:MEMBERSHIP_OF]->(s) }
//: include of_platform
//: if actor
  AND a.id IN $actor
//: end
//: if country
  AND c.iso3 IN $country
//: end
RETURN DISTINCT a.id AS id, s.code AS platform, a.name AS actor, p.cited_as AS pledges, '' AS as_partner, '' AS by_situation,
       CASE WHEN coalesce(p.latest_stage, '') = 'fulfilled' OR coalesce(p.latest_target_year, 9999) < $year THEN p.cited_as END AS ended
UNION
MATCH (s:SupportPlatform)-[:COVERS]->(c:Country)<-[:IMPLEMENTED_IN]-(p:Pledge)-[:JOINT_WITH]->(a:Actor)
WHERE NOT p.host_country_pledge AND coalesce(p.standing, '') <> 'withdrawn'
//: include left_out
  AND NOT EXISTS { MATCH (a)<-[:MEMBER_ACTOR]-(m:Membership)-[:MEMBERSHIP_OF]->(s) }
//: include of_platform
//: if actor
  AND a.id IN $actor
//: end
//: if country
  AND c.iso3 IN $country
//: end
RETURN DISTINCT a.id AS id, s.code AS platform, a.name AS actor, '' AS pledges, p.cited_as AS as_partner, '' AS by_situation,
       CASE WHEN coalesce(p.latest_stage, '') = 'fulfilled' OR coalesce(p.latest_target_year, 9999) < $year THEN p.cited_as END AS ended
UNION
MATCH (s:SupportPlatform)-[:COVERS]->(c:Country)<-[:ASYLUM]-(t:Situation)<-[:ADDRESSES]-(p:Pledge)-[:SUBMITTED_BY]->(a:Actor)
WHERE NOT p.host_country_pledge AND coalesce(p.standing, '') <> 'withdrawn'
//: include left_out
  AND NOT EXISTS { MATCH (a)<-[:MEMBER_ACTOR]-(m:Membership)-[:MEMBERSHIP_OF]->(s) }
//: include of_platform
//: if actor
  AND a.id IN $actor
//: end
//: if country
  AND c.iso3 IN $country
//: end
RETURN DISTINCT a.id AS id, s.code AS platform, a.name AS actor, '' AS pledges, '' AS as_partner, p.cited_as AS by_situation,
       CASE WHEN coalesce(p.latest_stage, '') = 'fulfilled' OR coalesce(p.latest_target_year, 9999) < $year THEN p.cited_as END AS ended
UNION
MATCH (s:SupportPlatform)-[:COVERS]->(c:Country)<-[:ASYLUM_BY_FIGURES]-(t:Situation)<-[:ADDRESSES]-(p:Pledge)-[:SUBMITTED_BY]->(a:Actor)
WHERE NOT p.host_country_pledge AND coalesce(p.standing, '') <> 'withdrawn'
//: include left_out
  AND NOT EXISTS { MATCH (a)<-[:MEMBER_ACTOR]-(m:Membership)-[:MEMBERSHIP_OF]->(s) }
//: include of_platform
//: if actor
  AND a.id IN $actor
//: end
//: if country
  AND c.iso3 IN $country
//: end
RETURN DISTINCT a.id AS id, s.code AS platform, a.name AS actor, '' AS pledges, '' AS as_partner, p.cited_as AS by_situation,
       CASE WHEN coalesce(p.latest_stage, '') = 'fulfilled' OR coalesce(p.latest_target_year, 9999) < $year THEN p.cited_as END AS ended
UNION
MATCH (s:SupportPlatform)-[:ADDRESSES]->(t:Situation)<-[:ADDRESSES]-(p:Pledge)-[:SUBMITTED_BY]->(a:Actor)
WHERE NOT p.host_country_pledge AND coalesce(p.standing, '') <> 'withdrawn'
//: include left_out
  AND NOT EXISTS { MATCH (a)<-[:MEMBER_ACTOR]-(m:Membership)-[:MEMBERSHIP_OF]->(s) }
//: include of_platform
//: if actor
  AND a.id IN $actor
//: end
  AND s.id <> p.id
//: if country
  AND EXISTS { MATCH (s)-[:COVERS]->(c:Country) WHERE c.iso3 IN $country }
//: end
RETURN DISTINCT a.id AS id, s.code AS platform, a.name AS actor, '' AS pledges, '' AS as_partner, p.cited_as AS by_situation,
       CASE WHEN coalesce(p.latest_stage, '') = 'fulfilled' OR coalesce(p.latest_target_year, 9999) < $year THEN p.cited_as END AS ended
