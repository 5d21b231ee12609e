MATCH (g:Actor)-[:STATE_OF]->(c:Country)
WHERE c.id IS NOT NULL
//: if actor
  AND g.id IN $actor
//: end
//: if country
  AND c.iso3 IN $country
//: end
//: if platform
  AND EXISTS { MATCH (c)<-[:COVERS]-(s:SupportPlatform) WHERE s.code IN $platform }
//: end
//: if situation
  AND (EXISTS { MATCH (c)<-[:ASYLUM]-(s:Situation) WHERE s.name IN $situation }
       OR EXISTS { MATCH (c)<-[:ASYLUM_BY_FIGURES]-(s:Situation) WHERE s.name IN $situation })
//: end
WITH DISTINCT c
MATCH (a:Actor)-[:STATE_OF]->(c)
RETURN a.id AS id, a.name AS name, c.id AS country, c.name AS country_name,
       EXISTS { MATCH (a)<-[:SUBMITTED_BY]-(p:Pledge) WHERE p.host_country_pledge } AS hosting
