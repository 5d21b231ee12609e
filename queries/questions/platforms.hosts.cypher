//: ids platforms
UNWIND $ids AS wanted
MATCH (c:Country)<-[:IMPLEMENTED_IN]-(p:Pledge)
WHERE c.id = wanted AND p.host_country_pledge AND coalesce(p.standing, '') <> 'withdrawn'
//: include left_out
RETURN c.id AS id, p.cited_as AS host_pledges, p.id AS host_pledge_ids
