//: ids national-arrangements
//: include scope
  AND coalesce(p.standing, '') <> 'withdrawn' AND p.host_country_pledge
MATCH (p)-[:IMPLEMENTED_IN]->(h:Country)
WHERE size($ids) = 0 OR h.id IN $ids
RETURN h.id AS id, p.cited_as AS host_pledges, p.id AS host_pledge_ids
