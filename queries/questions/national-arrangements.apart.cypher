MATCH (n:NationalArrangement)-[:IN_COUNTRY]->(h:Country)
WHERE NOT EXISTS { MATCH (h)<-[:IMPLEMENTED_IN]-(p:Pledge)
                   WHERE p.host_country_pledge AND coalesce(p.standing, '') <> 'withdrawn' }
//: if country
  AND h.iso3 IN $country
//: end
//: if situation
  AND (EXISTS { MATCH (h)<-[:ASYLUM]-(s:Situation) WHERE s.name IN $situation }
       OR EXISTS { MATCH (h)<-[:ASYLUM_BY_FIGURES]-(s:Situation) WHERE s.name IN $situation })
//: end
//: if platform
  AND EXISTS { MATCH (h)<-[:COVERS]-(s:SupportPlatform) WHERE s.code IN $platform }
//: end
//: if area
  AND false
//: end
//: if forum
  AND false
//: end
//: if actor
  AND false
//: end
RETURN n.id AS id, h.iso3 AS country, n.name AS arrangement, n.lead_as_written AS lead, n.set_up_on AS since,
       n.checked_on AS checked_on
