//: ids platforms
UNWIND $ids AS wanted
MATCH (c:Country)<-[:IMPLEMENTED_IN]-(p:Pledge)
WHERE c.id = wanted AND NOT p.host_country_pledge AND coalesce(p.standing, '') <> 'withdrawn'
//: include left_out
RETURN c.id AS id, p.cited_as AS other_pledges, p.id AS other_pledge_ids,
       CASE WHEN coalesce(p.latest_stage, '') = 'fulfilled' OR coalesce(p.latest_target_year, 9999) < $year THEN p.cited_as END AS ended
