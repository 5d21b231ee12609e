//: include covered
WITH s, c
MATCH (c)<-[:REACHES_BY_PLATFORM]-(p:Pledge)
WHERE coalesce(p.standing, '') <> 'withdrawn' AND EXISTS { MATCH (p)-[:IMPLEMENTED_ACROSS]->(s) }
//: include left_out
RETURN DISTINCT p.id AS id, s.code AS platform, p.cited_as AS pledge, p.title AS title
UNION
//: include covered
WITH s, c
MATCH (c)<-[:REACHES_BY_REGION]-(p:Pledge)
WHERE coalesce(p.standing, '') <> 'withdrawn'
//: include left_out
RETURN DISTINCT p.id AS id, s.code AS platform, p.cited_as AS pledge, p.title AS title
