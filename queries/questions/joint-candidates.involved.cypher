//: include scope_places
  AND coalesce(p.standing, '') <> 'withdrawn'
//: if pledge
  AND p.id = $pledge
//: end
OPTIONAL MATCH (p)-[:INVOLVES]->(a:Actor)
WITH p, a WHERE a.id IS NOT NULL
RETURN a.id AS id, a.name AS name, p.id AS pledge
