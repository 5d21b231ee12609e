//: include scope
  AND coalesce(p.standing, '') <> 'withdrawn' AND p.host_country_pledge
OPTIONAL MATCH (p)-[:IMPLEMENTED_IN]->(h:Country)
WITH DISTINCT h
WHERE h.id IS NOT NULL
//: if country
  AND h.iso3 IN $country
//: end
