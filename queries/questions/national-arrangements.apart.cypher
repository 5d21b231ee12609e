MATCH (n:NationalArrangement)-[:IN_COUNTRY]->(h:Country)
WHERE NOT EXISTS { MATCH (h)<-[:IMPLEMENTED_IN]-(p:Pledge)
                   WHERE p.host_country_pledge AND coalesce(p.standing, '') <> 'withdrawn' }
//: if country
  AND h.iso3 IN $country
//: end
RETURN n.id AS id, h.iso3 AS country, n.name AS arrangement, n.lead_as_written AS lead, n.set_up_on AS since,
       n.checked_on AS checked_on
