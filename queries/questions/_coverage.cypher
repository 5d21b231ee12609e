//: include scope
  AND coalesce(p.standing, '') <> 'withdrawn'
//: if country
OPTIONAL MATCH (p)-[:CONTRIBUTION_TYPE]->(t:Concept)
WITH p, count(t) > 0 AS contributes
//: end
//: unless country
WITH p, EXISTS { MATCH (p)-[:CONTRIBUTION_TYPE]->(t:Concept) } AS contributes
//: end
RETURN
//: if listed
       p.id AS id,
//: end
       contributes, p.update_count > 0 AS updated, p.host_country_pledge AS host, count(p) AS pledges
