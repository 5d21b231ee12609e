//: ids national-arrangements
UNWIND $ids AS wanted
MATCH (h:Country)<-[:IMPLEMENTED_IN]-(p:Pledge)
WHERE h.id = wanted AND p.host_country_pledge AND coalesce(p.standing, '') <> 'withdrawn'
RETURN h.id AS id, p.cited_as AS host_pledges, p.id AS host_pledge_ids
