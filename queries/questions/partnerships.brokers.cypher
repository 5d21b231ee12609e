//: include scope_places
  AND EXISTS { MATCH (p)<-[:CONNECTS_THROUGH]-(a:Actor) }
//: include submitted
MATCH (p)<-[:CONNECTS_THROUGH]-(b:Actor)
WHERE b.id IS NOT NULL
//: if actor
  AND b.id IN $actor
//: end
//: if exclude
  AND NOT b.id IN $exclude
//: end
RETURN DISTINCT b.id AS id, b.name AS actor
