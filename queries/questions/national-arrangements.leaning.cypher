//: ids national-arrangements
//: include scope
  AND coalesce(p.standing, '') <> 'withdrawn'
MATCH (p)-[:LEANS_ON]->(n:NationalArrangement)-[:IN_COUNTRY]->(h:Country)
WHERE size($ids) = 0 OR h.id IN $ids
RETURN h.id AS id, n.id AS arrangement_id, p.cited_as AS lean_on_it
