//: ids national-arrangements
UNWIND $ids AS wanted
MATCH (h:Country)<-[:IN_COUNTRY]-(n:NationalArrangement)<-[:LEANS_ON]-(p:Pledge)
WHERE h.id = wanted AND coalesce(p.standing, '') <> 'withdrawn'
RETURN h.id AS id, n.id AS arrangement_id, p.cited_as AS lean_on_it
