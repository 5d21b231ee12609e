MATCH (p:Pledge)-[:INVOLVES]->(a:Actor)
WHERE coalesce(p.standing, '') <> 'withdrawn'
//: if pledge
  AND p.id = $pledge
//: end
//: include scope
RETURN a.id AS id, a.name AS name, p.id AS pledge
