MATCH (p:Pledge)
WHERE p.host_country_pledge AND p.support_level IS NOT NULL
//: if pledge
  AND p.id = $pledge
//: end
//: include scope
RETURN p.id AS id, p.cited_as AS pledge, p.title AS title
