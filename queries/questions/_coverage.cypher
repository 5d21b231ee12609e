MATCH (p:Pledge)
WHERE coalesce(p.standing, '') <> 'withdrawn'
//: include scope
RETURN count(p) AS pledges,
       coalesce(sum(CASE WHEN EXISTS { MATCH (p)-[:CONTRIBUTION_TYPE]->(t:Concept) } THEN 1 ELSE 0 END), 0) AS contributing,
       coalesce(sum(CASE WHEN p.update_count > 0 THEN 1 ELSE 0 END), 0) AS updated,
       coalesce(sum(CASE WHEN p.host_country_pledge THEN 1 ELSE 0 END), 0) AS hosts
